/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exceptions.h - reads a file of words that the rules get wrong.
 *
 * One "form root" a line, the root may be the form; '#' begins a comment; empty
 * lines are fine.  Of two lines for one form the later one counts, so that a
 * user's file overrules ours.  UTF-8, read without regard to case.
 */
#ifndef TELUSUR_EXCEPTIONS_H
#define TELUSUR_EXCEPTIONS_H

#include "roots.h"

/* Adds the lines to the roots.  A form gets its root; a root becomes one of
 * the roots, if it is not; a form with another root is no root any more.
 * Errors name the file and the line. */
bool exceptions_read(const char *path, struct roots *roots, struct error *err);

#endif
