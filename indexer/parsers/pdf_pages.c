/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf_pages.h"

#include "title_line.h"
#include "unicode.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

enum {
	EDGE_LINES = 2, /* at the top and at the bottom of a page */
	MIN_REPEATED = 3, /* pages with the same line there */
	MAX_EDGE_BYTES = 120, /* a longer line is text */
	LOOK_PAGES = 8, /* before and behind, for the same line */
};

bool pdf_pages_add(
	struct pdf_pages *pages, struct slice text, struct error *err)
{
	size_t replaced;
	uint32_t *grown = array_room(
		pages->end, pages->count, &pages->capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	pages->end = grown;
	unicode_repair(text, &pages->text, &replaced);
	buf_put_byte(&pages->text, '\n');
	pages->end[pages->count++] = (uint32_t)pages->text.length;
	struct extract all = {.text = pages->text};
	if (pages->text.failed)
		return error_set_memory(err);
	return !extract_is_too_long(&all, err);
}

void pdf_pages_free(struct pdf_pages *pages)
{
	buf_free(&pages->text);
	free(pages->end);
	*pages = (struct pdf_pages){0};
}

static struct slice page_text(const struct pdf_pages *pages, size_t page)
{
	uint32_t start = page ? pages->end[page - 1] : 0;
	return slice_of(pages->text.bytes + start, pages->end[page] - start);
}

/* The page's n-th line that is not blank, counted from the top (0, 1) or from
 * the bottom; empty when there is none. */
static struct slice edge_line(
	const struct pdf_pages *pages, size_t page, bool top, int n)
{
	struct slice text = page_text(pages, page);
	struct slice last[EDGE_LINES] = {{0}};
	int seen = 0;
	while (text.length) {
		struct slice line = title_line_trim(title_line_next(&text));
		if (line.length == 0)
			continue;
		if (top && seen == n)
			return line;
		memmove(last + 1, last, (EDGE_LINES - 1) * sizeof *last);
		last[0] = line;
		seen++;
	}
	return top ? slice_of("", 0) : last[n];
}

/* Whether the lines are the same but for numbers. */
static bool same_line(struct slice a, struct slice b)
{
	size_t i = 0, j = 0;
	if (a.length == 0 || b.length == 0)
		return false;
	for (;;) {
		while (i < a.length && isdigit((unsigned char)a.bytes[i]))
			i++;
		while (j < b.length && isdigit((unsigned char)b.bytes[j]))
			j++;
		if (i == a.length || j == b.length)
			return i == a.length && j == b.length;
		if (a.bytes[i++] != b.bytes[j++])
			return false;
	}
}

/* "12", "- 12 -", "xii", "Halaman 12" */
static bool is_page_number(struct slice line)
{
	size_t letters = 0, digits = 0, roman = 0;
	for (size_t i = 0; i < line.length; i++) {
		unsigned char c = (unsigned char)line.bytes[i];
		digits += isdigit(c) != 0;
		letters += isalpha(c) || c >= 0x80;
		roman += c && strchr("ivxlcIVXLC", c) != NULL;
	}
	if (strncasecmp(line.bytes, "halaman",
		    line.length < 7 ? line.length : 7) == 0 &&
		letters == 7)
		return digits > 0;
	return line.length <= 12 &&
	       ((digits && letters == 0) ||
		       (letters && roman == letters && digits == 0 &&
			       letters <= 6));
}

/* Whether the edge line stands at the same edge of enough pages around. */
static bool is_running(const struct pdf_pages *pages, size_t page, bool top,
	int n, struct slice line)
{
	size_t from = page > LOOK_PAGES ? page - LOOK_PAGES : 0;
	size_t to = page + LOOK_PAGES + 1;
	unsigned same = 0;
	if (line.length == 0 || line.length > MAX_EDGE_BYTES)
		return false;
	for (size_t i = from; i < to && i < pages->count; i++)
		for (int m = 0; m < EDGE_LINES; m++)
			if (same_line(line, edge_line(pages, i, top, m))) {
				same++;
				break;
			}
	return same >= MIN_REPEATED || (n == 0 && is_page_number(line));
}

/* How many bytes of the page's beginning (or end) are running heads. */
static struct slice without_edges(
	const struct pdf_pages *pages, size_t page, uint32_t *dropped)
{
	struct slice text = page_text(pages, page);
	for (int side = 0; side < 2; side++)
		for (int n = 0; n < EDGE_LINES; n++) {
			struct slice line = edge_line(
				pages, page, side == 0, n);
			if (!is_running(pages, page, side == 0, n, line) ||
				line.bytes < text.bytes ||
				line.bytes >= text.bytes + text.length)
				break;
			const char *end = text.bytes + text.length;
			*dropped += 1;
			if (side == 0) {
				const char *rest = line.bytes + line.length;
				text = slice_of(rest, (size_t)(end - rest));
			} else {
				text.length = (size_t)(line.bytes - text.bytes);
			}
		}
	return text;
}

/* Whether the hyphen that ends what is in out divides a word that the rest goes
 * on with. */
static bool divides(const struct buf *out, struct slice rest)
{
	size_t start = out->length - 1, length = 0;
	while (start && isalpha((unsigned char)out->bytes[start - 1]))
		start--;
	length = out->length - 1 - start;
	if (length < 2 || rest.length < 2 ||
		!islower((unsigned char)rest.bytes[0]))
		return false;
	size_t same = length < 3 ? length : 3;
	return rest.length < same ||
	       strncasecmp(out->bytes + start, rest.bytes, same) != 0;
}

static void put_line(struct buf *out, struct slice line, size_t start)
{
	if (out->length > start + 1 && line.length &&
		out->bytes[out->length - 1] == '\n' &&
		out->bytes[out->length - 2] == '-' &&
		isalpha((unsigned char)line.bytes[0])) {
		out->length--;
		if (divides(out, line))
			out->length--;
	}
	buf_put_slice(out, line);
	buf_put_byte(out, '\n');
}

static bool ends_sentence(const struct buf *out)
{
	size_t end = out->length;
	while (end && isspace((unsigned char)out->bytes[end - 1]))
		end--;
	return end && strchr(".!?:\"", out->bytes[end - 1]);
}

bool pdf_pages_put(
	const struct pdf_pages *pages, struct extract *out, struct error *err)
{
	struct buf *text = &out->text;
	for (size_t i = 0; i < pages->count; i++) {
		struct slice rest = without_edges(pages, i, &out->furniture);
		/* A paragraph may go on from page to page. */
		while (text->length &&
			isspace((unsigned char)text->bytes[text->length - 1]))
			text->length--;
		if (text->length)
			buf_put_text(text, ends_sentence(text) ? "\n\n" : "\n");
		size_t start = text->length;
		buf_put_u32(&out->pages, (uint32_t)start);
		bool begun = false;
		while (rest.length) {
			struct slice line = title_line_trim(
				title_line_next(&rest));
			if (begun || line.length)
				put_line(text, line, start);
			begun |= line.length > 0;
		}
	}
	return !(text->failed || out->pages.failed) || error_set_memory(err);
}
