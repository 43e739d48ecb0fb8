/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "errors.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool error_set(struct error *err, enum error_code code, const char *format, ...)
{
	if (!err)
		return false;
	va_list args;
	va_start(args, format);
	vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	err->code = code;
	err->position = 0;
	return false;
}

bool error_set_errno(struct error *err, const char *format, ...)
{
	int cause = errno;
	if (!err)
		return false;
	va_list args;
	va_start(args, format);
	int used = vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	size_t at = used < 0 ? 0 : (size_t)used;
	if (at < sizeof err->text) {
		char reason[120];
		/* The POSIX strerror_r: strerror is not safe in threads. */
		if (strerror_r(cause, reason, sizeof reason) != 0)
			snprintf(reason, sizeof reason, "error %d", cause);
		snprintf(err->text + at, sizeof err->text - at, ": %s", reason);
	}
	err->code = cause == ENOENT   ? ERROR_NOT_FOUND
		    : cause == ENOMEM ? ERROR_MEMORY
				      : ERROR_IO;
	err->position = 0;
	return false;
}
