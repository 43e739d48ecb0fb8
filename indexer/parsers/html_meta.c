/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html_meta.h"

#include "date.h"
#include "html_name.h"
#include "json_meta.h"
#include "person.h"
#include "title.h"
#include "title_line.h"

#include <ctype.h>
#include <strings.h>

/* The fields that meta elements name. */
enum field {
	FIELD_TITLE,
	FIELD_TITLE_MORE,
	FIELD_AUTHOR,
	FIELD_AUTHOR_MORE,
	FIELD_DATE,
	FIELD_DATE_MORE,
	FIELD_CHANGED,
	FIELD_URL,
	FIELD_SITE,
	FIELDS
};

static const struct {
	const char *name;
	enum field field;
} meta_name[] = {
	{"og:title", FIELD_TITLE},
	{"citation_title", FIELD_TITLE_MORE},
	{"dc.title", FIELD_TITLE_MORE},
	{"dcterms.title", FIELD_TITLE_MORE},
	{"twitter:title", FIELD_TITLE_MORE},
	{"citation_author", FIELD_AUTHOR},
	{"dc.creator", FIELD_AUTHOR},
	{"dcterms.creator", FIELD_AUTHOR},
	{"author", FIELD_AUTHOR_MORE},
	{"article:author", FIELD_AUTHOR_MORE},
	{"parsely-author", FIELD_AUTHOR_MORE},
	{"article:published_time", FIELD_DATE},
	{"citation_publication_date", FIELD_DATE_MORE},
	{"citation_date", FIELD_DATE_MORE},
	{"dc.date", FIELD_DATE_MORE},
	{"dc.date.issued", FIELD_DATE_MORE},
	{"dcterms.date", FIELD_DATE_MORE},
	{"dcterms.issued", FIELD_DATE_MORE},
	{"date", FIELD_DATE_MORE},
	{"pubdate", FIELD_DATE_MORE},
	{"publishdate", FIELD_DATE_MORE},
	{"parsely-pub-date", FIELD_DATE_MORE},
	{"content_publisheddate", FIELD_DATE_MORE},
	{"dtk:publishdate", FIELD_DATE_MORE},
	{"article:modified_time", FIELD_CHANGED},
	{"og:updated_time", FIELD_CHANGED},
	{"last-modified", FIELD_CHANGED},
	{"og:url", FIELD_URL},
	{"og:site_name", FIELD_SITE},
	{"application-name", FIELD_SITE},
	{"citation_journal_title", FIELD_SITE},
};

/* What the elements of a page say. */
struct said {
	struct buf meta[FIELDS];
	struct buf canonical, title, h1, heading, author, byline, date, time;
	struct buf frame_h1; /* of a bar or head of the page */
	struct json_meta ld;
	struct error *err;
	unsigned frames, mains; /* inside so many of each */
	int depth;
};

static void put_once(struct buf *out, const char *value)
{
	if (out->length == 0)
		title_clean(title_line_trim(slice_text(value)), out);
}

/* Appends the text below a node, with the mark around what is not in line. */
static void put_inner(
	const GumboNode *node, char mark, struct buf *out, int depth)
{
	if (node->type == GUMBO_NODE_TEXT ||
		node->type == GUMBO_NODE_WHITESPACE ||
		node->type == GUMBO_NODE_CDATA)
		buf_put_text(out, node->v.text.text);
	if (node->type != GUMBO_NODE_ELEMENT || depth > HTML_MAX_DEPTH)
		return;
	bool marked = mark && !html_name_is_inline(node->v.element.tag);
	if (marked)
		buf_put_byte(out, (unsigned char)mark);
	const GumboVector *children = &node->v.element.children;
	for (unsigned i = 0; i < children->length; i++)
		put_inner(children->data[i], mark, out, depth + 1);
	if (marked)
		buf_put_byte(out, (unsigned char)mark);
}

/* Takes the text below a node, as one line, if nothing was taken before. */
static void take_inner(const GumboNode *node, char mark, struct buf *out)
{
	struct buf text = {0};
	if (out->length)
		return;
	put_inner(node, mark, &text, 0);
	title_clean(buf_slice(&text), out);
	out->failed |= text.failed;
	buf_free(&text);
}

static void take_meta(struct said *said, const GumboNode *node)
{
	const char *name = html_name_attribute(node, "property");
	if (!*name)
		name = html_name_attribute(node, "name");
	if (!*name)
		name = html_name_attribute(node, "itemprop");
	const char *content = html_name_attribute(node, "content");
	for (size_t i = 0; i < sizeof meta_name / sizeof *meta_name; i++) {
		struct buf *field = &said->meta[meta_name[i].field];
		if (strcasecmp(name, meta_name[i].name) != 0)
			continue;
		/* Scholarly pages name each author. */
		if (meta_name[i].field == FIELD_AUTHOR && field->length &&
			*content) {
			buf_put_text(field, ", ");
			buf_put_text(field, content);
		}
		put_once(field, content);
	}
	if (strcasecmp(name, "datePublished") == 0)
		put_once(&said->date, content);
}

static void take_link(struct said *said, const GumboNode *node)
{
	if (strcasecmp(html_name_attribute(node, "rel"), "canonical") == 0)
		put_once(&said->canonical, html_name_attribute(node, "href"));
}

/* Whether one of the names in the class list is the word. */
static bool has_class(const GumboNode *node, const char *word)
{
	const char *names = html_name_attribute(node, "class");
	size_t length = strlen(word);
	while (*names) {
		names += strspn(names, " \t\r\n\f");
		size_t name = strcspn(names, " \t\r\n\f");
		if (name == length && strncasecmp(names, word, name) == 0)
			return true;
		names += name;
	}
	return false;
}

static bool is_heading(const GumboNode *node)
{
	return node->v.element.tag >= GUMBO_TAG_H1 &&
	       node->v.element.tag <= GUMBO_TAG_H3;
}

/* Persons, times and headings that the page marks as such. */
static void take_marked(struct said *said, const GumboNode *node)
{
	static const char *const byline[] = {"byline", "author", "penulis",
		"post-author", "entry-author", "author-name", "nama-penulis",
		"detail__author", "read__author", "fn"};
	static const char *const heading[] = {"entry-title", "post-title",
		"article-title", "judul", "headline"};
	const char *property = html_name_attribute(node, "itemprop");
	if (strcmp(property, "author") == 0 ||
		strcmp(html_name_attribute(node, "rel"), "author") == 0)
		take_inner(node, '|', &said->author);
	for (size_t i = 0; i < sizeof byline / sizeof *byline; i++)
		if (has_class(node, byline[i]))
			take_inner(node, '|', &said->byline);
	for (size_t i = 0; i < sizeof heading / sizeof *heading; i++)
		if (has_class(node, heading[i]) && is_heading(node))
			take_inner(node, ' ', &said->heading);
	if (strcmp(property, "headline") == 0)
		take_inner(node, ' ', &said->heading);
	if (has_class(node, "published"))
		put_once(&said->date, html_name_attribute(node, "title"));
	if (strcmp(property, "datePublished") == 0) {
		put_once(&said->date, html_name_attribute(node, "datetime"));
		take_inner(node, ' ', &said->date);
	}
	if (node->v.element.tag == GUMBO_TAG_TIME) {
		put_once(&said->time, html_name_attribute(node, "datetime"));
		take_inner(node, ' ', &said->time);
	}
}

static void take_script(struct said *said, const GumboNode *node)
{
	struct buf text = {0};
	if (strcasecmp(html_name_attribute(node, "type"),
		    "application/ld+json") != 0)
		return;
	put_inner(node, 0, &text, 0);
	said->ld.title.failed |= !json_meta_ld(
		buf_slice(&text), &said->ld, said->err);
	buf_free(&text);
}

static void look(struct said *said, const GumboNode *node)
{
	if (node->type != GUMBO_NODE_ELEMENT)
		return;
	enum html_name name = html_name(node);
	GumboTag tag = node->v.element.tag;
	if (tag == GUMBO_TAG_META)
		take_meta(said, node);
	else if (tag == GUMBO_TAG_LINK)
		take_link(said, node);
	else if (tag == GUMBO_TAG_TITLE)
		take_inner(node, ' ', &said->title);
	else if (tag == GUMBO_TAG_SCRIPT)
		take_script(said, node);
	else if (tag == GUMBO_TAG_H1)
		take_inner(node, ' ',
			said->frames && !said->mains ? &said->frame_h1
						     : &said->h1);
	/* Readers' comments and teasers have authors and times of their
	 * own. */
	if (name == HTML_NAME_COMMENTS || tag == GUMBO_TAG_ASIDE ||
		tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_NAV ||
		++said->depth > HTML_MAX_DEPTH)
		return;
	take_marked(said, node);
	/* Some pages stand in a form as a whole. */
	bool frame = name == HTML_NAME_FRAME && tag != GUMBO_TAG_FORM;
	said->frames += frame;
	said->mains += name >= HTML_NAME_MAIN;
	const GumboVector *children = &node->v.element.children;
	for (unsigned i = 0; i < children->length; i++)
		look(said, children->data[i]);
	said->frames -= frame;
	said->mains -= name >= HTML_NAME_MAIN;
	said->depth--;
}

/* Whether the same letters and digits stand in both; *used says how many bytes
 * of `text` the shorter `start` takes. */
static bool begins_with(struct slice text, struct slice start, size_t *used)
{
	if (start.length == 0 || start.length > text.length ||
		strncasecmp(text.bytes, start.bytes, start.length) != 0)
		return false;
	*used = start.length;
	return true;
}

static size_t mark_at(struct slice text, size_t at)
{
	static const char *const mark[] = {" - ", " | ", " \xC2\xBB ",
		" \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xB7 "};
	for (size_t i = 0; i < sizeof mark / sizeof *mark; i++) {
		size_t length = strlen(mark[i]);
		if (text.length - at >= length &&
			memcmp(text.bytes + at, mark[i], length) == 0)
			return length;
	}
	return 0;
}

/* " Halaman 2", " Halaman all" */
static bool is_page_number(struct slice text)
{
	static const char word[] = " halaman ", all[] = "all";
	size_t at = sizeof word - 1, used;
	if (text.length <= at || strncasecmp(text.bytes, word, at) != 0)
		return false;
	if (begins_with(slice_of(text.bytes + at, text.length - at),
		    slice_text(all), &used))
		at += used;
	while (at < text.length && isdigit((unsigned char)text.bytes[at]))
		at++;
	return at == text.length || text.bytes[at] == ' ';
}

/* The title without the name of the site: what the heading says where it is
 * the beginning; else what stands before the site's name. */
static struct slice without_site(
	struct slice title, struct slice h1, struct slice site)
{
	size_t used;
	if (begins_with(title, h1, &used) &&
		(used == title.length || mark_at(title, used) ||
			is_page_number(slice_of(
				title.bytes + used, title.length - used))))
		return slice_of(title.bytes, used);
	for (size_t at = 1; site.length && at < title.length; at++) {
		size_t mark = mark_at(title, at);
		struct slice rest = slice_of(
			title.bytes + at + mark, title.length - at - mark);
		if (mark && begins_with(rest, site, &used) &&
			used == rest.length)
			return slice_of(title.bytes, at);
	}
	return title;
}

/* What stands before the last mark of a <title> that names no <h1>. */
static struct slice before_last_mark(struct slice title)
{
	for (size_t at = title.length; at > 1; at--)
		if (mark_at(title, at - 1))
			return slice_of(title.bytes, at - 1);
	return title;
}

/* The <h1> of the page's frame is its title where there is no other, unless the
 * <title> has it behind a mark: then it is the name of the site. */
static void place_frame_h1(struct said *said)
{
	struct slice title = buf_slice(&said->title);
	struct slice h1 = buf_slice(&said->frame_h1);
	struct buf *site = &said->meta[FIELD_SITE];
	if (without_site(title, slice_of("", 0), h1).length != title.length) {
		if (site->length == 0)
			buf_put_slice(site, h1);
	} else if (said->h1.length == 0) {
		buf_put_slice(&said->h1, h1);
	}
}

static void choose_title(struct said *said, struct buf *out)
{
	struct buf *const field[] = {&said->ld.title, &said->meta[FIELD_TITLE],
		&said->meta[FIELD_TITLE_MORE], &said->heading, &said->h1,
		&said->title};
	struct slice h1 = buf_slice(
		said->heading.length ? &said->heading : &said->h1);
	struct slice site = buf_slice(&said->meta[FIELD_SITE]);
	if (site.length == 0)
		site = buf_slice(&said->ld.publisher);
	for (size_t i = 0; i < sizeof field / sizeof *field; i++) {
		struct slice title = buf_slice(field[i]);
		/* A site's name is the <h1> of some pages. */
		if (title.length == 0 || slice_equal(title, site))
			continue;
		title = without_site(title, h1, site);
		if (field[i] == &said->title &&
			title.length == said->title.length)
			title = before_last_mark(title);
		buf_put_slice(out, title);
		return;
	}
}

static void choose_author(struct said *said, struct buf *out)
{
	struct buf *const field[] = {&said->ld.author,
		&said->meta[FIELD_AUTHOR], &said->meta[FIELD_AUTHOR_MORE],
		&said->author, &said->byline};
	struct slice site = buf_slice(&said->meta[FIELD_SITE]);
	struct slice publisher = buf_slice(&said->ld.publisher);
	for (size_t i = 0; i < sizeof field / sizeof *field; i++) {
		struct slice name = buf_slice(field[i]);
		if (!slice_equal(name, site) && !slice_equal(name, publisher) &&
			person_name(name, out))
			return;
	}
}

static void choose_date(struct said *said, struct buf *out)
{
	struct buf *const field[] = {&said->ld.date, &said->meta[FIELD_DATE],
		&said->meta[FIELD_DATE_MORE], &said->date, &said->time,
		&said->ld.changed, &said->meta[FIELD_CHANGED]};
	for (size_t i = 0; out->length == 0 && i < sizeof field / sizeof *field;
		i++)
		date_field(buf_slice(field[i]), out);
}

static void choose_url(struct said *said, struct buf *out)
{
	struct buf *const field[] = {
		&said->canonical, &said->meta[FIELD_URL], &said->ld.url};
	for (size_t i = 0; i < sizeof field / sizeof *field; i++) {
		struct slice url = buf_slice(field[i]);
		if ((url.length > 7 &&
			    strncasecmp(url.bytes, "http://", 7) == 0) ||
			(url.length > 8 &&
				strncasecmp(url.bytes, "https://", 8) == 0)) {
			buf_put_slice(out, url);
			return;
		}
	}
}

bool html_meta(const GumboNode *root, struct extract *out, struct error *err)
{
	struct said said = {.err = err};
	look(&said, root);
	place_frame_h1(&said);
	choose_title(&said, &out->title);
	choose_author(&said, &out->author);
	choose_date(&said, &out->date);
	choose_url(&said, &out->url);
	bool failed = said.ld.title.failed || out->title.failed ||
		      out->author.failed || out->date.failed || out->url.failed;
	for (size_t i = 0; i < FIELDS; i++)
		buf_free(&said.meta[i]);
	struct buf *const others[] = {&said.canonical, &said.title, &said.h1,
		&said.heading, &said.frame_h1, &said.author, &said.byline,
		&said.date, &said.time};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		buf_free(others[i]);
	json_meta_free(&said.ld);
	return !failed || error_set_memory(err);
}
