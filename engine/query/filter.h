/* SPDX-License-Identifier: GPL-3.0-or-later */
/* filter.h - what narrows an answer beside its query: author, years, path and
 * kind of file.  Search, passages, concordance and export filter alike.
 *
 *   author  the whole name, folded (slot.h): "siti rahma" finds Siti Rahma and
 *           not Siti Rahmawati.  A part of a name is the query's penulis:.
 *   path    the beginning of the path, byte for byte: "berita/" is a folder
 *           with all below it.
 *   kind    of file: a name of kinds.h.
 *   year    2019, 2019..2022, 2019.., ..2022, both ends included; an essay
 *           without a date is in no year.
 *
 * Different filters narrow together.  Several authors, paths or kinds are any
 * of them; a second range of years is refused.
 */
#ifndef TELUSUR_FILTER_H
#define TELUSUR_FILTER_H

#include "buf.h"
#include "errors.h"
#include "xap.h"

enum { SEARCH_FILTERS = 4, SEARCH_FILTER_VALUES = 16 };

struct search_filter_values {
	struct slice value[SEARCH_FILTER_VALUES]; /* borrowed */
	size_t count;
};

/* Zero-initialised is empty. */
struct search_filter {
	struct search_filter_values author, path, kind;
	bool dated; /* the years count */
	int first_year, last_year; /* INT_MIN and INT_MAX are open ends */
};

/* "author", "year", "path", "kind"; i < SEARCH_FILTERS. */
const char *search_filter_name(size_t i);

/* Adds a value to the filter of this name.  An empty value adds nothing: a form
 * sends those.  kind takes several, commas between.  ERROR_USAGE: no filter has
 * the name, or it does not take the value; the text says what is allowed. */
bool search_filter_add(struct search_filter *filter, const char *name,
	struct slice value, struct error *err);

bool search_filter_empty(const struct search_filter *filter);

/* A query, to be freed by the caller, for the essays of `query` that pass, with
 * their scores; query stays the caller's.  NULL for it means all essays, which
 * score nothing. */
struct xap_query *search_filter_apply(const struct search_filter *filter,
	const struct xap_query *query, struct error *err);

#endif
