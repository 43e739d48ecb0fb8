/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DOCX: paragraphs, lists, tables and notes of the main part; properties from
 * core.xml.  Heads and feet of pages, comments and deleted text are left
 * out. */
#include "parsers.h"

#include "office.h"

#include <strings.h>

struct docx {
	struct office_text text;
	bool in_text; /* of a run */
	unsigned skip; /* inside so many elements that are left out */
	struct buf target; /* of the main part */
};

static void on_relation(void *context, const char *name, const char **attribute)
{
	struct docx *docx = context;
	static const char main_part[] = "/officeDocument";
	const char *type = xml_attribute(attribute, "Type");
	size_t length = strlen(type);
	if (strcmp(name, "Relationship") != 0 || docx->target.length ||
		length < sizeof main_part ||
		strcmp(type + length - (sizeof main_part - 1), main_part) != 0)
		return;
	const char *target = xml_attribute(attribute, "Target");
	buf_put_text(&docx->target, target + (*target == '/'));
}

static void ignore_end(void *context, const char *name)
{
	(void)context;
	(void)name;
}

static void ignore_text(void *context, struct slice text)
{
	(void)context;
	(void)text;
}

static bool is_left_out(const char *name)
{
	return strcmp(name, "Fallback") == 0 || strcmp(name, "del") == 0 ||
	       strcmp(name, "moveFrom") == 0;
}

static void on_start(void *context, const char *name, const char **attribute)
{
	struct docx *docx = context;
	(void)attribute;
	if (docx->skip || is_left_out(name))
		docx->skip++;
	else if (strcmp(name, "t") == 0)
		docx->in_text = true;
	else if ((strcmp(name, "p") == 0 || strcmp(name, "tbl") == 0) &&
		 docx->text.cells == 0)
		office_end(&docx->text);
	else if (strcmp(name, "numPr") == 0)
		docx->text.item = true;
	else if (strcmp(name, "tab") == 0)
		office_put(&docx->text, slice_text("\t"));
	else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0)
		office_put(&docx->text, slice_text("\n"));
	else if (strcmp(name, "noBreakHyphen") == 0)
		office_put(&docx->text, slice_text("-"));
	else if (strcmp(name, "tc") == 0)
		office_cell(&docx->text, true);
}

static void on_end(void *context, const char *name)
{
	struct docx *docx = context;
	if (docx->skip)
		docx->skip--;
	else if (strcmp(name, "t") == 0)
		docx->in_text = false;
	else if (strcmp(name, "p") == 0)
		office_end(&docx->text);
	else if (strcmp(name, "tc") == 0)
		office_cell(&docx->text, false);
	else if (strcmp(name, "tr") == 0)
		office_row(&docx->text);
}

static void on_text(void *context, struct slice text)
{
	struct docx *docx = context;
	if (docx->in_text && !docx->skip)
		office_put(&docx->text, text);
}

static bool read_part(struct docx *docx, struct archive *archive,
	const char *name, struct extract *out, struct error *err)
{
	struct xml_handler handler = {on_start, on_end, on_text, docx};
	return xml_read_part(archive, name, &handler, err) &&
	       !extract_is_too_long(out, err);
}

static bool read_notes(struct docx *docx, struct archive *archive,
	struct extract *out, struct error *err)
{
	static const char *const part[] = {
		"word/footnotes.xml", "word/endnotes.xml"};
	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		if (archive_has(archive, part[i]) &&
			!read_part(docx, archive, part[i], out, err))
			return false;
	return true;
}

static bool find_main(
	struct docx *docx, struct archive *archive, struct error *err)
{
	struct xml_handler handler = {
		on_relation, ignore_end, ignore_text, docx};
	if (archive_has(archive, "_rels/.rels") &&
		!xml_read_part(archive, "_rels/.rels", &handler, err))
		return false;
	if (docx->target.length == 0)
		buf_put_text(&docx->target, "word/document.xml");
	buf_put_byte(&docx->target, 0);
	if (docx->target.failed)
		return error_set_memory(err);
	return archive_has(archive, docx->target.bytes) ||
	       error_set(err, ERROR_CORRUPT, "no document in it");
}

bool docx_extract(struct slice bytes, struct extract *out, struct error *err)
{
	struct docx docx = {.text = {.out = &out->text}};
	struct archive *archive = archive_open(bytes, err);
	bool ok = archive && find_main(&docx, archive, err) &&
		  read_part(&docx, archive, docx.target.bytes, out, err) &&
		  read_notes(&docx, archive, out, err) &&
		  office_properties(archive, "docProps/core.xml", out, err);
	archive_close(archive);
	buf_free(&docx.target);
	buf_put_byte(&out->text, '\n');
	return ok && (!out->text.failed || error_set_memory(err));
}
