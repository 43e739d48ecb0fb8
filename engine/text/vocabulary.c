/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vocabulary.h"

#include "morphology.h"
#include "roots.h"
#include "spelling.h"
#include "stem.h"
#include "token.h"
#include "unicode.h"

bool vocabulary_open(struct vocabulary *vocabulary,
	const struct morphology *morphology, struct error *err)
{
	*vocabulary = (struct vocabulary){.roots = morphology_roots(morphology),
		.old_spelling = morphology_reads_old_spelling(morphology)};
	vocabulary->stem = stem_new(morphology, err);
	return vocabulary->stem != NULL;
}

void vocabulary_close(struct vocabulary *vocabulary)
{
	wordlist_free(&vocabulary->words);
	stem_free(vocabulary->stem);
	buf_free(&vocabulary->folded);
	buf_free(&vocabulary->plain);
	buf_free(&vocabulary->today);
}

static size_t digits_at(struct slice form, size_t at)
{
	size_t from = at;
	while (at < form.length && form.bytes[at] >= '0' &&
		form.bytes[at] <= '9')
		at++;
	return at - from;
}

/* Appends a number without its thousands separators and without decimals that
 * are all zero: 1.000.000 -> 1000000; 2.500,00 -> 2500; 1.234,5 -> 1234,5.  One
 * comma is the decimal mark (12,345); several (English) separate thousands.
 * False when the form has no thousands separators. */
static bool plain_number(struct slice form, struct buf *out)
{
	size_t head = digits_at(form, 0), end = head, groups = 0;
	if (head == 0 || head > 3 || head == form.length ||
		form.bytes[0] == '0')
		return false;
	char mark = form.bytes[head];
	while (end < form.length && form.bytes[end] == mark &&
		digits_at(form, end + 1) == 3) {
		groups++;
		end += 4;
	}
	size_t decimals = end < form.length ? digits_at(form, end + 1) : 0;
	if (groups < (mark == ',' ? 2 : 1) ||
		(end < form.length &&
			(form.bytes[end] == mark ||
				end + 1 + decimals != form.length)))
		return false;
	for (size_t i = 0; i < end; i++)
		if (form.bytes[i] != mark)
			buf_put_byte(out, (unsigned char)form.bytes[i]);
	for (size_t i = end + 1; i < form.length; i++)
		if (form.bytes[i] != '0') {
			buf_put(out, form.bytes + end, form.length - end);
			break;
		}
	return true;
}

/* The form whose root is looked up: without marks, apostrophes and thousands
 * separators, so that Jum'at and jumat, café and cafe get one root. */
static bool plain_form(struct vocabulary *vocabulary, struct slice form,
	unsigned shape, struct slice *plain, struct error *err)
{
	struct buf *out = &vocabulary->plain;
	*plain = form;
	if (!(shape & (TOKEN_NOT_ASCII | TOKEN_HAS_JOINER)))
		return true;
	buf_clear(out);
	if ((shape & TOKEN_HAS_LETTER) || !plain_number(form, out)) {
		/* The genitive of English names: Indonesia's. */
		if (form.length > 3 &&
			memcmp(form.bytes + form.length - 2, "'s", 2) == 0)
			form.length -= 2;
		if (!unicode_strip(form, out, err))
			return false;
	}
	if (out->length)
		*plain = buf_slice(out);
	return !out->failed || error_set_memory(err);
}

/* II, VIII, XXI.  A stemmer without a dictionary would strip their end as -i
 * and make III the same word as II. */
static bool is_roman(struct slice form)
{
	for (size_t i = 0; i < form.length; i++)
		if (form.bytes[i] != 'i' && form.bytes[i] != 'v' &&
			form.bytes[i] != 'x')
			return false;
	return true;
}

/* The root of a plain form.  If it is not in the dictionary, the form in modern
 * spelling is tried. */
static bool find_root(struct vocabulary *vocabulary, struct slice plain,
	struct stem_result *found, struct error *err)
{
	if (!stem_find(vocabulary->stem, plain, found, err))
		return false;
	if (!vocabulary->old_spelling ||
		roots_find(vocabulary->roots, found->root))
		return true;
	enum spelling_kind kind = spelling_fold(plain, &vocabulary->today);
	if (vocabulary->today.failed)
		return error_set_memory(err);
	if (kind == SPELLING_MODERN)
		return true;
	if (!stem_find(vocabulary->stem, buf_slice(&vocabulary->today), found,
		    err))
		return false;
	return kind != SPELLING_DOUBTFUL ||
	       roots_find(vocabulary->roots, found->root) ||
	       stem_find(vocabulary->stem, plain, found, err);
}

const struct word *vocabulary_add(struct vocabulary *vocabulary,
	const struct wordlist_key *key, unsigned shape, struct error *err)
{
	struct slice plain;
	if (!plain_form(vocabulary, key->form, shape, &plain, err))
		return NULL;
	struct stem_result found = {plain, ""};
	if (!is_roman(plain) && !find_root(vocabulary, plain, &found, err))
		return NULL;
	found.root.length = unicode_cut(found.root, WORD_MAX_FORM_BYTES);
	return wordlist_add(
		&vocabulary->words, key, found.root, found.via, err);
}

const struct word *vocabulary_form(struct vocabulary *vocabulary,
	struct slice form, unsigned shape, struct error *err)
{
	form.length = unicode_cut(form, WORD_MAX_FORM_BYTES);
	struct wordlist_key key = wordlist_key(form);
	return vocabulary_word(vocabulary, &key, shape, err);
}

const struct word *vocabulary_fold(struct vocabulary *vocabulary,
	struct slice raw, unsigned shape, struct error *err)
{
	buf_clear(&vocabulary->folded);
	if (!unicode_fold(raw, &vocabulary->folded, err))
		return NULL;
	return vocabulary_form(
		vocabulary, buf_slice(&vocabulary->folded), shape, err);
}

const struct word *vocabulary_compound(struct vocabulary *vocabulary,
	struct slice form, struct slice root, const char *via,
	struct error *err)
{
	form.length = unicode_cut(form, WORD_MAX_FORM_BYTES);
	root.length = unicode_cut(root, WORD_MAX_FORM_BYTES);
	struct wordlist_key key = wordlist_compound_key(form, root);
	const struct word *known = wordlist_find(&vocabulary->words, &key);
	if (known && slice_equal(known->root, root))
		return known;
	return wordlist_add(&vocabulary->words, &key, root, via, err);
}

/* Strips the ending if the form has it. */
static bool drop_ending(struct slice *form, const char *ending)
{
	size_t length = strlen(ending);
	if (form->length <= length ||
		memcmp(form->bytes + form->length - length, ending, length) !=
			0)
		return false;
	form->length -= length;
	return true;
}

bool vocabulary_exception(struct vocabulary *vocabulary, struct slice form,
	bool *known, struct slice *root, struct error *err)
{
	static const char *const particles[] = {"lah", "kah", "pun"};
	static const char *const pronouns[] = {"nya", "ku", "mu"};
	if (vocabulary->old_spelling) {
		enum spelling_kind kind = spelling_fold(
			form, &vocabulary->today);
		if (vocabulary->today.failed)
			return error_set_memory(err);
		if (kind == SPELLING_OLD)
			form = buf_slice(&vocabulary->today);
	}
	*known = stem_exception(vocabulary->stem, form, root);
	for (size_t i = 0; !*known && i < 3; i++)
		*known = drop_ending(&form, particles[i]) &&
			 stem_exception(vocabulary->stem, form, root);
	for (size_t i = 0; !*known && i < 3; i++)
		*known = drop_ending(&form, pronouns[i]) &&
			 stem_exception(vocabulary->stem, form, root);
	return true;
}
