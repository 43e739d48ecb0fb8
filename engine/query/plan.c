/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan.h"

#include "plan_exclude.h"
#include "plan_prefix.h"
#include "plan_synonym.h"
#include "plan_xap.h"
#include "rank.h"
#include "stopword.h"
#include "unicode.h"

#include <stdlib.h>

/* What the functions here share while one plan is made. */
struct making {
	struct index *index;
	struct plan *plan;
	enum plan_mode mode;
	const struct plan_loose *loose;
	bool stop; /* leave function words out where words are optional */
	bool negative; /* below an odd number of NOTs */
	struct tokens tokens;
	struct error *err;
};

static bool no_memory(struct making *m)
{
	return error_set_memory(m->err);
}

static struct plan_node *new_node(
	struct making *m, enum plan_kind kind, size_t children)
{
	struct arena *arena = &m->plan->arena;
	struct plan_node *node = arena_array(arena, 1, sizeof *node);
	if (node)
		node->child = arena_array(arena, children, sizeof *node->child);
	if (!node || !node->child) {
		no_memory(m);
		return NULL;
	}
	node->kind = kind;
	return node;
}

static bool fill_term(struct making *m, struct plan_term *term,
	struct slice form, struct slice root, bool by_root)
{
	struct arena *arena = &m->plan->arena;
	char *form_copy = arena_copy(arena, form);
	char *root_copy = arena_copy(arena, root);
	if (!form_copy || !root_copy)
		return no_memory(m);
	term->form = slice_of(form_copy, form.length);
	term->root = slice_of(root_copy, root.length);
	term->via = "";
	term->code = word_code(form, root);
	term->by_root = by_root;
	return true;
}

/* The place of the token `first` of m->tokens and of those over it; *next is
 * behind them. */
static bool fill_place(struct making *m, struct plan_place *place, size_t first,
	size_t *next, bool by_root)
{
	*next = first + 1;
	while (*next < m->tokens.count && m->tokens.token[*next].over)
		*next += 1;
	place->count = *next - first;
	place->term = arena_array(
		&m->plan->arena, place->count, sizeof *place->term);
	if (!place->term)
		return no_memory(m);
	for (size_t i = 0; i < place->count; i++) {
		const struct word *word = m->tokens.token[first + i].word;
		struct plan_term *term = &place->term[i];
		if (!fill_term(m, term, word->form, word->root, by_root))
			return false;
		char *via = arena_copy(&m->plan->arena, slice_text(word->via));
		if (!via)
			return no_memory(m);
		term->via = via;
	}
	return true;
}

const char *plan_field_prefix(enum query_field field)
{
	switch (field) {
	case QUERY_TITLE:
		return SCHEMA_TITLE;
	case QUERY_AUTHOR:
		return SCHEMA_AUTHOR;
	case QUERY_PATH:
		return SCHEMA_PATH;
	case QUERY_TEXT:
		break;
	}
	return "";
}

/* In how many essays a term's root stands in the field. */
static bool frequency(struct making *m, enum query_field field,
	const struct plan_term *term, uint32_t *documents)
{
	char name[XAP_MAX_TERM_BYTES];
	struct slice key = plan_term_name(field, term, name);
	return xap_reader_frequency(m->index->reader, key, documents, m->err);
}

static double idf_of(const struct index *index, uint32_t documents)
{
	return rank_idf(&index->rank, index->documents, documents);
}

/* Sets documents and idf of a pattern whose places are filled. */
static bool weigh(struct making *m, struct plan_pattern *pattern)
{
	bool prefix = pattern->kind == QUERY_PREFIX;
	pattern->documents = prefix ? 0 : UINT32_MAX;
	for (size_t p = 0; p < pattern->place_count; p++) {
		struct plan_place *place = &pattern->place[p];
		uint32_t most = 0;
		for (size_t t = 0; t < place->count; t++) {
			uint32_t documents;
			if (!frequency(m, pattern->field, &place->term[t],
				    &documents))
				return false;
			place->term[t].idf = idf_of(m->index, documents);
			if (documents > most && !place->term[t].synonym)
				most = documents;
		}
		pattern->idf += idf_of(m->index, most);
		if (prefix ? most > pattern->documents
			   : most < pattern->documents)
			pattern->documents = most;
	}
	return true;
}

static struct plan_pattern *new_pattern(
	struct making *m, const struct query_node *node, size_t places)
{
	if (m->plan->pattern_count == PLAN_MAX_PATTERNS ||
		places > PLAN_MAX_PLACES) {
		error_set(m->err, ERROR_LIMIT,
			"the query has more than %d words", PLAN_MAX_PATTERNS);
		return NULL;
	}
	struct plan_pattern *pattern =
		&m->plan->pattern[m->plan->pattern_count];
	*pattern = (struct plan_pattern){.kind = node->kind,
		.field = node->field,
		.start = node->start,
		.end = node->end};
	pattern->place = arena_array(
		&m->plan->arena, places, sizeof *pattern->place);
	if (!pattern->place) {
		no_memory(m);
		return NULL;
	}
	pattern->place_count = places;
	m->plan->pattern_count++;
	return pattern;
}

/* The node of the pattern that was made last. */
static struct plan_node *pattern_node(struct making *m)
{
	struct plan_node *node = new_node(m, PLAN_PATTERN, 0);
	if (node)
		node->pattern = m->plan->pattern_count - 1;
	return node;
}

/* A phrase of all tokens at hand.  A phrase of one word is that word. */
static struct plan_node *make_phrase(
	struct making *m, const struct query_node *node, bool by_root)
{
	size_t places = 0;
	for (size_t i = 0; i < m->tokens.count; i++)
		places += !m->tokens.token[i].over;
	struct plan_pattern *pattern = new_pattern(m, node, places);
	if (!pattern)
		return NULL;
	if (places == 1)
		pattern->kind = by_root ? QUERY_WORD : QUERY_EXACT;
	size_t at = 0;
	for (size_t p = 0; p < places; p++)
		if (!fill_place(m, &pattern->place[p], at, &at, by_root))
			return NULL;
	if (places > 1 || !by_root)
		m->plan->checked = true;
	return weigh(m, pattern) ? pattern_node(m) : NULL;
}

/* Whether a word of the query says too little to look for it. */
static bool is_left_out(struct making *m, const struct query_node *node,
	const struct token *token)
{
	return m->stop && node->field == QUERY_TEXT &&
	       stopword_is(token->word->form);
}

static bool note_word(struct making *m, const struct word *from, bool soft)
{
	struct plan *plan = m->plan;
	struct plan_word *word = &plan->word[plan->word_count++];
	char *form = arena_copy(&plan->arena, from->form);
	char *root = arena_copy(&plan->arena, from->root);
	uint32_t documents;
	if (!form || !root)
		return no_memory(m);
	*word = (struct plan_word){.code = from->code,
		.soft = soft,
		.form = slice_of(form, from->form.length),
		.root = slice_of(root, from->root.length)};
	if (!xap_reader_frequency(
		    m->index->reader, word->root, &documents, m->err))
		return false;
	if (!m->stop || !stopword_is(word->form))
		word->idf = idf_of(m->index, documents);
	return true;
}

/* Notes the words at hand, function words too, for the second stage. */
static bool note_words(
	struct making *m, const struct query_node *node, bool soft)
{
	if (m->negative || node->field != QUERY_TEXT)
		return true;
	for (size_t i = 0; i < m->tokens.count; i++)
		if (!m->tokens.token[i].over &&
			m->plan->word_count < PLAN_MAX_PATTERNS &&
			!note_word(m, m->tokens.token[i].word, soft))
			return false;
	return true;
}

/* Who excludes a word has not said that others must not be there. */
static bool add_synonyms(struct making *m, const struct query_node *node,
	struct plan_place *place)
{
	return m->negative || plan_add_synonyms(m->index, &m->plan->arena,
				      node->field, place, m->err);
}

/* A word.  What the analysis splits (non-negara, dan/atau) is any of its
 * parts where words are optional, else all of them. */
static struct plan_node *make_word(struct making *m,
	const struct query_node *node, bool optional, bool *empty)
{
	size_t places = 0, at = 0;
	for (size_t i = 0; i < m->tokens.count; i++)
		places += !m->tokens.token[i].over;
	struct plan_node *all = new_node(
		m, optional ? PLAN_OR : PLAN_AND, places);
	if (!all)
		return NULL;
	while (at < m->tokens.count) {
		if (optional && is_left_out(m, node, &m->tokens.token[at])) {
			at++;
			continue;
		}
		struct plan_pattern *pattern = new_pattern(m, node, 1);
		if (!pattern ||
			!fill_place(m, &pattern->place[0], at, &at, true) ||
			!add_synonyms(m, node, &pattern->place[0]) ||
			!weigh(m, pattern))
			return NULL;
		struct plan_node *part = pattern_node(m);
		if (!part)
			return NULL;
		all->child[all->child_count++] = part;
	}
	*empty = all->child_count == 0;
	if (*empty)
		return NULL;
	return all->child_count == 1 ? all->child[0] : all;
}

/* What the node above asks of a leaf. */
enum parent {
	PARENT_OPTIONAL, /* it is one of several that may match */
	PARENT_DEMANDS, /* all of it must match, or must not */
	PARENT_NEAR, /* it must be one pattern */
};

static struct plan_node *make_prefix(
	struct making *m, const struct query_node *node)
{
	struct buf form = {0};
	struct lexicon_entry *entry;
	size_t count = 0;
	struct plan_node *made = NULL;
	struct plan_pattern *pattern = new_pattern(m, node, 1);
	if (!pattern || !unicode_fold(node->text, &form, m->err) ||
		!plan_expand(m->index, node->field, buf_slice(&form),
			&m->plan->arena, &entry, &count, &pattern->cut, m->err))
		goto out;
	struct plan_place *place = &pattern->place[0];
	place->term = arena_array(&m->plan->arena, count, sizeof *place->term);
	if (!place->term) {
		no_memory(m);
		goto out;
	}
	for (size_t i = 0; i < count; i++)
		if (!fill_term(m, &place->term[place->count++], entry[i].form,
			    entry[i].root, false))
			goto out;
	m->plan->checked = true;
	if (weigh(m, pattern))
		made = pattern_node(m);
out:
	buf_free(&form);
	return made;
}

static bool is_loose(const struct making *m, const struct query_node *node)
{
	for (size_t i = 0; m->loose && i < m->loose->count; i++)
		if (m->loose->start[i] == node->start)
			return true;
	return false;
}

/* A leaf with text.  *empty is set when the analysis finds nothing in it; the
 * result is NULL then without an error. */
static struct plan_node *make_leaf(struct making *m,
	const struct query_node *node, enum parent parent, bool *empty)
{
	if (node->kind == QUERY_PREFIX)
		return make_prefix(m, node);
	if (!analyse(m->index->analyser, node->text, &m->tokens, m->err))
		return NULL;
	*empty = m->tokens.count == 0;
	bool phrase = node->kind == QUERY_PHRASE && !is_loose(m, node);
	if (*empty || !note_words(m, node, phrase && parent == PARENT_OPTIONAL))
		return NULL;
	bool family = node->family || m->mode == PLAN_FAMILY;
	if (phrase) {
		struct plan_node *made = make_phrase(m, node, family);
		if (made)
			m->plan->pattern[made->pattern].choice =
				parent == PARENT_OPTIONAL;
		return made;
	}
	if (node->kind == QUERY_EXACT || m->mode == PLAN_EXACT)
		return make_phrase(m, node, false);
	if (parent == PARENT_NEAR)
		return make_phrase(m, node, true);
	return make_word(m, node, parent == PARENT_OPTIONAL, empty);
}

static struct plan_node *make_node(struct making *m,
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
	struct making *m, const struct query_node *node, bool *empty)
{
	struct plan_node *made = new_node(
		m, kind_of(node->kind), node->child_count);
	if (!made)
		return NULL;
	made->distance = node->distance;
	m->negative ^= node->kind == QUERY_NOT;
	for (size_t i = 0; i < node->child_count; i++) {
		bool none = false;
		struct plan_node *child = make_node(
			m, node->child[i], parent_of(node, i), &none);
		if (!child && !none)
			return NULL;
		if (child)
			made->child[made->child_count++] = child;
		else if (node->kind == QUERY_MAYBE && i == 0)
			made->kind = PLAN_AND; /* the second is all there is */
	}
	m->negative ^= node->kind == QUERY_NOT;
	*empty = made->child_count == 0;
	if (*empty)
		return NULL;
	if (made->child_count == 1 && made->kind != PLAN_NOT)
		return made->child[0];
	if (made->kind == PLAN_NEAR)
		m->plan->checked = true;
	return made;
}

static struct plan_node *make_node(struct making *m,
	const struct query_node *node, enum parent parent, bool *empty)
{
	if (node->kind == QUERY_YEARS) {
		struct plan_node *years = new_node(m, PLAN_YEARS, 0);
		if (years) {
			years->first_year = node->first_year;
			years->last_year = node->last_year;
		}
		return years;
	}
	if (node->child_count)
		return make_inner(m, node, empty);
	return make_leaf(m, node, parent, empty);
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
	struct making m = {.index = index,
		.plan = plan,
		.mode = options->mode,
		.loose = options->loose,
		.err = err};
	bool empty = query->root == NULL;
	if (query->root) {
		m.stop = true;
		plan->root = make_node(
			&m, query->root, PARENT_OPTIONAL, &empty);
	}
	if (query->root && empty) {
		/* Nothing but function words: then they are what is meant. */
		m.stop = empty = false;
		plan->pattern_count = plan->word_count = 0;
		plan->root = make_node(
			&m, query->root, PARENT_OPTIONAL, &empty);
	}
	tokens_free(&m.tokens);
	if (plan->root) {
		mark(plan, plan->root, false, false);
		if (plan_exclude(index, plan, options->exclude, err))
			plan->score = plan_score_make(
				plan, index->rank.title, err);
		if (plan->score)
			plan->query = plan_xap_query(plan->score, err);
	}
	if (!empty && !plan->query) {
		plan_free(plan);
		return NULL;
	}
	return plan;
}

void plan_free(struct plan *plan)
{
	if (!plan)
		return;
	xap_query_free(plan->query);
	arena_free(&plan->arena);
	free(plan);
}
