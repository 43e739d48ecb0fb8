/* SPDX-License-Identifier: GPL-3.0-or-later */
/* morphology.h - the data that stemming needs: the roots of a dictionary and
 * the exceptions.  Built from files when an index is made, stored in the index
 * and loaded from it, so that a server needs no dictionary.  Immutable: may be
 * shared by threads.
 */
#ifndef TELUSUR_MORPHOLOGY_H
#define TELUSUR_MORPHOLOGY_H

#include "buf.h"
#include "errors.h"

struct morphology;
struct roots;

/* Reads a hunspell dictionary (NULL: none) and files of exceptions; later files
 * override earlier ones.  The codes of hunspell_read and exceptions_read;
 * errors name the file. */
struct morphology *morphology_build(const char *dictionary_path,
	const char *const *exception_paths, size_t exception_count,
	struct error *err);
void morphology_free(struct morphology *morphology);

/* Turns on the spellings before 1972: see spelling.h.  Call it before the
 * morphology is used.  Sets ERROR_MEMORY alone. */
bool morphology_read_old_spelling(
	struct morphology *morphology, struct error *err);
bool morphology_reads_old_spelling(const struct morphology *morphology);

/* Appends the serialised morphology, some 250 kB; false when out of memory. */
bool morphology_save(const struct morphology *morphology, struct buf *out);
/* Reads what morphology_save wrote.  ERROR_CORRUPT for other bytes,
 * ERROR_VERSION for another format version, ERROR_LIMIT for a word that is too
 * long. */
struct morphology *morphology_load(struct slice saved, struct error *err);

/* A hash of the content: dictionary, exceptions and spelling, whatever order
 * the words were read in. */
uint64_t morphology_fingerprint(const struct morphology *morphology);

/* Whether it was built with a dictionary, and its number of words. */
bool morphology_has_dictionary(const struct morphology *morphology);
size_t morphology_words(const struct morphology *morphology);

/* For stem.c and vocabulary.c; owned by the morphology. */
const struct roots *morphology_roots(const struct morphology *morphology);

#endif
