/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_score.h"

#include "plan_synonym.h"

/* Which essays a tree matches: a superset of the right ones (upper bound), or a
 * subset (lower bound).  Under a NOT one becomes the other. */
enum bound { ABOVE, BELOW };

struct making {
	struct plan *plan;
	struct error *err;
};

static struct plan_score *new_score(
	const struct making *making, enum plan_score_kind kind, size_t children)
{
	struct arena *arena = &making->plan->arena;
	struct plan_score *score = arena_array(arena, 1, sizeof *score);
	if (score)
		score->child = arena_array(
			arena, children, sizeof *score->child);
	if (!score || !score->child) {
		error_set_memory(making->err);
		return NULL;
	}
	score->kind = kind;
	score->factor = 1;
	score->pattern = score->word = SIZE_MAX;
	return score;
}

/* Joins the parts; NULL if one of them is NULL, its error being set. */
static struct plan_score *join(const struct making *making,
	enum plan_score_kind kind, struct plan_score *const *part, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!part[i])
			return NULL;
	if (count == 1)
		return part[0];
	struct plan_score *joined = new_score(making, kind, count);
	for (size_t i = 0; joined && i < count; i++)
		joined->child[joined->child_count++] = part[i];
	return joined;
}

/* The factor of one reading among several at a position.  Forms of a prefix all
 * count like the most frequent one, or the rarest would rank first.  A compound
 * (covid-19) adds half of its weight to that of its first part.  (Xapian's
 * OP_MAX would fit better, but crashes in 1.4.22.)  A synonym does not count
 * more for being rarer than the word. */
static double factor_of(const struct plan_pattern *pattern,
	const struct plan_position *position, size_t i)
{
	if (pattern->kind == QUERY_PREFIX)
		return position->term[i].idf > 0
			       ? pattern->idf / position->term[i].idf
			       : 1;
	if (!position->term[i].synonym)
		return i == 0 ? 1 : .5;
	double own = position->term[0].idf, other = position->term[i].idf;
	return PLAN_SYNONYM_WEIGHT * (other > own ? own / other : 1);
}

/* A position of a pattern: any of its readings, each root once. */
static struct plan_score *position_score(
	const struct making *making, size_t number, size_t at)
{
	const struct plan_pattern *pattern = &making->plan->pattern[number];
	const struct plan_position *position = &pattern->position[at];
	struct plan_score *part[PLAN_MAX_EXPANSIONS];
	size_t count = 0;
	for (size_t i = 0; i < position->count && count < PLAN_MAX_EXPANSIONS;
		i++) {
		bool twice = false;
		for (size_t k = 0; k < i && !twice; k++)
			twice = slice_equal(
				position->term[k].root, position->term[i].root);
		if (twice)
			continue;
		struct plan_score *term = new_score(making, PLAN_SCORE_TERM, 0);
		part[count++] = term;
		if (!term)
			return NULL;
		term->field = pattern->field;
		term->root = position->term[i].root;
		term->factor = factor_of(pattern, position, i);
		term->pattern = number;
		term->position = at;
	}
	if (count == 0)
		return new_score(making, PLAN_SCORE_NONE, 0);
	return join(making, PLAN_SCORE_OR, part, count);
}

static struct plan_score *pattern_score(
	const struct making *making, size_t number, enum bound bound)
{
	const struct plan_pattern *pattern = &making->plan->pattern[number];
	bool sure = pattern->kind == QUERY_WORD &&
		    pattern->position_count == 1 && !pattern->reduced;
	if (bound == BELOW && !sure)
		return new_score(making, PLAN_SCORE_NONE, 0);
	struct plan_score *part[PLAN_MAX_CHILDREN];
	size_t count = 0;
	for (size_t i = 0; i < pattern->position_count; i++)
		part[count++] = position_score(making, number, i);
	return join(making, PLAN_SCORE_AND, part, count);
}

static struct plan_score *years_score(
	const struct making *making, const struct plan_node *node)
{
	struct plan_score *years = new_score(making, PLAN_SCORE_YEARS, 0);
	if (years) {
		years->first_year = node->first_year;
		years->last_year = node->last_year;
	}
	return years;
}

static struct plan_score *node_score(const struct making *making,
	const struct plan_node *node, enum bound bound);

static struct plan_score *not_score(const struct making *making,
	const struct plan_node *node, enum bound bound)
{
	struct plan_score *part[] = {new_score(making, PLAN_SCORE_ALL, 0),
		node_score(making, node->child[0],
			bound == ABOVE ? BELOW : ABOVE)};
	return join(making, PLAN_SCORE_AND_NOT, part, 2);
}

/* An AND; its NOT children become the second child of an AND_NOT. */
static struct plan_score *and_score(const struct making *making,
	const struct plan_node *node, enum bound bound)
{
	struct plan_score *must[PLAN_MAX_CHILDREN], *not [PLAN_MAX_CHILDREN];
	size_t musts = 0, nots = 0;
	for (size_t i = 0; i < node->child_count; i++) {
		const struct plan_node *child = node->child[i];
		if (child->kind == PLAN_NOT)
			not [nots++] = node_score(making, child->child[0],
				bound == ABOVE ? BELOW : ABOVE);
		else
			must[musts++] = node_score(making, child, bound);
	}
	if (musts == 0)
		must[musts++] = new_score(making, PLAN_SCORE_ALL, 0);
	struct plan_score *wanted = join(making, PLAN_SCORE_AND, must, musts);
	if (nots == 0)
		return wanted;
	struct plan_score *part[] = {
		wanted, join(making, PLAN_SCORE_OR, not, nots)};
	return join(making, PLAN_SCORE_AND_NOT, part, 2);
}

static struct plan_score *node_score(const struct making *making,
	const struct plan_node *node, enum bound bound)
{
	struct plan_score *part[PLAN_MAX_CHILDREN];
	size_t count = 0;
	switch (node->kind) {
	case PLAN_PATTERN:
		return pattern_score(making, node->pattern, bound);
	case PLAN_YEARS:
		return years_score(making, node);
	case PLAN_NOT:
		return not_score(making, node, bound);
	case PLAN_AND:
		return and_score(making, node, bound);
	case PLAN_NEAR:
		if (bound == BELOW)
			return new_score(making, PLAN_SCORE_NONE, 0);
		break;
	case PLAN_OR:
	case PLAN_MAYBE:
		break;
	}
	for (size_t i = 0; i < node->child_count; i++)
		part[count++] = node_score(making, node->child[i], bound);
	return join(making,
		node->kind == PLAN_NEAR ? PLAN_SCORE_AND
		: node->kind == PLAN_OR ? PLAN_SCORE_OR
					: PLAN_SCORE_MAYBE,
		part, count);
}

static struct plan_score *word_score(const struct making *making, size_t word,
	enum query_field field, double factor)
{
	struct plan_score *term = new_score(making, PLAN_SCORE_TERM, 0);
	if (!term)
		return NULL;
	term->field = field;
	term->root = making->plan->word[word].root;
	term->factor = factor;
	term->word = word;
	return term;
}

/* Adds the words of optional phrases to the score of essays that match: a
 * slightly wrong quotation in a question still says something. */
static struct plan_score *add_soft_words(
	const struct making *making, struct plan_score *wanted)
{
	const struct plan *plan = making->plan;
	struct plan_score *part[PLAN_MAX_PATTERNS];
	size_t count = 0;
	bool choice = plan->root->kind == PLAN_OR ||
		      plan->root->kind == PLAN_MAYBE;
	for (size_t i = 0; choice && i < plan->word_count; i++)
		if (plan->word[i].soft && plan->word[i].idf > 0)
			part[count++] = word_score(making, i, QUERY_TEXT, 1);
	if (count == 0)
		return wanted;
	struct plan_score *both[] = {
		wanted, join(making, PLAN_SCORE_OR, part, count)};
	return join(making, PLAN_SCORE_MAYBE, both, 2);
}

/* Adds the words of the query in the title to the score of essays that match.
 * Fewer words count more: short queries are often names, and match more essays
 * than the second stage reads. */
static struct plan_score *add_title(
	const struct making *making, double weight, struct plan_score *wanted)
{
	const struct plan *plan = making->plan;
	struct plan_score *part[PLAN_MAX_PATTERNS];
	size_t count = 0, words = 0;
	for (size_t i = 0; i < plan->word_count; i++)
		words += plan->word[i].idf > 0;
	for (size_t i = 0; weight > 0 && i < plan->word_count; i++)
		if (plan->word[i].idf > 0)
			part[count++] = word_score(making, i, QUERY_TITLE,
				weight / (double)(words * words * words));
	if (count == 0)
		return wanted;
	struct plan_score *both[] = {
		wanted, join(making, PLAN_SCORE_OR, part, count)};
	return join(making, PLAN_SCORE_MAYBE, both, 2);
}

struct plan_score *plan_score_make(
	struct plan *plan, double title_weight, struct error *err)
{
	struct making making = {plan, err};
	struct plan_score *score = node_score(&making, plan->root, ABOVE);
	if (score)
		score = add_soft_words(&making, score);
	return score ? add_title(&making, title_weight, score) : NULL;
}
