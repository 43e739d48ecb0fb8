/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "slot.h"

#include "schema.h"
#include "unicode.h"

#include <limits.h>
#include <stdio.h>

/* Appends a word, folded, behind a space where one stands before it. */
static bool put_word(struct buf *word, struct buf *out, struct error *err)
{
	struct buf folded = {0};
	size_t before = out->length;
	bool ok = unicode_fold(buf_slice(word), &folded, err);
	if (ok && before)
		buf_put_byte(out, ' ');
	ok = ok && unicode_strip(buf_slice(&folded), out, err);
	if (ok && before && out->length == before + 1)
		out->length = before;
	buf_clear(word);
	buf_free(&folded);
	return ok;
}

bool slot_fold(struct slice text, struct buf *out, struct error *err)
{
	struct buf word = {0}, key = {0};
	const char *at = text.bytes, *end = text.bytes;
	bool ok = true;
	if (text.length)
		end += text.length;
	while (ok && at < end) {
		const char *start = at;
		switch (unicode_class(unicode_decode(&at, end))) {
		case UNICODE_LETTER:
		case UNICODE_DIGIT:
		case UNICODE_MARK:
			buf_put(&word, start, (size_t)(at - start));
			break;
		case UNICODE_APOSTROPHE:
		case UNICODE_IGNORED:
			break;
		default:
			ok = word.length == 0 || put_word(&word, &key, err);
		}
	}
	if (ok && word.length)
		ok = put_word(&word, &key, err);
	if (ok)
		buf_put_slice(out, buf_slice(&key));
	ok = ok && ((!word.failed && !key.failed && !out->failed) ||
			   error_set_memory(err));
	buf_free(&word);
	buf_free(&key);
	return ok;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool slot_title(struct slice title, struct buf *out, struct error *err)
{
	struct buf key = {0};
	size_t before = out->length;
	bool ok = slot_fold(title, &key, err);
	for (size_t i = 0; ok && i < key.length;) {
		if (!is_digit(key.bytes[i])) {
			buf_put_byte(out, (unsigned char)key.bytes[i++]);
			continue;
		}
		while (i + 1 < key.length && key.bytes[i] == '0' &&
			is_digit(key.bytes[i + 1]))
			i++;
		size_t end = i;
		while (end < key.length && is_digit(key.bytes[end]))
			end++;
		/* Its length before it: the longer number is the larger. */
		buf_put_byte(out,
			(unsigned char)('0' + (end - i < 9 ? end - i : 9)));
		buf_put(out, key.bytes + i, end - i);
		i = end;
	}
	if (out->length - before > SLOT_TITLE_BYTES)
		out->length = before + SLOT_TITLE_BYTES;
	buf_free(&key);
	return ok && (!out->failed || error_set_memory(err));
}

/* Appends a name's key, cut. */
static bool put_author(struct slice author, struct buf *out, struct error *err)
{
	size_t before = out->length;
	if (!slot_fold(author, out, err))
		return false;
	if (out->length - before > SLOT_AUTHOR_BYTES)
		out->length = before + SLOT_AUTHOR_BYTES;
	return true;
}

bool slot_author_term(struct slice author, struct buf *out, struct error *err)
{
	size_t before = out->length;
	buf_put_text(out, SCHEMA_AUTHOR_WHOLE);
	size_t named = out->length;
	if (!put_author(author, out, err))
		return false;
	if (out->length == named)
		out->length = before;
	return true;
}

bool slot_author(struct slice author, struct buf *out, struct error *err)
{
	size_t before = out->length;
	if (!put_author(author, out, err))
		return false;
	if (out->length > before) {
		buf_put_byte(out, 0);
		buf_put_slice(out, author);
	}
	return !out->failed || error_set_memory(err);
}

struct slice slot_folder(struct slice path)
{
	while (path.length && path.bytes[path.length - 1] != '/')
		path.length--;
	path.length -= path.length > 0;
	return path;
}

void slot_years(int first_year, int last_year, char first[SLOT_YEAR_BYTES],
	char last[SLOT_YEAR_BYTES])
{
	/* A year sorts before its days, and "\x7f" behind them. */
	snprintf(first, SLOT_YEAR_BYTES, "0");
	snprintf(last, SLOT_YEAR_BYTES, "\x7f");
	if (first_year != INT_MIN)
		snprintf(first, SLOT_YEAR_BYTES, "%04d", first_year);
	if (last_year != INT_MAX)
		snprintf(last, SLOT_YEAR_BYTES, "%04d\x7f", last_year);
}

static bool put_term(struct xap_document *document, const struct buf *term,
	struct error *err)
{
	if (term->failed)
		return error_set_memory(err);
	return term->length == 0 ||
	       xap_document_term(document, buf_slice(term), 0, err);
}

bool slot_put(struct xap_document *document, const struct essay *essay,
	struct error *err)
{
	struct buf term = {0};
	bool ok = slot_author_term(essay->author, &term, err) &&
		  put_term(document, &term, err);
	if (ok && essay->kind.length) {
		buf_clear(&term);
		buf_put_text(&term, SCHEMA_KIND);
		buf_put_slice(&term, essay->kind);
		ok = put_term(document, &term, err);
	}
	buf_free(&term);
	return ok;
}
