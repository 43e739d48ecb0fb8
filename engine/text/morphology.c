/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "morphology.h"

#include "exceptions.h"
#include "hash.h"
#include "hunspell.h"
#include "roots.h"

#include <stdlib.h>

struct morphology {
	struct roots *roots;
	bool has_dictionary;
	bool old_spelling;
	uint64_t fingerprint;
};

/* Of the saved morphology's second byte. */
enum { SAVED_DICTIONARY = 1, SAVED_OLD_SPELLING = 2 };

/* Raised when saved bytes or the meaning of an affix flag changes. */
enum { MORPHOLOGY_VERSION = 1 };

static struct morphology *morphology_new(struct error *err)
{
	struct morphology *morphology = calloc(1, sizeof *morphology);
	if (!morphology)
		error_set_memory(err);
	return morphology;
}

void morphology_free(struct morphology *morphology)
{
	if (!morphology)
		return;
	roots_free(morphology->roots);
	free(morphology);
}

static bool take_fingerprint(struct morphology *morphology, struct error *err)
{
	struct buf saved = {0};
	bool ok = morphology_save(morphology, &saved) || error_set_memory(err);
	if (ok)
		morphology->fingerprint = hash_bytes(buf_slice(&saved));
	buf_free(&saved);
	return ok;
}

struct morphology *morphology_build(const char *dictionary_path,
	const char *const *exception_paths, size_t exception_count,
	struct error *err)
{
	bool ok = false;
	struct morphology *morphology = morphology_new(err);
	if (!morphology)
		return NULL;
	morphology->roots = roots_new(err);
	if (!morphology->roots)
		goto out;
	if (dictionary_path &&
		!hunspell_read(dictionary_path, morphology->roots, err))
		goto out;
	morphology->has_dictionary = dictionary_path != NULL;
	for (size_t i = 0; i < exception_count; i++)
		if (!exceptions_read(
			    exception_paths[i], morphology->roots, err))
			goto out;
	ok = take_fingerprint(morphology, err);
out:
	if (ok)
		return morphology;
	morphology_free(morphology);
	return NULL;
}

bool morphology_save(const struct morphology *morphology, struct buf *out)
{
	buf_put_byte(out, MORPHOLOGY_VERSION);
	buf_put_byte(out,
		(morphology->has_dictionary ? SAVED_DICTIONARY : 0) |
			(morphology->old_spelling ? SAVED_OLD_SPELLING : 0));
	return roots_save(morphology->roots, out);
}

struct morphology *morphology_load(struct slice saved, struct error *err)
{
	struct cursor in = cursor_of(saved);
	struct slice head = cursor_bytes(&in, 2);
	if (head.length != 2 ||
		((unsigned char)head.bytes[1] &
			~(SAVED_DICTIONARY | SAVED_OLD_SPELLING))) {
		error_set(err, ERROR_CORRUPT,
			"the stored root words cannot be read");
		return NULL;
	}
	if (head.bytes[0] != MORPHOLOGY_VERSION) {
		error_set(err, ERROR_VERSION,
			"the stored root words have version %d, not %d",
			head.bytes[0], MORPHOLOGY_VERSION);
		return NULL;
	}
	struct morphology *morphology = morphology_new(err);
	if (!morphology)
		return NULL;
	morphology->has_dictionary = head.bytes[1] & SAVED_DICTIONARY;
	morphology->old_spelling = head.bytes[1] & SAVED_OLD_SPELLING;
	morphology->fingerprint = hash_bytes(saved);
	morphology->roots = roots_load(&in, err);
	if (morphology->roots && in.at != in.end)
		error_set(err, ERROR_CORRUPT,
			"the stored root words do not end where they should");
	if (morphology->roots && in.at == in.end)
		return morphology;
	morphology_free(morphology);
	return NULL;
}

uint64_t morphology_fingerprint(const struct morphology *morphology)
{
	return morphology->fingerprint;
}

bool morphology_read_old_spelling(
	struct morphology *morphology, struct error *err)
{
	morphology->old_spelling = true;
	return take_fingerprint(morphology, err);
}

bool morphology_reads_old_spelling(const struct morphology *morphology)
{
	return morphology->old_spelling;
}

bool morphology_has_dictionary(const struct morphology *morphology)
{
	return morphology->has_dictionary;
}

size_t morphology_words(const struct morphology *morphology)
{
	return roots_count(morphology->roots);
}

const struct roots *morphology_roots(const struct morphology *morphology)
{
	return morphology->roots;
}
