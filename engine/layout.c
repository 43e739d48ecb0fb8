#include "layout.h"

#include "unicode.h"

#include <stdlib.h>

/* A line without its end. */
struct line {
	size_t start, end; /* without white space around; equal when blank */
	size_t next; /* behind the line's end */
	size_t width; /* characters from the line's beginning to end */
};

enum {
	/* A block of lines none of which is longer than this, and whose
	 * first lines are not much shorter, was wrapped by a program. */
	WRAP_MAX_WIDTH = 100,
	WRAP_MIN_WIDTH = 45,
};

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct line line_at(struct slice text, size_t at)
{
	const char *feed = memchr(text.bytes + at, '\n', text.length - at);
	size_t end = feed ? (size_t)(feed - text.bytes) : text.length;
	struct line line = {at, end, feed ? end + 1 : end, 0};
	while (line.end > line.start && is_space(text.bytes[line.end - 1]))
		line.end--;
	for (size_t i = at; i < line.end; i++)
		line.width += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
	while (line.start < line.end && is_space(text.bytes[line.start]))
		line.start++;
	return line;
}

/* "- item", "* item", "1. item", "a) item", "(3) item", "# heading" */
static bool starts_item(struct slice text, struct line line)
{
	const char *at = text.bytes + line.start;
	const char *end = text.bytes + line.end;
	const char *mark = at;
	if (end - at >= 2 && *at == '#')
		return true;
	if (end - at >= 2 && (*at == '-' || *at == '*' || *at == '+'))
		return is_space(at[1]);
	if (end - at >= 4 && memcmp(at, "\xE2\x80\xA2", 3) == 0)
		return true; /* U+2022, a bullet */
	if (mark < end && *mark == '(')
		mark++;
	const char *label = mark;
	while (mark < end && mark - label < 3 &&
		((*mark >= '0' && *mark <= '9') ||
			(mark == label && *mark >= 'a' && *mark <= 'z')))
		mark++;
	return mark > label && mark + 1 < end &&
	       (*mark == '.' || *mark == ')') && is_space(mark[1]);
}

static bool put_paragraph(
	struct layout *layout, struct layout_paragraph paragraph)
{
	if (layout->count == layout->capacity) {
		size_t capacity = layout->capacity ? layout->capacity * 2 : 64;
		struct layout_paragraph *grown = realloc(
			layout->paragraph, capacity * sizeof *grown);
		if (!grown)
			return false;
		layout->paragraph = grown;
		layout->capacity = capacity;
	}
	layout->paragraph[layout->count++] = paragraph;
	return true;
}

static uint32_t count_feeds(struct slice text, size_t from, size_t to)
{
	uint32_t feeds = 0;
	for (size_t i = from; i < to; i++)
		feeds += text.bytes[i] == '\n';
	return feeds;
}

/* Where to cut a paragraph's text that is longer than a piece: behind its last
 * sentence in the second half, else behind its last space, else anywhere
 * between characters. */
static size_t piece_end(struct slice text)
{
	struct slice piece = slice_of(text.bytes, LAYOUT_PIECE_BYTES);
	size_t cut = 0;
	for (size_t at = 0; at < piece.length;) {
		at = layout_sentence_end(piece, at);
		if (at < piece.length)
			cut = at;
	}
	if (cut >= LAYOUT_PIECE_BYTES / 2)
		return cut;
	for (size_t at = LAYOUT_PIECE_BYTES; at > LAYOUT_PIECE_BYTES / 2; at--)
		if (is_space(text.bytes[at - 1]))
			return at;
	return unicode_cut(text, LAYOUT_PIECE_BYTES);
}

/* Adds a whole paragraph, in pieces when it is very long. */
static bool put_whole(struct layout *layout, struct slice text, size_t start,
	size_t end, uint32_t line)
{
	uint32_t number = 1;
	if (layout->count)
		number += layout->paragraph[layout->count - 1].number;
	while (start < end) {
		size_t next = end;
		if (end - start > LAYOUT_PIECE_BYTES)
			next = start + piece_end(slice_of(text.bytes + start,
					       end - start));
		size_t stop = next;
		while (stop > start && is_space(text.bytes[stop - 1]))
			stop--;
		uint32_t feeds = count_feeds(text, start, stop);
		struct layout_paragraph paragraph = {(uint32_t)start,
			(uint32_t)stop, line, line + feeds, number};
		if (stop > start && !put_paragraph(layout, paragraph))
			return false;
		line += feeds + count_feeds(text, stop, next);
		start = next;
	}
	return true;
}

/* A block: the lines from one blank line to the next. */
struct block {
	size_t lines;
	size_t widest, narrowest; /* narrowest: the last line does not count */
};

static struct block measure_block(struct slice text, struct line line)
{
	struct block block = {0, 0, SIZE_MAX};
	size_t before = SIZE_MAX;
	while (line.end > line.start) {
		block.lines++;
		if (before < block.narrowest)
			block.narrowest = before;
		before = line.width;
		if (line.width > block.widest)
			block.widest = line.width;
		if (line.next >= text.length)
			break;
		line = line_at(text, line.next);
	}
	return block;
}

static bool is_wrapped(struct block block)
{
	return block.lines > 1 && block.widest <= WRAP_MAX_WIDTH &&
	       block.narrowest >= WRAP_MIN_WIDTH;
}

/* Adds the paragraphs of a block that begins with the line, and moves *line
 * and *number to the blank line behind it (or the text's end). */
static bool read_block(struct slice text, struct layout *layout,
	struct line *line, uint32_t *number)
{
	bool wrapped = is_wrapped(measure_block(text, *line));
	size_t start = line->start, end = line->end;
	uint32_t first = *number;
	while (line->next < text.length) {
		*line = line_at(text, line->next);
		*number += 1;
		if (line->start == line->end)
			break;
		if (!wrapped || starts_item(text, *line)) {
			if (!put_whole(layout, text, start, end, first))
				return false;
			start = line->start;
			first = *number;
		}
		end = line->end;
	}
	return put_whole(layout, text, start, end, first);
}

bool layout_read(struct slice text, struct layout *layout, struct error *err)
{
	layout->count = 0;
	if (text.length > UINT32_MAX)
		return error_set(err, ERROR_LIMIT,
			"a text of over 4 GiB cannot be read");
	if (text.length == 0)
		return true;
	uint32_t number = 1;
	struct line line = line_at(text, 0);
	if (text.length >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0 &&
		line.start == 0)
		line.start = line.end > 3 ? 3 : line.end; /* a BOM */
	for (;;) {
		if (line.start < line.end) {
			if (!read_block(text, layout, &line, &number))
				return error_set_memory(err);
		}
		if (line.next >= text.length)
			return true;
		line = line_at(text, line.next);
		number++;
	}
}

void layout_free(struct layout *layout)
{
	free(layout->paragraph);
	*layout = (struct layout){0};
}

/* ---- sentences ---- */

/* Abbreviations that a full stop follows inside a sentence, lower case. */
static bool is_abbreviation(struct slice word)
{
	static const char *const list[] = {"dr", "drs", "dra", "prof", "ir",
		"hj", "kh", "ust", "tn", "ny", "sdr", "yth", "bpk", "dll",
		"dsb", "dst", "tsb", "hlm", "hal", "no", "jl", "jln", "kec",
		"kab", "prov", "kel", "tel", "telp", "vol", "ed", "eds", "cet",
		"ca", "cf", "al", "et", "st", "vs", "mr", "mrs", "ms", "rp",
		"a.n", "u.p", "s.d", "d.a", "a.l", "m.h", "s.h", "s.e", "ph",
		"co", "gg", "gd", "lt", "bd", "alm", "art", "ay", "jr", "sr",
		"inc", "ltd", "tbk"};
	char lower[8];
	if (word.length == 0 || word.length >= sizeof lower)
		return false;
	for (size_t i = 0; i < word.length; i++) {
		char c = word.bytes[i];
		lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (slice_equal(
			    slice_of(lower, word.length), slice_text(list[i])))
			return true;
	return false;
}

/* Whether the full stop at `dot` ends no sentence: an abbreviation, an
 * initial, a number before a list item. */
static bool stop_is_inside(struct slice text, size_t start, size_t dot)
{
	size_t word = dot;
	while (word > start && !is_space(text.bytes[word - 1]) &&
		text.bytes[word - 1] != '(')
		word--;
	size_t length = dot - word;
	const char *at = text.bytes + word;
	if (length == 1 && *at >= 'A' && *at <= 'Z')
		return true;
	if (word == start && length <= 3) {
		size_t digits = 0;
		while (digits < length && at[digits] >= '0' &&
			at[digits] <= '9')
			digits++;
		if (digits == length)
			return true;
	}
	return is_abbreviation(slice_of(at, length));
}

/* Moves behind closing quotes and brackets: " ' ) ] U+2019 U+201D U+00BB */
static size_t skip_closers(struct slice text, size_t at)
{
	while (at < text.length) {
		const char *c = text.bytes + at;
		size_t left = text.length - at;
		if (*c == '"' || *c == '\'' || *c == ')' || *c == ']')
			at += 1;
		else if (left >= 3 &&
			 (memcmp(c, "\xE2\x80\x9D", 3) == 0 ||
				 memcmp(c, "\xE2\x80\x99", 3) == 0))
			at += 3;
		else if (left >= 2 && memcmp(c, "\xC2\xBB", 2) == 0)
			at += 2;
		else
			break;
	}
	return at;
}

/* A sentence begins with anything but a small letter. */
static bool starts_sentence(struct slice text, size_t at)
{
	return !(text.bytes[at] >= 'a' && text.bytes[at] <= 'z');
}

size_t layout_sentence_end(struct slice text, size_t start)
{
	for (size_t i = start; i < text.length; i++) {
		char c = text.bytes[i];
		if (c != '.' && c != '!' && c != '?')
			continue;
		size_t dot = i;
		while (i + 1 < text.length &&
			(text.bytes[i + 1] == '.' || text.bytes[i + 1] == '!' ||
				text.bytes[i + 1] == '?'))
			i++;
		size_t end = skip_closers(text, i + 1);
		size_t next = end;
		while (next < text.length && is_space(text.bytes[next]))
			next++;
		if (next == text.length)
			return next;
		if (next == end || !starts_sentence(text, next))
			continue;
		if (c == '.' && dot == i && stop_is_inside(text, start, dot))
			continue;
		return next;
	}
	return text.length;
}
