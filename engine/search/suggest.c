/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "suggest.h"

#include "lexicon.h"
#include "morphology.h"
#include "roots.h"
#include "stopword.h"
#include "suggest_distance.h"
#include "suggest_pair.h"
#include "suggest_words.h"
#include "unicode.h"

#include <math.h>

enum {
	LEAST_LETTERS = 4, /* of a word that is mended */
	MOST_MENDED = 8, /* words of one query that are looked at */
};

/* A word of the query. */
struct asked {
	uint32_t start, end; /* bytes in the query */
	struct slice form, root; /* in the arena */
	bool derived; /* affixes came off it */
	bool shouting; /* all in capitals */
	bool capital; /* the first letter is one */
	bool joined; /* only a space between it and the word before */
};

struct suggesting {
	struct index *index;
	const struct query *query;
	struct arena *arena;
	struct asked *word;
	size_t count, capacity;
	struct buf out;
	uint32_t copied; /* bytes of the query that are in out */
	size_t mended;
	struct tokens tokens;
	struct error *err;
};

/* ---- the query's words ---- */

/* Notes how the word is written; false for what is never mended: digits,
 * letters beyond a-z, a capital inside. */
static bool read_letters(struct slice text, struct asked *word)
{
	size_t upper = 0, letters = 0;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.bytes[i];
		bool is_upper = c >= 'A' && c <= 'Z';
		if (!is_upper && !(c >= 'a' && c <= 'z') && c != '-')
			return false;
		letters += c != '-';
		upper += is_upper;
	}
	word->capital = text.bytes[0] >= 'A' && text.bytes[0] <= 'Z';
	word->shouting = upper == letters && letters > 1;
	return word->shouting || upper == 0 || (upper == 1 && word->capital);
}

static bool add_word(
	struct suggesting *state, const struct token *token, uint32_t base)
{
	struct slice text = slice_of(
		state->query->text.bytes + base + token->start,
		token->end - token->start);
	struct asked word = {
		.start = base + token->start, .end = base + token->end};
	if (state->count == state->capacity || !read_letters(text, &word) ||
		!suggest_distance_comparable(token->word->form))
		return true;
	char *form = arena_copy(state->arena, token->word->form);
	char *root = arena_copy(state->arena, token->word->root);
	if (!form || !root)
		return error_set_memory(state->err);
	word.form = slice_of(form, token->word->form.length);
	word.root = slice_of(root, token->word->root.length);
	word.derived = *token->word->via != '\0';
	if (state->count) {
		uint32_t before = state->word[state->count - 1].end;
		word.joined = before + 1 == word.start &&
			      state->query->text.bytes[before] == ' ';
	}
	state->word[state->count++] = word;
	return true;
}

/* Adds the words of a leaf; of compounds (covid-19) none. */
static bool add_leaf(struct suggesting *state, const struct query_node *node)
{
	uint32_t base = (uint32_t)(node->text.bytes - state->query->text.bytes);
	if (!analyse(state->index->analyser, node->text, &state->tokens,
		    state->err))
		return false;
	for (size_t i = 0; i < state->tokens.count; i++) {
		const struct token *token = &state->tokens.token[i];
		bool over = i + 1 < state->tokens.count && token[1].over;
		/* A reading over it that is as long is an acronym's. */
		if (token->over || (over && token[1].end != token->end))
			continue;
		if (!add_word(state, token, base))
			return false;
	}
	return true;
}

static bool add_words(struct suggesting *state, const struct query_node *node)
{
	bool text = node->field == QUERY_TEXT || node->field == QUERY_TITLE;
	if (node->kind == QUERY_WORD || node->kind == QUERY_EXACT ||
		node->kind == QUERY_PHRASE)
		return !text || add_leaf(state, node);
	for (size_t i = 0; i < node->child_count; i++)
		if (!add_words(state, node->child[i]))
			return false;
	return true;
}

/* ---- mending ---- */

/* Writes the new form over the query's bytes, in capitals as they were. */
static void mend(struct suggesting *state, uint32_t start, uint32_t end,
	const struct asked *as, struct slice form)
{
	buf_put(&state->out, state->query->text.bytes + state->copied,
		start - state->copied);
	for (size_t i = 0; i < form.length; i++) {
		char c = form.bytes[i];
		bool raise = as->shouting || (as->capital && i == 0);
		if (raise && c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		buf_put_byte(&state->out, (unsigned char)c);
	}
	state->copied = end;
	state->mended++;
}

/* Counts a form that is too rare to be suggested. */
static bool count_rare(
	struct suggesting *state, struct slice form, struct suggest_word *own)
{
	struct lexicon_entry *entry;
	size_t count;
	if (!lexicon_form(state->index->catalogue, form, state->arena, &entry,
		    &count, state->err))
		return false;
	for (size_t i = 0; i < count; i++) {
		own->documents += entry[i].documents;
		own->occurrences += entry[i].occurrences;
	}
	return true;
}

/* Whether the word is a known word with a particle or pronoun that the analyser
 * did not remove: tonkah. */
static bool is_suffixed(
	struct suggesting *state, struct slice form, bool *suffixed)
{
	static const char *const ends[] = {"kah", "lah", "nya", "pun"};
	enum { END = 3 };
	const struct roots *roots = morphology_roots(state->index->morphology);
	struct suggest_word found = {0};
	*suffixed = false;
	if (form.length < END + 2)
		return true;
	struct slice base = slice_of(form.bytes, form.length - END);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (memcmp(base.bytes + base.length, ends[i], END) == 0) {
			*suffixed = roots_find(roots, base) != NULL;
			if (!suggest_words_find(
				    state->index, base, &found, state->err))
				return false;
		}
	*suffixed = *suffixed || found.documents > 0;
	return true;
}

/* The evidence that a word is spelled right. */
enum standing {
	STANDING_NONE,
	STANDING_READ, /* it can be analysed to a known root */
	STANDING_SURE, /* it is a word */
};

static bool judge(struct suggesting *state, const struct asked *word,
	enum standing *standing)
{
	const struct roots *roots = morphology_roots(state->index->morphology);
	bool suffixed = false;
	uint32_t documents = 0;
	*standing = STANDING_NONE;
	if (!is_suffixed(state, word->form, &suffixed))
		return false;
	if (suffixed || roots_find(roots, word->form)) {
		*standing = STANDING_SURE;
		return true;
	}
	if (word->derived && !xap_reader_frequency(state->index->reader,
				     word->root, &documents, state->err))
		return false;
	/* Affixes come off anything, so a root that the dictionary lacks must
	 * be well known here. */
	if (documents > 4 * suggest_words_floor(state->index) ||
		(word->derived && roots_find(roots, word->root)))
		*standing = STANDING_READ;
	return true;
}

/* Capitalised inside the query; at its start a capital means nothing. */
static bool is_name(const struct asked *word)
{
	return word->capital && !word->shouting && word->start > 0;
}

/* How far a word may be from what was meant. */
static unsigned limit_of(size_t letters)
{
	return letters < 5 ? 8 : letters < 6 ? 11 : letters < 8 ? 13 : 16;
}

/* How often a form that occurs so often was meant to, with what it may lack
 * by chance. */
static double smooth(const struct suggesting *state, double occurrences)
{
	return occurrences + .5 + state->index->documents / 50000.;
}

/* How much more frequent, in nats, than the word a form must be to have been
 * meant, were it no way off.  A word that is there has a neighbour by chance
 * the more readily the more forms there are, so that a few essays are enough to
 * tell a slip from a word.  The figures were set on typos made from half of the
 * words of an encyclopedia. */
static double needed_for(size_t forms, const struct asked *word,
	const struct suggest_word *own, enum standing standing)
{
	double needed = .3;
	if (own->documents)
		needed += fmax(.8, .55 * log((double)forms + 1) - 2.85);
	if (standing == STANDING_READ)
		needed += 3;
	if (is_name(word))
		needed += 2;
	return needed;
}

/* Mends one word by the nearest form. */
static bool mend_word(struct suggesting *state, const struct asked *word,
	const struct suggest_word *own, enum standing standing)
{
	struct suggest_candidate best;
	size_t forms;
	if (!suggest_words_count(state->index, &forms, state->err))
		return false;
	double needed = needed_for(forms, word, own, standing);
	double own_smooth = smooth(state, own->occurrences);
	double least = exp(needed) * own_smooth - smooth(state, 0);
	unsigned limit = limit_of(word->form.length);
	/* What something speaks for is doubted for a light slip only. */
	bool spoken_for = own->documents || standing == STANDING_READ ||
			  is_name(word);
	if (spoken_for && limit > SUGGEST_EDIT)
		limit = SUGGEST_EDIT;
	if (!suggest_words_nearest(
		    state->index, word->form, limit, least, &best, state->err))
		return false;
	if (!best.form.length || (is_name(word) && stopword_is(best.form)))
		return true;
	needed += .84 * best.cost / (double)word->form.length;
	if (log(smooth(state, best.occurrences) / own_smooth) > needed)
		mend(state, word->start, word->end, word, best.form);
	return true;
}

/* Mends one word by a space inside it. */
static bool split_word(struct suggesting *state, const struct asked *word,
	uint32_t own, bool *done)
{
	struct slice apart;
	*done = false;
	/* A name is one word: Hongkong. */
	if (is_name(word))
		return true;
	if (!suggest_pair_split(state->index, word->form, own, state->arena,
		    &apart, state->err))
		return false;
	*done = apart.length > 0;
	if (*done)
		mend(state, word->start, word->end, word, apart);
	return true;
}

static bool look_at_word(struct suggesting *state, const struct asked *word)
{
	struct suggest_word own;
	enum standing standing;
	bool done;
	if (word->form.length < LEAST_LETTERS || stopword_is(word->form))
		return true;
	if (!suggest_words_find(state->index, word->form, &own, state->err))
		return false;
	if (!split_word(state, word, own.documents, &done))
		return false;
	if (done || own.documents > 2 * suggest_words_floor(state->index))
		return true;
	if (!judge(state, word, &standing))
		return false;
	if (standing == STANDING_SURE)
		return true;
	if (!own.documents && suggest_words_floor(state->index) > 1 &&
		!count_rare(state, word->form, &own))
		return false;
	bool short_and_there = own.documents &&
			       word->form.length <= LEAST_LETTERS;
	return short_and_there || mend_word(state, word, &own, standing);
}

/* Mends two words side by side that the collection writes as one. */
static bool look_at_pair(struct suggesting *state, const struct asked *first,
	const struct asked *second, bool *done)
{
	bool join;
	*done = false;
	if (!second->joined || first->shouting != second->shouting ||
		second->capital != first->capital)
		return true;
	struct slice whole;
	if (!suggest_pair_join(state->index, first->form, first->root,
		    second->form, second->root, state->arena, &whole, &join,
		    state->err))
		return false;
	if (join) {
		mend(state, first->start, second->end, first, whole);
		*done = true;
	}
	return true;
}

/* Words in capitals amid others are acronyms. */
static bool is_all_shouting(const struct suggesting *state)
{
	for (size_t i = 0; i < state->query->text.length; i++)
		if (state->query->text.bytes[i] >= 'a' &&
			state->query->text.bytes[i] <= 'z')
			return false;
	return true;
}

static bool mend_all(struct suggesting *state)
{
	bool all_shouting = is_all_shouting(state);
	for (size_t i = 0; i < state->count; i++) {
		const struct asked *word = &state->word[i];
		bool joined = false;
		if (word->shouting && !all_shouting)
			continue;
		if (i + 1 < state->count &&
			!look_at_pair(state, word, word + 1, &joined))
			return false;
		if (joined)
			i++;
		else if (!look_at_word(state, word))
			return false;
	}
	return true;
}

bool suggest_query(struct index *index, const struct query *query,
	struct arena *arena, struct slice *suggestion, struct error *err)
{
	struct suggesting state = {.index = index,
		.query = query,
		.arena = arena,
		.capacity = MOST_MENDED,
		.err = err};
	*suggestion = slice_of("", 0);
	if (!query->root)
		return true;
	state.word = arena_array(arena, state.capacity, sizeof *state.word);
	bool ok = state.word || error_set_memory(err);
	ok = ok && add_words(&state, query->root) && mend_all(&state);
	if (ok && state.mended) {
		buf_put(&state.out, query->text.bytes + state.copied,
			query->text.length - state.copied);
		char *copy = arena_copy(arena, buf_slice(&state.out));
		ok = (copy && !state.out.failed) || error_set_memory(err);
		*suggestion = slice_of(copy, state.out.length);
	}
	tokens_free(&state.tokens);
	buf_free(&state.out);
	return ok;
}
