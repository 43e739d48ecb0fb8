/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spelling.h - the spellings of Indonesian before 1972, led back to today's.
 *
 * Van Ophuijsen (1901) wrote tjoekoep, Soewandi (1947) tjukup, since 1972 it is
 * cukup.  Three kinds of letters must be told apart:
 *
 * - Sure marks.  oe tj dj sj, and nj at a word's beginning, stand in no modern
 *   word but for loans that the dictionary knows (koefisien, adjektiva) and
 *   a few like masjid.  Names have them too: Soekarno is sukarno.
 * - j where it stands for today's y (jang, supaja), nj inside a word for ny
 *   (hanja), and ch for kh (achir).  Today's words are full of j and nj, and
 *   foreign ones of ch, so these letters alone prove nothing.
 * - The rest did not change.
 *
 * In 12,000 passages of Wikipedia 0.2 % of the words are read as old, half of
 * them names and quotations that are; the others are foreign (Boeing), and so
 * are queries for them.
 *
 * So: a word that is known as it stands is left alone (raja, maju, menjadi,
 * saja: some of these once were raya, mayu, saya, which then stay unfound, for
 * to find them would mix up every king with everything great).  A word with a
 * sure mark is old, and all of its letters are read so.  Another word is old
 * only if it is known once it is read so; hence without a dictionary these
 * stay as they are.
 *
 * Only the form that a root is looked for is folded: the form as written stays
 * the exact form, and the text is never touched.
 */
#ifndef TELUSUR_SPELLING_H
#define TELUSUR_SPELLING_H

#include "buf.h"

enum spelling_kind {
	SPELLING_MODERN, /* no letter of it can be old */
	SPELLING_DOUBTFUL, /* old only if it is a word when read so */
	SPELLING_OLD, /* it has a sure mark */
};

/* What the letters of a normalised form say, and in out (cleared first) how it
 * is written today if it is old. */
enum spelling_kind spelling_fold(struct slice form, struct buf *out);

#endif
