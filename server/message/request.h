/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request.h - a request as the handlers see it: nothing of the library that
 * spoke HTTP is left in it.
 */
#ifndef TELUSUR_REQUEST_H
#define TELUSUR_REQUEST_H

#include "buf.h"
#include "errors.h"

enum request_method {
	REQUEST_GET,
	REQUEST_HEAD,
	REQUEST_OTHER,
};

enum {
	REQUEST_MAX_TARGET_BYTES = 8192,
	REQUEST_MAX_PARAMS = 32,
};

/* A name and value of the query string, decoded. */
struct request_param {
	struct slice name, value;
};

struct request {
	/* As it came; borrowed. */
	enum request_method method;
	struct slice target; /* path and query string, not decoded */
	struct slice host; /* of the last Host header */
	struct slice if_none_match; /* all such headers, joined by commas */
	struct slice accept_encoding; /* the same way */
	unsigned host_count, length_count; /* headers Host, Content-Length */
	bool has_length; /* a Content-Length over 0 */
	bool has_coding; /* a Transfer-Encoding */
	bool malformed; /* a header or target no client in order sends */
	/* Whether nobody waits for the reply any more; for work that takes
	 * long (reply.h).  Any thread may ask. */
	bool (*unwanted)(void *context);
	void *unwanted_context;

	/* Made by target_read. */
	struct slice path; /* decoded; without NUL */
	struct slice rest; /* of the path, behind the route's own; route.c */
	struct request_param param[REQUEST_MAX_PARAMS];
	size_t param_count;
	struct arena arena; /* owns the decoded bytes */
};

/* Notes one header: a name and value that may hold any bytes.  Host,
 * Content-Length and Transfer-Encoding are what it looks for; lists like
 * If-None-Match are the caller's to join. */
void request_header(
	struct request *request, struct slice name, struct slice value);

/* Whether the name of a header is this one, in any case. */
bool request_is_header(struct slice name, const char *wanted);

/* Frees the decoded bytes. */
void request_free(struct request *request);

/* The first value of the parameter; empty, and *given false, without one. */
struct slice request_param(
	const struct request *request, const char *name, bool *given);

/* A number in decimal digits alone, at most max; *value stays as it is when
 * the parameter is not given.  ERROR_USAGE names the parameter. */
bool request_number(const struct request *request, const char *name,
	uint32_t max, uint32_t *value, struct error *err);

/* "true" or "false", the same way. */
bool request_flag(const struct request *request, const char *name, bool *value,
	struct error *err);

#endif
