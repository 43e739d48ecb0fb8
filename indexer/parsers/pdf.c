/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF: the one file over poppler-glib.  The text page by page, without lines
 * that stand at the top or bottom of many pages; properties from the document
 * information, then from XMP. */
#include "parsers.h"

#include "office.h"
#include "pdf_pages.h"
#include "person.h"

#include <poppler.h>

static void take(char *value, struct buf *out)
{
	if (value)
		buf_put_text(out, value);
	g_free(value);
}

static void read_information(PopplerDocument *document, struct extract *out)
{
	struct buf title = {0}, author = {0};
	take(poppler_document_get_title(document), &title);
	take(poppler_document_get_author(document), &author);
	office_title(buf_slice(&title), out);
	person_name(buf_slice(&author), &out->author);
	GDateTime *made = poppler_document_get_creation_date_time(document);
	if (made) {
		int year, month, day;
		g_date_time_get_ymd(made, &year, &month, &day);
		if (year >= 1985 && year < 2200)
			buf_put_format(
				&out->date, "%04d-%02d-%02d", year, month, day);
		g_date_time_unref(made);
	}
	buf_free(&title);
	buf_free(&author);
}

/* XMP that is broken says nothing. */
static void read_xmp(PopplerDocument *document, struct extract *out)
{
	struct error ignored = {0};
	char *xmp = poppler_document_get_metadata(document);
	if (xmp && (out->title.length == 0 || out->author.length == 0))
		office_xmp(slice_text(xmp), out, &ignored);
	g_free(xmp);
}

static bool read_pages(
	PopplerDocument *document, struct extract *out, struct error *err)
{
	struct pdf_pages pages = {0};
	int count = poppler_document_get_n_pages(document);
	bool ok = true;
	for (int i = 0; ok && i < count; i++) {
		PopplerPage *page = poppler_document_get_page(document, i);
		char *text = page ? poppler_page_get_text(page) : NULL;
		ok = pdf_pages_add(&pages, slice_text(text ? text : ""), err);
		g_free(text);
		if (page)
			g_object_unref(page);
	}
	ok = ok && pdf_pages_put(&pages, out, err);
	pdf_pages_free(&pages);
	return ok;
}

static bool refuse(GError *cause, struct error *err)
{
	if (g_error_matches(cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
		return error_set(
			err, ERROR_CORRUPT, "it can be read with a password");
	return error_set(err, ERROR_CORRUPT, "no PDF: %s",
		cause ? cause->message : "unknown");
}

bool pdf_extract(struct slice bytes, struct extract *out, struct error *err)
{
	GError *cause = NULL;
	GBytes *data = g_bytes_new_static(bytes.bytes, bytes.length);
	PopplerDocument *document = poppler_document_new_from_bytes(
		data, NULL, &cause);
	bool ok = document ? read_pages(document, out, err)
			   : refuse(cause, err);
	if (document) {
		read_information(document, out);
		read_xmp(document, out);
		g_object_unref(document);
	}
	g_clear_error(&cause);
	g_bytes_unref(data);
	return ok;
}
