/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.h - the stored fields of an essay: the one table.
 *
 * The record's head, the members of an essay in JSON, the columns of an export,
 * the lines of NDJSON files and sidecars are made from it.  What a query, a
 * filter, a facet or a sort order calls a field is told here too; tests hold
 * their tables (query_lex.c, filter.c, facet.c, search_run.c) and openapi.json
 * to it.
 *
 * The text, pages and flags of an essay (record.h) are no fields: they are
 * stored and shown in ways of their own.
 */
#ifndef TELUSUR_FIELDS_H
#define TELUSUR_FIELDS_H

#include "record.h"

/* In the order of the record's head, which is that of answers and exports: a
 * change of it raises SCHEMA_VERSION.
 *
 * member   of struct essay; also its name in JSON
 * flags    FIELD_...
 * query    the query's fields that search its words, with spaces between
 * filter   the filter on its value (filter.h)
 * facet    its values counted (facet.h)
 * sort     the order by its value (search_run.h); - before it: descending
 *
 * FIELDS_SAID are those that an NDJSON line or a sidecar can say.
 */
/* clang-format off */
#define FIELDS_SAID(ROW) \
	ROW(title, FIELD_ALWAYS | FIELD_EXPORTED, "judul: title:", "", "", \
		"title") \
	ROW(author, FIELD_EXPORTED, "penulis: author:", "author", "author", \
		"") \
	ROW(date, FIELD_EXPORTED, "tahun: year:", "year", "year", \
		"date -date") \
	ROW(url, FIELD_EXPORTED, "", "", "", "")
#define FIELDS(ROW) \
	ROW(id, FIELD_ALWAYS | FIELD_EXPORTED, "", "", "", "") \
	ROW(path, FIELD_ALWAYS | FIELD_EXPORTED, "berkas: file:", "path", \
		"folder", "") \
	FIELDS_SAID(ROW) \
	ROW(kind, FIELD_ALWAYS, "", "kind", "kind", "")
/* clang-format on */

enum {
	FIELD_ALWAYS = 1, /* every essay has it; others are left out of JSON
			   * where they are unknown */
	FIELD_EXPORTED = 2, /* a column of a CSV export */
};

#define FIELD_ID(member, flags, query, filter, facet, sort) FIELD_##member,
enum field_id { FIELDS(FIELD_ID) FIELD_COUNT };

struct field {
	const char *name;
	unsigned flags;
	const char *query, *filter, *facet, *sort; /* "": none */
	size_t offset; /* of the struct slice in struct essay */
};

/* By enum field_id. */
extern const struct field fields[FIELD_COUNT];

/* The value, empty where it is unknown. */
struct slice field_value(const struct essay *essay, const struct field *field);

/* Sets the value. */
void field_set(
	struct essay *essay, const struct field *field, struct slice value);

#endif
