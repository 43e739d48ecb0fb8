/* SPDX-License-Identifier: GPL-3.0-or-later */
/* morphology.h - what the finding of roots knows: the roots of a dictionary
 * and the exceptions.  Built once from files, stored in the index, read back
 * by every program, so that a server needs no dictionary.  Immutable: any
 * number of threads may use one.
 */
#ifndef TELUSUR_MORPHOLOGY_H
#define TELUSUR_MORPHOLOGY_H

#include "buf.h"
#include "errors.h"

struct morphology;
struct roots;

/* Reads a hunspell dictionary (NULL: do without) and files of exceptions, a
 * later one overruling those before it.  Errors name the file. */
struct morphology *morphology_build(const char *dictionary_path,
	const char *const *exception_paths, size_t exception_count,
	struct error *err);
void morphology_free(struct morphology *morphology);

/* Reads words in the spellings before 1972 as well, see spelling.h.  Before
 * the morphology is used. */
bool morphology_read_old_spelling(
	struct morphology *morphology, struct error *err);
bool morphology_reads_old_spelling(const struct morphology *morphology);

/* Appends some 250 kB that morphology_load reads; false when out of memory. */
bool morphology_save(const struct morphology *morphology, struct buf *out);
/* ERROR_CORRUPT for bytes that morphology_save cannot have written,
 * ERROR_VERSION for those of another version of it. */
struct morphology *morphology_load(struct slice saved, struct error *err);

/* Differs where the dictionary, an exception or the spelling does, whatever
 * order they were read in. */
uint64_t morphology_fingerprint(const struct morphology *morphology);

/* Whether there is a dictionary, and how many words are known. */
bool morphology_has_dictionary(const struct morphology *morphology);
size_t morphology_words(const struct morphology *morphology);

/* For stem.c and analyse.c. */
const struct roots *morphology_roots(const struct morphology *morphology);

#endif
