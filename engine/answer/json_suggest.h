/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_suggest.h - the completions of an unfinished query as JSON. */
#ifndef TELUSUR_JSON_SUGGEST_H
#define TELUSUR_JSON_SUGGEST_H

#include "complete.h"

/* Appends the completions to out.  ERROR_MEMORY. */
bool json_suggest(const struct complete_list *completions,
	const char *generation, struct buf *out, struct error *err);

/* The same in the format of OpenSearch Suggestions 1.0: [q, [text, ...]].
 * ERROR_MEMORY. */
bool json_suggest_opensearch(const struct complete_list *completions,
	struct buf *out, struct error *err);

#endif
