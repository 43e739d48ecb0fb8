/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window_query.h"

#include "lexicon.h"

#include <math.h>

/* With fewer passages per essay, document frequency serves as well. */
#define LONG_ESSAYS 2.

/* The expected number of `units` passages that contain a word, if its
 * occurrences were distributed at random. */
static double units_with(double units, double occurrences)
{
	return units * -expm1(-occurrences / units);
}

/* The term of the place that stands in most essays, synonyms last. */
static const struct plan_term *main_term(const struct plan_position *place)
{
	const struct plan_term *term = NULL;
	for (size_t t = 0; t < place->count; t++) {
		if (term && place->term[t].synonym)
			break;
		if (!term || place->term[t].idf < term->idf)
			term = &place->term[t];
	}
	return term;
}

/* Adds the idf of a place to the pattern's.  How often a root occurs is not
 * kept: its form in the query tells how often it occurs in an essay that has
 * it. */
static bool weigh_place(struct window_query *query, struct index *index,
	double units, size_t p, size_t place, struct error *err)
{
	const struct plan_pattern *pattern = &query->plan->pattern[p];
	const struct plan_term *term = main_term(&pattern->position[place]);
	uint32_t documents = pattern->documents;
	if (term && pattern->position_count > 1 &&
		!xap_reader_frequency(
			index->reader, term->root, &documents, err))
		return false;
	double with = documents;
	if (term && units >= LONG_ESSAYS * index->documents) {
		struct lexicon_entry entry;
		if (lexicon_find(
			    index->catalogue, term->form, term->root, &entry))
			with *= (double)entry.occurrences / entry.documents;
		with = units_with(units, with);
	}
	query->idf[p] += rank_idf(&query->rank, units, with);
	return true;
}

static void fill_slots(struct window_query *query)
{
	const struct plan *plan = query->plan;
	for (size_t w = 0; w < plan->word_count; w++) {
		uint32_t root = code_root(plan->word[w].code);
		query->slot[root % WINDOW_QUERY_SLOTS] |= (uint64_t)1 << w;
	}
}

bool window_query_make(struct window_query *query, struct index *index,
	const struct plan *plan, uint32_t words, struct error *err)
{
	*query = (struct window_query){
		.plan = plan, .rank = index->rank, .words = words};
	double units = (double)index->totals.tokens / WINDOW_QUERY_WORDS;
	if (units < index->documents)
		units = index->documents;
	if (units < 1)
		units = 1;
	for (size_t p = 0; p < plan->pattern_count; p++) {
		const struct plan_pattern *pattern = &plan->pattern[p];
		if (pattern->negative || pattern->field == QUERY_AUTHOR ||
			pattern->field == QUERY_PATH)
			continue;
		for (size_t i = 0; i < pattern->position_count; i++)
			if (!weigh_place(query, index, units, p, i, err))
				return false;
		query->total += query->idf[p];
	}
	fill_slots(query);
	return true;
}
