/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_meta.h"

#include "fields.h"
#include "json_read.h"

#include <jansson.h>

/* Objects in objects that are looked at. */
enum { MAX_DEPTH = 8 };

void json_meta_free(struct json_meta *meta)
{
	buf_free(&meta->title);
	buf_free(&meta->author);
	buf_free(&meta->url);
	buf_free(&meta->date);
	buf_free(&meta->changed);
	buf_free(&meta->publisher);
	*meta = (struct json_meta){0};
}

static void put_string(struct buf *out, const json_t *value)
{
	if (json_is_string(value) && out->length == 0)
		buf_put(out, json_string_value(value),
			json_string_length(value));
}

/* Whether the object's type, or one of them, is in the list. */
static bool is_a(const json_t *object, const char *const *list, size_t count)
{
	const json_t *type = json_object_get(object, "@type");
	size_t types = json_is_array(type) ? json_array_size(type) : 1;
	for (size_t i = 0; i < types; i++) {
		const char *name = json_string_value(
			json_is_array(type) ? json_array_get(type, i) : type);
		for (size_t n = 0; name && n < count; n++)
			if (strcmp(name, list[n]) == 0)
				return true;
	}
	return false;
}

/* A name, a person with a name, or a list of such. */
static void put_persons(struct buf *out, const json_t *value)
{
	static const char *const no_person[] = {"Organization",
		"NewsMediaOrganization", "Corporation", "WebSite"};
	size_t count = json_is_array(value) ? json_array_size(value) : 1;
	for (size_t i = 0; i < count; i++) {
		const json_t *person =
			json_is_array(value) ? json_array_get(value, i) : value;
		if (json_is_object(person) &&
			!is_a(person, no_person,
				sizeof no_person / sizeof *no_person))
			person = json_object_get(person, "name");
		if (!json_is_string(person) || json_string_length(person) == 0)
			continue;
		if (out->length)
			buf_put_text(out, ", ");
		buf_put(out, json_string_value(person),
			json_string_length(person));
	}
}

static void put_article(const json_t *object, struct json_meta *meta)
{
	put_string(&meta->title, json_object_get(object, "headline"));
	put_string(&meta->title, json_object_get(object, "name"));
	if (meta->author.length == 0)
		put_persons(&meta->author, json_object_get(object, "author"));
	put_string(&meta->date, json_object_get(object, "datePublished"));
	put_string(&meta->changed, json_object_get(object, "dateModified"));
	put_string(&meta->url, json_object_get(object, "url"));
	const json_t *page = json_object_get(object, "mainEntityOfPage");
	put_string(&meta->url, page);
	put_string(&meta->url, json_object_get(page, "@id"));
	const json_t *publisher = json_object_get(object, "publisher");
	put_string(&meta->publisher, json_object_get(publisher, "name"));
}

/* An article, or what holds one: a list, a graph, a page with a main
 * entity. */
static void look(const json_t *value, struct json_meta *meta, int depth)
{
	static const char *const article[] = {"Article", "NewsArticle",
		"BlogPosting", "OpinionNewsArticle", "AnalysisNewsArticle",
		"ReportageNewsArticle", "ScholarlyArticle", "TechArticle",
		"SocialMediaPosting", "CreativeWork", "Book", "Chapter",
		"Report", "Review"};
	if (depth > MAX_DEPTH)
		return;
	if (json_is_object(value)) {
		if (is_a(value, article, sizeof article / sizeof *article))
			put_article(value, meta);
		look(json_object_get(value, "@graph"), meta, depth + 1);
		look(json_object_get(value, "mainEntity"), meta, depth + 1);
	}
	for (size_t i = 0; json_is_array(value) && i < json_array_size(value);
		i++)
		look(json_array_get(value, i), meta, depth + 1);
}

static bool failed(const struct json_meta *meta)
{
	return meta->title.failed || meta->author.failed || meta->url.failed ||
	       meta->date.failed || meta->changed.failed ||
	       meta->publisher.failed;
}

bool json_meta_ld(struct slice block, struct json_meta *meta, struct error *err)
{
	json_error_t cause;
	json_t *root;
	if (!json_read(block, 0, &root, &cause, err))
		return false;
	if (!root)
		return true;
	look(root, meta, 0);
	json_decref(root);
	return !failed(meta) || error_set_memory(err);
}

bool json_meta_sidecar(
	struct slice text, struct json_meta *meta, struct error *err)
{
	json_error_t cause;
	json_t *root;
	if (!json_read(text, JSON_REJECT_DUPLICATES, &root, &cause, err))
		return false;
	if (!root)
		return error_set(err, ERROR_SYNTAX,
			"it is not JSON: %s (line %d)", cause.text, cause.line);
#define NAME(member, flags, query, filter, facet, sort) #member,
#define FIELD(member, flags, query, filter, facet, sort) &meta->member,
	static const char *const name[] = {FIELDS_SAID(NAME)};
	struct buf *const field[] = {FIELDS_SAID(FIELD)};
	bool ok = json_is_object(root) ||
		  error_set(err, ERROR_SYNTAX, "it is not an object");
	for (size_t i = 0; ok && i < sizeof name / sizeof *name; i++) {
		const json_t *value = json_object_get(root, name[i]);
		if (value && !json_is_string(value) && !json_is_null(value))
			ok = error_set(err, ERROR_SYNTAX,
				"its \"%s\" is not a string", name[i]);
		else
			put_string(field[i], value);
	}
	json_decref(root);
	return ok && (!failed(meta) || error_set_memory(err));
}
