/* SPDX-License-Identifier: GPL-3.0-or-later */
/* family.h - word families: all forms in the collection that share a root. */
#ifndef TELUSUR_FAMILY_H
#define TELUSUR_FAMILY_H

#include "index.h"
#include "lexicon.h"

enum {
	FAMILY_MAX_WORD_BYTES = 256,
	FAMILY_MAX_ROOTS = 16,
	FAMILY_MAX_FORMS = 500, /* listed per root */
};

struct family {
	struct slice root;
	const char *via; /* removed affixes, "me- -kan"; or "" */
	uint32_t documents; /* document frequency of the root */
	struct lexicon_family forms;
};

struct family_list {
	struct arena arena; /* owns everything below */
	struct slice word; /* a copy */
	struct family *family; /* one per root, in order of the tokens */
	size_t count;
};

/* Returns the families of all roots of the word: covid-19 has the roots covid,
 * covid19 and 19.  A word that is not in the collection has families without
 * forms; one without letters has no family.  ERROR_LIMIT: longer than
 * FAMILY_MAX_WORD_BYTES; reading errors (README.md).  Owned by the caller:
 * family_free. */
struct family_list *family_find(
	struct index *index, struct slice word, struct error *err);
void family_free(struct family_list *families);

#endif
