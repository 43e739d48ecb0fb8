/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout.h"

#include "furniture.h"
#include "unicode.h"

#include <stdlib.h>

/* A line without its end. */
struct line {
	size_t start, end; /* without white space around; equal when blank */
	size_t next; /* behind the line's end */
	size_t indent; /* bytes of white space before start */
	size_t width; /* characters from the line's beginning to end */
};

enum {
	/* A program that wraps lines makes them about this long. */
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

/* Signs that an item begins with. */
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
	case 0xF0B7: /* what word processors leave of their bullet */
		return true;
	default:
		return false;
	}
}

/* "1.", "12)", "(3)", "a.", "b)"; a capital only with a bracket behind it, for
 * "A. Yani" is somebody. */
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
	size_t end = unicode_cut(text, LAYOUT_PIECE_BYTES);
	for (size_t at = end; at > LAYOUT_PIECE_BYTES / 2; at--)
		if (unicode_space_before(piece, at))
			return at;
	return end;
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
	size_t filled; /* lines of some width, without the last one */
	size_t ended; /* lines that end as a sentence or an item does */
	/* Where the first line is indented and the second less: as the first,
	 * for so is that of each paragraph in a book; else 0. */
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

/* Whether the lines were cut by a program: none is too long, most are long
 * enough, and not every one ends where its writer would end it. */
static bool is_wrapped(struct block block)
{
	return block.lines > 1 && block.widest <= WRAP_MAX_WIDTH &&
	       block.filled * 2 >= block.lines - 1 && block.ended < block.lines;
}

/* Whether the line was ended by its writer although its block is wrapped: the
 * first word of the next one would have had room on it, by far.  (One line that
 * is wider than the others, for an address has no spaces, must not count.) */
static bool is_short(struct slice text, struct block block, struct line line,
	struct line next)
{
	size_t word = next.start;
	while (word < next.end && unicode_space_at(text, word) == 0)
		word++;
	return (line.width + 1 + count_characters(text, next.start, word)) * 4 <
	       block.widest * 3;
}

/* Whether the line is indented under the item that the paragraph is. */
static bool hangs(struct slice text, struct line paragraph, struct line line)
{
	return line.indent > paragraph.indent && starts_item(text, paragraph) &&
	       text.bytes[paragraph.start] != '#';
}

/* Whether a paragraph begins with the line, which is not the block's first. */
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

/* Adds the paragraphs of a block that begins with the line, and moves *line
 * and *number to the blank line behind it (or the text's end). */
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
	furniture_mark(text, layout);
	return true;
}

void layout_free(struct layout *layout)
{
	free(layout->paragraph);
	*layout = (struct layout){0};
}
