#include "passage_quote.h"

#include "quote.h"

/* Appends the last or first bytes of a block's text. */
static bool put_edge(struct index *index, const struct record *record,
	uint32_t n, bool last, struct buf *out, struct error *err)
{
	struct record_block block;
	struct slice text;
	if (!record_block(index->records, record, n, &block, err) ||
		!record_text(index->records, &block, &text, err))
		return false;
	size_t length = text.length < QUOTE_AROUND_BYTES ? text.length
							 : QUOTE_AROUND_BYTES;
	buf_put(out, text.bytes + (last ? text.length - length : 0), length);
	return !out->failed || error_set_memory(err);
}

/* The block that the byte of the text lies in. */
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

struct slice passage_prefix(struct slice before)
{
	size_t at = before.length;
	for (unsigned n = 0; at && n < QUOTE_CONTEXT_CHARACTERS; n++) {
		at--;
		while (at && ((unsigned char)before.bytes[at] & 0xC0) == 0x80)
			at--;
	}
	return slice_of(before.bytes + at, before.length - at);
}

struct slice passage_suffix(struct slice after)
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

/* Copies a slice that may be of bytes that go away. */
static bool keep(struct arena *arena, struct slice from, struct slice *to,
	struct error *err)
{
	char *copy = arena_copy(arena, from);
	*to = slice_of(copy, from.length);
	return copy || error_set_memory(err);
}

static bool fill(struct slice around, uint32_t base, struct arena *arena,
	struct passage *passage, struct error *err)
{
	struct quote quote;
	char token[QUOTE_TOKEN_BYTES];
	uint32_t start = passage->start - base, end = passage->end - base;
	quote_make(around, start, end, base, &quote);
	quote_write(&quote, token);
	struct slice before = slice_of(around.bytes, start);
	struct slice after = slice_of(around.bytes + end, around.length - end);
	return keep(arena, slice_text(token), &passage->token, err) &&
	       keep(arena, passage_prefix(before), &passage->prefix, err) &&
	       keep(arena, passage_suffix(after), &passage->suffix, err);
}

bool passage_quote(struct index *index, const struct record *record,
	struct slice around, uint32_t base, struct arena *arena,
	struct passage *passage, struct error *err)
{
	uint32_t n = block_of(record, passage->start);
	uint32_t tail = (uint32_t)(base + around.length) - passage->end;
	bool lacks_before = n > 0 && passage->start - base < QUOTE_AROUND_BYTES;
	bool lacks_after = n + 1 < record->block_count &&
			   tail < QUOTE_AROUND_BYTES;
	if (!lacks_before && !lacks_after)
		return fill(around, base, arena, passage, err);
	struct buf wider = {0};
	bool ok = !lacks_before ||
		  put_edge(index, record, n - 1, true, &wider, err);
	base -= (uint32_t)wider.length;
	buf_put_slice(&wider, around);
	ok = ok && (!lacks_after ||
			   put_edge(index, record, n + 1, false, &wider, err));
	if (ok && wider.failed)
		ok = error_set_memory(err);
	ok = ok && fill(buf_slice(&wider), base, arena, passage, err);
	buf_free(&wider);
	return ok;
}
