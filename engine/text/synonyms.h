/* SPDX-License-Identifier: GPL-3.0-or-later */
/* synonyms.h - groups of words with the same meaning: siber = cyber.
 *
 * A plain text file.  A line is one group, its words separated by =.  A comment
 * begins with #; blank lines are skipped.  UTF-8, case-insensitive.  A word may
 * be in one group only.
 *
 * Synonyms expand queries; essays are analysed without them.  So they can be
 * replaced without a new index.  The index stores them, so that a server reads
 * no other file.
 */
#ifndef TELUSUR_SYNONYMS_H
#define TELUSUR_SYNONYMS_H

#include "buf.h"
#include "errors.h"

enum {
	SYNONYMS_MAX_GROUP = 8, /* words in a group */
	SYNONYMS_MAX_WORD_BYTES = 100,
	SYNONYMS_MAX_WORDS = 1 << 14,
};

struct synonyms;

/* Reads a file.  The codes of lines_read, and ERROR_CORRUPT for a line that is
 * not a group or repeats a word, ERROR_LIMIT for too many words; errors name
 * file and line. */
struct synonyms *synonyms_read(const char *path, struct error *err);
void synonyms_free(struct synonyms *synonyms);

/* Appends the serialised synonyms; false when out of memory. */
bool synonyms_save(const struct synonyms *synonyms, struct buf *out);
/* Reads what synonyms_save wrote; an empty slice gives no synonyms.
 * ERROR_CORRUPT for other bytes, ERROR_LIMIT for too many words. */
struct synonyms *synonyms_load(struct slice saved, struct error *err);

/* The number of words in all groups. */
size_t synonyms_count(const struct synonyms *synonyms);

/* Sets *group to the group of a normalised form, itself included, and returns
 * its number of words; 0 when the form is in no group.  *group belongs to the
 * synonyms. */
size_t synonyms_find(const struct synonyms *synonyms, struct slice form,
	const struct slice **group);

#endif
