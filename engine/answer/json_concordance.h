/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_concordance.h - a concordance as JSON. */
#ifndef TELUSUR_JSON_CONCORDANCE_H
#define TELUSUR_JSON_CONCORDANCE_H

#include "concordance.h"

/* Appends the query and the lines of a concordance to out.  ERROR_MEMORY. */
bool json_concordance(const struct concordance *concordance, struct buf *out,
	struct error *err);

#endif
