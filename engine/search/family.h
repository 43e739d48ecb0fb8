/* SPDX-License-Identifier: GPL-3.0-or-later */
/* family.h - the forms that a word's roots have in the collection.
 */
#ifndef TELUSUR_FAMILY_H
#define TELUSUR_FAMILY_H

#include "index.h"
#include "lexicon.h"

enum {
	FAMILY_MAX_WORD_BYTES = 256,
	FAMILY_MAX_ROOTS = 16,
	FAMILY_MAX_FORMS = 500, /* of one root that are listed */
};

struct family {
	struct slice root;
	const char *via; /* what came off the word, "me- -kan"; "" */
	uint32_t documents; /* that hold the root */
	struct lexicon_family forms;
};

struct family_list {
	struct arena arena; /* owns everything below */
	struct slice word; /* a copy */
	struct family *family; /* one a root, in the word's order */
	size_t count;
};

/* The families of all roots of the word, which may be several: covid-19 is
 * covid, covid19 and 19.  A word that the collection lacks has families
 * without forms, and one without letters has none.  ERROR_LIMIT: the word is
 * too long.  The result is the caller's: family_free. */
struct family_list *family_find(
	struct index *index, struct slice word, struct error *err);
void family_free(struct family_list *families);

#endif
