#include "plan_xap.h"

#include "plan_synonym.h"

#include <limits.h>
#include <stdio.h>

/* Which essays a query must catch: all that may match (from above), or only
 * such as surely do (from below).  A NOT turns one into the other. */
enum bound { ABOVE, BELOW };

struct slice plan_term_name(enum query_field field,
	const struct plan_term *term, char name[XAP_MAX_TERM_BYTES])
{
	int length = snprintf(name, XAP_MAX_TERM_BYTES, "%s%.*s",
		plan_field_prefix(field), (int)term->root.length,
		term->root.bytes);
	return slice_of(name, (size_t)length);
}

/* Joins the parts and frees them; NULL among them is a failure before. */
static struct xap_query *join(enum xap_op op, struct xap_query **part,
	size_t count, struct error *err)
{
	struct xap_query *joined = NULL;
	bool whole = true;
	for (size_t i = 0; i < count; i++)
		whole = whole && part[i];
	if (whole && count == 1) {
		joined = part[0];
		part[0] = NULL;
	} else if (whole) {
		joined = xap_query_join(
			op, (const struct xap_query *const *)part, count, err);
	}
	for (size_t i = 0; i < count; i++)
		xap_query_free(part[i]);
	return joined;
}

/* What a reading counts among several.  Forms of a prefix count alike, as the
 * most frequent does, or the rarest would rank first; the whole of a compound
 * (covid-19) adds half of its weight to its first part's.  (Xapian's OP_MAX,
 * which would say it better, crashes in 1.4.22.)  A synonym that is rarer than the word counts no
 * more for that. */
static double factor_of(const struct plan_pattern *pattern,
	const struct plan_place *place, size_t i)
{
	if (pattern->kind == QUERY_PREFIX)
		return place->term[i].idf > 0
			       ? pattern->idf / place->term[i].idf
			       : 1;
	if (!place->term[i].synonym)
		return i == 0 ? 1 : .5;
	double own = place->term[0].idf, other = place->term[i].idf;
	return PLAN_SYNONYM_WEIGHT * (other > own ? own / other : 1);
}

static struct xap_query *reading_query(const struct plan_pattern *pattern,
	const struct plan_place *place, size_t i, struct error *err)
{
	char name[XAP_MAX_TERM_BYTES];
	struct xap_query *term = xap_query_term(
		plan_term_name(pattern->field, &place->term[i], name), err);
	double factor = factor_of(pattern, place, i);
	if (!term || factor == 1)
		return term;
	struct xap_query *scaled = xap_query_scale(term, factor, err);
	xap_query_free(term);
	return scaled;
}

static struct xap_query *place_query(const struct plan_pattern *pattern,
	const struct plan_place *place, struct error *err)
{
	struct xap_query *part[PLAN_MAX_EXPANSIONS];
	size_t count = 0;
	for (size_t i = 0; i < place->count && count < PLAN_MAX_EXPANSIONS;
		i++) {
		bool twice = false;
		for (size_t k = 0; k < i && !twice; k++)
			twice = slice_equal(
				place->term[k].root, place->term[i].root);
		if (!twice)
			part[count++] = reading_query(pattern, place, i, err);
	}
	if (count == 0)
		return xap_query_none(err);
	return join(XAP_OR, part, count, err);
}

static struct xap_query *pattern_query(
	const struct plan_pattern *pattern, enum bound bound, struct error *err)
{
	bool sure = pattern->kind == QUERY_WORD && pattern->place_count == 1;
	if (bound == BELOW && !sure)
		return xap_query_none(err);
	struct xap_query *part[PLAN_MAX_CHILDREN];
	size_t count = 0;
	for (size_t i = 0; i < pattern->place_count; i++)
		part[count++] = place_query(pattern, &pattern->place[i], err);
	return join(XAP_AND, part, count, err);
}

static struct xap_query *years_query(
	const struct plan_node *node, struct error *err)
{
	/* Dates are ISO 8601, so that they sort as bytes; a year sorts before
	 * its days, and "\x7f" behind them. */
	char first[16] = "0", last[16] = "\x7f";
	if (node->first_year != INT_MIN)
		snprintf(first, sizeof first, "%04d", node->first_year);
	if (node->last_year != INT_MAX)
		snprintf(last, sizeof last, "%04d\x7f", node->last_year);
	struct xap_query *range = xap_query_range(
		SCHEMA_SLOT_DATE, slice_text(first), slice_text(last), err);
	if (!range)
		return NULL;
	struct xap_query *filter = xap_query_scale(range, 0, err);
	xap_query_free(range);
	return filter;
}

static struct xap_query *node_query(const struct plan *plan,
	const struct plan_node *node, enum bound bound, struct error *err);

/* All essays but those of the query, which is freed. */
static struct xap_query *all_but(struct xap_query *query, struct error *err)
{
	struct xap_query *part[] = {xap_query_all(err), query};
	return join(XAP_AND_NOT, part, 2, err);
}

/* An AND: what must not match is taken off what must. */
static struct xap_query *and_query(const struct plan *plan,
	const struct plan_node *node, enum bound bound, struct error *err)
{
	struct xap_query *must[PLAN_MAX_CHILDREN], *not [PLAN_MAX_CHILDREN];
	size_t musts = 0, nots = 0;
	for (size_t i = 0; i < node->child_count; i++) {
		const struct plan_node *child = node->child[i];
		if (child->kind == PLAN_NOT)
			not [nots++] = node_query(plan, child->child[0],
				bound == ABOVE ? BELOW : ABOVE, err);
		else
			must[musts++] = node_query(plan, child, bound, err);
	}
	if (musts == 0)
		must[musts++] = xap_query_all(err);
	struct xap_query *wanted = join(XAP_AND, must, musts, err);
	if (nots == 0)
		return wanted;
	struct xap_query *part[] = {wanted, join(XAP_OR, not, nots, err)};
	return join(XAP_AND_NOT, part, 2, err);
}

static struct xap_query *node_query(const struct plan *plan,
	const struct plan_node *node, enum bound bound, struct error *err)
{
	struct xap_query *part[PLAN_MAX_CHILDREN];
	size_t count = 0;
	switch (node->kind) {
	case PLAN_PATTERN:
		return pattern_query(&plan->pattern[node->pattern], bound, err);
	case PLAN_YEARS:
		return years_query(node, err);
	case PLAN_NOT:
		return all_but(node_query(plan, node->child[0],
				       bound == ABOVE ? BELOW : ABOVE, err),
			err);
	case PLAN_AND:
		return and_query(plan, node, bound, err);
	case PLAN_NEAR:
		if (bound == BELOW)
			return xap_query_none(err);
		break;
	case PLAN_OR:
	case PLAN_MAYBE:
		break;
	}
	for (size_t i = 0; i < node->child_count; i++)
		part[count++] = node_query(plan, node->child[i], bound, err);
	return join(node->kind == PLAN_NEAR ? XAP_AND
		    : node->kind == PLAN_OR ? XAP_OR
					    : XAP_MAYBE,
		part, count, err);
}

/* The words of phrases that are one of several choices, to add to the score of
 * what matches: a quotation amid a question that is a little off is not
 * nothing. */
static struct xap_query *add_soft_words(
	const struct plan *plan, struct xap_query *wanted, struct error *err)
{
	struct xap_query *part[PLAN_MAX_PATTERNS];
	size_t count = 0;
	bool choice = plan->root->kind == PLAN_OR ||
		      plan->root->kind == PLAN_MAYBE;
	for (size_t i = 0; choice && i < plan->word_count; i++)
		if (plan->word[i].soft && plan->word[i].idf > 0)
			part[count++] = xap_query_term(plan->word[i].root, err);
	if (count == 0)
		return wanted;
	struct xap_query *both[] = {wanted, join(XAP_OR, part, count, err)};
	return join(XAP_MAYBE, both, 2, err);
}

/* Adds to the score of what matches what its title has of the query's words:
 * the more, the fewer the words, for short queries are often names and match
 * more essays than the second stage looks at. */
static struct xap_query *add_title(const struct plan *plan, double weight,
	struct xap_query *wanted, struct error *err)
{
	struct xap_query *part[PLAN_MAX_PATTERNS];
	size_t count = 0, words = 0;
	for (size_t i = 0; i < plan->word_count; i++)
		words += plan->word[i].idf > 0;
	for (size_t i = 0; weight > 0 && i < plan->word_count; i++) {
		if (plan->word[i].idf <= 0)
			continue;
		struct plan_term term = {.root = plan->word[i].root};
		char name[XAP_MAX_TERM_BYTES];
		struct xap_query *query = xap_query_term(
			plan_term_name(QUERY_TITLE, &term, name), err);
		part[count++] =
			query ? xap_query_scale(query,
					weight /
						(double)(words * words * words),
					err)
			      : NULL;
		xap_query_free(query);
	}
	if (count == 0)
		return wanted;
	struct xap_query *both[] = {wanted, join(XAP_OR, part, count, err)};
	return join(XAP_MAYBE, both, 2, err);
}

struct xap_query *plan_xap_query(
	const struct plan *plan, double title_weight, struct error *err)
{
	struct xap_query *query = node_query(plan, plan->root, ABOVE, err);
	query = add_soft_words(plan, query, err);
	return add_title(plan, title_weight, query, err);
}
