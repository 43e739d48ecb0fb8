/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "concordance_impl.h"
#include "unicode.h"

/* Words of a key.  Lines that agree in so many seldom differ later. */
enum { KEY_WORDS = 8 };

static bool is_tail(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The start of the left context: `width` characters before `start`, a run of
 * white space counting as one, then moved to the next word boundary. */
static size_t cut_left(struct slice text, size_t start, uint32_t width)
{
	size_t at = start, space;
	for (uint32_t n = 0; n < width && at; n++) {
		bool white = false;
		while (at && (space = unicode_space_before(text, at))) {
			at -= space;
			white = true;
		}
		if (white)
			continue;
		at--;
		while (at && is_tail(text.bytes[at]))
			at--;
	}
	if (at == 0 || unicode_space_before(text, at) ||
		unicode_space_at(text, at))
		return at;
	for (size_t next = at; next < start; next++)
		if (unicode_space_at(text, next))
			return next;
	return at;
}

static size_t cut_right(struct slice text, size_t end, uint32_t width)
{
	size_t at = end, space;
	for (uint32_t n = 0; n < width && at < text.length; n++) {
		bool white = false;
		while (at < text.length &&
			(space = unicode_space_at(text, at))) {
			at += space;
			white = true;
		}
		if (white)
			continue;
		at++;
		while (at < text.length && is_tail(text.bytes[at]))
			at++;
	}
	if (at >= text.length || unicode_space_at(text, at) ||
		unicode_space_before(text, at))
		return at < text.length ? at : text.length;
	for (size_t back = at; back > end; back--)
		if (unicode_space_before(text, back))
			return back;
	return at;
}

/* Collapses white space and trims the outer end. */
static bool collapse(
	struct slice text, bool left, struct arena *arena, struct slice *out)
{
	char *to = arena_alloc(arena, text.length + 1);
	size_t length = 0, space;
	if (!to)
		return false;
	for (size_t at = 0; at < text.length;) {
		if ((space = unicode_space_at(text, at))) {
			at += space;
			if (length ? to[length - 1] != ' ' : !left)
				to[length++] = ' ';
		} else {
			to[length++] = text.bytes[at++];
		}
	}
	if (!left && length && to[length - 1] == ' ')
		length--;
	*out = slice_of(to, length);
	return true;
}

bool concordance_line_cut(struct slice text, uint32_t base,
	const struct highlight *highlight, uint32_t width, struct arena *arena,
	struct concordance_line *line)
{
	size_t start = highlight->start - base, end = highlight->end - base;
	size_t from = cut_left(text, start, width);
	size_t to = cut_right(text, end, width);
	line->start = highlight->start;
	line->end = highlight->end;
	line->match = highlight->form;
	return collapse(slice_of(text.bytes + from, start - from), true, arena,
		       &line->left) &&
	       collapse(slice_of(text.bytes + end, to - end), false, arena,
		       &line->right);
}

/* A word of a side of a line. */
struct span {
	size_t start, end;
};

/* Finds the first KEY_WORDS words, or the last ones if `last` is set. */
static size_t find_words(
	struct slice text, bool last, struct span word[KEY_WORDS])
{
	size_t count = 0;
	bool inside = false;
	if (text.length == 0)
		return 0;
	const char *end = text.bytes + text.length;
	for (const char *at = text.bytes; at < end;) {
		size_t place = (size_t)(at - text.bytes);
		enum unicode_class class = unicode_class(
			unicode_decode(&at, end));
		bool part = class == UNICODE_LETTER || class == UNICODE_DIGIT ||
			    class == UNICODE_MARK;
		if (part && !inside) {
			if (count == KEY_WORDS && !last)
				return count;
			if (count == KEY_WORDS)
				memmove(word, word + 1,
					(KEY_WORDS - 1) * sizeof *word);
			else
				count++;
			word[count - 1].start = place;
		}
		inside = part;
		if (part)
			word[count - 1].end = (size_t)(at - text.bytes);
	}
	return count;
}

bool concordance_line_key(
	struct slice side, bool leftwards, struct buf *key, struct error *err)
{
	struct span word[KEY_WORDS];
	size_t count = find_words(side, leftwards, word);
	for (size_t i = 0; i < count; i++) {
		const struct span *w = &word[leftwards ? count - 1 - i : i];
		struct slice bytes = slice_of(
			side.bytes + w->start, w->end - w->start);
		if (!unicode_fold(bytes, key, err))
			return false;
		/* Sorts below every letter, so that a shorter word comes first.
		 */
		buf_put_byte(key, 1);
	}
	return !key->failed || error_set_memory(err);
}
