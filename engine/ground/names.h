/* SPDX-License-Identifier: GPL-3.0-or-later */
/* names.h - values with fixed names: a mode, a sort order, a style.
 *
 * A table of names is an array of strings that NULL ends; the index of a name
 * is the value of the enum it stands for.  Reading a name and listing the
 * allowed ones both use the table, so no list is written twice.
 */
#ifndef TELUSUR_NAMES_H
#define TELUSUR_NAMES_H

#include "buf.h"
#include "errors.h"

/* Sets *index when the table has the name, compared byte for byte; else false,
 * and *index is unchanged. */
bool names_find(const char *const *names, struct slice name, unsigned *index);

/* Appends "stem, exact or family". */
void names_list(const char *const *names, struct buf *out);

/* Sets ERROR_USAGE "mode must be stem, exact or family", where `what` is
 * "mode"; returns false.  ERROR_MEMORY where the list cannot be made. */
bool names_refuse(
	const char *const *names, const char *what, struct error *err);

#endif
