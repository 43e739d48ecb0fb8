/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack.h"

#include "schema.h"

#include <stdlib.h>
#include <zdict.h>
#include <zstd.h>
#include <zstd_errors.h>

/* One zstd level for all: 3 is where more CPU gives little on short texts. */
enum { PACK_LEVEL = 3 };

struct pack_book {
	ZSTD_CDict *dictionary; /* NULL: none yet */
	bool settled; /* there is one, or none will be made */
	struct buf sample; /* texts, one behind the other */
	size_t *length; /* of each */
	size_t count, capacity;
};

struct packer {
	ZSTD_CCtx *zstd;
};

struct unpacker {
	struct xap_reader *database;
	ZSTD_DCtx *zstd;
	ZSTD_DDict *dictionary; /* read when it is needed first */
	struct buf text;
};

/* ---- writing ---- */

static bool use(
	struct pack_book *book, struct slice dictionary, struct error *err)
{
	book->dictionary = ZSTD_createCDict(
		dictionary.bytes, dictionary.length, PACK_LEVEL);
	book->settled = true;
	return book->dictionary || error_set_memory(err);
}

struct pack_book *pack_book_new(struct xap_reader *database, struct error *err)
{
	struct slice stored;
	struct pack_book *book = calloc(1, sizeof *book);
	if (!book) {
		error_set_memory(err);
		return NULL;
	}
	if (xap_reader_meta(
		    database, slice_text(SCHEMA_KEY_PACKING), &stored, err) &&
		(stored.length == 0 || use(book, stored, err)))
		return book;
	pack_book_free(book);
	return NULL;
}

static bool ran_out(size_t result)
{
	return ZSTD_getErrorCode(result) == ZSTD_error_memory_allocation;
}

static void forget_sample(struct pack_book *book)
{
	buf_free(&book->sample);
	free(book->length);
	book->length = NULL;
	book->count = book->capacity = 0;
}

void pack_book_free(struct pack_book *book)
{
	if (!book)
		return;
	ZSTD_freeCDict(book->dictionary);
	forget_sample(book);
	free(book);
}

/* Makes the dictionary and stores it; where zstd makes none, the index goes on
 * without. */
static bool train(
	struct pack_book *book, struct xap_writer *database, struct error *err)
{
	struct buf made = {0};
	if (!buf_reserve(&made, PACK_DICTIONARY_BYTES))
		return error_set_memory(err);
	size_t length = ZDICT_trainFromBuffer(made.bytes, PACK_DICTIONARY_BYTES,
		book->sample.bytes, book->length, (unsigned)book->count);
	forget_sample(book);
	bool ok = !ran_out(length) || error_set_memory(err);
	if (!ok || ZDICT_isError(length)) {
		book->settled = true;
	} else {
		made.length = length;
		ok = xap_writer_set_meta(database,
			     slice_text(SCHEMA_KEY_PACKING), buf_slice(&made),
			     err) &&
		     use(book, buf_slice(&made), err);
	}
	buf_free(&made);
	return ok;
}

bool pack_book_learn(struct pack_book *book, struct slice text,
	struct xap_writer *database, struct error *err)
{
	if (book->settled || text.length == 0 || text.length > PACK_SHORT_BYTES)
		return true;
	size_t *grown = array_room(
		book->length, book->count, &book->capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	book->length = grown;
	book->length[book->count++] = text.length;
	buf_put_slice(&book->sample, text);
	if (book->sample.failed)
		return error_set_memory(err);
	return book->sample.length < PACK_SAMPLE_BYTES ||
	       train(book, database, err);
}

struct packer *packer_new(struct error *err)
{
	struct packer *packer = calloc(1, sizeof *packer);
	if (packer)
		packer->zstd = ZSTD_createCCtx();
	if (!packer || !packer->zstd) {
		packer_free(packer);
		error_set_memory(err);
		return NULL;
	}
	ZSTD_CCtx_setParameter(
		packer->zstd, ZSTD_c_compressionLevel, PACK_LEVEL);
	/* Which dictionary it is, is known: four bytes less. */
	ZSTD_CCtx_setParameter(packer->zstd, ZSTD_c_dictIDFlag, 0);
	return packer;
}

void packer_free(struct packer *packer)
{
	if (!packer)
		return;
	ZSTD_freeCCtx(packer->zstd);
	free(packer);
}

bool packer_put(struct packer *packer, const struct pack_book *book,
	struct slice text, struct buf *out, struct error *err)
{
	const ZSTD_CDict *dictionary = NULL;
	if (book && text.length <= PACK_SHORT_BYTES)
		dictionary = book->dictionary;
	size_t start = out->length;
	buf_put_byte(out, dictionary ? PACK_WITH_DICTIONARY : PACK_ALONE);
	buf_put_varint(out, text.length);
	if (!buf_reserve(out, text.length + 1))
		return error_set_memory(err);
	/* What would not get smaller is an error here, and then no other
	 * dictionary is taken before a reset. */
	ZSTD_CCtx_reset(packer->zstd, ZSTD_reset_session_only);
	ZSTD_CCtx_refCDict(packer->zstd, dictionary);
	size_t length = ZSTD_compress2(packer->zstd, out->bytes + out->length,
		text.length ? text.length - 1 : 0, text.bytes, text.length);
	if (!ZSTD_isError(length)) {
		out->length += length;
		return true;
	}
	if (ran_out(length))
		return error_set_memory(err);
	out->bytes[start] = PACK_PLAIN;
	buf_put_slice(out, text);
	return true;
}

/* ---- reading ---- */

bool packed_read(struct cursor *cursor, struct packed *packed)
{
	struct slice kind = cursor_bytes(cursor, 1);
	uint64_t length = cursor_varint(cursor);
	packed->kind = kind.length ? (enum pack_kind) * kind.bytes : PACK_PLAIN;
	packed->length = (uint32_t)length;
	packed->bytes = cursor_bytes(
		cursor, (uint64_t)(cursor->end - cursor->at));
	return !cursor->failed && length <= UINT32_MAX &&
	       packed->kind <= PACK_WITH_DICTIONARY;
}

struct unpacker *unpacker_new(struct xap_reader *database, struct error *err)
{
	struct unpacker *unpacker = calloc(1, sizeof *unpacker);
	if (unpacker)
		unpacker->zstd = ZSTD_createDCtx();
	if (!unpacker || !unpacker->zstd) {
		unpacker_free(unpacker);
		error_set_memory(err);
		return NULL;
	}
	unpacker->database = database;
	return unpacker;
}

void unpacker_free(struct unpacker *unpacker)
{
	if (!unpacker)
		return;
	ZSTD_freeDCtx(unpacker->zstd);
	ZSTD_freeDDict(unpacker->dictionary);
	buf_free(&unpacker->text);
	free(unpacker);
}

void unpacker_use(struct unpacker *unpacker, struct xap_reader *database)
{
	unpacker->database = database;
}

static bool not_unpacked(struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		"a text in the index cannot be unpacked; rebuild the index");
}

static bool read_dictionary(struct unpacker *unpacker, struct error *err)
{
	struct slice stored;
	if (unpacker->dictionary)
		return true;
	if (!xap_reader_meta(unpacker->database, slice_text(SCHEMA_KEY_PACKING),
		    &stored, err))
		return false;
	if (stored.length == 0)
		return not_unpacked(err);
	unpacker->dictionary = ZSTD_createDDict(stored.bytes, stored.length);
	return unpacker->dictionary || error_set_memory(err);
}

bool unpacker_read(struct unpacker *unpacker, const struct packed *packed,
	struct slice *text, struct error *err)
{
	size_t length = packed->length;
	struct buf *to = &unpacker->text;
	*text = packed->bytes;
	if (packed->kind == PACK_PLAIN)
		return text->length == length || not_unpacked(err);
	if (packed->kind == PACK_WITH_DICTIONARY &&
		!read_dictionary(unpacker, err))
		return false;
	/* A length that is not the text's own is not worth memory. */
	if (ZSTD_getFrameContentSize(
		    packed->bytes.bytes, packed->bytes.length) != length)
		return not_unpacked(err);
	buf_clear(to);
	if (!buf_reserve(to, length))
		return error_set_memory(err);
	size_t found =
		packed->kind == PACK_WITH_DICTIONARY
			? ZSTD_decompress_usingDDict(unpacker->zstd, to->bytes,
				  length, packed->bytes.bytes,
				  packed->bytes.length, unpacker->dictionary)
			: ZSTD_decompressDCtx(unpacker->zstd, to->bytes, length,
				  packed->bytes.bytes, packed->bytes.length);
	*text = slice_of(to->bytes, length);
	return found == length || not_unpacked(err);
}
