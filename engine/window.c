#include "window.h"

#include "passage.h"

#include <math.h>

/* What a match is worth that shares only the root with the query's word. */
#define RELATIVE_QUALITY .85
/* What standing again adds, up to MOST_TIMES: less than exactness. */
#define AGAIN_BONUS .05
/* What a second pattern adds right beside a first, in its idf. */
#define NEAR_BONUS .3

enum {
	/* How far before its first match a part of a long sentence begins. */
	LEAD_WORDS = 10,
	/* A sentence up to this length stays whole. */
	SENTENCE_WORDS = PASSAGE_WORDS * 5 / 4,
	MOST_TIMES = 3,
	/* Fewer words are a heading or a caption: they name a thing and say
	 * nothing of it. */
	FEW_WORDS = 8,
};

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

/* The number of the first match at the position or behind it. */
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

static double score_of(const struct plan *plan,
	const struct window_region *region, struct span window)
{
	double quality[PLAN_MAX_PATTERNS], bonus[PLAN_MAX_PATTERNS];
	unsigned times[PLAN_MAX_PATTERNS];
	const struct match *before = NULL;
	for (size_t p = 0; p < plan->pattern_count; p++) {
		quality[p] = bonus[p] = 0;
		times[p] = 0;
	}
	for (size_t i = match_from(region, window.from);
		i < region->match_count; i++) {
		const struct match *match = &region->match[i];
		if (match->position >= window.to)
			break;
		if (end_of(match) > window.to)
			continue;
		uint32_t p = match->pattern;
		double worth = match->exact ? 1 : RELATIVE_QUALITY;
		quality[p] = fmax(quality[p], worth);
		times[p] += times[p] < MOST_TIMES;
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
		if (times[p])
			score += plan->pattern[p].idf *
					 (quality[p] +
						 AGAIN_BONUS * (times[p] - 1)) +
				 bonus[p];
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

/* Adds the sentence behind the window if it fits. */
static bool add_next(const struct window_region *region, struct span *window)
{
	if (window->to >= region->to)
		return false;
	struct span next = sentence_at(region, window->to);
	if (next.to - window->from > PASSAGE_WORDS || next.to <= window->to)
		return false;
	window->to = next.to;
	return true;
}

/* Adds whole sentences behind and then before while they fit. */
static struct span widen(const struct window_region *region, struct span window)
{
	while (add_next(region, &window))
		continue;
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
	struct span window)
{
	do
		consider(plan, region, window);
	while (add_next(region, &window));
}

/* Moves the window's ends so that they cut no other match, where that takes
 * nothing from the match. */
static struct span spare_matches(const struct window_region *region,
	const struct match *match, struct span window)
{
	/* No match is longer than a phrase can be. */
	uint32_t first = window.from > PLAN_MAX_PLACES
				 ? window.from - PLAN_MAX_PLACES
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

/* A part of a sentence that is too long, around a match in it. */
static void try_part(const struct plan *plan, struct window_region *region,
	struct span sentence, const struct match *match)
{
	struct span window = sentence;
	if (match->position - sentence.from > LEAD_WORDS)
		window.from = match->position - LEAD_WORDS;
	if (window.from > sentence.to - PASSAGE_WORDS)
		window.from = sentence.to - PASSAGE_WORDS;
	if (end_of(match) - window.from > PASSAGE_WORDS)
		window.from = match->position;
	if (size_of(window) > PASSAGE_WORDS)
		window.to = window.from + PASSAGE_WORDS;
	if (window.to < end_of(match))
		window.to = end_of(match);
	consider(plan, region, spare_matches(region, match, window));
}

/* The beginning of the paragraph, once. */
static void choose_beginning(struct window_region *region)
{
	struct span first = sentence_at(region, 0);
	if (region->from > 0)
		return;
	if (size_of(first) > SENTENCE_WORDS)
		first.to = first.from + PASSAGE_WORDS;
	region->window_to = widen(region, first).to;
}

void window_choose(const struct plan *plan, struct window_region *region)
{
	region->window_from = region->window_to = region->from;
	region->score = 0;
	if (region->from >= region->to)
		return;
	if (region->match_count == 0) {
		choose_beginning(region);
		return;
	}
	struct span tried = {0, 0};
	for (size_t i = match_from(region, region->from);
		i < region->match_count; i++) {
		const struct match *match = &region->match[i];
		if (end_of(match) > region->to)
			continue;
		/* A phrase may begin in one sentence and end in the next. */
		struct span sentence = sentence_at(region, match->position);
		if (end_of(match) > sentence.to)
			sentence.to = sentence_at(region, end_of(match) - 1).to;
		if (size_of(sentence) > SENTENCE_WORDS) {
			try_part(plan, region, sentence, match);
		} else if (sentence.from != tried.from ||
			   sentence.to != tried.to) {
			tried = sentence;
			try_sentence(plan, region, sentence);
		}
	}
	if (region->window_to == region->window_from)
		return;
	struct span window = {region->window_from, region->window_to};
	window = widen(region, window);
	region->window_from = window.from;
	region->window_to = window.to;
	region->score = score_of(plan, region, window);
	if (size_of(window) < FEW_WORDS)
		region->score *= (double)size_of(window) / FEW_WORDS;
}
