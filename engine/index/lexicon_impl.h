/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lexicon_impl.h - the entries of one segment's lexicon, and of several at
 * once.
 *
 * Entries are sorted by form, then root, in groups of LEXICON_GROUP.  Of each
 * form only what differs from the one before in its group is stored (front
 * coding); the first of a group stands whole, so that groups can be searched.
 *
 *   varint bytes shared with the form before, string of the others,
 *   varint 0 where the root is the form, else its length + 1 and its bytes,
 *   varint: number of the word (code.h); of its root, where that is another,
 *   zigzag varints: occurrences, documents
 *
 * SEGMENT_LEXICON_GROUPS: u32 number of entries, then u32 for each group.
 * SEGMENT_LEXICON_ROOTS: u32 numbers of those entries whose root is not the
 * form, sorted by root, then form.
 */
#ifndef TELUSUR_LEXICON_IMPL_H
#define TELUSUR_LEXICON_IMPL_H

#include "code.h"
#include "segment.h"
#include "word.h"

enum { LEXICON_GROUP = 16 };

/* An entry of a segment and the way on. */
struct lexicon_cursor {
	const struct segment *segment;
	uint32_t entry, entries; /* number of the one shown; of all */
	struct cursor next;
	bool done; /* none is shown */
	uint32_t form_length;
	char form[WORD_MAX_FORM_BYTES];
	struct slice root; /* lies in the segment, or is the form */
	uint64_t code;
	int64_t occurrences, documents;
};

static inline struct slice lexicon_cursor_form(
	const struct lexicon_cursor *cursor)
{
	return slice_of(cursor->form, cursor->form_length);
}

/* Shows an entry by its number; `done` where there is none (or what is there
 * cannot be read). */
void lexicon_cursor_at(struct lexicon_cursor *cursor,
	const struct segment *segment, uint32_t number);

/* Shows the first entry that is not before form and root. */
void lexicon_cursor_seek(struct lexicon_cursor *cursor,
	const struct segment *segment, struct slice form, struct slice root);

void lexicon_cursor_next(struct lexicon_cursor *cursor);

/* The entries of several segments in one order, equal ones added up. */
struct lexicon_walk {
	struct lexicon_cursor *cursor;
	size_t count;
	char form[WORD_MAX_FORM_BYTES], root[WORD_MAX_FORM_BYTES];
	uint32_t form_length, root_length;
	uint64_t code;
	int64_t occurrences, documents;
};

/* Begins at the first entry that is not before the form.  ERROR_MEMORY.
 * lexicon_walk_free it. */
bool lexicon_walk_open(struct lexicon_walk *walk,
	struct segment *const *segment, size_t count, struct slice form,
	struct error *err);
void lexicon_walk_free(struct lexicon_walk *walk);

/* Fills the next form and root and the sums of their counts; false behind the
 * last. */
bool lexicon_walk_next(struct lexicon_walk *walk);

#endif
