/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hunspell.h - reads the root words out of Debian's hunspell-id: a word list
 * with affix flags, one "word/FLAGS" a line, beside the .aff file that says
 * what the flags mean.
 */
#ifndef TELUSUR_HUNSPELL_H
#define TELUSUR_HUNSPELL_H

#include "roots.h"

#define HUNSPELL_INDONESIAN "/usr/share/hunspell/id_ID.dic"

/* Adds the roots of the dictionary: its words of the letters a to z (the words
 * with a hyphen are read in halves everywhere else, and those of one or two
 * letters would be found in every other word), without those that the
 * dictionary itself derives from another one: see hunspell.c.  Errors name the
 * file, ERROR_NOT_FOUND where there is none; a dictionary whose flags are not two letters long is refused, since
 * its roots could not be told from other words. */
bool hunspell_read(
	const char *dic_path, struct roots *roots, struct error *err);

#endif
