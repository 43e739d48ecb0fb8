/* SPDX-License-Identifier: GPL-3.0-or-later */
/* errors.h - error reporting for all programs.
 *
 * A function that can fail takes a struct error last.  It returns false or NULL
 * exactly when it has set the error.  An error is set once, where the cause is
 * known first.  It is shown once: by a main on standard error, or by the server
 * as a problem document (RFC 9457).  Setting one allocates nothing.
 *
 * The file is not called error.h because glibc has a header of that name.
 *
 * Every header names the codes that its functions can set.  ERROR_MEMORY goes
 * without saying: whatever takes a struct error can set it.
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
	ERROR_USAGE, /* an invalid argument, option or request */
	ERROR_SYNTAX, /* a query in strict mode does not parse; see position */
	ERROR_LIMIT, /* input exceeds a named limit */
	ERROR_MEMORY, /* out of memory */
	ERROR_IO, /* a system call on a file or socket failed */
	ERROR_NOT_FOUND, /* the file, essay or index named does not exist */
	ERROR_LOCKED, /* another process is writing the index */
	ERROR_VERSION, /* data of another schema or analyser version */
	ERROR_CORRUPT, /* stored or given data is malformed */
	ERROR_MODIFIED, /* the reader's snapshot is gone: reopen and retry */
	ERROR_ENGINE, /* a foreign library (libxapian ...) failed */
	ERROR_STOPPED, /* cancelled: the client is gone */
};

struct error {
	enum error_code code;
	uint32_t position; /* byte offset in the query, for ERROR_SYNTAX and
			    * ERROR_LIMIT of a query; else 0 */
	char text[500]; /* the operation, its object and the cause */
};

/* Fills err, which may be NULL.  Always returns false, so that a failing
 * function can end with `return error_set(err, ...)`.  A text that is too long
 * is truncated. */
bool error_set(struct error *err, enum error_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* error_set for a system call that has just failed.  Appends ": " and the text
 * of errno.  The code is ERROR_NOT_FOUND for ENOENT, ERROR_MEMORY for ENOMEM,
 * else ERROR_IO. */
bool error_set_errno(struct error *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* ERROR_MEMORY with the text "out of memory"; returns false.  Inline, so that a
 * compiler or analyser that reads one file knows what `p || error_set_memory`
 * is. */
static inline bool error_set_memory(struct error *err)
{
	error_set(err, ERROR_MEMORY, "out of memory");
	return false;
}

#ifdef __cplusplus
}
#endif
#endif
