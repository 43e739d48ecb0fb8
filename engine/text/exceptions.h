/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exceptions.h - reads exceptions: forms that the rules stem wrongly.
 *
 * A line is "form root"; the root may equal the form.  A comment begins with #;
 * blank lines are skipped.  UTF-8, case-insensitive.  A later line for the same
 * form overrides an earlier one, so a user's file overrides ours.
 */
#ifndef TELUSUR_EXCEPTIONS_H
#define TELUSUR_EXCEPTIONS_H

#include "roots.h"

/* Adds the file to the roots: each form gets its root, and each root is added
 * if it is missing.  A form that had been a root itself is so no longer.  The
 * codes of lines_read, and ERROR_CORRUPT for a line that is not two words,
 * ERROR_LIMIT for a word of over ROOTS_MAX_WORD_BYTES; errors name file and
 * line. */
bool exceptions_read(const char *path, struct roots *roots, struct error *err);

#endif
