/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request.h - an HTTP request as handlers see it, independent of the HTTP
 * library.
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

/* One parameter of the query string, decoded. */
struct request_param {
	struct slice name, value;
};

struct request {
	/* As received; borrowed. */
	enum request_method method;
	struct slice target; /* path and query string, still encoded */
	struct slice host; /* of the last Host header */
	struct slice if_none_match; /* all such headers, comma-separated */
	struct slice accept_encoding; /* likewise */
	unsigned host_count, length_count; /* Host, Content-Length headers */
	bool has_length; /* there is a Content-Length over 0 */
	bool has_coding; /* there is a Transfer-Encoding */
	bool malformed; /* a header has bytes that RFC 9110 forbids */
	/* Whether the client is gone, so that long work (reply.h) may stop.
	 * Any thread may call it. */
	bool (*unwanted)(void *context);
	void *unwanted_context;

	/* Set by target_read. */
	struct slice path; /* decoded; contains no NUL */
	struct slice rest; /* of the path, after the route's own (route.c) */
	struct request_param param[REQUEST_MAX_PARAMS];
	size_t param_count;
	struct arena arena; /* owns the decoded bytes */
};

/* Processes one header, whose name and value may hold any bytes: Host,
 * Content-Length and Transfer-Encoding.  If-None-Match and Accept-Encoding are
 * joined and set by the caller. */
void request_header(
	struct request *request, struct slice name, struct slice value);

/* Whether a header has this name; capitals and small letters are equal. */
bool request_is_header(struct slice name, const char *wanted);

/* Frees the decoded bytes. */
void request_free(struct request *request);

/* The first value of the parameter; empty, with *given false, if there is
 * none. */
struct slice request_param(
	const struct request *request, const char *name, bool *given);

/* Reads a parameter that is a decimal number from 0 to max.  *value is
 * unchanged if it is not given.  ERROR_USAGE names the parameter. */
bool request_number(const struct request *request, const char *name,
	uint32_t max, uint32_t *value, struct error *err);

/* Likewise a parameter that is "true" or "false". */
bool request_flag(const struct request *request, const char *name, bool *value,
	struct error *err);

#endif
