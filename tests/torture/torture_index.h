/* SPDX-License-Identifier: GPL-3.0-or-later */
/* torture_index.h - a small index with everything in it: a dictionary,
 * synonyms, fields, pages, texts of several blocks, near copies.
 */
#ifndef TELUSUR_TESTS_TORTURE_INDEX_H
#define TELUSUR_TESTS_TORTURE_INDEX_H

#include "index.h"
#include "index_write.h"
#include "morphology.h"
#include "synonyms.h"

enum { TORTURE_ESSAYS = 26 };

/* What the tests share.  It is made before anything is refused. */
struct torture_index {
	char *folder; /* of the test */
	char *path; /* of the index in it */
	char *dictionary; /* the .dic that it was made with */
	const char *exceptions;
	char *synonyms_file;
	struct morphology *morphology;
	struct synonyms *synonyms;
	struct essay essay[TORTURE_ESSAYS];
	struct arena arena; /* of the essays */
};
extern struct torture_index torture_index;

/* Makes the index; the exceptions and the synonyms are the project's own. */
void torture_index_make(const char *exceptions);
void torture_index_remove(void);

/* An essay whose text is another with each version. */
struct essay torture_essay(
	struct arena *arena, unsigned number, unsigned version);

/* Copies a folder with all that is in it; links stay links. */
void torture_copy(const char *from, const char *to);

/* Appends what a reader finds in the index: each document with its fields,
 * text, terms' counts and root. */
bool torture_dump(struct index *index, struct buf *out, struct error *err);

#endif
