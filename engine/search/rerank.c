/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rerank.h"

#include "lexicon.h"

#include <math.h>
#include <stdlib.h>

enum { SLOTS = 256, WORDS = PLAN_MAX_PATTERNS };

struct rerank_target {
	const struct plan *plan;
	const struct rank_params *params;
	double mean_length;
	size_t length; /* words, function words included */
	double total; /* T */
	size_t root[WORDS]; /* the first word with the same root */
	double exact_idf[WORDS]; /* of content words, once per form */
	/* The set of words whose root hashes to the slot. */
	uint64_t slot[SLOTS];
	/* The distinct roots of content words, with their idf. */
	uint32_t content[WORDS];
	double weight[WORDS];
	size_t content_count;
};

/* What was found in an essay, per word of the query. */
struct evidence {
	uint32_t count[WORDS]; /* of the exact form */
	uint32_t last[WORDS]; /* last position of the root, plus 1 */
	uint32_t run[WORDS]; /* length of the stretch that ends with it */
	double window;
	uint32_t longest, first; /* first: position + 1; 0: none */
	uint32_t position;
};

/* The idf of a form, by its document frequency. */
static double form_idf(struct index *index, const struct plan_word *word)
{
	struct lexicon_entry entry;
	lexicon_find(index->catalogue, word->form, word->root, &entry);
	return rank_idf(&index->rank, index->documents, entry.documents);
}

static void make_target(struct rerank_target *target, struct index *index,
	const struct plan *plan)
{
	*target = (struct rerank_target){.plan = plan,
		.params = &index->rank,
		.length = plan->word_count};
	if (index->documents)
		target->mean_length = (double)index->totals.tokens /
				      index->documents;
	for (size_t i = 0; i < plan->word_count; i++) {
		const struct plan_word *word = &plan->word[i];
		uint32_t root = code_root(word->code);
		bool same_form = false;
		target->slot[root % SLOTS] |= (uint64_t)1 << i;
		target->root[i] = i;
		for (size_t k = i; k-- > 0;) {
			uint64_t code = plan->word[k].code;
			same_form = same_form || code == word->code;
			if (code_root(code) == root)
				target->root[i] = k;
		}
		if (word->idf > 0 && !same_form)
			target->exact_idf[i] = form_idf(index, word);
		if (target->root[i] != i)
			continue;
		target->total += word->idf;
		if (word->idf > 0) {
			target->content[target->content_count] = root;
			target->weight[target->content_count++] = word->idf;
		}
	}
}

/* The sum of idf of the roots in the last RERANK_WINDOW words. */
static double window_now(
	const struct rerank_target *target, const struct evidence *evidence)
{
	double sum = 0;
	for (size_t i = 0; i < target->length; i++)
		if (evidence->last[i] &&
			evidence->position + 1 - evidence->last[i] <
				RERANK_WINDOW)
			sum += target->plan->word[i].idf;
	return sum;
}

/* Records a token whose root is that of the words in `set`. */
static void take_match(const struct rerank_target *target,
	struct evidence *evidence, uint64_t set, uint64_t code)
{
	const struct plan_word *word = target->plan->word;
	uint32_t run[WORDS] = {0};
	bool content = false;
	for (size_t i = 0; i < target->length; i++) {
		if (!(set >> i & 1) ||
			code_root(word[i].code) != code_root(code))
			continue;
		run[i] = 1 + (i ? evidence->run[i - 1] : 0);
		if (run[i] > evidence->longest)
			evidence->longest = run[i];
		if (word[i].code == code)
			evidence->count[i]++;
		if (word[i].idf > 0) {
			evidence->last[target->root[i]] = evidence->position +
							  1;
			content = true;
		}
	}
	memcpy(evidence->run, run, target->length * sizeof *run);
	if (!content)
		return;
	if (!evidence->first)
		evidence->first = evidence->position + 1;
	evidence->window = fmax(evidence->window, window_now(target, evidence));
}

/* The idf of the query's words in the title times their share of it: high for
 * an essay whose title is the query. */
static double title_share_of(const struct rerank_target *target,
	const uint64_t *title, uint32_t count)
{
	double idf = 0, words = 0, matched = 0;
	uint64_t seen = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint64_t code = title[i];
		if (code == CODE_OVER) {
			i++;
			continue;
		}
		uint32_t root = code_root(code);
		uint64_t set = target->slot[root % SLOTS];
		if (plan_excludes(target->plan, code))
			set = 0;
		words++;
		for (size_t w = 0; set && w < target->length; w++) {
			const struct plan_word *word = &target->plan->word[w];
			if (code_root(word->code) != root)
				continue;
			matched++;
			if (target->root[w] == w && !(seen >> w & 1))
				idf += word->idf;
			seen |= (uint64_t)1 << w;
			break;
		}
	}
	return words > 0 ? idf * matched / words * matched / words : 0;
}

/* Scans the codes of a paragraph, which no stretch leaves. */
static void read_codes(const struct rerank_target *target,
	struct evidence *evidence, const uint64_t *codes, uint32_t count)
{
	bool open = true; /* may be continued */
	for (uint32_t i = 0; i < count; i++) {
		uint64_t code = codes[i];
		if (code == CODE_OVER) {
			i++; /* readings over a position are not looked at */
			continue;
		}
		uint64_t set = target->slot[code_root(code) % SLOTS];
		if (set && !plan_excludes(target->plan, code)) {
			take_match(target, evidence, set, code);
			open = true;
		} else if (open) {
			memset(evidence->run, 0,
				target->length * sizeof *evidence->run);
			open = false;
		}
		evidence->position++;
	}
	memset(evidence->run, 0, target->length * sizeof *evidence->run);
}

static struct rerank_parts parts_of(const struct rerank_target *target,
	const struct evidence *evidence, uint32_t length)
{
	const struct rank_params *params = target->params;
	double words = target->length > 1 ? (double)target->length : 1;
	double exact = 0;
	for (size_t i = 0; i < target->length; i++) {
		if (evidence->count[i] && target->exact_idf[i] > 0)
			exact += target->exact_idf[i] *
				 rank_saturation(params, evidence->count[i],
					 length, target->mean_length);
	}
	struct rerank_parts parts = {.exact = params->exact * exact,
		.window = params->window * evidence->window,
		.stretch = params->stretch * target->total * evidence->longest /
			   words,
		.window_idf = evidence->window,
		.longest = evidence->longest};
	if (evidence->first)
		parts.first = params->first * target->total /
			      log2(1. + evidence->first);
	return parts;
}

/* Scans at most RERANK_BLOCKS blocks of an essay. */
static bool judge(struct index *index, const struct rerank_target *target,
	const struct record *record, struct rerank_parts *parts,
	struct error *err)
{
	struct evidence evidence = {0};
	uint32_t number[RERANK_BLOCKS], count;
	const uint64_t *title;
	if (!record_title(index->records, record, &title, err))
		return false;
	double title_share = title_share_of(
		target, title, record->title_code_count);
	if (record->essay.titled)
		read_codes(target, &evidence, title, record->title_code_count);
	uint32_t start = evidence.position;
	bool ok = record_best_blocks(record, target->content, target->weight,
		target->content_count, RERANK_BLOCKS, number, &count, err);
	for (uint32_t n = 0; ok && n < count; n++) {
		struct record_block block;
		ok = record_block(
			index->records, record, number[n], &block, err);
		evidence.position = start +
				    record->block_start[number[n]].token;
		for (uint32_t i = 0; ok && i < block.paragraph_count; i++)
			read_codes(target, &evidence,
				block.code + block.paragraph[i].first_code,
				block.paragraph[i].code_count);
	}
	*parts = parts_of(target, &evidence, record->token_count);
	parts->title_share = target->params->title_share * title_share;
	return ok;
}

struct rerank_target *rerank_target_new(
	struct index *index, const struct plan *plan, struct error *err)
{
	struct rerank_target *target = malloc(sizeof *target);
	if (target)
		make_target(target, index, plan);
	else
		error_set_memory(err);
	return target;
}

void rerank_target_free(struct rerank_target *target)
{
	free(target);
}

bool rerank_parts(struct index *index, const struct rerank_target *target,
	const struct record *record, struct rerank_parts *parts,
	struct error *err)
{
	*parts = (struct rerank_parts){0};
	return target->length == 0 || judge(index, target, record, parts, err);
}

static double sum_of(const struct rerank_parts *parts)
{
	double sum = 0;
#define ADD(id, member, value, name, meaning) sum += parts->member;
	RANK_FEATURES(ADD)
#undef ADD
	return sum;
}

/* Rescores one essay; copies its id if there is an arena. */
static bool add_score(struct index *index, const struct rerank_target *target,
	struct rerank_hit *ranked, struct arena *arena, struct error *err)
{
	struct record record;
	struct rerank_parts parts;
	bool ok = record_read(index->records, ranked->document, &record, err) &&
		  judge(index, target, &record, &parts, err);
	if (ok)
		ranked->score += sum_of(&parts);
	if (ok && arena) {
		char *id = arena_copy(arena, record.essay.id);
		ranked->id = slice_of(id, record.essay.id.length);
		ok = id || error_set_memory(err);
	}
	record_free(&record);
	return ok;
}

static int compare_document(const void *a, const void *b)
{
	const struct rerank_hit *x = a, *y = b;
	return x->document < y->document ? -1 : x->document > y->document;
}

static int compare(const void *a, const void *b)
{
	const struct rerank_hit *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return slice_compare(x->id, y->id);
}

bool rerank(struct index *index, const struct plan *plan,
	struct rerank_hit *ranked, size_t count, struct arena *arena,
	struct error *err)
{
	struct rerank_target target;
	if (plan->word_count == 0 || count == 0)
		return true;
	make_target(&target, index, plan);
	/* Records lie in the order of their documents: reading them so meets
	 * pages that were read already. */
	qsort(ranked, count, sizeof *ranked, compare_document);
	for (size_t i = 0; i < count; i++)
		if (!add_score(index, &target, &ranked[i], arena, err))
			return false;
	qsort(ranked, count, sizeof *ranked, compare);
	return true;
}

bool rerank_add(struct index *index, const struct plan *plan,
	struct rerank_hit *ranked, size_t count, struct error *err)
{
	struct rerank_target target;
	if (plan->word_count == 0 || count == 0)
		return true;
	make_target(&target, index, plan);
	for (size_t i = 0; i < count; i++)
		if (!add_score(index, &target, &ranked[i], NULL, err))
			return false;
	return true;
}
