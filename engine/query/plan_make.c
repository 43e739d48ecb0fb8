/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_make.h"

#include "lexicon.h"
#include "plan_exclude.h"
#include "plan_prefix.h"
#include "plan_synonym.h"
#include "plan_term.h"
#include "plan_xap.h"
#include "rank.h"
#include "stopword.h"
#include "unicode.h"

#include <stdlib.h>

/* The state while one plan is made. */
struct making {
	struct index *index;
	struct plan *plan;
	enum plan_mode mode;
	const struct plan_loose *loose;
	bool stop; /* drop stop words where words are optional */
	bool negative; /* below an odd number of NOTs */
	struct tokens tokens;
	struct error *err;
};

static bool no_memory(struct making *making)
{
	return error_set_memory(making->err);
}

static struct plan_node *new_node(
	struct making *making, enum plan_kind kind, size_t children)
{
	struct arena *arena = &making->plan->arena;
	struct plan_node *node = arena_array(arena, 1, sizeof *node);
	if (node)
		node->child = arena_array(arena, children, sizeof *node->child);
	if (!node || !node->child) {
		no_memory(making);
		return NULL;
	}
	node->kind = kind;
	return node;
}

static bool fill_term(struct making *making, struct plan_term *term,
	struct slice form, struct slice root, bool by_root)
{
	struct arena *arena = &making->plan->arena;
	char *form_copy = arena_copy(arena, form);
	char *root_copy = arena_copy(arena, root);
	if (!form_copy || !root_copy)
		return no_memory(making);
	term->form = slice_of(form_copy, form.length);
	term->root = slice_of(root_copy, root.length);
	term->via = "";
	term->code = lexicon_code(making->index->catalogue, form, root);
	term->hash = word_code(form, root);
	term->by_root = by_root;
	return true;
}

/* Fills a position with the token `first` of making->tokens and its
 * alternatives.  Sets *next to the first token of the next position. */
static bool fill_position(struct making *making, struct plan_position *position,
	size_t first, size_t *next, bool by_root)
{
	*next = first + 1;
	while (*next < making->tokens.count && making->tokens.token[*next].over)
		*next += 1;
	position->count = *next - first;
	position->term = arena_array(
		&making->plan->arena, position->count, sizeof *position->term);
	if (!position->term)
		return no_memory(making);
	for (size_t i = 0; i < position->count; i++) {
		const struct word *word = making->tokens.token[first + i].word;
		struct plan_term *term = &position->term[i];
		if (!fill_term(making, term, word->form, word->root, by_root))
			return false;
		char *via = arena_copy(
			&making->plan->arena, slice_text(word->via));
		if (!via)
			return no_memory(making);
		term->via = via;
	}
	return true;
}

/* The document frequency of a term's root in the field. */
static bool frequency(struct making *making, enum query_field field,
	const struct plan_term *term, uint32_t *documents)
{
	char name[XAP_MAX_TERM_BYTES];
	struct slice key = plan_term_name(field, term, name);
	return xap_reader_frequency(
		making->index->reader, key, documents, making->err);
}

static double idf_of(const struct index *index, uint32_t documents)
{
	return rank_idf(&index->rank, index->documents, documents);
}

/* Sets documents and idf of a pattern whose positions are filled. */
static bool weigh(struct making *making, struct plan_pattern *pattern)
{
	bool prefix = pattern->kind == QUERY_PREFIX;
	pattern->documents = prefix ? 0 : UINT32_MAX;
	for (size_t p = 0; p < pattern->position_count; p++) {
		struct plan_position *position = &pattern->position[p];
		uint32_t most = 0;
		for (size_t t = 0; t < position->count; t++) {
			uint32_t documents;
			if (!frequency(making, pattern->field,
				    &position->term[t], &documents))
				return false;
			position->term[t].idf = idf_of(
				making->index, documents);
			if (documents > most && !position->term[t].synonym)
				most = documents;
		}
		pattern->idf += idf_of(making->index, most);
		if (prefix ? most > pattern->documents
			   : most < pattern->documents)
			pattern->documents = most;
	}
	return true;
}

static struct plan_pattern *new_pattern(
	struct making *making, const struct query_node *node, size_t positions)
{
	if (making->plan->pattern_count == PLAN_MAX_PATTERNS ||
		positions > PLAN_MAX_POSITIONS) {
		error_set(making->err, ERROR_LIMIT,
			"the query has more than %d words", PLAN_MAX_PATTERNS);
		return NULL;
	}
	struct plan_pattern *pattern =
		&making->plan->pattern[making->plan->pattern_count];
	*pattern = (struct plan_pattern){.kind = node->kind,
		.field = node->field,
		.start = node->start,
		.end = node->end};
	pattern->position = arena_array(
		&making->plan->arena, positions, sizeof *pattern->position);
	if (!pattern->position) {
		no_memory(making);
		return NULL;
	}
	pattern->position_count = positions;
	making->plan->pattern_count++;
	return pattern;
}

/* A node for the pattern that was made last. */
static struct plan_node *pattern_node(struct making *making)
{
	struct plan_node *node = new_node(making, PLAN_PATTERN, 0);
	if (node)
		node->pattern = making->plan->pattern_count - 1;
	return node;
}

/* A phrase of all making->tokens.  A phrase of one word becomes that word. */
static struct plan_node *make_phrase(
	struct making *making, const struct query_node *node, bool by_root)
{
	size_t positions = 0;
	for (size_t i = 0; i < making->tokens.count; i++)
		positions += !making->tokens.token[i].over;
	struct plan_pattern *pattern = new_pattern(making, node, positions);
	if (!pattern)
		return NULL;
	if (positions == 1)
		pattern->kind = by_root ? QUERY_WORD : QUERY_EXACT;
	size_t at = 0;
	for (size_t p = 0; p < positions; p++)
		if (!fill_position(
			    making, &pattern->position[p], at, &at, by_root))
			return NULL;
	if (positions > 1 || !by_root)
		making->plan->checked = true;
	return weigh(making, pattern) ? pattern_node(making) : NULL;
}

/* Whether the token is a stop word that is dropped here. */
static bool is_left_out(struct making *making, const struct query_node *node,
	const struct token *token)
{
	return making->stop && node->field == QUERY_TEXT &&
	       stopword_is(token->word->form);
}

static bool note_word(struct making *making, const struct word *from, bool soft)
{
	struct plan *plan = making->plan;
	struct plan_word *word = &plan->word[plan->word_count++];
	char *form = arena_copy(&plan->arena, from->form);
	char *root = arena_copy(&plan->arena, from->root);
	uint32_t documents;
	if (!form || !root)
		return no_memory(making);
	*word = (struct plan_word){
		.code = lexicon_code(
			making->index->catalogue, from->form, from->root),
		.soft = soft,
		.form = slice_of(form, from->form.length),
		.root = slice_of(root, from->root.length)};
	if (!xap_reader_frequency(
		    making->index->reader, word->root, &documents, making->err))
		return false;
	if (!making->stop || !stopword_is(word->form))
		word->idf = idf_of(making->index, documents);
	return true;
}

/* Adds the words of making->tokens, stop words too, for the second stage. */
static bool note_words(
	struct making *making, const struct query_node *node, bool soft)
{
	if (making->negative || node->field != QUERY_TEXT)
		return true;
	for (size_t i = 0; i < making->tokens.count; i++)
		if (!making->tokens.token[i].over &&
			making->plan->word_count < PLAN_MAX_PATTERNS &&
			!note_word(making, making->tokens.token[i].word, soft))
			return false;
	return true;
}

/* No synonyms under NOT: only the word itself was excluded. */
static bool add_synonyms(struct making *making, const struct query_node *node,
	struct plan_position *position)
{
	return making->negative ||
	       plan_synonym_add(making->index, &making->plan->arena,
		       node->field, position, making->err);
}

/* A word.  If the analysis splits it (non-negara, dan/atau), any of its parts
 * may match where words are optional; else all of them must. */
static struct plan_node *make_word(struct making *making,
	const struct query_node *node, bool optional, bool *empty)
{
	size_t positions = 0, at = 0;
	for (size_t i = 0; i < making->tokens.count; i++)
		positions += !making->tokens.token[i].over;
	struct plan_node *all = new_node(
		making, optional ? PLAN_OR : PLAN_AND, positions);
	if (!all)
		return NULL;
	while (at < making->tokens.count) {
		if (optional &&
			is_left_out(making, node, &making->tokens.token[at])) {
			at++;
			continue;
		}
		struct plan_pattern *pattern = new_pattern(making, node, 1);
		if (!pattern ||
			!fill_position(
				making, &pattern->position[0], at, &at, true) ||
			!add_synonyms(making, node, &pattern->position[0]) ||
			!weigh(making, pattern))
			return NULL;
		struct plan_node *part = pattern_node(making);
		if (!part)
			return NULL;
		all->child[all->child_count++] = part;
	}
	*empty = all->child_count == 0;
	if (*empty)
		return NULL;
	return all->child_count == 1 ? all->child[0] : all;
}

/* What the parent node requires of a leaf. */
enum parent {
	PARENT_OPTIONAL, /* nothing: it is one of several alternatives */
	PARENT_DEMANDS, /* all its words must match, or must not */
	PARENT_NEAR, /* that it is a single pattern */
};

static struct plan_node *make_prefix(
	struct making *making, const struct query_node *node)
{
	struct buf form = {0};
	struct lexicon_entry *entry;
	size_t count = 0;
	struct plan_node *made = NULL;
	struct plan_pattern *pattern = new_pattern(making, node, 1);
	if (!pattern || !unicode_fold(node->text, &form, making->err) ||
		!plan_prefix_expand(making->index, node->field,
			buf_slice(&form), &making->plan->arena, &entry, &count,
			&pattern->cut, making->err))
		goto out;
	struct plan_position *position = &pattern->position[0];
	position->term = arena_array(
		&making->plan->arena, count, sizeof *position->term);
	if (!position->term) {
		no_memory(making);
		goto out;
	}
	for (size_t i = 0; i < count; i++)
		if (!fill_term(making, &position->term[position->count++],
			    entry[i].form, entry[i].root, false))
			goto out;
	making->plan->checked = true;
	if (weigh(making, pattern))
		made = pattern_node(making);
out:
	buf_free(&form);
	return made;
}

static bool is_loose(const struct making *making, const struct query_node *node)
{
	for (size_t i = 0; making->loose && i < making->loose->count; i++)
		if (making->loose->start[i] == node->start)
			return true;
	return false;
}

/* A leaf with text.  If the analysis finds no token, sets *empty and returns
 * NULL without an error. */
static struct plan_node *make_leaf(struct making *making,
	const struct query_node *node, enum parent parent, bool *empty)
{
	if (node->kind == QUERY_PREFIX)
		return make_prefix(making, node);
	if (!analyse(making->index->analyser, node->text, &making->tokens,
		    making->err))
		return NULL;
	*empty = making->tokens.count == 0;
	bool phrase = node->kind == QUERY_PHRASE && !is_loose(making, node);
	if (*empty ||
		!note_words(making, node, phrase && parent == PARENT_OPTIONAL))
		return NULL;
	bool family = node->family || making->mode == PLAN_MODE_FAMILY;
	if (phrase) {
		struct plan_node *made = make_phrase(making, node, family);
		if (made)
			making->plan->pattern[made->pattern].choice =
				parent == PARENT_OPTIONAL;
		return made;
	}
	if (node->kind == QUERY_EXACT || making->mode == PLAN_MODE_EXACT)
		return make_phrase(making, node, false);
	if (parent == PARENT_NEAR)
		return make_phrase(making, node, true);
	return make_word(making, node, parent == PARENT_OPTIONAL, empty);
}

static struct plan_node *make_node(struct making *making,
	const struct query_node *node, enum parent parent, bool *empty);

static enum plan_kind kind_of(enum query_kind kind)
{
	return kind == QUERY_AND     ? PLAN_AND
	       : kind == QUERY_OR    ? PLAN_OR
	       : kind == QUERY_NOT   ? PLAN_NOT
	       : kind == QUERY_MAYBE ? PLAN_MAYBE
				     : PLAN_NEAR;
}

static enum parent parent_of(const struct query_node *node, size_t child)
{
	if (node->kind == QUERY_NEAR)
		return PARENT_NEAR;
	if (node->kind == QUERY_OR || (node->kind == QUERY_MAYBE && child == 1))
		return PARENT_OPTIONAL;
	return PARENT_DEMANDS;
}

static struct plan_node *make_inner(
	struct making *making, const struct query_node *node, bool *empty)
{
	struct plan_node *made = new_node(
		making, kind_of(node->kind), node->child_count);
	if (!made)
		return NULL;
	made->distance = node->distance;
	making->negative ^= node->kind == QUERY_NOT;
	for (size_t i = 0; i < node->child_count; i++) {
		bool none = false;
		struct plan_node *child = make_node(
			making, node->child[i], parent_of(node, i), &none);
		if (!child && !none)
			return NULL;
		if (child)
			made->child[made->child_count++] = child;
		else if (node->kind == QUERY_MAYBE && i == 0)
			made->kind = PLAN_AND; /* only the second is left */
	}
	making->negative ^= node->kind == QUERY_NOT;
	*empty = made->child_count == 0;
	if (*empty)
		return NULL;
	if (made->child_count == 1 && made->kind != PLAN_NOT)
		return made->child[0];
	if (made->kind == PLAN_NEAR)
		making->plan->checked = true;
	return made;
}

static struct plan_node *make_node(struct making *making,
	const struct query_node *node, enum parent parent, bool *empty)
{
	if (node->kind == QUERY_YEARS) {
		struct plan_node *years = new_node(making, PLAN_YEARS, 0);
		if (years) {
			years->first_year = node->first_year;
			years->last_year = node->last_year;
		}
		return years;
	}
	if (node->child_count)
		return make_inner(making, node, empty);
	return make_leaf(making, node, parent, empty);
}

/* Marks the patterns below an odd number of NOTs, and those of a NEAR. */
static void mark(struct plan *plan, const struct plan_node *node, bool negative,
	bool in_near)
{
	if (node->kind == PLAN_PATTERN) {
		plan->pattern[node->pattern].negative = negative;
		plan->pattern[node->pattern].in_near = in_near;
	}
	if (node->kind == PLAN_NOT)
		negative = !negative;
	for (size_t i = 0; i < node->child_count; i++)
		mark(plan, node->child[i], negative, node->kind == PLAN_NEAR);
}

struct plan *plan_make(struct index *index, const struct query *query,
	const struct plan_options *options, struct error *err)
{
	struct plan *plan = calloc(1, sizeof *plan);
	if (!plan) {
		error_set_memory(err);
		return NULL;
	}
	struct making making = {.index = index,
		.plan = plan,
		.mode = options->mode,
		.loose = options->loose,
		.err = err};
	bool empty = query->root == NULL;
	if (query->root) {
		making.stop = true;
		plan->root = make_node(
			&making, query->root, PARENT_OPTIONAL, &empty);
	}
	if (query->root && empty) {
		/* Only stop words: then they are what is asked for. */
		making.stop = empty = false;
		plan->pattern_count = plan->word_count = 0;
		plan->root = make_node(
			&making, query->root, PARENT_OPTIONAL, &empty);
	}
	tokens_free(&making.tokens);
	if (plan->root) {
		mark(plan, plan->root, false, false);
		if (plan_exclude(index, plan, options->exclude, err))
			plan->score = plan_score_make(
				plan, index->rank.title, err);
		if (plan->score)
			plan->query = plan_xap_query(
				index->catalogue, plan->score, err);
	}
	if (!empty && !plan->query) {
		plan_free(plan);
		return NULL;
	}
	return plan;
}
