/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "title.h"

#include "furniture.h"
#include "title_line.h"
#include "unicode.h"

#include <ctype.h>
#include <strings.h>

enum {
	HEAD_MAX_LINES = 16, /* that hold words */
	HEADING_MAX_LINES = 200, /* a Markdown heading is looked for in */
	BODY_LOOK_BYTES = 32768, /* of the text, for words of the title */
	WORD_START_BYTES = 5, /* diplomacy and diplomasi count as one */
	WORD_MIN_BYTES = 4,
};

/* Takes the next line off the text. */
static bool next_line(struct slice *text, struct slice *line)
{
	if (text->length == 0)
		return false;
	*line = title_line_next(text);
	return true;
}

void title_clean(struct slice given, struct buf *out)
{
	size_t start = out->length, replaced = 0;
	struct buf valid = {0};
	if (given.length == 0)
		return;
	unicode_repair(given, &valid, &replaced);
	const char *at = valid.bytes, *end = at + valid.length;
	bool gap = false;
	while (at < end) {
		const char *character = at;
		int32_t c = unicode_decode(&at, end);
		if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF ||
			unicode_class(c) == UNICODE_SPACE) {
			gap = out->length > start;
			continue;
		}
		if (gap)
			buf_put_byte(out, ' ');
		gap = false;
		buf_put(out, character, (size_t)(at - character));
	}
	out->failed |= valid.failed;
	buf_free(&valid);
	if (out->length > start)
		out->length = start + unicode_cut(slice_of(out->bytes + start,
							  out->length - start),
					      TITLE_MAX_BYTES);
}

/* What a Markdown heading says: without the marks around. */
static struct slice heading_text(struct slice line)
{
	static const char marks[] = "#*_` \t";
	while (line.length && strchr(marks, line.bytes[0]))
		line = slice_of(line.bytes + 1, line.length - 1);
	while (line.length && strchr(marks, line.bytes[line.length - 1]))
		line.length--;
	return line;
}

/* "# Title", up to six of them. */
static bool is_heading(struct slice line)
{
	size_t marks = 0;
	while (marks < line.length && line.bytes[marks] == '#')
		marks++;
	return marks >= 1 && marks <= 6 && marks < line.length &&
	       line.bytes[marks] == ' ' && heading_text(line).length > 0;
}

/* "=====" or "-----" under a heading. */
static bool is_underline(struct slice line)
{
	if (line.length < 3 || !strchr("=-", line.bytes[0]))
		return false;
	for (size_t i = 1; i < line.length; i++)
		if (line.bytes[i] != line.bytes[0])
			return false;
	return true;
}

static bool find_heading(struct slice text, struct buf *out)
{
	struct slice line, before = {0};
	bool fenced = false;
	for (int i = 0; i < HEADING_MAX_LINES && next_line(&text, &line); i++) {
		line = title_line_trim(line);
		if (line.length >= 3 &&
			(memcmp(line.bytes, "```", 3) == 0 ||
				memcmp(line.bytes, "~~~", 3) == 0)) {
			fenced = !fenced;
		} else if (!fenced && is_heading(line)) {
			title_clean(heading_text(line), out);
			return true;
		} else if (!fenced && is_underline(line) && before.length &&
			   title_line(before) == TITLE_LINE_OTHER) {
			title_clean(heading_text(before), out);
			return true;
		}
		before = line;
	}
	return false;
}

/* Whether a word of the text begins as this one does. */
static bool word_comes_again(struct slice word, struct slice text)
{
	size_t length = word.length < WORD_START_BYTES
				? word.length
				: (size_t)WORD_START_BYTES;
	bool inside = false;
	for (size_t i = 0; i + length <= text.length; i++) {
		if (!inside &&
			strncasecmp(text.bytes + i, word.bytes, length) == 0)
			return true;
		unsigned char c = (unsigned char)text.bytes[i];
		inside = isalnum(c) || c >= 0x80;
	}
	return false;
}

unsigned title_share(struct slice line, struct slice text)
{
	unsigned words = 0, found = 0;
	if (text.length > BODY_LOOK_BYTES)
		text.length = BODY_LOOK_BYTES;
	for (size_t i = 0; i < line.length;) {
		size_t start = i;
		while (i < line.length &&
			(isalnum((unsigned char)line.bytes[i]) ||
				line.bytes[i] & 0x80))
			i++;
		struct slice word = slice_of(line.bytes + start, i - start);
		if (word.length >= WORD_MIN_BYTES) {
			words++;
			found += word_comes_again(word, text);
		}
		i += i < line.length;
	}
	return words ? found * 1000 / words : 0;
}

bool title_find(struct slice text, bool markdown, struct buf *out)
{
	struct slice candidate[HEAD_MAX_LINES], line;
	size_t count = 0, best = 0;
	bool dated = false, followed = false, opened = false;
	size_t fields = furniture_front_matter(text);
	if (fields)
		text = slice_of(text.bytes + fields, text.length - fields);
	if (markdown && find_heading(text, out))
		return true;
	struct slice rest = text;
	for (int i = 0; i < HEAD_MAX_LINES && next_line(&rest, &line);) {
		enum title_line kind = title_line(line);
		followed = followed || (count && kind != TITLE_LINE_BLANK);
		opened = opened || (kind == TITLE_LINE_FURNITURE && !count);
		if (kind == TITLE_LINE_BODY)
			break;
		text = rest;
		/* What stands below the date is no title. */
		if (kind == TITLE_LINE_OTHER && !dated)
			candidate[count++] = title_line_trim(line);
		dated = dated || (kind == TITLE_LINE_DATE && count);
		i += kind != TITLE_LINE_BLANK;
	}
	if (count == 0 || !followed)
		return false;
	unsigned most = 0;
	for (size_t i = 0; dated && i < count; i++) {
		unsigned share = title_share(candidate[i], text);
		if (share > most) {
			most = share;
			best = i;
		}
	}
	/* Below a page's button the author stands above the title. */
	if (dated && most == 0 && opened)
		best = count - 1;
	title_clean(heading_text(candidate[best]), out);
	return true;
}

void title_from_name(struct slice name, struct buf *out)
{
	size_t start = out->length;
	struct buf plain = {0};
	for (size_t i = name.length; i > 1; i--)
		if (name.bytes[i - 1] == '.') {
			name.length = i - 1;
			break;
		}
	buf_put_slice(&plain, name);
	for (size_t i = 0; i < plain.length; i++)
		if (plain.bytes[i] == '-' || plain.bytes[i] == '_')
			plain.bytes[i] = ' ';
	title_clean(buf_slice(&plain), out);
	out->failed |= plain.failed;
	buf_free(&plain);
	if (out->length == start)
		title_clean(name, out);
	if (out->length > start)
		out->bytes[start] = (char)toupper(
			(unsigned char)out->bytes[start]);
}
