/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "title_line.h"

#include "date.h"
#include "furniture.h"
#include "unicode.h"

#include <ctype.h>
#include <strings.h>

static const char *const byline_start[] = {"by ", "ditulis oleh", "editor",
	"foto:", "oleh ", "oleh:", "penerjemah", "penulis", "pewarta",
	"reporter"};

static const char *const item_start[] = {
	"- ", "* ", "\xE2\x80\xA2", "\xE2\x80\x93 ", "\xC2\xB7"};

static const char *const date_start[] = {"dibuat:", "dipublikasikan",
	"diperbarui", "diterbitkan", "diunggah", "published",
	"tanggal:", "terbit:", "updated"};

static const char *const weekday[] = {"senin", "selasa", "rabu", "kamis",
	"jumat", "sabtu", "minggu", "monday", "tuesday", "wednesday",
	"thursday", "friday", "saturday", "sunday"};

static bool is_blank(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct slice title_line_trim(struct slice line)
{
	if (line.length >= 3 && memcmp(line.bytes, "\xEF\xBB\xBF", 3) == 0)
		line = slice_of(line.bytes + 3, line.length - 3);
	while (line.length && is_blank((unsigned char)line.bytes[0]))
		line = slice_of(line.bytes + 1, line.length - 1);
	while (line.length &&
		is_blank((unsigned char)line.bytes[line.length - 1]))
		line.length--;
	return line;
}

static bool begins(struct slice line, const char *start)
{
	size_t length = strlen(start);
	return line.length >= length &&
	       strncasecmp(line.bytes, start, length) == 0;
}

static bool begins_any(
	struct slice line, const char *const *start, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (begins(line, start[i]))
			return true;
	return false;
}

#define BEGINS_ANY(line, list) \
	begins_any(line, list, sizeof(list) / sizeof *(list))

/* Whether what stands before a date belongs to it: nothing, "Jakarta, ",
 * "Kamis ". */
static bool leads_to_date(struct slice before)
{
	before = title_line_trim(before);
	if (before.length == 0)
		return true;
	unsigned char last = (unsigned char)before.bytes[before.length - 1];
	if (last >= 0x80 || strchr(",:|-/(", last))
		return true;
	size_t start = before.length;
	while (start && isalpha((unsigned char)before.bytes[start - 1]))
		start--;
	return BEGINS_ANY(
		slice_of(before.bytes + start, before.length - start), weekday);
}

/* Whether what stands behind a date belongs to it: "22:24 WIB", "22:24
 * Diperbarui: 3 Mei 2021". */
static bool follows_date(struct slice behind)
{
	size_t letters = 0;
	for (size_t i = 0; i < behind.length; i++) {
		if (letters == 0 && BEGINS_ANY(slice_of(behind.bytes + i,
						       behind.length - i),
					    date_start))
			return true;
		letters += isalpha((unsigned char)behind.bytes[i]) != 0;
	}
	return letters <= strlen("pukulWIB");
}

/* A title may hold a date; a line is one where it begins with a label, or
 * where the date is what it says ("Jakarta, 2 Desember 2021 22:24 WIB"). */
static bool is_date(struct slice line)
{
	if (BEGINS_ANY(line, date_start))
		return true;
	const char *end = line.bytes + line.length;
	struct date date;
	bool inside = false;
	for (const char *at = line.bytes; at < end; at++) {
		const char *behind = NULL;
		if (!inside && isdigit((unsigned char)*at))
			behind = date_read(at, end, &date);
		if (behind)
			return leads_to_date(slice_of(line.bytes,
				       (size_t)(at - line.bytes))) &&
			       follows_date(slice_of(
				       behind, (size_t)(end - behind)));
		inside = isdigit((unsigned char)*at);
	}
	return false;
}

struct slice title_line_next(struct slice *text)
{
	const char *end = memchr(text->bytes, '\n', text->length);
	size_t length = end ? (size_t)(end - text->bytes) : text->length;
	size_t used = end ? length + 1 : length;
	struct slice line = slice_of(text->bytes, length);
	*text = slice_of(text->bytes + used, text->length - used);
	return line;
}

enum title_line title_line(struct slice line)
{
	line = title_line_trim(line);
	const char *at = line.bytes, *end = line.bytes + line.length;
	size_t characters = 0;
	bool words = false;
	while (at < end && characters <= TITLE_MAX_LINE_CHARACTERS) {
		enum unicode_class class = unicode_class(
			unicode_decode(&at, end));
		words |= class == UNICODE_LETTER || class == UNICODE_DIGIT;
		characters++;
	}
	if (!words)
		return TITLE_LINE_BLANK;
	if (characters > TITLE_MAX_LINE_CHARACTERS)
		return TITLE_LINE_BODY;
	if (furniture_line(line))
		return TITLE_LINE_FURNITURE;
	if (is_date(line))
		return TITLE_LINE_DATE;
	if (BEGINS_ANY(line, byline_start))
		return TITLE_LINE_BYLINE;
	/* "- one of a list", "and so on;" and "it follows:" are text. */
	if (BEGINS_ANY(line, item_start))
		return TITLE_LINE_BODY;
	return strchr(".,;:", line.bytes[line.length - 1]) ? TITLE_LINE_BODY
							   : TITLE_LINE_OTHER;
}
