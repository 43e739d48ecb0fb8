/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.h - JSON, as all programs print and read it.
 *
 * Names are camelCase and carry their units; byte offsets are into the text
 * that a document's answer gives.  Each json_* function appends one value to
 * out, without a line end, as valid UTF-8: bytes of names and titles that are
 * none become U+FFFD.  They fail only when out of memory, and then out holds
 * a part of the value.
 */
#ifndef TELUSUR_JSON_H
#define TELUSUR_JSON_H

#include "buf.h"
#include "errors.h"
#include "search_passages.h"
#include "search_run.h"

struct examples;
struct families;
struct completions;

/* The answer of a search: query, hits with their passages, figures. */
bool json_search_answer(
	const struct search_answer *answer, struct buf *out, struct error *err);

/* Passages over all essays, each with its essay's fields. */
bool json_search_passages(
	const struct search_passages *list, struct buf *out, struct error *err);

/* One of its hits, without an explanation. */
bool json_search_hit(
	const struct search_hit *hit, struct buf *out, struct error *err);

struct concordance;

/* The lines of a concordance. */
bool json_concordance(const struct concordance *concordance, struct buf *out,
	struct error *err);

/* One essay: its fields, text, paragraphs and highlights. */
bool json_document(const struct search_document *document, struct buf *out,
	struct error *err);

/* Figures of the collection, and queries to begin with; version is the
 * program's. */
bool json_stats(const struct index *index, const struct examples *examples,
	const char *version, struct buf *out, struct error *err);

/* How a text became terms: of each word its bytes, form, root, what came off
 * it, and the roots it is found by. */
bool json_analysis(const struct tokens *tokens, const char *generation,
	struct buf *out, struct error *err);

/* The families of a word. */
bool json_families(const struct families *families, const char *generation,
	struct buf *out, struct error *err);

/* What a query may become; and the same as OpenSearch's suggestions have it:
 * [q, [text, ...]]. */
bool json_completions(const struct completions *completions,
	const char *generation, struct buf *out, struct error *err);
bool json_opensearch(const struct completions *completions, struct buf *out,
	struct error *err);

/* A problem document as of RFC 9457. */
struct json_problem {
	unsigned status; /* of HTTP */
	const char *title; /* of the status */
	const char *code; /* stable, camelCase */
	struct slice detail, instance;
	bool positioned; /* position is known */
	uint32_t position; /* byte in the query */
};
bool json_problem(
	const struct json_problem *problem, struct buf *out, struct error *err);

/* The name of a mode in the API and on the command line: stem, exact, family;
 * json_read_mode is false for any other name. */
const char *json_mode_name(enum plan_mode mode);
bool json_read_mode(struct slice name, enum plan_mode *mode);

/* Reads a line {"id","title","text","author"?,"date"?,"url"?} of an NDJSON
 * file into the fields of an essay of these names, the others cleared.  A
 * field that is null is unknown; names that are not known are skipped.  The
 * strings are in the arena.  ERROR_SYNTAX says what is wrong with the line,
 * ERROR_LIMIT that it has too many values for the memory that they take;
 * whether an id or a length is allowed is the caller's question. */
bool json_line(struct slice line, struct arena *arena, struct essay *essay,
	struct error *err);

#endif
