/* SPDX-License-Identifier: GPL-3.0-or-later */
/* problems.h - the problems that this server reports: the one table.
 *
 * A problem document (RFC 9457) has a `code`, on which programs act.  Codes are
 * stable: one may be added, none is renamed.  openapi.json lists them with
 * their meanings; a test holds it to this table, in both directions.
 */
#ifndef TELUSUR_PROBLEMS_H
#define TELUSUR_PROBLEMS_H

/* id, status of HTTP, code, meaning. */
/* clang-format off */
#define PROBLEMS(ROW) \
	ROW(BAD_PARAMETER, 400, "badParameter", \
		"A parameter has a value that it may not have, or is missing") \
	ROW(BAD_QUERY, 400, "badQuery", \
		"With strict: q cannot be read; position says where") \
	ROW(QUERY_TOO_LONG, 400, "queryTooLong", "q has too many bytes") \
	ROW(QUERY_TOO_COMPLEX, 400, "queryTooComplex", \
		"q has too many words, prefixes or parentheses; position says "\
		"where the limit was passed") \
	ROW(WORD_TOO_LONG, 400, "wordTooLong", "word has too many bytes") \
	ROW(TEXT_TOO_LONG, 400, "textTooLong", "text has too many bytes") \
	ROW(BAD_PASSAGE, 400, "badPassage", \
		"passage is not the id of a passage") \
	ROW(TOO_MANY_PARAMETERS, 400, "tooManyParameters", \
		"The address has too many parameters") \
	ROW(BAD_TARGET, 400, "badTarget", \
		"The address does not begin with /, or holds bytes that an " \
		"address must not hold") \
	ROW(BAD_REQUEST, 400, "badRequest", \
		"The request's headers contradict each other or hold bytes " \
		"that headers must not hold") \
	ROW(BAD_HOST, 400, "badHost", \
		"The request has no Host header, or several") \
	ROW(UNEXPECTED_BODY, 400, "unexpectedBody", \
		"A request to read has a body") \
	ROW(NOT_FOUND, 404, "notFound", "There is nothing at the address") \
	ROW(DOCUMENT_NOT_FOUND, 404, "documentNotFound", \
		"No essay has the id") \
	ROW(PASSAGE_GONE, 404, "passageGone", \
		"The essay does not hold the passage any more") \
	ROW(METHOD_NOT_ALLOWED, 405, "methodNotAllowed", \
		"The method is neither GET nor HEAD") \
	ROW(TARGET_TOO_LONG, 414, "targetTooLong", \
		"The address has too many bytes") \
	ROW(UNKNOWN_HOST, 421, "unknownHost", \
		"The Host header names none of this server's names") \
	ROW(INTERNAL, 500, "internal", \
		"The index is damaged, or a library failed; the server's log " \
		"says why") \
	ROW(INDEX_UNAVAILABLE, 503, "indexUnavailable", \
		"The index cannot be opened now") \
	ROW(INDEX_BUSY, 503, "indexBusy", \
		"The index changed again and again while it was read") \
	ROW(TOO_MANY_EXPORTS, 503, "tooManyExports", \
		"As many exports as may be are being written") \
	ROW(NO_SPACE, 503, "noSpace", \
		"There is no room for the temporary file of an export") \
	ROW(OUT_OF_MEMORY, 503, "outOfMemory", \
		"The server has no memory for this request now") \
	ROW(STOPPING, 503, "stopping", "The server is stopping")
/* clang-format on */

#define PROBLEM_ID(id, status, code, meaning) PROBLEM_##id,
enum problem_id { PROBLEMS(PROBLEM_ID) PROBLEM_COUNT };

struct problem {
	unsigned status;
	const char *code, *meaning;
};

/* By enum problem_id. */
extern const struct problem problems[PROBLEM_COUNT];

#endif
