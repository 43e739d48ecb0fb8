#include "window.h"

#include "passage.h"

#include <math.h>

/* What a match is worth that shares only the root with the query's word. */
#define RELATIVE_QUALITY .85
/* What a second pattern adds right beside a first, in its idf. */
#define NEAR_BONUS .3
/* How far before its first match a part of a long sentence begins. */
enum { LEAD_WORDS = 10 };

struct span {
	uint32_t from, to;
};

static double score_of(const struct plan *plan,
	const struct window_region *region, struct span window)
{
	double quality[PLAN_MAX_PATTERNS] = {0};
	double bonus[PLAN_MAX_PATTERNS] = {0};
	const struct match *before = NULL;
	for (size_t i = 0; i < region->match_count; i++) {
		const struct match *match = &region->match[i];
		if (match->position < window.from ||
			match->position + match->length > window.to)
			continue;
		uint32_t p = match->pattern;
		double worth = match->exact ? 1 : RELATIVE_QUALITY;
		quality[p] = fmax(quality[p], worth);
		if (before && before->pattern != p) {
			uint32_t gap = match->position - before->position;
			double least = fmin(plan->pattern[p].idf,
				plan->pattern[before->pattern].idf);
			bonus[p] = fmax(
				bonus[p], NEAR_BONUS * least / (gap ? gap : 1));
		}
		before = match;
	}
	double score = 0;
	for (size_t p = 0; p < plan->pattern_count; p++)
		score += plan->pattern[p].idf * quality[p] + bonus[p];
	return score;
}

static void consider(const struct plan *plan, struct window_region *region,
	struct span window)
{
	double score = score_of(plan, region, window);
	if (score > region->score) {
		region->score = score;
		region->window_from = window.from;
		region->window_to = window.to;
	}
}

/* The sentence that holds the position, cut to the region. */
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

/* Adds whole sentences behind and then before while they fit. */
static struct span widen(const struct window_region *region, struct span window)
{
	while (window.to < region->to) {
		struct span next = sentence_at(region, window.to);
		if (next.to - window.from > PASSAGE_WORDS ||
			next.to <= window.to)
			break;
		window.to = next.to;
	}
	while (window.from > region->from) {
		struct span next = sentence_at(region, window.from - 1);
		if (window.to - next.from > PASSAGE_WORDS ||
			next.from >= window.from)
			break;
		window.from = next.from;
	}
	return window;
}

/* Windows that begin with the sentence of a match. */
static void try_sentence(const struct plan *plan, struct window_region *region,
	struct span sentence)
{
	consider(plan, region, sentence);
	struct span window = sentence;
	while (window.to < region->to) {
		struct span next = sentence_at(region, window.to);
		if (next.to - window.from > PASSAGE_WORDS ||
			next.to <= window.to)
			break;
		window.to = next.to;
		consider(plan, region, window);
	}
}

/* A part of a sentence that is too long, around a match in it. */
static void try_part(const struct plan *plan, struct window_region *region,
	struct span sentence, uint32_t position)
{
	struct span window = sentence;
	if (position - sentence.from > LEAD_WORDS)
		window.from = position - LEAD_WORDS;
	if (sentence.to - sentence.from > PASSAGE_WORDS &&
		window.from > sentence.to - PASSAGE_WORDS)
		window.from = sentence.to - PASSAGE_WORDS;
	if (window.to - window.from > PASSAGE_WORDS)
		window.to = window.from + PASSAGE_WORDS;
	consider(plan, region, window);
}

void window_choose(const struct plan *plan, struct window_region *region)
{
	region->window_from = region->window_to = region->from;
	region->score = 0;
	if (region->from >= region->to)
		return;
	if (region->match_count == 0) {
		struct span first = sentence_at(region, region->from);
		if (first.to - first.from > PASSAGE_WORDS)
			first.to = first.from + PASSAGE_WORDS;
		/* Only the paragraph's beginning: never a second one. */
		first = widen(region, first);
		region->window_to = region->from ? region->from : first.to;
		return;
	}
	uint32_t tried = UINT32_MAX;
	for (size_t i = 0; i < region->match_count; i++) {
		uint32_t position = region->match[i].position;
		if (position < region->from || position >= region->to)
			continue;
		struct span sentence = sentence_at(region, position);
		if (sentence.to - sentence.from > PASSAGE_WORDS) {
			try_part(plan, region, sentence, position);
		} else if (sentence.from != tried) {
			tried = sentence.from;
			try_sentence(plan, region, sentence);
		}
	}
	if (region->window_to == region->window_from)
		return;
	struct span window = {region->window_from, region->window_to};
	window = widen(region, window);
	region->window_from = window.from;
	region->window_to = window.to;
}
