/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_analysis.h - the tokens of a text as JSON. */
#ifndef TELUSUR_JSON_ANALYSIS_H
#define TELUSUR_JSON_ANALYSIS_H

#include "analyse.h"

/* Appends the tokens to out: for each its bytes, form and root, the affixes
 * that were removed, and the terms it is indexed under.  ERROR_MEMORY. */
bool json_analysis(const struct tokens *tokens, const char *generation,
	struct buf *out, struct error *err);

#endif
