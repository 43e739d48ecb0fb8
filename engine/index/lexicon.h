/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lexicon.h - the forms of a collection with their roots and counts, kept in
 * step with the essays.  Gives prefixes their words; families and suggestions
 * stand on it.
 *
 * There are two sorted tables: form and root -> counts, and root and form ->
 * counts, so that a word's family is one place to read.  The second leaves out
 * the forms that are their own root, which are three of four.
 */
#ifndef TELUSUR_LEXICON_H
#define TELUSUR_LEXICON_H

#include "analyse.h"
#include "buf.h"
#include "errors.h"
#include "xap.h"

/* Changes to the counts, gathered while essays are added and removed. */
struct lexicon_delta;
struct lexicon_delta *lexicon_delta_new(struct error *err);
void lexicon_delta_free(struct lexicon_delta *delta);

/* Begins another essay, whose tokens follow. */
void lexicon_delta_essay(struct lexicon_delta *delta);

/* Counts the tokens of the essay, or of a part of it; sign is 1 or -1. */
bool lexicon_delta_count(struct lexicon_delta *delta,
	const struct tokens *tokens, int sign, struct error *err);

/* Counts a word of the essay that stands there so often. */
bool lexicon_delta_add(struct lexicon_delta *delta, uint32_t word,
	uint32_t occurrences, struct error *err);

/* Changes, and the analyser that gave the tokens; it was not trimmed since. */
struct lexicon_part {
	struct lexicon_delta *delta;
	const struct analyser *analyser;
};

/* Writes the sum of the changes and forgets them.  Once for all parts: each
 * writing goes through most of both tables. */
bool lexicon_apply(const struct lexicon_part *part, size_t parts,
	struct xap_writer *writer, struct error *err);

struct lexicon_entry {
	struct slice form, root;
	uint32_t occurrences, documents;
};

/* The counts of a form with its root; 0 where it stands nowhere.  The entry
 * borrows both strings. */
bool lexicon_find(struct xap_reader *reader, struct slice form,
	struct slice root, struct lexicon_entry *entry, struct error *err);

/* The same, its essays alone. */
bool lexicon_documents(struct xap_reader *reader, struct slice form,
	struct slice root, uint32_t *documents, struct error *err);

/* The form with each root that it has in the collection, the most frequent
 * first; *count is 0 where the collection lacks it.  Strings are in the
 * arena. */
bool lexicon_form(struct xap_reader *reader, struct slice form,
	struct arena *arena, struct lexicon_entry **entry, size_t *count,
	struct error *err);

/* Calls visit for every form and root, in the order of their bytes, until it
 * returns false.  The entry is borrowed for the call. */
typedef bool lexicon_visit(void *context, const struct lexicon_entry *entry);
bool lexicon_each(struct xap_reader *reader, lexicon_visit *visit,
	void *context, struct error *err);

/* Forms that begin with prefix, the `limit` in most documents, most first;
 * *more says whether there were others.  Strings are in the arena. */
bool lexicon_prefix(struct xap_reader *reader, struct slice prefix,
	size_t limit, struct arena *arena, struct lexicon_entry **entry,
	size_t *count, bool *more, struct error *err);

/* The forms of one root. */
struct lexicon_family {
	struct lexicon_entry *entry; /* in most documents first */
	size_t count; /* of them, at most what was asked for */
	size_t total; /* forms that there are */
	uint64_t occurrences; /* of all of them */
};

/* The forms of the root, the `limit` in most documents; none where the
 * collection lacks it.  Strings are in the arena.  Takes some 15 us. */
bool lexicon_family(struct xap_reader *reader, struct slice root, size_t limit,
	struct arena *arena, struct lexicon_family *family, struct error *err);

/* The forms that begin with prefix among a field's, whose terms begin with
 * `field`: the first `limit` in order.  Roots and counts are not filled. */
bool lexicon_field_prefix(struct xap_reader *reader, struct slice field,
	struct slice prefix, size_t limit, struct arena *arena,
	struct lexicon_entry **entry, size_t *count, bool *more,
	struct error *err);

#endif
