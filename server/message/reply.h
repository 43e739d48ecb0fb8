/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reply.h - what a handler gives back; http.c puts it on the wire.
 */
#ifndef TELUSUR_REPLY_H
#define TELUSUR_REPLY_H

#include "buf.h"
#include "errors.h"
#include "problems.h"

struct request;
struct reply;
struct service;

/* Work that takes so long that others must not wait behind it. */
struct reply_work {
	/* Makes the reply, on a thread that may be another than the one that
	 * the work was given to.  NULL: there is no work. */
	void (*run)(const struct service *service,
		const struct request *request, void *context,
		struct reply *reply);
	void (*free)(void *context); /* once, run or not */
	void *context;
};

enum { REPLY_ETAG_BYTES = 80, REPLY_FILENAME_BYTES = 64 };

/* Zero-initialised is empty.  The body is `body` or, when that is empty,
 * `lent`. */
struct reply {
	unsigned status; /* of HTTP */
	const char *type; /* Content-Type; static */
	const char *coding; /* Content-Encoding; static; NULL: plain */
	bool varies; /* another Accept-Encoding may get another form */
	bool lasting; /* what stands at this address never changes */
	char etag[REPLY_ETAG_BYTES]; /* "": none, and nothing is kept */
	unsigned retry_after_s; /* 0: not told */
	bool allow; /* tells which methods there are */
	struct buf body; /* owned */
	struct slice lent; /* must outlive the server's threads */
	bool has_file; /* the body is this file's: owned, read from its start */
	int file;
	uint64_t file_bytes;
	/* To be saved under this name: letters, digits, ., - and _; "": to be
	 * shown. */
	char filename[REPLY_FILENAME_BYTES];
	struct reply_work work; /* owned; it makes the rest of the reply */
};

void reply_free(struct reply *reply);

/* A problem document (RFC 9457) in place of whatever the reply was; the format
 * gives its detail, for people. */
void reply_problem(struct reply *reply, const struct request *request,
	enum problem_id id, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* The problem that an error of the engine is to a client.  What is not the
 * client's fault is told on standard error, with less of it in the reply. */
void reply_error(struct reply *reply, const struct request *request,
	const struct error *cause);

/* Does the work that the reply consists in. */
void reply_run_work(struct reply *reply, const struct service *service,
	const struct request *request);

/* 503: the index cannot be opened, whatever was asked of it. */
void reply_unavailable(struct reply *reply, const struct request *request,
	const struct error *cause);

/* 503 without needing memory. */
void reply_memory(struct reply *reply);

/* 304 in place of a 200 whose ETag the client has. */
void reply_not_modified(struct reply *reply);

#endif
