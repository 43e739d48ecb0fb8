/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "suggest_pair.h"

#include "lexicon.h"
#include "stopword.h"
#include "suggest_words.h"

enum {
	LEAST_PART = 3, /* letters of each word */
	LEAST_WHOLE = 7, /* letters of a word that is split */
	MOST_OWN = 200, /* times the floor: a word that is more frequent is not
			 * split, whatever the pair */
	LOOKS = 1000, /* steps along the postings of two words */
};

/* Whether the codes stand side by side among these. */
static bool stand_together(
	const uint64_t *codes, uint32_t count, uint64_t first, uint64_t second)
{
	uint64_t before = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint64_t code = codes[i];
		if (code == second && before == first)
			return true;
		before = code;
	}
	return false;
}

/* Whether the pair stands in the essay. */
static bool has_pair(struct index *index, uint32_t document, uint64_t first,
	uint64_t second, bool *has, struct error *err)
{
	struct record record;
	bool ok = record_read(index->records, document, &record, err);
	*has = false;
	for (uint32_t n = 0; ok && !*has && n < record.block_count; n++) {
		struct record_block block;
		ok = record_block(index->records, &record, n, &block, err);
		for (uint32_t i = 0; ok && i < block.paragraph_count; i++)
			*has = *has ||
			       stand_together(
				       block.code +
					       block.paragraph[i].first_code,
				       block.paragraph[i].code_count, first,
				       second);
	}
	record_free(&record);
	return ok;
}

/* The next essay after `after` with both roots; 0 if there is none, or none
 * within the limit of steps. */
static bool next_of_both(struct index *index, struct slice first,
	struct slice second, uint32_t after, int *looks, uint32_t *document,
	struct error *err)
{
	uint32_t a, b;
	if (!xap_reader_next(index->reader, first, after, &a, err))
		return false;
	for (*document = 0; a && *looks > 0; *looks -= 1) {
		if (!xap_reader_next(index->reader, second, a - 1, &b, err))
			return false;
		if (a == b || b == 0) {
			*document = b;
			return true;
		}
		if (!xap_reader_next(index->reader, first, b - 1, &a, err))
			return false;
		if (a == b) {
			*document = a;
			return true;
		}
	}
	return true;
}

struct side {
	struct slice form, root;
	uint64_t code;
};

/* Estimates in how many essays the words are adjacent.  If not all essays with
 * both were read, extrapolates from the document number of the last one. */
static bool count_pair(struct index *index, const struct side *first,
	const struct side *second, double *documents, struct error *err)
{
	uint64_t one = first->code;
	uint64_t two = second->code;
	uint32_t at = 0, last = 0, found = 0;
	int looks = LOOKS;
	*documents = 0;
	for (int i = 0; i < SUGGEST_PAIR_ESSAYS; i++) {
		bool has;
		if (!next_of_both(index, first->root, second->root, last,
			    &looks, &at, err))
			return false;
		if (at == 0)
			break;
		if (!has_pair(index, at, one, two, &has, err))
			return false;
		found += has;
		last = at;
	}
	*documents = found;
	if (at && last)
		*documents *= (double)index->documents / last;
	return true;
}

/* Finds the most frequent analysis of the word; *over: its document frequency
 * is above the limit. */
static bool read_side(struct index *index, struct slice form, double most,
	struct arena *arena, struct side *side, bool *over, struct error *err)
{
	struct lexicon_entry *entry;
	size_t count;
	if (!lexicon_form(index->catalogue, form, arena, &entry, &count, err))
		return false;
	*over = count && entry[0].documents > most;
	if (*over)
		*side = (struct side){
			entry[0].form, entry[0].root, entry[0].code};
	return true;
}

/* Whether the document frequency of the form is above the limit. */
static bool is_over(struct index *index, struct slice form, double most,
	bool *over, struct error *err)
{
	struct suggest_word word;
	bool ok = suggest_words_find(index, form, &word, err);
	*over = ok && word.documents > most;
	return ok;
}

static bool join_text(struct arena *arena, struct slice a, struct slice b,
	const char *between, struct slice *out)
{
	struct buf text = {0};
	buf_put_slice(&text, a);
	buf_put_text(&text, between);
	buf_put_slice(&text, b);
	char *copy = arena_copy(arena, buf_slice(&text));
	*out = slice_of(copy, text.length);
	bool ok = copy && !text.failed;
	buf_free(&text);
	return ok;
}

bool suggest_pair_split(struct index *index, struct slice form, uint32_t own,
	struct arena *arena, struct slice *apart, struct error *err)
{
	double most = (double)own * SUGGEST_PAIR_FACTOR;
	*apart = slice_of("", 0);
	if (most < 2 * suggest_words_floor(index))
		most = 2 * suggest_words_floor(index);
	if (form.length < LEAST_WHOLE ||
		own > MOST_OWN * suggest_words_floor(index) ||
		memchr(form.bytes, '-', form.length))
		return true;
	for (size_t at = LEAST_PART; at + LEAST_PART <= form.length; at++) {
		struct slice one = slice_of(form.bytes, at);
		struct slice two = slice_of(form.bytes + at, form.length - at);
		struct side first, second;
		bool both, over;
		double pairs;
		if (!is_over(index, one, most, &both, err) ||
			(both && !is_over(index, two, most, &both, err)))
			return false;
		if (!both || stopword_is(one) || stopword_is(two))
			continue;
		if (!read_side(index, one, most, arena, &first, &both, err) ||
			!read_side(
				index, two, most, arena, &second, &over, err))
			return false;
		if (!both || !over)
			continue;
		if (!count_pair(index, &first, &second, &pairs, err))
			return false;
		if (pairs <= most)
			continue;
		most = pairs;
		if (!join_text(arena, first.form, second.form, " ", apart))
			return error_set_memory(err);
	}
	return true;
}

bool suggest_pair_join(struct index *index, struct slice first,
	struct slice first_root, struct slice second, struct slice second_root,
	struct arena *arena, struct slice *whole, bool *join, struct error *err)
{
	struct side sides[] = {
		{first, first_root,
			lexicon_code(index->catalogue, first, first_root)},
		{second, second_root,
			lexicon_code(index->catalogue, second, second_root)}};
	struct suggest_word joined;
	double pairs;
	*join = false;
	if (first.length < LEAST_PART || second.length < LEAST_PART ||
		first.length + second.length > WORD_MAX_FORM_BYTES ||
		stopword_is(first) || stopword_is(second))
		return true;
	if (!join_text(arena, first, second, "", whole))
		return error_set_memory(err);
	if (!suggest_words_find(index, *whole, &joined, err))
		return false;
	if (joined.documents <= suggest_words_floor(index))
		return true;
	if (!count_pair(index, &sides[0], &sides[1], &pairs, err))
		return false;
	*join = joined.documents > pairs * SUGGEST_PAIR_FACTOR;
	return true;
}
