/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xap.h"

struct xap_query *xap_query_none(struct error *err)
{
	return xap_query_join(XAP_OR, NULL, 0, err);
}

struct xap_query *xap_query_join_free(enum xap_op op, struct xap_query **part,
	size_t count, struct error *err)
{
	struct xap_query *joined = NULL;
	bool whole = true;
	for (size_t i = 0; i < count; i++)
		whole = whole && part[i];
	if (whole)
		joined = xap_query_join(
			op, (const struct xap_query *const *)part, count, err);
	for (size_t i = 0; i < count; i++)
		xap_query_free(part[i]);
	return joined;
}
