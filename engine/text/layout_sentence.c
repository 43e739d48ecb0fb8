/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout_sentence.h"

#include "unicode.h"

/* What a full stop after an abbreviation means. */
enum stop {
	STOP_ENDS, /* not an abbreviation: ends the sentence */
	STOP_INSIDE, /* never ends it: dr. Sutomo, Jl. Merdeka */
	STOP_BEFORE_NUMBER, /* ends it unless a number follows: hal. 5 */
	STOP_BEFORE_CAPITAL, /* ends it if a capital follows: dll. Selain itu */
};

struct abbreviation {
	const char *text; /* in small letters */
	enum stop stop;
};

static const struct abbreviation abbreviations[] = {
	/* titles, offices, places and firms: a name follows */
	{"dr", STOP_INSIDE},
	{"drs", STOP_INSIDE},
	{"dra", STOP_INSIDE},
	{"prof", STOP_INSIDE},
	{"ir", STOP_INSIDE},
	{"hj", STOP_INSIDE},
	{"kh", STOP_INSIDE},
	{"ust", STOP_INSIDE},
	{"pdt", STOP_INSIDE},
	{"tn", STOP_INSIDE},
	{"ny", STOP_INSIDE},
	{"sdr", STOP_INSIDE},
	{"sdri", STOP_INSIDE},
	{"yth", STOP_INSIDE},
	{"bpk", STOP_INSIDE},
	{"alm", STOP_INSIDE},
	{"moh", STOP_INSIDE},
	{"moch", STOP_INSIDE},
	{"muh", STOP_INSIDE},
	{"abd", STOP_INSIDE},
	{"hr", STOP_INSIDE},
	{"mr", STOP_INSIDE},
	{"mrs", STOP_INSIDE},
	{"ms", STOP_INSIDE},
	{"st", STOP_INSIDE},
	{"jend", STOP_INSIDE},
	{"letjen", STOP_INSIDE},
	{"mayjen", STOP_INSIDE},
	{"brigjen", STOP_INSIDE},
	{"kol", STOP_INSIDE},
	{"kapt", STOP_INSIDE},
	{"irjen", STOP_INSIDE},
	{"laksda", STOP_INSIDE},
	{"inf", STOP_INSIDE},
	{"ka", STOP_INSIDE},
	{"jl", STOP_INSIDE},
	{"jln", STOP_INSIDE},
	{"gg", STOP_INSIDE},
	{"gd", STOP_INSIDE},
	{"kec", STOP_INSIDE},
	{"kab", STOP_INSIDE},
	{"kel", STOP_INSIDE},
	{"prov", STOP_INSIDE},
	{"pt", STOP_INSIDE},
	{"cv", STOP_INSIDE},
	{"a.n", STOP_INSIDE},
	{"u.p", STOP_INSIDE},
	{"s.d", STOP_INSIDE},
	{"d.a", STOP_INSIDE},
	{"vs", STOP_INSIDE},
	{"cf", STOP_INSIDE},
	/* before a number */
	{"no", STOP_BEFORE_NUMBER},
	{"hal", STOP_BEFORE_NUMBER},
	{"hlm", STOP_BEFORE_NUMBER},
	{"vol", STOP_BEFORE_NUMBER},
	{"jil", STOP_BEFORE_NUMBER},
	{"cet", STOP_BEFORE_NUMBER},
	{"ed", STOP_BEFORE_NUMBER},
	{"bab", STOP_BEFORE_NUMBER},
	{"ps", STOP_BEFORE_NUMBER},
	{"psl", STOP_BEFORE_NUMBER},
	{"art", STOP_BEFORE_NUMBER},
	{"ay", STOP_BEFORE_NUMBER},
	{"gb", STOP_BEFORE_NUMBER},
	{"gbr", STOP_BEFORE_NUMBER},
	{"tab", STOP_BEFORE_NUMBER},
	{"lt", STOP_BEFORE_NUMBER},
	{"tel", STOP_BEFORE_NUMBER},
	{"telp", STOP_BEFORE_NUMBER},
	{"th", STOP_BEFORE_NUMBER},
	{"thn", STOP_BEFORE_NUMBER},
	{"tgl", STOP_BEFORE_NUMBER},
	{"ca", STOP_BEFORE_NUMBER},
	{"rp", STOP_BEFORE_NUMBER},
	/* at the end of lists and names */
	{"dll", STOP_BEFORE_CAPITAL},
	{"dsb", STOP_BEFORE_CAPITAL},
	{"dst", STOP_BEFORE_CAPITAL},
	{"dkk", STOP_BEFORE_CAPITAL},
	{"tsb", STOP_BEFORE_CAPITAL},
	{"al", STOP_BEFORE_CAPITAL},
	{"etc", STOP_BEFORE_CAPITAL},
	{"tbk", STOP_BEFORE_CAPITAL},
	{"inc", STOP_BEFORE_CAPITAL},
	{"ltd", STOP_BEFORE_CAPITAL},
	{"corp", STOP_BEFORE_CAPITAL},
	{"co", STOP_BEFORE_CAPITAL},
	{"jr", STOP_BEFORE_CAPITAL},
	{"sr", STOP_BEFORE_CAPITAL},
};

static bool is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static enum stop stop_of(struct slice word)
{
	char lower[8];
	if (word.length == 0 || word.length > sizeof lower)
		return STOP_ENDS;
	for (size_t i = 0; i < word.length; i++) {
		char c = word.bytes[i];
		lower[i] = is_capital(c) ? (char)(c - 'A' + 'a') : c;
	}
	size_t count = sizeof abbreviations / sizeof *abbreviations;
	for (size_t i = 0; i < count; i++)
		if (slice_equal(slice_of(lower, word.length),
			    slice_text(abbreviations[i].text)))
			return abbreviations[i].stop;
	return STOP_ENDS;
}

/* A., J.P., S.H., "B.: a capital that stands alone, not a unit (°C). */
static bool is_initial(struct slice word)
{
	if (word.length == 0 || !is_capital(word.bytes[word.length - 1]))
		return false;
	if (word.length == 1)
		return true;
	char before = word.bytes[word.length - 2];
	return !is_small(before) && !is_capital(before) && !is_digit(before) &&
	       (unsigned char)before != 0xB0;
}

/* Initials that can end a sentence if a capital follows: the era of a year
 * (622 M., H.), and a degree after a name and a comma (Budi, S.H.). */
static bool is_last_initial(struct slice text, size_t start, struct slice word)
{
	static const char *const degrees[] = {"S.H", "S.E", "S.T", "S.S", "S.P",
		"M.A", "M.H", "M.M", "M.T", "M.P", "B.A", "Ph.D"};
	size_t at = (size_t)(word.bytes - text.bytes);
	if (at < start + 2 || text.bytes[at - 1] != ' ')
		return false;
	char before = text.bytes[at - 2];
	if (word.length == 1)
		return is_digit(before) &&
		       (*word.bytes == 'M' || *word.bytes == 'H');
	for (size_t i = 0;
		before == ',' && i < sizeof degrees / sizeof *degrees; i++)
		if (slice_equal(word, slice_text(degrees[i])))
			return true;
	return false;
}

/* A label at the start of a sentence: 1. a. IV. */
static bool is_label(struct slice word)
{
	enum { MAX_BYTES = 4 };
	if (word.length == 0 || word.length > MAX_BYTES)
		return false;
	size_t digits = 0, roman = 0;
	for (size_t i = 0; i < word.length; i++) {
		digits += is_digit(word.bytes[i]);
		roman += strchr("IVX", word.bytes[i]) != NULL;
	}
	return (digits == word.length && digits < MAX_BYTES) ||
	       roman == word.length ||
	       (word.length == 1 && is_small(word.bytes[0]));
}

/* Whether the full stop at `dot` does not end the sentence, although a new one
 * could begin at `next`. */
static bool stop_is_inside(
	struct slice text, size_t start, size_t dot, size_t next)
{
	size_t word = dot;
	while (word > start && text.bytes[word - 1] != '(' &&
		unicode_space_before(text, word) == 0)
		word--;
	struct slice before = slice_of(text.bytes + word, dot - word);
	if (is_initial(before) && !(is_capital(text.bytes[next]) &&
					  is_last_initial(text, start, before)))
		return true;
	if (word == start && is_label(before))
		return true;
	switch (stop_of(before)) {
	case STOP_INSIDE:
		return true;
	case STOP_BEFORE_NUMBER:
		return is_digit(text.bytes[next]);
	case STOP_BEFORE_CAPITAL:
		return !is_capital(text.bytes[next]);
	default:
		return false;
	}
}

/* The length of the sentence-ending mark (. ! ? U+2026) at `at`; 0 if there is
 * none. */
static size_t stop_at(struct slice text, size_t at)
{
	if (at >= text.length)
		return 0;
	char c = text.bytes[at];
	if (c == '.' || c == '!' || c == '?')
		return 1;
	return text.length - at >= 3 &&
			       memcmp(text.bytes + at, "\xE2\x80\xA6", 3) == 0
		       ? 3
		       : 0;
}

/* The length of a footnote reference "[12]" at `at`, or 0. */
static size_t reference_at(struct slice text, size_t at)
{
	size_t end = at + 1;
	if (text.bytes[at] != '[')
		return 0;
	while (end < text.length && is_digit(text.bytes[end]))
		end++;
	return end > at + 1 && end < text.length && text.bytes[end] == ']'
		       ? end + 1 - at
		       : 0;
}

/* Skips closing quotes and brackets, emphasis marks and references. */
static size_t skip_closers(struct slice text, size_t at)
{
	static const char *const closers[] = {"\"", "'", ")", "]", "*", "_",
		"\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB"};
	while (at < text.length) {
		size_t length = reference_at(text, at);
		for (size_t i = 0;
			!length && i < sizeof closers / sizeof *closers; i++) {
			size_t closer = strlen(closers[i]);
			if (text.length - at >= closer &&
				memcmp(text.bytes + at, closers[i], closer) ==
					0)
				length = closer;
		}
		if (!length)
			break;
		at += length;
	}
	return at;
}

/* "negara.Hal ini": the space after the full stop is missing. */
static bool lacks_space(struct slice text, size_t start, size_t stop)
{
	enum { LETTERS = 3 };
	size_t from = stop;
	while (from > start && is_small(text.bytes[from - 1]))
		from--;
	return stop - from >= LETTERS && text.length - stop > 2 &&
	       is_capital(text.bytes[stop + 1]) &&
	       is_small(text.bytes[stop + 2]) &&
	       stop_of(slice_of(text.bytes + from, stop - from)) == STOP_ENDS;
}

/* The end of the sentence, if the mark at `stop` ends one; else 0.  *behind is
 * the offset after the marks. */
static size_t end_at(
	struct slice text, size_t start, size_t stop, size_t *behind)
{
	size_t marks = 0, length;
	*behind = stop;
	while ((length = stop_at(text, *behind)) > 0) {
		*behind += length;
		marks++;
	}
	size_t end = skip_closers(text, *behind), next = end, space;
	while ((space = unicode_space_at(text, next)) > 0)
		next += space;
	if (next == text.length)
		return next;
	bool lone = marks == 1 && text.bytes[stop] == '.';
	if (next == end)
		return marks == 1 && lacks_space(text, start, stop) ? *behind
								    : 0;
	/* "Tunggu . . . ia datang": the last of several marks decides. */
	if (is_small(text.bytes[next]) || stop_at(text, next) ||
		(lone && stop_is_inside(text, start, stop, next)))
		return 0;
	return next;
}

size_t layout_sentence_end(struct slice text, size_t start)
{
	for (size_t i = start; i < text.length; i++) {
		if (!stop_at(text, i))
			continue;
		size_t behind;
		size_t end = end_at(text, start, i, &behind);
		if (end)
			return end;
		i = behind - 1;
	}
	return text.length;
}
