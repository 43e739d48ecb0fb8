/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "essay_id.h"

#include "hash.h"
#include "unicode.h"

enum { SLUG_MAX_BYTES = 60, HASH_DIGITS = 10 };

/* The file's name without folders and extension. */
static struct slice stem(struct slice path)
{
	for (size_t i = path.length; i > 0; i--)
		if (path.bytes[i - 1] == '/') {
			path = slice_of(path.bytes + i, path.length - i);
			break;
		}
	for (size_t i = path.length; i > 1; i--)
		if (path.bytes[i - 1] == '.')
			return slice_of(path.bytes, i - 1);
	return path;
}

/* Appends the words of a name, which is folded, joined by hyphens. */
static void put_slug(struct slice name, struct buf *out)
{
	size_t start = out->length;
	bool gap = false;
	for (size_t i = 0; i < name.length; i++) {
		char c = name.bytes[i];
		if (c == '\'')
			continue;
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
			gap = out->length > start;
			continue;
		}
		if (out->length - start + gap >= SLUG_MAX_BYTES)
			break;
		if (gap)
			buf_put_byte(out, '-');
		gap = false;
		buf_put_byte(out, (unsigned char)c);
	}
	if (out->length == start)
		buf_put_text(out, "teks");
}

/* Folds what stands between separators, which the fold would drop. */
static bool fold_words(struct slice name, struct buf *out, struct error *err)
{
	struct buf folded = {0};
	const char *at = name.bytes, *end = at + name.length;
	const char *word = at;
	bool ok = true;
	while (ok && word < end) {
		const char *stop = at;
		enum unicode_class class = UNICODE_OTHER;
		if (at < end)
			class = unicode_class(unicode_decode(&at, end));
		if (stop < end && class != UNICODE_OTHER &&
			class != UNICODE_SPACE)
			continue;
		buf_clear(&folded);
		ok = unicode_fold(slice_of(word, (size_t)(stop - word)),
			     &folded, err) &&
		     unicode_strip(buf_slice(&folded), out, err);
		buf_put_byte(out, ' ');
		word = at;
		if (stop == end)
			break;
	}
	buf_free(&folded);
	return ok;
}

bool essay_id(struct slice path, uint32_t source, uint32_t salt,
	struct buf *out, struct error *err)
{
	static const char digit[] = "0123456789abcdef";
	struct buf words = {0}, hashed = {0};
	bool ok = fold_words(stem(path), &words, err);
	buf_put_slice(&hashed, path);
	if (salt) {
		buf_put_byte(&hashed, 0); /* stands in no path */
		buf_put_u32(&hashed, source);
	}
	if (salt > 1)
		buf_put_u32(&hashed, salt);
	put_slug(buf_slice(&words), out);
	struct hash_wide hash = hash_wide(buf_slice(&hashed));
	buf_put_byte(out, '~');
	for (int i = 0; i < HASH_DIGITS; i++) {
		unsigned char byte = hash.bytes[i / 2];
		buf_put_byte(out,
			(unsigned char)digit[i % 2 ? byte & 15 : byte >> 4]);
	}
	if (ok && (words.failed || hashed.failed || out->failed))
		ok = error_set_memory(err);
	buf_free(&words);
	buf_free(&hashed);
	return ok;
}
