/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_xap.h"

#include "column_range.h"
#include "plan_term.h"

static struct xap_query *term_query(
	const struct plan_score *score, struct error *err)
{
	char name[XAP_MAX_TERM_BYTES];
	return xap_query_term(
		plan_term_of_root(score->field, score->root, name), err);
}

static struct xap_query *join_query(const struct catalogue *catalogue,
	const struct plan_score *score, enum xap_op op, struct error *err)
{
	struct xap_query *part[PLAN_MAX_CHILDREN];
	size_t count = 0;
	bool whole = true;
	while (whole && count < score->child_count) {
		part[count] = plan_xap_query(
			catalogue, score->child[count], err);
		whole = part[count++] != NULL;
	}
	return xap_query_join_free(op, part, count, err);
}

static struct xap_query *plain_query(const struct catalogue *catalogue,
	const struct plan_score *score, struct error *err)
{
	switch (score->kind) {
	case PLAN_SCORE_TERM:
		return term_query(score, err);
	case PLAN_SCORE_ALL:
		return xap_query_all(err);
	case PLAN_SCORE_NONE:
		return xap_query_none(err);
	case PLAN_SCORE_YEARS:
		return column_years_query(
			catalogue, score->first_year, score->last_year, err);
	case PLAN_SCORE_AND:
		return join_query(catalogue, score, XAP_AND, err);
	case PLAN_SCORE_OR:
		return join_query(catalogue, score, XAP_OR, err);
	case PLAN_SCORE_AND_NOT:
		return join_query(catalogue, score, XAP_AND_NOT, err);
	case PLAN_SCORE_MAYBE:
		break;
	}
	return join_query(catalogue, score, XAP_MAYBE, err);
}

struct xap_query *plan_xap_query(const struct catalogue *catalogue,
	const struct plan_score *score, struct error *err)
{
	struct xap_query *plain = plain_query(catalogue, score, err);
	if (!plain || score->factor == 1)
		return plain;
	struct xap_query *scaled = xap_query_scale(plain, score->factor, err);
	xap_query_free(plain);
	return scaled;
}
