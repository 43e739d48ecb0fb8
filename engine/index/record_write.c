/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fields.h"
#include "layout_sentence.h"
#include "pack.h"
#include "record_impl.h"

#include <stdlib.h>

struct record_writer {
	struct pack_book *book;
	struct packer *packer;
	const struct essay *essay;
	struct buf title, starts, block;
	uint32_t title_count;
	/* of the block being filled */
	struct buf ids, paragraphs;
	uint32_t code_count, paragraph_count;
	struct layout_paragraph last; /* paragraph added */
	uint32_t block_text, block_token, block_line, block_number;
	/* of the essay */
	uint32_t tokens, numbers, blocks;
	struct record_part *part; /* a block each */
	size_t part_capacity;
};

struct record_writer *record_writer_new(
	struct pack_book *book, struct error *err)
{
	struct record_writer *writer = calloc(1, sizeof *writer);
	if (!writer) {
		error_set_memory(err);
		return NULL;
	}
	writer->book = book;
	writer->packer = packer_new(err);
	if (writer->packer)
		return writer;
	record_writer_free(writer);
	return NULL;
}

void record_writer_free(struct record_writer *writer)
{
	if (!writer)
		return;
	packer_free(writer->packer);
	buf_free(&writer->title);
	buf_free(&writer->starts);
	buf_free(&writer->block);
	buf_free(&writer->ids);
	buf_free(&writer->paragraphs);
	for (size_t i = 0; i < writer->part_capacity; i++) {
		buf_free(&writer->part[i].ids);
		buf_free(&writer->part[i].rest);
	}
	free(writer->part);
	free(writer);
}

/* Appends the ids of the tokens' words; returns how many positions they take. */
static uint32_t put_ids(
	struct buf *out, const struct tokens *tokens, uint32_t *count)
{
	uint32_t positions = 0;
	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->token[i];
		if (token->over) {
			buf_put_u32(out, CODE_OVER);
			*count += 1;
		} else {
			positions++;
		}
		buf_put_u32(out, token->word->id + 1);
		*count += 1;
	}
	return positions;
}

bool record_start(struct record_writer *writer, const struct essay *essay,
	const struct tokens *title, struct error *err)
{
	writer->essay = essay;
	buf_clear(&writer->title);
	buf_clear(&writer->starts);
	buf_clear(&writer->ids);
	buf_clear(&writer->paragraphs);
	writer->code_count = writer->paragraph_count = 0;
	writer->block_text = writer->block_token = 0;
	writer->block_line = 1;
	writer->block_number = 0;
	writer->tokens = writer->numbers = writer->blocks = 0;
	writer->last = (struct layout_paragraph){0};
	writer->title_count = 0;
	put_ids(&writer->title, title, &writer->title_count);
	return !writer->title.failed || error_set_memory(err);
}

/* The next block, empty. */
static struct record_part *next_part(struct record_writer *writer)
{
	size_t capacity = writer->part_capacity;
	struct record_part *grown = array_room(writer->part, writer->blocks,
		&writer->part_capacity, sizeof *grown);
	if (!grown)
		return NULL;
	memset(grown + capacity, 0,
		(writer->part_capacity - capacity) * sizeof *grown);
	writer->part = grown;
	struct record_part *part = &grown[writer->blocks++];
	buf_clear(&part->ids);
	buf_clear(&part->rest);
	return part;
}

/* The text from the block's beginning to text_end. */
static struct slice block_text(
	const struct record_writer *writer, uint32_t text_end)
{
	if (text_end <= writer->block_text)
		return slice_of("", 0);
	return slice_of(writer->essay->text.bytes + writer->block_text,
		text_end - writer->block_text);
}

/* Packs what was gathered, with the text from the block's beginning to
 * text_end; book as in packer_put. */
static bool close_block(struct record_writer *writer,
	const struct pack_book *book, uint32_t text_end, struct error *err)
{
	struct record_part *part = next_part(writer);
	if (!part)
		return error_set_memory(err);
	if (writer->blocks > 1) {
		buf_put_varint(&writer->starts, writer->block_text);
		buf_put_varint(&writer->starts, writer->block_token);
		buf_put_varint(&writer->starts, writer->block_line);
		buf_put_varint(&writer->starts, writer->block_number);
	}
	part->count = writer->code_count;
	buf_put_slice(&part->ids, buf_slice(&writer->ids));
	buf_put_varint(&part->rest, writer->paragraph_count);
	buf_put_slice(&part->rest, buf_slice(&writer->paragraphs));
	if (!packer_put(writer->packer, book, block_text(writer, text_end),
		    &part->rest, err))
		return false;
	if (part->ids.failed)
		return error_set_memory(err);
	buf_clear(&writer->ids);
	buf_clear(&writer->paragraphs);
	writer->code_count = writer->paragraph_count = 0;
	writer->block_text = text_end;
	writer->block_token = writer->tokens;
	writer->block_line = writer->last.last_line;
	writer->block_number = writer->last.number;
	return true;
}

/* Appends how many positions each sentence of the paragraph takes.  A token
 * belongs to the sentence that it begins in. */
static void put_sentences(struct buf *out, struct slice text,
	const struct tokens *tokens, uint32_t positions)
{
	struct buf counts = {0};
	uint32_t sentences = 0, before = 0, at = 0;
	size_t next = 0;
	for (size_t end = 0; end < text.length;) {
		end = layout_sentence_end(text, end);
		for (; next < tokens->count && tokens->token[next].start < end;
			next++)
			at += !tokens->token[next].over;
		if (at == before || at == positions)
			continue;
		buf_put_varint(&counts, at - before);
		sentences++;
		before = at;
	}
	/* The last one has what is left, so that it need not be stored. */
	buf_put_varint(out, sentences);
	buf_put_slice(out, buf_slice(&counts));
	out->failed = out->failed || counts.failed;
	buf_free(&counts);
}

bool record_add(struct record_writer *writer,
	const struct layout_paragraph *paragraph, const struct tokens *tokens,
	struct error *err)
{
	uint32_t length = paragraph->end - paragraph->start;
	if (writer->paragraph_count &&
		paragraph->end - writer->block_text > RECORD_BLOCK_BYTES &&
		!close_block(writer, NULL, paragraph->start, err))
		return false;
	/* Offsets and lines count from the paragraph before, in this block or
	 * in the one before it. */
	uint32_t text = writer->paragraph_count ? writer->last.end
						: writer->block_text;
	uint32_t line = writer->paragraph_count ? writer->last.last_line
						: writer->block_line;
	uint32_t number = writer->paragraph_count ? writer->last.number
						  : writer->block_number;
	struct buf *out = &writer->paragraphs;
	buf_put_varint(out, paragraph->start - text);
	buf_put_varint(out, length);
	buf_put_varint(out, paragraph->first_line - line);
	buf_put_varint(out, paragraph->last_line - paragraph->first_line);
	buf_put_varint(out, paragraph->number - number);
	uint32_t before = writer->code_count;
	uint32_t positions = put_ids(&writer->ids, tokens, &writer->code_count);
	buf_put_varint(out, writer->code_count - before);
	buf_put_varint(out, positions);
	struct slice own = slice_of(
		writer->essay->text.bytes + paragraph->start, length);
	put_sentences(out, own, tokens, positions);
	writer->tokens += positions;
	writer->paragraph_count++;
	writer->numbers = paragraph->number;
	writer->last = *paragraph;
	return !(out->failed || writer->ids.failed) || error_set_memory(err);
}

static uint32_t id_at(const struct buf *ids, uint32_t i)
{
	const unsigned char *at = (const unsigned char *)ids->bytes +
				  (size_t)4 * i;
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
	       (uint32_t)at[3] << 24;
}

/* Appends the numbers of the words. */
static void put_words(struct buf *out, const struct buf *ids, uint32_t count,
	const uint64_t *code)
{
	buf_put_varint(out, count);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t id = id_at(ids, i);
		buf_put_varint(out, id ? code_word(code[id - 1]) : CODE_OVER);
	}
}

static void put_head(
	struct record_writer *writer, const uint64_t *code, struct buf *head)
{
	const struct essay *essay = writer->essay;
	buf_put_byte(
		head, (unsigned char)(essay->extracted | essay->titled << 1));
	buf_put_varint(head, essay->source);
	for (size_t i = 0; i < FIELD_COUNT; i++)
		buf_put_string(head, field_value(essay, &fields[i]));
	buf_put_string(head, essay->pages);
	buf_put_varint(head, essay->text.length);
	buf_put_varint(head, writer->tokens);
	buf_put_varint(head, writer->numbers);
	put_words(head, &writer->title, writer->title_count, code);
	buf_put_varint(head, writer->blocks);
	buf_put_slice(head, buf_slice(&writer->starts));
}

/* Appends the lengths of the blocks, then the blocks. */
static void put_blocks(
	struct record_writer *writer, const uint64_t *code, struct buf *out)
{
	struct buf *block = &writer->block;
	size_t before = 0;
	buf_clear(block);
	for (uint32_t i = 0; i < writer->blocks; i++) {
		const struct record_part *part = &writer->part[i];
		put_words(block, &part->ids, part->count, code);
		buf_put_slice(block, buf_slice(&part->rest));
		buf_put_varint(out, block->length - before);
		before = block->length;
	}
	buf_put_slice(out, buf_slice(block));
	out->failed = out->failed || block->failed;
}

bool record_finish(struct record_writer *writer, struct xap_writer *database,
	const uint64_t *code, struct buf *out, struct error *err)
{
	uint32_t text_end = (uint32_t)writer->essay->text.length;
	struct slice text = block_text(writer, text_end);
	if (!close_block(writer, writer->book, text_end, err) ||
		!pack_book_learn(writer->book, text, database, err))
		return false;
	put_head(writer, code, out);
	put_blocks(writer, code, out);
	if (out->failed || writer->starts.failed)
		return error_set_memory(err);
	return record_roots_write(writer->part, writer->blocks, code, out, err);
}
