/* SPDX-License-Identifier: GPL-3.0-or-later */
/* synonyms.h - words that mean the same: siber = cyber, daring = online.
 *
 * A plain text file.  One group a line, its words parted by '='; '#' begins a
 * comment; empty lines are fine.  UTF-8, read without regard to case.  A word
 * stands in one group only.
 *
 * Synonyms act on queries alone: no essay is analysed otherwise for them, so
 * they can be replaced without making an index anew.  They are kept in it, so
 * that a server reads no file but the index.
 */
#ifndef TELUSUR_SYNONYMS_H
#define TELUSUR_SYNONYMS_H

#include "buf.h"
#include "errors.h"

enum {
	SYNONYMS_MAX_GROUP = 8, /* words of a group */
	SYNONYMS_MAX_WORD_BYTES = 100,
	SYNONYMS_MAX_WORDS = 1 << 14,
};

struct synonyms;

/* Errors name the file and the line. */
struct synonyms *synonyms_read(const char *path, struct error *err);
void synonyms_free(struct synonyms *synonyms);

/* Appends what synonyms_load reads; false when out of memory. */
bool synonyms_save(const struct synonyms *synonyms, struct buf *out);
/* Nothing saved is no synonyms.  ERROR_CORRUPT for bytes that synonyms_save
 * cannot have written. */
struct synonyms *synonyms_load(struct slice saved, struct error *err);

size_t synonyms_count(const struct synonyms *synonyms); /* words */

/* The group that the normalised form stands in, itself included; 0 when it is
 * in none.  *group belongs to the synonyms. */
size_t synonyms_find(const struct synonyms *synonyms, struct slice form,
	const struct slice **group);

#endif
