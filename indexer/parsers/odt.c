/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ODT: paragraphs, headings, lists and tables; notes follow at the end.
 * Properties from meta.xml.  Annotations, tracked changes and tables of
 * contents are left out. */
#include "parsers.h"

#include "office.h"

#include <stdlib.h>

enum { MAX_SPACES = 100 }; /* that one element stands for */

struct odt {
	struct office_text body, notes;
	struct buf note_text;
	unsigned body_depth; /* inside the text's element */
	unsigned note_depth;
	unsigned skip;
};

static bool is_left_out(const char *name)
{
	static const char *const list[] = {"annotation", "tracked-changes",
		"table-of-content", "note-citation", "forms", "sequence-decls"};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (strcmp(name, list[i]) == 0)
			return true;
	return false;
}

static struct office_text *current(struct odt *odt)
{
	return odt->note_depth ? &odt->notes : &odt->body;
}

static bool is_paragraph(const char *name)
{
	return strcmp(name, "p") == 0 || strcmp(name, "h") == 0;
}

static void put_spaces(struct office_text *text, const char **attribute)
{
	long count = strtol(xml_attribute(attribute, "c"), NULL, 10);
	for (long i = 0; i < MAX_SPACES && (i < count || i == 0); i++)
		office_put(text, slice_text(" "));
}

static void on_start(void *context, const char *name, const char **attribute)
{
	struct odt *odt = context;
	struct office_text *text = current(odt);
	if (odt->skip || is_left_out(name)) {
		odt->skip++;
		return;
	}
	if (odt->body_depth || strcmp(name, "text") == 0)
		odt->body_depth++;
	if (odt->note_depth || strcmp(name, "note-body") == 0)
		odt->note_depth++;
	if (is_paragraph(name) && text->out->length > text->start &&
		text->cells == 0)
		office_end(text);
	else if (strcmp(name, "list-item") == 0)
		text->item = true;
	else if (strcmp(name, "s") == 0)
		put_spaces(text, attribute);
	else if (strcmp(name, "tab") == 0)
		office_put(text, slice_text("\t"));
	else if (strcmp(name, "line-break") == 0)
		office_put(text, slice_text("\n"));
	else if (strcmp(name, "table-cell") == 0)
		office_cell(text, true);
}

static void on_end(void *context, const char *name)
{
	struct odt *odt = context;
	struct office_text *text = current(odt);
	if (odt->skip) {
		odt->skip--;
		return;
	}
	if (is_paragraph(name))
		office_end(text);
	else if (strcmp(name, "table-cell") == 0)
		office_cell(text, false);
	else if (strcmp(name, "table-row") == 0)
		office_row(text);
	odt->body_depth -= odt->body_depth > 0;
	odt->note_depth -= odt->note_depth > 0;
}

static void on_text(void *context, struct slice text)
{
	struct odt *odt = context;
	if (odt->body_depth && !odt->skip)
		office_put(current(odt), text);
}

bool odt_extract(struct slice bytes, struct extract *out, struct error *err)
{
	struct odt odt = {.body = {.out = &out->text}};
	odt.notes.out = &odt.note_text;
	struct xml_handler handler = {on_start, on_end, on_text, &odt};
	struct archive *archive = archive_open(bytes, err);
	bool ok = archive &&
		  xml_read_part(archive, "content.xml", &handler, err) &&
		  office_properties(archive, "meta.xml", out, err);
	archive_close(archive);
	if (odt.note_text.length) {
		buf_put_text(&out->text, "\n\n");
		buf_put_slice(&out->text, buf_slice(&odt.note_text));
	}
	buf_put_byte(&out->text, '\n');
	bool failed = out->text.failed || odt.note_text.failed;
	buf_free(&odt.note_text);
	return ok && (!failed || error_set_memory(err));
}
