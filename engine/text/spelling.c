/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spelling.h"

struct rule {
	const char *old, *modern;
	bool sure; /* a sure mark anywhere in a word */
	bool sure_first; /* a sure mark at the beginning of a word */
};

/* The first match counts: dj is one sound, not d and an old j. */
static const struct rule rules[] = {
	{"oe", "u", true, true}, /* boekoe: until 1947, in names until today */
	{"tj", "c", true, true}, /* tjerita, katja */
	{"dj", "j", true, true}, /* djalan, adjar */
	{"sj", "sy", true, true}, /* sjarat, masjarakat */
	{"nj", "ny", false, true}, /* njanji; hanja beside today's janji */
	{"ch", "kh", false, false}, /* chusus, achir beside China, school */
	{"j", "y", false, false}, /* jang, saja beside today's jalan */
};

/* Modern words that contain a sure mark by chance: mas-jid, trans-jakarta. */
static const char *const modern[] = {"masjid", "mesjid", "transj"};

/* Shorter words are names and abbreviations (Joe, DJ), or ambiguous. */
enum { LEAST_BYTES = 4 };

static bool starts_with(struct slice text, const char *start)
{
	size_t length = strlen(start);
	return text.length >= length && memcmp(text.bytes, start, length) == 0;
}

static bool is_modern_at(struct slice rest)
{
	for (size_t i = 0; i < sizeof modern / sizeof *modern; i++)
		if (starts_with(rest, modern[i]))
			return true;
	return false;
}

static const struct rule *rule_at(struct slice rest)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (starts_with(rest, rules[i].old))
			return &rules[i];
	return NULL;
}

enum spelling_kind spelling_fold(struct slice form, struct buf *out)
{
	enum spelling_kind kind = SPELLING_MODERN;
	buf_clear(out);
	if (form.length < LEAST_BYTES)
		return SPELLING_MODERN;
	for (size_t at = 0; at < form.length;) {
		struct slice rest = slice_of(form.bytes + at, form.length - at);
		const struct rule *rule = rule_at(rest);
		if (is_modern_at(rest))
			return SPELLING_MODERN;
		if (!rule) {
			buf_put_byte(out, (unsigned char)form.bytes[at++]);
			continue;
		}
		buf_put_text(out, rule->modern);
		if (rule->sure || (rule->sure_first && at == 0))
			kind = SPELLING_OLD;
		else if (kind == SPELLING_MODERN)
			kind = SPELLING_DOUBTFUL;
		at += strlen(rule->old);
	}
	return kind;
}
