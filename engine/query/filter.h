/* SPDX-License-Identifier: GPL-3.0-or-later */
/* filter.h - filters beside the query: author, years, path and kind of file.
 * Used alike by search, passages, concordance and export.
 *
 *   author  the whole name, folded (slot.h): "siti rahma" matches Siti Rahma,
 *           not Siti Rahmawati.  The query's penulis: matches parts of a name.
 *   path    a prefix of the path, byte for byte: "berita/" is a folder with all
 *           below it.
 *   kind    a name of kinds.h.
 *   year    2019, 2019..2022, 2019.., ..2022, inclusive; an essay without a
 *           date matches no year.
 *
 * Different filters are joined by AND; several authors, paths or kinds by OR.
 * A second range of years is refused.
 */
#ifndef TELUSUR_FILTER_H
#define TELUSUR_FILTER_H

#include "buf.h"
#include "catalogue.h"
#include "errors.h"

enum { FILTER_COUNT = 4, FILTER_MAX_VALUES = 16 };

struct filter_values {
	struct slice value[FILTER_MAX_VALUES]; /* borrowed */
	size_t count;
};

/* Zero-initialised matches every essay. */
struct filter {
	struct filter_values author, path, kind;
	bool dated; /* the years are set */
	int first_year, last_year; /* INT_MIN and INT_MAX are open ends */
};

/* "author", "year", "path", "kind"; i < FILTER_COUNT. */
const char *filter_name(size_t i);

/* Adds a value to the filter of this name.  An empty value is ignored: HTML
 * forms send those.  kind takes several, separated by commas.  ERROR_USAGE:
 * unknown name, bad value or too many; the text says what is allowed. */
bool filter_add(struct filter *filter, const char *name, struct slice value,
	struct error *err);

bool filter_empty(const struct filter *filter);

/* A query for the essays of `query` that pass, with their scores; NULL means
 * all essays, with score 0.  The result is the caller's (xap_query_free);
 * `query` stays the caller's; the catalogue is borrowed.  ERROR_ENGINE,
 * ERROR_MEMORY; ERROR_CORRUPT for an author that cannot be normalised, or a
 * damaged column. */
struct xap_query *filter_apply(const struct filter *filter,
	const struct catalogue *catalogue, const struct xap_query *query,
	struct error *err);

#endif
