/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hunspell.h - reads the roots from Debian's hunspell-id: a .dic file with one
 * "word/FLAGS" a line, and the .aff file beside it, which defines the flags.
 */
#ifndef TELUSUR_HUNSPELL_H
#define TELUSUR_HUNSPELL_H

#include "roots.h"

#define HUNSPELL_INDONESIAN "/usr/share/hunspell/id_ID.dic"

/* Adds the roots of the dictionary: its words of 3..AFFIX_MAX_BYTES letters a-z
 * (halves of hyphenated words are analysed one by one, and words of one or two
 * letters would be found inside every other word), without those that the
 * dictionary derives from another word: see check_reading in hunspell.c.
 * ERROR_NOT_FOUND or ERROR_IO for the files; ERROR_CORRUPT when the flags are
 * not two letters long (roots could not be told from derived words) or there
 * are no words; ERROR_LIMIT for over 2^20 words.  Errors name the file. */
bool hunspell_read(
	const char *dic_path, struct roots *roots, struct error *err);

#endif
