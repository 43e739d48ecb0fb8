/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reply.h - an HTTP reply, as handlers make it; http.c sends it.
 */
#ifndef TELUSUR_REPLY_H
#define TELUSUR_REPLY_H

#include "buf.h"
#include "errors.h"
#include "problems.h"

struct request;
struct reply;
struct service;

/* Work that takes long, to be done where no other request waits for it. */
struct reply_work {
	/* Fills the reply; may run on another thread than the handler.  NULL:
	 * there is no work. */
	void (*run)(const struct service *service,
		const struct request *request, void *context,
		struct reply *reply);
	void (*free)(void *context); /* called once, whether run was or not */
	void *context;
};

enum { REPLY_ETAG_BYTES = 80, REPLY_FILENAME_BYTES = 64 };

/* All zero: an empty reply.  The body is the file if has_file, else `body`, or
 * `lent` if that is empty. */
struct reply {
	unsigned status; /* HTTP status code */
	const char *type; /* Content-Type; a static string */
	const char *coding; /* Content-Encoding; static; NULL: none */
	bool varies; /* sends Vary: Accept-Encoding */
	bool lasting; /* the content of this URL never changes */
	char etag[REPLY_ETAG_BYTES]; /* "": none, and no cache may keep it */
	unsigned retry_after_s; /* Retry-After; 0: none */
	bool allow; /* sends Allow: GET, HEAD */
	struct buf body; /* owned */
	struct slice lent; /* borrowed; valid until the server has stopped */
	bool has_file; /* the body is the content of file, from its start */
	int file; /* descriptor, owned */
	uint64_t file_bytes;
	/* Content-Disposition: attachment with this name (letters, digits, .,
	 * - and _); "": to be shown. */
	char filename[REPLY_FILENAME_BYTES];
	struct reply_work work; /* owned; fills the rest of the reply */
};

void reply_free(struct reply *reply);

/* Replaces the reply by a problem document (RFC 9457); the format gives its
 * detail, for people.  Out of memory: as reply_memory. */
void reply_problem(struct reply *reply, const struct request *request,
	enum problem_id id, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Replaces the reply by the problem for an error of the engine: ERROR_SYNTAX,
 * ERROR_LIMIT and ERROR_USAGE are the client's (400), with the error's text;
 * all others the server's (500, 503), whose text goes to standard error. */
void reply_error(struct reply *reply, const struct request *request,
	const struct error *cause);

/* Runs and frees the work of the reply. */
void reply_run_work(struct reply *reply, const struct service *service,
	const struct request *request);

/* 503 indexUnavailable: the index cannot be opened. */
void reply_unavailable(struct reply *reply, const struct request *request,
	const struct error *cause);

/* 503 outOfMemory; allocates nothing. */
void reply_memory(struct reply *reply);

/* Turns a 200 whose ETag the client has into a 304. */
void reply_not_modified(struct reply *reply);

#endif
