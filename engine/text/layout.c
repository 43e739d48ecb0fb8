/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout.h"

#include "furniture.h"
#include "layout_sentence.h"
#include "unicode.h"

#include <stdlib.h>

/* A line without its end. */
struct line {
	size_t start, end; /* trimmed; equal when blank */
	size_t next; /* the start of the next line */
	size_t indent; /* bytes of white space before start */
	size_t width; /* characters from the line's beginning to end */
};

enum {
	/* The usual width of lines that a program wrapped. */
	WRAP_MIN_WIDTH = 45,
	WRAP_MAX_WIDTH = 100,
};

static size_t skip_space(struct slice text, size_t at, size_t end)
{
	size_t space;
	while (at < end && (space = unicode_space_at(text, at)) > 0)
		at += space;
	return at < end ? at : end;
}

static size_t trim_end(struct slice text, size_t start, size_t end)
{
	size_t space;
	while (end > start && (space = unicode_space_before(text, end)) > 0)
		end -= space;
	return end > start ? end : start;
}

static size_t count_characters(struct slice text, size_t from, size_t to)
{
	size_t count = 0;
	for (size_t i = from; i < to; i++)
		count += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
	return count;
}

static struct line line_at(struct slice text, size_t at)
{
	const char *feed = memchr(text.bytes + at, '\n', text.length - at);
	size_t end = feed ? (size_t)(feed - text.bytes) : text.length;
	struct line line = {.next = feed ? end + 1 : end};
	line.end = trim_end(text, at, end);
	line.start = skip_space(text, at, line.end);
	line.indent = line.start - at;
	line.width = count_characters(text, at, line.end);
	return line;
}

/* Bullets of list items. */
static bool is_bullet(int32_t character)
{
	switch (character) {
	case '-':
	case '*':
	case '+':
	case 0x00B7:
	case 0x2013:
	case 0x2014:
	case 0x2022:
	case 0x2023:
	case 0x25AA:
	case 0x25CF:
	case 0x25E6:
	case 0xF0B7: /* the bullet of word processors (Symbol font) */
		return true;
	default:
		return false;
	}
}

/* "1.", "12)", "(3)", "a.", "b)".  A capital only with a bracket: "A. Yani" is
 * a name. */
static bool starts_label(const char *at, const char *end)
{
	bool open = at < end && *at == '(';
	const char *label = at += open;
	while (at < end && at - label < 3 && *at >= '0' && *at <= '9')
		at++;
	bool small = at == label && at < end && *at >= 'a' && *at <= 'z';
	bool capital = at == label && at < end && *at >= 'A' && *at <= 'Z';
	at += small || capital;
	if (at == label || end - at < 2)
		return false;
	return (*at == ')' || (*at == '.' && !open && !capital)) &&
	       (at[1] == ' ' || at[1] == '\t');
}

/* "- item", "1. item", "a) item", "(3) item", "# heading" */
static bool starts_item(struct slice text, struct line line)
{
	const char *at = text.bytes + line.start;
	const char *end = text.bytes + line.end;
	if (at == end)
		return false;
	if (*at == '#' || starts_label(at, end))
		return true;
	const char *behind = at;
	return is_bullet(unicode_decode(&behind, end)) &&
	       unicode_space_at(text, (size_t)(behind - text.bytes)) > 0;
}

static bool put_paragraph(
	struct layout *layout, struct layout_paragraph paragraph)
{
	struct layout_paragraph *grown = array_room(layout->paragraph,
		layout->count, &layout->capacity, sizeof *grown);
	if (!grown)
		return false;
	layout->paragraph = grown;
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

/* Where to cut a paragraph that is longer than a piece: after the last sentence
 * that ends in the second half of the piece, else after the last space there,
 * else between two characters. */
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
	size_t end = unicode_cut(text, LAYOUT_PIECE_BYTES);
	for (size_t at = end; at > LAYOUT_PIECE_BYTES / 2; at--)
		if (unicode_space_before(piece, at))
			return at;
	return end;
}

/* Adds a paragraph, split into pieces if it is very long. */
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
		size_t stop = trim_end(text, start, next);
		uint32_t feeds = count_feeds(text, start, stop);
		struct layout_paragraph paragraph = {(uint32_t)start,
			(uint32_t)stop, line, line + feeds, number, false};
		if (stop > start && !put_paragraph(layout, paragraph))
			return false;
		line += feeds + count_feeds(text, stop, next);
		start = next;
	}
	return true;
}

/* A block: the lines from one blank line to the next. */
struct block {
	size_t lines, widest;
	size_t filled; /* lines of WRAP_MIN_WIDTH or more, the last aside */
	size_t ended; /* lines that end like a sentence or an item */
	/* The first line's indent if the second is indented less, as in books,
	 * where every paragraph begins with that indent; else 0. */
	size_t indent;
};

static bool ends_sentence(struct slice text, struct line line)
{
	return line.end > line.start &&
	       strchr(".!?:;", text.bytes[line.end - 1]) != NULL;
}

static struct block measure_block(struct slice text, struct line line)
{
	struct block block = {0};
	bool filled = false;
	while (line.end > line.start) {
		block.lines++;
		block.filled += filled;
		block.ended += ends_sentence(text, line);
		filled = line.width >= WRAP_MIN_WIDTH;
		if (line.width > block.widest)
			block.widest = line.width;
		if (block.lines == 1)
			block.indent = line.indent;
		if (block.lines == 2 && line.indent >= block.indent)
			block.indent = 0;
		if (line.next >= text.length)
			break;
		line = line_at(text, line.next);
	}
	return block;
}

/* Whether a program wrapped the lines: none is too wide, at least half are
 * filled, and not every one ends like a sentence. */
static bool is_wrapped(struct block block)
{
	return block.lines > 1 && block.widest <= WRAP_MAX_WIDTH &&
	       block.filled * 2 >= block.lines - 1 && block.ended < block.lines;
}

/* Whether the writer ended the line although its block is wrapped: the first
 * word of the next line would have fitted by far.  (By far: one very wide line,
 * such as a URL, makes `widest` too large.) */
static bool is_short(struct slice text, struct block block, struct line line,
	struct line next)
{
	size_t word = next.start;
	while (word < next.end && unicode_space_at(text, word) == 0)
		word++;
	return (line.width + 1 + count_characters(text, next.start, word)) * 4 <
	       block.widest * 3;
}

/* Whether the line is the hanging indent of a list item. */
static bool hangs(struct slice text, struct line paragraph, struct line line)
{
	return line.indent > paragraph.indent && starts_item(text, paragraph) &&
	       text.bytes[paragraph.start] != '#';
}

/* Whether the line, not the first of its block, begins a paragraph. */
static bool starts_paragraph(struct slice text, struct block block,
	struct line paragraph, struct line before, struct line line)
{
	if (starts_item(text, line))
		return true;
	if (hangs(text, paragraph, line))
		return false;
	return !is_wrapped(block) || is_short(text, block, before, line) ||
	       (block.indent && line.indent == block.indent);
}

/* Adds the paragraphs of the block that begins with *line.  Moves *line and
 * *number to the blank line after it, or to the last line of the text. */
static bool read_block(struct slice text, struct layout *layout,
	struct line *line, uint32_t *number)
{
	struct block block = measure_block(text, *line);
	struct line paragraph = *line;
	size_t end = line->end;
	uint32_t first = *number;
	while (line->next < text.length) {
		struct line before = *line;
		*line = line_at(text, line->next);
		*number += 1;
		if (line->start == line->end)
			break;
		if (starts_paragraph(text, block, paragraph, before, *line)) {
			if (!put_whole(
				    layout, text, paragraph.start, end, first))
				return false;
			paragraph = *line;
			first = *number;
		}
		end = line->end;
	}
	return put_whole(layout, text, paragraph.start, end, first);
}

static struct slice paragraph_text(
	struct slice text, const struct layout_paragraph *paragraph)
{
	return slice_of(text.bytes + paragraph->start,
		paragraph->end - paragraph->start);
}

/* Marks possible furniture among the paragraphs from..to if one of them surely
 * is furniture. */
static void mark_maybe(
	struct slice text, struct layout *layout, size_t from, size_t to)
{
	bool any = false;
	for (size_t i = from; i < to; i++)
		any |= furniture_line(paragraph_text(
			       text, &layout->paragraph[i])) == FURNITURE_SURE;
	for (size_t i = from; any && i < to; i++) {
		struct layout_paragraph *paragraph = &layout->paragraph[i];
		if (furniture_line(paragraph_text(text, paragraph)))
			paragraph->furniture = true;
	}
}

/* Marks front matter, lines that surely are furniture, and lines that may be
 * furniture before the first or after the last paragraph of body text. */
static void mark_furniture(struct slice text, struct layout *layout)
{
	size_t head = layout->count, tail = 0;
	size_t fields = furniture_front_matter(text);
	for (size_t i = 0; i < layout->count; i++) {
		struct layout_paragraph *paragraph = &layout->paragraph[i];
		struct slice line = paragraph_text(text, paragraph);
		paragraph->furniture = paragraph->end <= fields ||
				       furniture_line(line) == FURNITURE_SURE;
		if (paragraph->furniture || !furniture_is_body(line))
			continue;
		if (head == layout->count)
			head = i;
		tail = i + 1;
	}
	mark_maybe(text, layout, 0, head);
	if (head < layout->count)
		mark_maybe(text, layout, tail, layout->count);
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
	for (;;) {
		if (line.start < line.end) {
			if (!read_block(text, layout, &line, &number))
				return error_set_memory(err);
		}
		if (line.next >= text.length)
			break;
		line = line_at(text, line.next);
		number++;
	}
	mark_furniture(text, layout);
	return true;
}

void layout_free(struct layout *layout)
{
	free(layout->paragraph);
	*layout = (struct layout){0};
}
