/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_passages.h - the ranked passages of all essays as JSON. */
#ifndef TELUSUR_JSON_PASSAGES_H
#define TELUSUR_JSON_PASSAGES_H

#include "errors.h"
#include "search_passages.h"

/* Appends the list to out, each passage with the fields of its essay.
 * ERROR_MEMORY. */
bool json_passages(
	const struct search_passages *list, struct buf *out, struct error *err);

#endif
