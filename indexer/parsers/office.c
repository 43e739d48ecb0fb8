/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office.h"

#include "date.h"
#include "person.h"
#include "title_line.h"

#include <ctype.h>
#include <strings.h>

void office_put(struct office_text *text, struct slice piece)
{
	struct buf *out = text->out;
	if (out->length == text->start && !text->cells) {
		while (piece.length && isspace((unsigned char)*piece.bytes))
			piece = slice_of(piece.bytes + 1, piece.length - 1);
		if (piece.length == 0)
			return;
		if (out->length)
			buf_put_text(out, text->item && text->before_item
						  ? "\n"
						  : "\n\n");
		text->start = out->length;
		if (text->item)
			buf_put_text(out, "- ");
	}
	buf_put_slice(out, piece);
}

static void trim(struct buf *out, size_t start)
{
	while (out->length > start &&
		isspace((unsigned char)out->bytes[out->length - 1]))
		out->length--;
}

void office_end(struct office_text *text)
{
	if (text->cells) {
		buf_put_byte(text->out, ' ');
		return;
	}
	trim(text->out, text->start);
	if (text->out->length > text->start)
		text->before_item = text->item;
	text->start = text->out->length;
	text->item = false;
}

void office_cell(struct office_text *text, bool begins)
{
	if (!begins) {
		text->cells -= text->cells > 0;
		trim(text->out, text->start);
		buf_put_byte(text->out, '\t');
		return;
	}
	if (text->cells == 0 && text->out->length == text->start) {
		if (text->out->length)
			buf_put_byte(text->out, '\n');
		text->start = text->out->length;
	}
	text->cells++;
}

void office_row(struct office_text *text)
{
	if (text->cells)
		return;
	trim(text->out, text->start);
	text->start = text->out->length;
	text->before_item = false;
}

/* ---- properties ---- */

struct properties {
	struct extract *out;
	struct buf value; /* of the element that is open */
	struct buf publication, made;
	bool changed; /* "date" is when it was changed */
	bool publishes; /* the date is one of publication */
	char field[32]; /* of XMP: what the list is of */
};

static const struct {
	const char *name;
	enum { TITLE, AUTHOR, PUBLICATION, MADE } field;
} property[] = {{"title", TITLE}, {"creator", AUTHOR},
	{"initial-creator", AUTHOR}, {"creation-date", MADE}, {"created", MADE},
	{"CreateDate", MADE}, {"date", MADE}};

void office_title(struct slice title, struct extract *out)
{
	static const char *const made_up[] = {"untitled", "microsoft word",
		"document", "dokumen", "powerpoint presentation", "judul",
		"presentasi powerpoint", "slide 1", "unknown"};
	title = title_line_trim(title);
	for (size_t i = 0; i < sizeof made_up / sizeof *made_up; i++) {
		size_t length = strlen(made_up[i]);
		if (title.length >= length &&
			strncasecmp(title.bytes, made_up[i], length) == 0 &&
			(title.length <= length + 2 ||
				memcmp(title.bytes + length, " - ", 3) == 0))
			return;
	}
	if (out->title.length == 0)
		buf_put_slice(&out->title, title);
}

static void put_author(struct slice name, struct extract *out)
{
	struct buf person = {0};
	if (!person_name(name, &person))
		return;
	struct slice known = buf_slice(&out->author);
	if (known.length >= person.length &&
		memcmp(known.bytes + known.length - person.length, person.bytes,
			person.length) == 0) {
		buf_free(&person);
		return;
	}
	if (known.length)
		buf_put_text(&out->author, ", ");
	buf_put_slice(&out->author, buf_slice(&person));
	buf_free(&person);
}

static void put_value(struct properties *properties, const char *name)
{
	struct slice value = buf_slice(&properties->value);
	for (size_t i = 0; i < sizeof property / sizeof *property; i++) {
		if (strcmp(name, property[i].name) != 0)
			continue;
		if (property[i].field == TITLE)
			office_title(value, properties->out);
		else if (property[i].field == AUTHOR)
			put_author(value, properties->out);
		else if (properties->changed && strcmp(name, "date") == 0)
			continue;
		else if (properties->publishes &&
			 properties->publication.length == 0)
			date_field(value, &properties->publication);
		else if (properties->made.length == 0)
			date_field(value, &properties->made);
	}
}

static void on_start(void *context, const char *name, const char **attribute)
{
	struct properties *properties = context;
	buf_clear(&properties->value);
	properties->changed |= strcmp(name, "document-meta") == 0;
	properties->publishes =
		strcmp(xml_attribute(attribute, "event"), "publication") == 0;
	if (strcmp(name, "li") != 0 && strcmp(name, "Alt") != 0 &&
		strcmp(name, "Seq") != 0 && strcmp(name, "Bag") != 0) {
		size_t length = strlen(name);
		if (length >= sizeof properties->field)
			length = 0;
		memcpy(properties->field, name, length);
		properties->field[length] = '\0';
	}
	if (strcmp(name, "Description") == 0 && properties->made.length == 0)
		date_field(slice_text(xml_attribute(attribute, "CreateDate")),
			&properties->made);
}

static void on_end(void *context, const char *name)
{
	struct properties *properties = context;
	put_value(
		properties, strcmp(name, "li") == 0 ? properties->field : name);
	buf_clear(&properties->value);
}

static void on_text(void *context, struct slice text)
{
	struct properties *properties = context;
	buf_put_slice(&properties->value, text);
}

static bool finish(struct properties *properties, bool ok, struct error *err)
{
	struct extract *out = properties->out;
	if (out->date.length == 0)
		buf_put_slice(
			&out->date, buf_slice(properties->publication.length
						      ? &properties->publication
						      : &properties->made));
	bool failed = out->title.failed || out->author.failed ||
		      out->date.failed || properties->value.failed;
	buf_free(&properties->value);
	buf_free(&properties->publication);
	buf_free(&properties->made);
	return ok && (!failed || error_set_memory(err));
}

bool office_properties(struct archive *archive, const char *name,
	struct extract *out, struct error *err)
{
	struct properties properties = {.out = out};
	struct xml_handler handler = {on_start, on_end, on_text, &properties};
	if (!archive_has(archive, name))
		return true;
	return finish(
		&properties, xml_read_part(archive, name, &handler, err), err);
}

bool office_xmp(struct slice text, struct extract *out, struct error *err)
{
	struct properties properties = {.out = out};
	struct xml_handler handler = {on_start, on_end, on_text, &properties};
	return finish(&properties, xml_read(text, &handler, err), err);
}
