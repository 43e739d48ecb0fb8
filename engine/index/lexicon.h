/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lexicon.h - the forms of a collection with their roots and counts, kept in
 * step with the essays.  Gives prefixes their words; families and suggestions
 * stand on it.
 *
 * A segment holds the changes of its commit: entries of form, root and by how
 * much their counts changed, less for essays that were removed.  The sum over
 * all segments is what the collection has, so that an incremental run counts
 * as a rebuild does; merging adds up.
 */
#ifndef TELUSUR_LEXICON_H
#define TELUSUR_LEXICON_H

#include "analyse.h"
#include "buf.h"
#include "catalogue.h"
#include "code.h"
#include "errors.h"
#include "xap.h"

struct lexicon_entry {
	struct slice form, root;
	uint64_t code; /* code.h */
	uint32_t occurrences, documents;
};

/* Fills in the counts of a form with its root; false, and the counts are 0,
 * where it stands nowhere.  The entry borrows both strings. */
bool lexicon_find(const struct catalogue *catalogue, struct slice form,
	struct slice root, struct lexicon_entry *entry);

/* The code of a form with its root, which both may be unknown (code.h). */
uint64_t lexicon_code(const struct catalogue *catalogue, struct slice form,
	struct slice root);

/* The form with each root that it has in the collection, the most frequent
 * first; *count is 0 where the collection lacks it.  Strings are in the
 * arena. */
bool lexicon_form(const struct catalogue *catalogue, struct slice form,
	struct arena *arena, struct lexicon_entry **entry, size_t *count,
	struct error *err);

/* Calls visit for every form and root, in the order of their bytes, until it
 * returns false.  The entry is borrowed for the call. */
typedef bool lexicon_visit(void *context, const struct lexicon_entry *entry);
bool lexicon_each(const struct catalogue *catalogue, lexicon_visit *visit,
	void *context, struct error *err);

/* Forms that begin with prefix, the `limit` in most documents, most first;
 * *more says whether there were others.  Strings are in the arena. */
bool lexicon_prefix(const struct catalogue *catalogue, struct slice prefix,
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
bool lexicon_family(const struct catalogue *catalogue, struct slice root,
	size_t limit, struct arena *arena, struct lexicon_family *family,
	struct error *err);

/* The forms that begin with prefix among a field's, whose terms begin with
 * `field`: the first `limit` in order.  Roots and counts are not filled. */
bool lexicon_field_prefix(struct xap_reader *reader, struct slice field,
	struct slice prefix, size_t limit, struct arena *arena,
	struct lexicon_entry **entry, size_t *count, bool *more,
	struct error *err);

#endif
