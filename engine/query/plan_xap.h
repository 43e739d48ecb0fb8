/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_xap.h - the score tree of a plan -> a query for Xapian. */
#ifndef TELUSUR_PLAN_XAP_H
#define TELUSUR_PLAN_XAP_H

#include "catalogue.h"
#include "plan_score.h"
#include "xap.h"

/* The query that matches and scores as the tree says.  The caller's:
 * xap_query_free; it borrows the catalogue.  ERROR_ENGINE, ERROR_MEMORY,
 * ERROR_CORRUPT. */
struct xap_query *plan_xap_query(const struct catalogue *catalogue,
	const struct plan_score *score, struct error *err);

#endif
