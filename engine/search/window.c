/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window.h"

#include <math.h>

enum {
	/* Words before the first match in a part of a long sentence. */
	LEAD_WORDS = 10,
	/* Width of the proximity window, as in the second stage. */
	NEAR_WORDS = 25,
	/* A shorter text is a heading or a caption: it names a thing without
	 * saying anything about it. */
	FEW_WORDS = 8,
	/* A shorter text is no sentence, and is penalised as much again. */
	FEWEST_WORDS = 5,
};

/* The longest sentence that is kept whole. */
static uint32_t sentence_words(const struct window_query *query)
{
	return query->words * 5 / 4;
}

struct span {
	uint32_t from, to;
};

static uint32_t size_of(struct span span)
{
	return span.to - span.from;
}

static uint32_t end_of(const struct match *match)
{
	return match->position + match->length;
}

/* The first match at or after the position. */
static size_t match_from(const struct window_region *region, uint32_t position)
{
	size_t low = 0, high = region->match_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (region->match[middle].position < position)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The highest sum of idf of distinct patterns in NEAR_WORDS words of the
 * window. */
static double nearness_of(const struct window_query *query,
	const struct window_region *region, struct span window)
{
	double best = 0;
	for (size_t i = match_from(region, window.from);
		i < region->match_count &&
		end_of(&region->match[i]) <= window.to;
		i++) {
		uint64_t seen = 0;
		double sum = 0;
		for (size_t k = i; k < region->match_count; k++) {
			const struct match *match = &region->match[k];
			uint32_t end = end_of(match);
			if (end > window.to ||
				end - region->match[i].position > NEAR_WORDS)
				break;
			if (!(seen >> match->pattern & 1))
				sum += query->idf[match->pattern];
			seen |= (uint64_t)1 << match->pattern;
		}
		best = fmax(best, sum);
	}
	return best;
}

/* The length in words, with function words, of the longest contiguous part of
 * the query in the window. */
static uint32_t stretch_of(const struct window_query *query,
	const struct window_region *region, struct span window)
{
	const struct plan *plan = query->plan;
	uint32_t longest = 0, run[PLAN_MAX_PATTERNS + 1];
	bool open = false; /* a run may go on */
	memset(run, 0, (plan->word_count + 1) * sizeof *run);
	for (uint32_t at = window.from; at < window.to; at++) {
		uint32_t root = code_root(window_code(region, at));
		uint64_t set = query->slot[root % WINDOW_QUERY_SLOTS];
		if (!set) {
			if (open)
				memset(run, 0,
					(plan->word_count + 1) * sizeof *run);
			open = false;
			continue;
		}
		open = true;
		/* run[w + 1] ends with word w. */
		for (size_t w = plan->word_count; w-- > 0;) {
			bool same = set >> w & 1 &&
				    code_root(plan->word[w].code) == root;
			run[w + 1] = same ? run[w] + 1 : 0;
			if (run[w + 1] > longest)
				longest = run[w + 1];
		}
	}
	return longest;
}

/* BM25 over patterns and exact forms. */
static double words_score(const struct window_query *query,
	const struct window_region *region, struct span window, double length)
{
	const struct rank_params *rank = &query->rank;
	uint32_t count[PLAN_MAX_PATTERNS], exact[PLAN_MAX_PATTERNS];
	size_t patterns = query->plan->pattern_count;
	memset(count, 0, patterns * sizeof *count);
	memset(exact, 0, patterns * sizeof *exact);
	for (size_t i = match_from(region, window.from);
		i < region->match_count; i++) {
		const struct match *match = &region->match[i];
		if (match->position >= window.to)
			break;
		if (end_of(match) > window.to)
			continue;
		count[match->pattern]++;
		exact[match->pattern] += match->exact;
	}
	double score = 0;
	for (size_t p = 0; p < patterns; p++) {
		if (count[p])
			score += query->idf[p] * rank_saturation(rank, count[p],
							 length,
							 WINDOW_QUERY_WORDS);
		if (exact[p])
			score += rank->exact * query->idf[p] *
				 rank_saturation(rank, exact[p], length,
					 WINDOW_QUERY_WORDS);
	}
	return score;
}

/* The score of the window among those of all paragraphs. */
static double score_of(const struct window_query *query,
	const struct window_region *region, struct span window)
{
	const struct rank_params *rank = &query->rank;
	double words = query->plan->word_count ? (double)query->plan->word_count
					       : 1.;
	double score = words_score(query, region, window, size_of(window)) +
		       rank->window * nearness_of(query, region, window) +
		       rank->stretch * query->total *
			       stretch_of(query, region, window) / words;
	double size = size_of(window);
	if (size < FEW_WORDS)
		score *= size / FEW_WORDS;
	if (size < FEWEST_WORDS)
		score *= size / FEWEST_WORDS;
	return score;
}

/* Of overlapping windows the better one has more of the query, then has it
 * closer together; length does not count. */
static void consider(const struct window_query *query,
	struct window_region *region, struct span window)
{
	double score = words_score(query, region, window, query->words) +
		       query->rank.window * nearness_of(query, region, window);
	if (score > region->score) {
		region->score = score;
		region->window_from = window.from;
		region->window_to = window.to;
	}
}

/* The sentence at the position, cut to the region. */
static struct span sentence_at(
	const struct window_region *region, uint32_t position)
{
	struct span span = {0, 0};
	for (size_t s = 0; s < region->sentence_count; s++) {
		span.from = span.to;
		span.to += region->sentence[s];
		if (position < span.to)
			break;
	}
	if (span.from < region->from)
		span.from = region->from;
	if (span.to > region->to)
		span.to = region->to;
	return span;
}

/* Appends the next sentence if it fits. */
static bool add_next(const struct window_query *query,
	const struct window_region *region, struct span *window)
{
	if (window->to >= region->to)
		return false;
	struct span next = sentence_at(region, window->to);
	if (next.to - window->from > query->words || next.to <= window->to)
		return false;
	window->to = next.to;
	return true;
}

/* Adds whole sentences after and then before the window while they fit. */
static struct span widen(const struct window_query *query,
	const struct window_region *region, struct span window)
{
	while (add_next(query, region, &window))
		continue;
	while (window.from > region->from) {
		struct span next = sentence_at(region, window.from - 1);
		if (window.to - next.from > query->words ||
			next.from >= window.from)
			break;
		window.from = next.from;
	}
	return window;
}

/* Tries the windows that start with the sentence of a match. */
static void try_sentence(const struct window_query *query,
	struct window_region *region, struct span window)
{
	do
		consider(query, region, window);
	while (add_next(query, region, &window));
}

/* Moves the ends so that they cut no other match, unless that cuts the match
 * itself. */
static struct span spare_matches(const struct window_region *region,
	const struct match *match, struct span window)
{
	/* No match is longer than the longest phrase. */
	uint32_t first = window.from > PLAN_MAX_POSITIONS
				 ? window.from - PLAN_MAX_POSITIONS
				 : 0;
	for (size_t i = match_from(region, first); i < region->match_count;
		i++) {
		const struct match *other = &region->match[i];
		if (other->position >= window.to)
			break;
		if (other->position < window.from &&
			end_of(other) > window.from &&
			end_of(other) <= match->position)
			window.from = end_of(other);
		if (end_of(other) > window.to &&
			other->position >= end_of(match))
			window.to = other->position;
	}
	return window;
}

/* A window around a match in a sentence that is too long. */
static void try_part(const struct window_query *query,
	struct window_region *region, struct span sentence,
	const struct match *match)
{
	struct span window = sentence;
	if (match->position - sentence.from > LEAD_WORDS)
		window.from = match->position - LEAD_WORDS;
	if (window.from > sentence.to - query->words)
		window.from = sentence.to - query->words;
	if (end_of(match) - window.from > query->words)
		window.from = match->position;
	if (size_of(window) > query->words)
		window.to = window.from + query->words;
	if (window.to < end_of(match))
		window.to = end_of(match);
	consider(query, region, spare_matches(region, match, window));
}

/* The beginning of the paragraph, once. */
static void choose_beginning(
	const struct window_query *query, struct window_region *region)
{
	struct span first = sentence_at(region, 0);
	if (region->from > 0)
		return;
	if (size_of(first) > sentence_words(query))
		first.to = first.from + query->words;
	region->window_to = widen(query, region, first).to;
}

/* Whether the whole match is in the region. */
static bool has_match(const struct window_region *region)
{
	for (size_t i = match_from(region, region->from);
		i < region->match_count; i++)
		if (end_of(&region->match[i]) <= region->to)
			return true;
	return false;
}

/* Finds the best window in a region that is longer than a window. */
static struct span best_around(
	const struct window_query *query, struct window_region *region)
{
	struct span tried = {0, 0};
	for (size_t i = match_from(region, region->from);
		i < region->match_count; i++) {
		const struct match *match = &region->match[i];
		if (end_of(match) > region->to)
			continue;
		/* A phrase may cross a sentence boundary. */
		struct span sentence = sentence_at(region, match->position);
		if (end_of(match) > sentence.to)
			sentence.to = sentence_at(region, end_of(match) - 1).to;
		if (size_of(sentence) > sentence_words(query)) {
			try_part(query, region, sentence, match);
		} else if (sentence.from != tried.from ||
			   sentence.to != tried.to) {
			tried = sentence;
			try_sentence(query, region, sentence);
		}
	}
	struct span best = {region->window_from, region->window_to};
	return widen(query, region, best);
}

void window_choose(
	const struct window_query *query, struct window_region *region)
{
	region->window_from = region->window_to = region->from;
	region->score = 0;
	if (region->from >= region->to)
		return;
	if (region->match_count == 0) {
		choose_beginning(query, region);
		return;
	}
	if (!has_match(region))
		return;
	struct span window = {region->from, region->to};
	if (size_of(window) > query->words)
		window = best_around(query, region);
	region->window_from = window.from;
	region->window_to = window.to;
	region->score = score_of(query, region, window);
}
