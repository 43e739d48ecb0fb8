/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "passage_quote.h"

#include "layout_sentence.h"
#include "quote.h"
#include "unicode.h"

/* Appends the last or first bytes of a block's text; *number is the first
 * paragraph's. */
static bool put_edge(struct index *index, const struct record *record,
	uint32_t n, bool last, struct buf *out, uint32_t *number,
	struct error *err)
{
	struct record_block block;
	struct slice text;
	if (!record_block(index->records, record, n, &block, err) ||
		!record_text(index->records, &block, &text, err))
		return false;
	*number = block.paragraph_count ? block.paragraph[0].place.number : 0;
	size_t length = text.length < QUOTE_AROUND_BYTES ? text.length
							 : QUOTE_AROUND_BYTES;
	buf_put(out, text.bytes + (last ? text.length - length : 0), length);
	return !out->failed || error_set_memory(err);
}

/* The block that contains the byte. */
static uint32_t block_of(const struct record *record, uint32_t byte)
{
	uint32_t low = 0, high = record->block_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (record->block_start[middle].text <= byte)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct slice passage_quote_prefix(struct slice before)
{
	size_t at = before.length;
	for (unsigned n = 0; at && n < QUOTE_CONTEXT_CHARACTERS; n++) {
		at--;
		while (at && ((unsigned char)before.bytes[at] & 0xC0) == 0x80)
			at--;
	}
	return slice_of(before.bytes + at, before.length - at);
}

struct slice passage_quote_suffix(struct slice after)
{
	size_t at = 0;
	for (unsigned n = 0; n < QUOTE_CONTEXT_CHARACTERS && at < after.length;
		n++) {
		at++;
		while (at < after.length &&
			((unsigned char)after.bytes[at] & 0xC0) == 0x80)
			at++;
	}
	return slice_of(after.bytes, at);
}

/* Copies a slice whose bytes are about to be freed. */
static bool keep(struct arena *arena, struct slice from, struct slice *to,
	struct error *err)
{
	char *copy = arena_copy(arena, from);
	*to = slice_of(copy, from.length);
	return copy || error_set_memory(err);
}

/* Whether a sentence ends at the byte.  The sentence may start before the text
 * at hand, but where it ends depends on nearby characters only. */
static bool is_sentence_end(struct slice text, uint32_t at)
{
	size_t end = at > QUOTE_AROUND_BYTES
			     ? unicode_cut(text, at - QUOTE_AROUND_BYTES)
			     : 0;
	while (end < at)
		end = layout_sentence_end(text, end);
	return end == at;
}

/* Corrects the cuts at the edges of a piece, which does not know whether the
 * sentence continues in the next one. */
static void mark_cuts(const struct highlight_paragraph *open,
	struct slice around, uint32_t base, bool continues,
	struct passage_quote *quote)
{
	size_t end = quote->end - base, space;
	if (open->continued && quote->start == open->layout.start)
		quote->cut_before = !is_sentence_end(
			around, quote->start - base);
	if (!continues || quote->end != open->layout.end)
		return;
	while ((space = unicode_space_at(around, end)))
		end += space;
	quote->cut_after = !is_sentence_end(around, (uint32_t)end);
}

static bool fill(struct slice around, uint32_t base, struct arena *arena,
	struct passage_quote *quote, struct error *err)
{
	struct quote made;
	char token[QUOTE_TOKEN_BYTES];
	uint32_t start = quote->start - base, end = quote->end - base;
	quote_make(around, start, end, base, &made);
	quote_write(&made, token);
	struct slice before = slice_of(around.bytes, start);
	struct slice after = slice_of(around.bytes + end, around.length - end);
	return keep(arena, slice_text(token), &quote->token, err) &&
	       keep(arena, passage_quote_prefix(before), &quote->prefix, err) &&
	       keep(arena, passage_quote_suffix(after), &quote->suffix, err);
}

bool passage_quote(struct index *index, const struct record *record,
	const struct highlight_paragraph *open, struct arena *arena,
	struct passage_quote *quote, struct error *err)
{
	struct slice around = open->around;
	struct buf wider = {0};
	uint32_t n = block_of(record, quote->start);
	uint32_t base = open->around_start, number = 0;
	uint32_t tail = (uint32_t)(base + around.length) - quote->end;
	bool lacks_before = n > 0 && quote->start - base < QUOTE_AROUND_BYTES;
	bool lacks_after = n + 1 < record->block_count &&
			   tail < QUOTE_AROUND_BYTES;
	bool ok = !lacks_before ||
		  put_edge(index, record, n - 1, true, &wider, &number, err);
	base -= (uint32_t)wider.length;
	number = 0;
	if (lacks_before || lacks_after) {
		buf_put_slice(&wider, around);
		ok = ok &&
		     (!lacks_after || put_edge(index, record, n + 1, false,
					      &wider, &number, err));
		if (ok && wider.failed)
			ok = error_set_memory(err);
		around = buf_slice(&wider);
	}
	ok = ok && fill(around, base, arena, quote, err);
	if (ok)
		mark_cuts(open, around, base,
			open->continues || number == quote->paragraph, quote);
	buf_free(&wider);
	return ok;
}
