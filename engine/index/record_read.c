/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue.h"
#include "fields.h"
#include "record_impl.h"

#include <stdlib.h>

struct code_array {
	uint64_t *code;
	uint32_t capacity;
};

struct record_reader {
	const struct catalogue *catalogue;
	struct unpacker *unpacker;
	struct arena arena; /* of the last block's tables */
	struct code_array codes, title; /* of the last block, the last title */
};

struct record_reader *record_reader_new(const struct catalogue *catalogue,
	struct xap_reader *database, struct error *err)
{
	struct record_reader *reader = calloc(1, sizeof *reader);
	if (!reader) {
		error_set_memory(err);
		return NULL;
	}
	reader->catalogue = catalogue;
	reader->unpacker = unpacker_new(database, err);
	if (reader->unpacker)
		return reader;
	record_reader_free(reader);
	return NULL;
}

void record_reader_free(struct record_reader *reader)
{
	if (!reader)
		return;
	unpacker_free(reader->unpacker);
	arena_free(&reader->arena);
	free(reader->codes.code);
	free(reader->title.code);
	free(reader);
}

void record_reader_use(
	struct record_reader *reader, struct xap_reader *database)
{
	unpacker_use(reader->unpacker, database);
}

bool record_unreadable(uint32_t document, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		"the record of document %u cannot be read; rebuild the index",
		(unsigned)document);
}

static uint32_t read_u32(struct cursor *cursor)
{
	uint64_t value = cursor_varint(cursor);
	if (value > UINT32_MAX)
		cursor->failed = true;
	return (uint32_t)value;
}

/* Room for codes, used again. */
static bool code_room(struct code_array *codes, uint32_t count)
{
	if (count <= codes->capacity)
		return true;
	uint32_t capacity = count * 2 + 64;
	uint64_t *grown = realloc(codes->code, capacity * sizeof *grown);
	if (!grown)
		return false;
	codes->code = grown;
	codes->capacity = capacity;
	return true;
}

/* Reads `count` numbers of words and gives them their roots. */
static bool read_codes(const struct record_reader *reader,
	const struct record *record, struct cursor *cursor,
	struct code_array *codes, uint32_t count, struct error *err)
{
	/* Each takes a byte at least: a count beyond that is a lie. */
	if (count > (size_t)(cursor->end - cursor->at))
		return record_unreadable(record->document, err);
	if (!code_room(codes, count))
		return error_set_memory(err);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t word = read_u32(cursor);
		codes->code[i] = code_of(
			word, catalogue_word_root(reader->catalogue, word));
	}
	return !cursor->failed || record_unreadable(record->document, err);
}

/* Steps over `count` varints; what they are. */
static struct slice skip_varints(struct cursor *cursor, uint32_t count)
{
	const unsigned char *start = cursor->at;
	while (count && cursor->at < cursor->end)
		count -= *cursor->at++ < 128;
	if (count)
		cursor->failed = true;
	return slice_of((const char *)start, (size_t)(cursor->at - start));
}

static const struct record_block_start first_start = {.line = 1};

/* Where the bytes of each block begin, and what they take in all. */
static uint64_t read_block_lengths(const struct record *record,
	struct record_block_start *start, struct cursor *cursor)
{
	uint64_t sum = 0;
	for (uint32_t i = 0; i < record->block_count; i++) {
		if (start)
			start[i].byte = (uint32_t)sum;
		sum += read_u32(cursor);
	}
	return sum;
}

/* ERROR_MEMORY, or what the caller says of a head that is damaged. */
static bool read_blocks(
	struct record *record, struct cursor *cursor, struct error *err)
{
	/* Each takes 5 bytes at least: a count beyond that is a lie. */
	size_t left = (size_t)(cursor->end - cursor->at);
	struct record_block_start *start = NULL;
	if (cursor->failed || record->block_count == 0 ||
		record->block_count > left / 5 + 1)
		return record_unreadable(record->document, err);
	record->block_start = &first_start;
	if (record->block_count > 1) {
		start = arena_array(
			&record->arena, record->block_count, sizeof *start);
		if (!start)
			return error_set_memory(err);
		start[0] = first_start;
		record->block_start = start;
	}
	for (uint32_t i = 1; i < record->block_count; i++) {
		start[i].text = read_u32(cursor);
		start[i].token = read_u32(cursor);
		start[i].line = read_u32(cursor);
		start[i].number = read_u32(cursor);
	}
	uint64_t length = read_block_lengths(record, start, cursor);
	record->blocks = cursor_bytes(cursor, length);
	record->roots = cursor_bytes(
		cursor, (uint64_t)(cursor->end - cursor->at));
	return (!cursor->failed && length <= UINT32_MAX) ||
	       record_unreadable(record->document, err);
}

static bool read_fields(struct cursor *cursor, struct essay *essay)
{
	struct slice flags = cursor_bytes(cursor, 1);
	if (flags.length == 0)
		return false;
	essay->extracted = *flags.bytes & 1;
	essay->titled = *flags.bytes & 2;
	essay->source = read_u32(cursor);
	for (size_t i = 0; i < FIELD_COUNT; i++)
		field_set(essay, &fields[i], cursor_string(cursor));
	essay->pages = cursor_string(cursor);
	return true;
}

bool record_fields(struct slice record, struct essay *essay)
{
	struct cursor cursor = cursor_of(record);
	*essay = (struct essay){0};
	return read_fields(&cursor, essay) && !cursor.failed;
}

static bool parse_head(
	struct record *record, struct slice value, struct error *err)
{
	struct cursor cursor = cursor_of(value);
	if (!read_fields(&cursor, &record->essay))
		return record_unreadable(record->document, err);
	record->text_length = read_u32(&cursor);
	record->token_count = read_u32(&cursor);
	record->paragraph_count = read_u32(&cursor);
	record->title_code_count = read_u32(&cursor);
	record->title_words = skip_varints(&cursor, record->title_code_count);
	record->block_count = read_u32(&cursor);
	return read_blocks(record, &cursor, err);
}

static bool copy_value(
	struct arena *arena, struct slice value, struct slice *copy)
{
	const char *bytes = arena_copy(arena, value);
	*copy = slice_of(bytes, value.length);
	return bytes != NULL;
}

bool record_copy_essay(
	struct arena *arena, const struct essay *from, struct essay *to)
{
	*to = *from;
	to->text = slice_of("", 0);
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		struct slice copy;
		if (!copy_value(arena, field_value(from, &fields[i]), &copy))
			return false;
		field_set(to, &fields[i], copy);
	}
	return copy_value(arena, from->pages, &to->pages);
}

bool record_read(struct record_reader *reader, uint32_t document,
	struct record *record, struct error *err)
{
	*record = (struct record){.document = document};
	struct slice value = catalogue_record(reader->catalogue, document);
	if (value.length == 0)
		return error_set(err, ERROR_NOT_FOUND,
			"there is no document %u", (unsigned)document);
	return parse_head(record, value, err);
}

void record_free(struct record *record)
{
	arena_free(&record->arena);
	*record = (struct record){0};
}

/* One paragraph's entry; before is the one before it in the block, and begin
 * where the block begins. */
static void read_paragraph(struct cursor *cursor,
	const struct record_block_start *begin,
	const struct record_paragraph *before,
	struct record_paragraph *paragraph)
{
	struct layout_paragraph *place = &paragraph->place;
	place->start = read_u32(cursor) +
		       (before ? before->place.end : begin->text);
	place->end = place->start + read_u32(cursor);
	place->first_line = read_u32(cursor) +
			    (before ? before->place.last_line : begin->line);
	place->last_line = place->first_line + read_u32(cursor);
	place->number = read_u32(cursor) +
			(before ? before->place.number : begin->number);
	paragraph->code_count = read_u32(cursor);
	paragraph->token_count = read_u32(cursor);
	if (!before) {
		paragraph->first_token = begin->token;
		return;
	}
	paragraph->first_code = before->first_code + before->code_count;
	paragraph->first_token = before->first_token + before->token_count;
	paragraph->first_sentence = before->first_sentence +
				    before->sentence_count;
}

/* The sentences of a paragraph; the last has what the others leave. */
static void read_sentences(struct cursor *cursor,
	struct record_paragraph *paragraph, uint32_t *sentence)
{
	uint32_t left = paragraph->token_count;
	for (uint32_t i = 0; i + 1 < paragraph->sentence_count; i++) {
		uint32_t tokens = read_u32(cursor);
		if (tokens > left)
			cursor->failed = true;
		sentence[paragraph->first_sentence + i] = tokens;
		left -= tokens;
	}
	sentence[paragraph->first_sentence + paragraph->sentence_count - 1] =
		left;
}

static bool parse_paragraphs(struct record_reader *reader,
	struct cursor *cursor, const struct record *record,
	const struct record_block_start *begin, struct record_block *block,
	struct error *err)
{
	size_t left = (size_t)(cursor->end - cursor->at);
	/* A paragraph takes 8 bytes at least, a further sentence one. */
	if (cursor->failed || block->paragraph_count > left / 8)
		return record_unreadable(record->document, err);
	block->paragraph = arena_array(&reader->arena, block->paragraph_count,
		sizeof *block->paragraph);
	/* Many times what it will be: not cleared. */
	block->sentence = arena_alloc(&reader->arena,
		(left + block->paragraph_count) * sizeof *block->sentence);
	if (!block->paragraph || !block->sentence)
		return error_set_memory(err);
	for (uint32_t i = 0; i < block->paragraph_count; i++) {
		struct record_paragraph *paragraph = &block->paragraph[i];
		read_paragraph(
			cursor, begin, i ? paragraph - 1 : NULL, paragraph);
		uint32_t more = read_u32(cursor); /* sentences */
		if (cursor->failed || more > (size_t)(cursor->end - cursor->at))
			return record_unreadable(record->document, err);
		paragraph->sentence_count = more + 1;
		read_sentences(cursor, paragraph, block->sentence);
		/* Each position has a code at least. */
		if (paragraph->code_count >
				block->code_count - paragraph->first_code ||
			paragraph->token_count > paragraph->code_count)
			return record_unreadable(record->document, err);
	}
	return !cursor->failed || record_unreadable(record->document, err);
}

/* The bytes of block n. */
static struct slice block_bytes(const struct record *record, uint32_t n)
{
	uint32_t start = record->block_start[n].byte;
	size_t end = n + 1 < record->block_count
			     ? record->block_start[n + 1].byte
			     : record->blocks.length;
	return slice_of(record->blocks.bytes + start, end - start);
}

/* Whether the places that the block names lie inside its text. */
static bool block_fits(
	const struct record *record, const struct record_block *block)
{
	uint32_t from = block->text_start;
	if (from > record->text_length ||
		block->text.length > record->text_length - from)
		return false;
	for (uint32_t i = 0; i < block->paragraph_count; i++) {
		const struct layout_paragraph *place =
			&block->paragraph[i].place;
		if (place->start < from || place->end < place->start ||
			place->end - from > block->text.length)
			return false;
	}
	return true;
}

bool record_block(struct record_reader *reader, const struct record *record,
	uint32_t n, struct record_block *block, struct error *err)
{
	arena_clear(&reader->arena);
	*block = (struct record_block){0};
	const struct record_block_start *begin = &record->block_start[n];
	struct cursor cursor = cursor_of(block_bytes(record, n));
	block->code_count = read_u32(&cursor);
	if (!read_codes(reader, record, &cursor, &reader->codes,
		    block->code_count, err))
		return false;
	block->code = reader->codes.code;
	block->paragraph_count = read_u32(&cursor);
	if (!parse_paragraphs(reader, &cursor, record, begin, block, err))
		return false;
	block->text_start = begin->text;
	if (!packed_read(&cursor, &block->text) || !block_fits(record, block))
		return record_unreadable(record->document, err);
	return true;
}

bool record_title(struct record_reader *reader, const struct record *record,
	const uint64_t **code, struct error *err)
{
	struct cursor cursor = cursor_of(record->title_words);
	if (!read_codes(reader, record, &cursor, &reader->title,
		    record->title_code_count, err))
		return false;
	*code = reader->title.code;
	return true;
}

bool record_text(struct record_reader *reader, const struct record_block *block,
	struct slice *text, struct error *err)
{
	return unpacker_read(reader->unpacker, &block->text, text, err);
}

bool record_whole_text(struct record_reader *reader,
	const struct record *record, struct buf *out, struct error *err)
{
	for (uint32_t n = 0; n < record->block_count; n++) {
		struct record_block block;
		struct slice text;
		if (!record_block(reader, record, n, &block, err) ||
			!record_text(reader, &block, &text, err))
			return false;
		buf_put_slice(out, text);
	}
	return !out->failed || error_set_memory(err);
}

uint32_t record_page(const struct essay *essay, uint32_t offset)
{
	struct cursor cursor = cursor_of(essay->pages);
	uint32_t page = 0;
	while (cursor.at < cursor.end && cursor_u32(&cursor) <= offset &&
		!cursor.failed)
		page++;
	return page;
}
