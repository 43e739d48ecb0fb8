/* SPDX-License-Identifier: GPL-3.0-or-later */
/* errors.h - how a function says what went wrong.
 *
 * What can fail takes a struct error last and returns false or NULL exactly
 * when it has set it.  An error is set once, where the cause is first known,
 * and shown once: by a main on standard error or by the server as a problem
 * document.  Setting one allocates nothing.
 */
#ifndef TELUSUR_ERRORS_H
#define TELUSUR_ERRORS_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum error_code {
	ERROR_NONE,
	ERROR_USAGE, /* what the caller asked for makes no sense */
	ERROR_SYNTAX, /* a query that cannot be read; position is set */
	ERROR_LIMIT, /* over a named limit */
	ERROR_MEMORY, /* out of memory */
	ERROR_IO, /* the file system refused */
	ERROR_NOT_FOUND, /* the thing named is not there */
	ERROR_LOCKED, /* somebody else writes the index */
	ERROR_VERSION, /* an index of another schema or analyser */
	ERROR_CORRUPT, /* bytes that cannot be what we wrote */
	ERROR_MODIFIED, /* the index moved on under a reader: try again */
	ERROR_ENGINE, /* libxapian or another library failed */
	ERROR_STOPPED, /* nobody waits for it any more */
};

struct error {
	enum error_code code;
	uint32_t position; /* byte in the query, for ERROR_SYNTAX */
	char text[500]; /* what was tried on what, and why it failed */
};

/* Fills err (which may be NULL) and returns false, so that a failing function
 * can end with `return error_set(err, ...)`.  A text that is too long is cut. */
bool error_set(struct error *err, enum error_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* As error_set for a system call that has just failed: ": " and the text of
 * errno are appended. */
bool error_set_errno(struct error *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* "out of memory", returns false. */
bool error_set_memory(struct error *err);

#ifdef __cplusplus
}
#endif
#endif
