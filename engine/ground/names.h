/* SPDX-License-Identifier: GPL-3.0-or-later */
/* names.h - values with fixed names: a mode, a sort order, a style.
 *
 * A table of names is a NULL-terminated array of strings; the index of a name
 * is its enum value.  Names are read and listed by the same table.
 */
#ifndef TELUSUR_NAMES_H
#define TELUSUR_NAMES_H

#include "buf.h"
#include "errors.h"

/* Sets *index to that of the name, compared byte for byte.  False if the table
 * does not have it; *index is then unchanged. */
bool names_find(const char *const *names, struct slice name, unsigned *index);

/* Appends the names as text: "stem, exact or family". */
void names_list(const char *const *names, struct buf *out);

/* Sets ERROR_USAGE "mode must be stem, exact or family", where `parameter` is
 * "mode".  Always returns false. */
bool names_refuse(
	const char *const *names, const char *parameter, struct error *err);

#endif
