/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "concordance_impl.h"
#include "unicode.h"

/* More bytes than one side has.  Only the last piece of a paragraph can be
 * shorter, so a line reaches into at most one more piece per side. */
enum { EDGE_BYTES = 2 * 4 * CONCORDANCE_MAX_WIDTH };

_Static_assert((int)EDGE_BYTES < (int)LAYOUT_PIECE_BYTES / 2,
	"a line would have to look at two further pieces");

/* What is read around one piece. */
struct around {
	struct index *index;
	const struct record *record;
	uint32_t n; /* of the block */
	uint32_t number; /* of the paragraph */
};

static bool read_block(const struct around *piece, uint32_t n,
	struct record_block *block, struct slice *text, struct error *err)
{
	return record_block(
		       piece->index->records, piece->record, n, block, err) &&
	       record_text(piece->index->records, block, text, err);
}

/* Appends the end of the previous block: the piece before this one. */
static bool put_before(
	const struct around *piece, struct buf *out, struct error *err)
{
	struct record_block block;
	struct slice text;
	if (!read_block(piece, piece->n - 1, &block, &text, err))
		return false;
	if (block.paragraph_count == 0)
		return true;
	size_t from = block.paragraph[block.paragraph_count - 1].place.start -
		      block.text_start;
	if (text.length - from > EDGE_BYTES)
		from = unicode_cut(text, text.length - EDGE_BYTES);
	buf_put_slice(out, slice_of(text.bytes + from, text.length - from));
	return true;
}

/* Appends the start of the next block, if the paragraph continues there. */
static bool put_after(
	const struct around *piece, struct buf *out, struct error *err)
{
	struct record_block block;
	struct slice text;
	if (!read_block(piece, piece->n + 1, &block, &text, err))
		return false;
	if (block.paragraph_count == 0 ||
		block.paragraph[0].place.number != piece->number)
		return true;
	text.length = block.paragraph[0].place.end - block.text_start;
	buf_put_slice(out, slice_of(text.bytes, unicode_cut(text, EDGE_BYTES)));
	return true;
}

bool concordance_text_read(struct index *index, const struct record *record,
	uint32_t n, uint32_t i, struct record_block *block, struct slice *text,
	struct concordance_text *around, struct error *err)
{
	const struct record_paragraph *p = block->paragraph;
	const struct around piece = {index, record, n, p[i].place.number};
	uint32_t first = i, last = i;
	while (first && p[first - 1].place.number == piece.number)
		first--;
	while (last + 1 < block->paragraph_count &&
		p[last + 1].place.number == piece.number)
		last++;
	bool before = i == 0 && n > 0 &&
		      record->block_start[n].number == piece.number;
	bool after = i + 1 == block->paragraph_count &&
		     n + 1 < record->block_count &&
		     p[i].place.end - p[i].place.start >=
			     LAYOUT_PIECE_BYTES / 2;
	uint32_t from = p[first].place.start, to = p[last].place.end;
	struct slice inside = slice_of(
		text->bytes + (from - block->text_start), to - from);
	around->text = inside;
	around->start = from;
	if (!before && !after)
		return true;
	/* Keep the white space between this piece and the next. */
	if (after)
		inside.length = block->text.length - (from - block->text_start);
	struct buf *wide = &around->wide;
	struct buf own = {0};
	buf_put_slice(&own, inside);
	buf_clear(wide);
	bool ok = !before || put_before(&piece, wide, err);
	around->start = from - (uint32_t)wide->length;
	buf_put_slice(wide, buf_slice(&own));
	wide->failed |= own.failed;
	buf_free(&own);
	ok = ok && (!after || put_after(&piece, wide, err)) &&
	     read_block(&piece, n, block, text, err);
	if (ok && wide->failed)
		ok = error_set_memory(err);
	around->text = buf_slice(wide);
	return ok;
}
