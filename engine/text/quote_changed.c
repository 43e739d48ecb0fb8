/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quote_impl.h"

enum {
	/* Elements of a quote, numbered in this order: the context before,
	 * the anchors, the context after. */
	ELEMENTS = QUOTE_ANCHORS + 2,
	FILTER_BITS = 12,
	FILTER_WORDS = (1 << FILTER_BITS) / 64,
	RING = 1024, /* hits in a window; the oldest are dropped */
	CHAIN = 256, /* hits in a chain at most */
	GAIN = 1000, /* score of a hit in a chain */
	/* Cost of each word too many or too few between two hits.  At most the
	 * gain of 1.5 hits, since a long insertion is a single edit. */
	DRIFT = 16,
	MAX_DRIFT = GAIN * 3 / 2,
	MORE_WORDS = 8, /* of a window, beyond 1.5 times the passage */
};

/* An occurrence of an element in the text. */
struct hit {
	uint32_t element;
	uint32_t word; /* number of its first word in the range read */
	uint32_t start, end; /* bytes */
};

struct seeking {
	struct slice text;
	const struct quote *quote;
	uint32_t elements;
	uint32_t gram[ELEMENTS], words[ELEMENTS];
	uint64_t filter[QUOTE_GRAM + 1][FILTER_WORDS];
	bool wanted[QUOTE_GRAM + 1]; /* by number of words: any elements? */
};

static void want(struct seeking *seeking, uint32_t element, uint32_t gram,
	uint32_t words)
{
	seeking->gram[element] = gram;
	seeking->words[element] = words;
	if (words == 0)
		return;
	uint32_t bit = gram & ((1 << FILTER_BITS) - 1);
	seeking->filter[words][bit / 64] |= UINT64_C(1) << bit % 64;
	seeking->wanted[words] = true;
}

/* A read position in the text, with the words before it. */
struct reading {
	uint32_t at, end;
	uint32_t word; /* words that were read */
	uint64_t hash[QUOTE_GRAM]; /* of the last ones, the newest last */
	uint32_t start[QUOTE_GRAM];
	uint32_t word_end; /* of the newest */
	uint32_t words, element; /* gram size and element to try next */
};

/* Reads one more word; false at the end. */
static inline bool read_word(
	const struct seeking *seeking, struct reading *reading)
{
	struct quote_word word;
	if (!quote_next_word(seeking->text, &reading->at, reading->end, &word))
		return false;
	memmove(reading->hash, reading->hash + 1,
		sizeof reading->hash - sizeof *reading->hash);
	memmove(reading->start, reading->start + 1,
		sizeof reading->start - sizeof *reading->start);
	reading->hash[QUOTE_GRAM - 1] = word.hash;
	reading->start[QUOTE_GRAM - 1] = word.start;
	reading->word_end = word.end;
	reading->word++;
	return true;
}

/* The next element that ends with the newest word; false if there is none. */
static bool match_word(
	const struct seeking *seeking, struct reading *reading, struct hit *hit)
{
	for (; reading->words <= QUOTE_GRAM;
		reading->words++, reading->element = 0) {
		uint32_t n = reading->words, first = QUOTE_GRAM - n;
		if (!seeking->wanted[n] || reading->word < n)
			continue;
		uint32_t gram = quote_gram(reading->hash + first, n);
		uint32_t bit = gram & ((1 << FILTER_BITS) - 1);
		if (!(seeking->filter[n][bit / 64] >> bit % 64 & 1))
			continue;
		while (reading->element < seeking->elements) {
			uint32_t element = reading->element++;
			if (seeking->words[element] != n ||
				seeking->gram[element] != gram)
				continue;
			*hit = (struct hit){element, reading->word - n,
				reading->start[first], reading->word_end};
			return true;
		}
	}
	return false;
}

/* The next hit; false at the end. */
static bool next_hit(
	const struct seeking *seeking, struct reading *reading, struct hit *hit)
{
	while (!match_word(seeking, reading, hit)) {
		if (!read_word(seeking, reading))
			return false;
		reading->words = 1;
		reading->element = 0;
	}
	return true;
}

static struct reading read_from(uint32_t start, uint32_t end)
{
	struct reading reading = {.at = start, .end = end};
	/* Nothing to try before the first word. */
	reading.words = QUOTE_GRAM + 1;
	return reading;
}

/* A range of the text with many of the elements. */
struct stretch {
	uint32_t distinct;
	uint32_t start, end, distance;
};

/* A sliding window over the hits, as wide as a passage may be. */
struct window {
	struct hit ring[RING];
	uint32_t first, count;
	uint32_t held[ELEMENTS]; /* number of hits, by element */
	uint32_t distinct;
};

static void drop_oldest(struct window *window)
{
	uint32_t element = window->ring[window->first].element;
	window->distinct -= --window->held[element] == 0;
	window->first = (window->first + 1) % RING;
	window->count--;
}

static void take_hit(
	struct window *window, const struct hit *hit, uint32_t reach)
{
	while (window->count &&
		(window->count == RING ||
			hit->word - window->ring[window->first].word > reach))
		drop_oldest(window);
	window->ring[(window->first + window->count++) % RING] = *hit;
	window->distinct += window->held[hit->element]++ == 0;
}

static struct stretch find_stretch(const struct seeking *seeking)
{
	const struct quote *quote = seeking->quote;
	struct stretch best = {0};
	struct window window = {.first = 0};
	struct reading reading = read_from(0, (uint32_t)seeking->text.length);
	struct hit hit;
	uint32_t reach = quote->words + quote->words / 2 + MORE_WORDS;
	while (next_hit(seeking, &reading, &hit)) {
		take_hit(&window, &hit, reach);
		uint32_t start = window.ring[window.first].start;
		uint32_t distance = start > quote->start ? start - quote->start
							 : quote->start - start;
		if (window.distinct < best.distinct ||
			(window.distinct == best.distinct &&
				distance >= best.distance))
			continue;
		best = (struct stretch){
			window.distinct, start, hit.end, distance};
	}
	return best;
}

/* The number of the passage's word that the element begins with; negative for
 * the context before. */
static int64_t word_of(const struct seeking *seeking, uint32_t element)
{
	if (element == 0)
		return -(int64_t)seeking->words[0];
	if (element == seeking->elements - 1)
		return seeking->quote->words;
	return quote_anchor_word(seeking->quote, element - 1);
}

/* The best chain of hits: in the order of the passage, with about its gaps. */
struct chain {
	struct hit hit[CHAIN];
	uint32_t count;
	uint32_t before[CHAIN]; /* the hit before each; itself: none */
	int32_t score[CHAIN];
};

static void link_hit(
	const struct seeking *seeking, struct chain *chain, uint32_t i)
{
	chain->before[i] = i;
	chain->score[i] = GAIN;
	for (uint32_t j = 0; j < i; j++) {
		const struct hit *a = &chain->hit[j], *b = &chain->hit[i];
		if (a->element >= b->element || a->word >= b->word)
			continue;
		int64_t drift = (int64_t)b->word - a->word -
				(word_of(seeking, b->element) -
					word_of(seeking, a->element));
		int64_t cost = (drift < 0 ? -drift : drift) * DRIFT;
		if (cost > MAX_DRIFT)
			cost = MAX_DRIFT;
		int32_t score = chain->score[j] + GAIN - (int32_t)cost;
		if (score <= chain->score[i])
			continue;
		chain->score[i] = score;
		chain->before[i] = j;
	}
}

/* The result of the best chain in a range. */
struct finding {
	struct hit first, last;
	uint32_t anchors;
	bool before, after;
};

static struct finding find_chain(
	const struct seeking *seeking, const struct stretch *stretch)
{
	struct chain chain = {.count = 0};
	struct reading reading = read_from(stretch->start, stretch->end);
	struct finding found = {.anchors = 0};
	while (chain.count < CHAIN &&
		next_hit(seeking, &reading, &chain.hit[chain.count]))
		link_hit(seeking, &chain, chain.count++);
	uint32_t at = 0;
	for (uint32_t i = 1; i < chain.count; i++)
		if (chain.score[i] > chain.score[at])
			at = i;
	if (chain.count == 0)
		return found;
	found.last = chain.hit[at];
	for (;; at = chain.before[at]) {
		uint32_t element = chain.hit[at].element;
		found.first = chain.hit[at];
		found.before |= element == 0;
		found.after |= element == seeking->elements - 1;
		found.anchors += element > 0 && element < seeking->elements - 1;
		if (chain.before[at] == at)
			return found;
	}
}

/* Whether the chain has both contexts, with at least a word and at most about
 * twice the passage between them. */
static bool is_framed(
	const struct seeking *seeking, const struct finding *found)
{
	uint32_t from = found->first.word + seeking->words[0];
	return found->before && found->after && found->last.word > from &&
	       found->last.word - from <=
		       2 * (uint64_t)seeking->quote->words + MORE_WORDS;
}

/* Whether the evidence is enough: a chain between both contexts, or hits for a
 * quarter of the anchors, at least two. */
static bool is_enough(
	const struct seeking *seeking, const struct finding *found)
{
	uint32_t needed = (seeking->quote->anchor_count + 3) / 4;
	if (is_framed(seeking, found))
		return true;
	return found->anchors &&
	       found->anchors + found->before + found->after >=
		       (needed < 2 ? 2 : needed);
}

static bool is_space(unsigned char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Moves `words` words back from the start of a word, then to the start of the
 * run of non-space bytes there. */
static uint32_t walk_back(
	struct slice text, uint32_t at, uint32_t words, uint32_t least)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	for (; words && at > least; words--) {
		uint32_t back = at;
		while (back > least && !quote_is_word(bytes[back - 1]))
			back--;
		if (back == least)
			break;
		while (back > least && quote_is_word(bytes[back - 1]))
			back--;
		at = back;
	}
	while (at > least && !is_space(bytes[at - 1]) &&
		!quote_is_word(bytes[at - 1]))
		at--;
	return at;
}

static uint32_t walk_on(
	struct slice text, uint32_t at, uint32_t words, uint32_t most)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	struct quote_word word;
	uint32_t next = at;
	while (words-- && quote_next_word(text, &next, most, &word))
		at = word.end;
	while (at < most && !is_space(bytes[at]) && !quote_is_word(bytes[at]))
		at++;
	return at;
}

static struct quote_match match_of(
	const struct seeking *seeking, const struct finding *found)
{
	const struct quote *quote = seeking->quote;
	struct slice text = seeking->text;
	uint32_t length = (uint32_t)text.length;
	struct quote_match match = {.status = QUOTE_CHANGED};
	struct quote_word word;
	uint32_t low = 0;
	if (found->before) {
		uint32_t at = low = found->first.end;
		quote_next_word(text, &at, length, &word);
		match.start = walk_back(text, word.start, 0, low);
	} else {
		match.start = walk_back(text, found->first.start,
			(uint32_t)word_of(seeking, found->first.element), 0);
	}
	if (found->after) {
		uint32_t high = found->last.start;
		uint32_t at = walk_back(text, high, 1, low);
		match.end = walk_on(text, at, 1, high);
	} else {
		uint32_t done = (uint32_t)word_of(
					seeking, found->last.element) +
				seeking->words[found->last.element];
		match.end = walk_on(
			text, found->last.end, quote->words - done, length);
	}
	return match;
}

struct quote_match quote_find_changed(
	struct slice text, const struct quote *quote, bool *framed)
{
	struct seeking seeking = {.text = text,
		.quote = quote,
		.elements = quote->anchor_count + 2};
	struct quote_match gone = {.status = QUOTE_GONE};
	*framed = false;
	want(&seeking, 0, quote->before, quote->before_words);
	for (uint32_t i = 0; i < quote->anchor_count; i++)
		want(&seeking, i + 1, quote->anchor[i],
			quote_gram_words(quote));
	want(&seeking, seeking.elements - 1, quote->after, quote->after_words);
	struct stretch stretch = find_stretch(&seeking);
	if (stretch.distinct < 2)
		return gone;
	struct finding found = find_chain(&seeking, &stretch);
	if (!is_enough(&seeking, &found))
		return gone;
	*framed = is_framed(&seeking, &found);
	struct quote_match match = match_of(&seeking, &found);
	return match.start < match.end ? match : gone;
}
