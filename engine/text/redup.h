/* SPDX-License-Identifier: GPL-3.0-or-later */
/* redup.h - doubled words by their letters, where the roots of the halves do
 * not tell: affixes around the pair (kebiru-biruan), and the 2 of hurried
 * writing (anak2).
 */
#ifndef TELUSUR_REDUP_H
#define TELUSUR_REDUP_H

#include "buf.h"

/* Where the root of a doubled word is to be looked for. */
enum redup_source {
	REDUP_NONE, /* it is none */
	REDUP_STEM, /* in the stem that the halves share: berjam-jam */
	REDUP_FIRST, /* in the first half: semata-mata, besar-besaran */
	REDUP_EITHER, /* there if something comes off it, as in menari-nari,
		       * else in the stem: mewanti-wanti */
};

/* Whether the forms are a prefix with a stem, and that stem with a suffix, or
 * with none; *stem then lies in the second. */
enum redup_source redup_read(
	struct slice first, struct slice second, struct slice *stem);

/* anak2, buku2nya, anak2an: how many letters stand before the 2; 0 for other
 * forms. */
size_t redup_short(struct slice form);

#endif
