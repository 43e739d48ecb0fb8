/* SPDX-License-Identifier: GPL-3.0-or-later */
/* redup.h - reduplication (kata ulang) by spelling, for pairs whose halves have
 * different roots: affixes around the pair (kebiru-biruan), and the short form
 * with a 2 (anak2).
 */
#ifndef TELUSUR_REDUP_H
#define TELUSUR_REDUP_H

#include "buf.h"

/* Where to look up the root of a reduplication. */
enum redup_source {
	REDUP_NONE, /* not a reduplication */
	REDUP_STEM, /* the stem that both halves share: berjam-jam */
	REDUP_FIRST, /* the first half: semata-mata, besar-besaran */
	REDUP_EITHER, /* the first half if it has affixes (menari-nari), else
		       * the stem (mewanti-wanti) */
};

/* Whether the forms are [prefix] stem - stem [suffix].  If so, *stem is set and
 * lies in `second`; for REDUP_NONE it is unchanged. */
enum redup_source redup_read(
	struct slice first, struct slice second, struct slice *stem);

/* anak2, buku2nya, anak2an: the number of letters before the 2; 0 for other
 * forms. */
size_t redup_short(struct slice form);

#endif
