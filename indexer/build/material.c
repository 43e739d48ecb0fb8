/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "material.h"

#include "hash.h"
#include "hunspell.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { CHUNK_BYTES = 1 << 18 };

/* A file of our own; the caller frees the path.  TELUSUR_DATA is for a program
 * that is not installed. */
static char *own_file(const char *name, struct error *err)
{
	const char *data = getenv("TELUSUR_DATA");
	struct buf path = {0};
	buf_put_format(
		&path, "%s/%s", data && *data ? data : TELUSUR_DATA_DIR, name);
	buf_put_byte(&path, 0);
	if (path.failed) {
		buf_free(&path);
		error_set_memory(err);
	}
	return path.bytes;
}

/* Appends the file's bytes, none where it cannot be read: whoever needs it
 * says so. */
static void put_file(struct buf *out, const char *path)
{
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	while (fd >= 0 && buf_reserve(out, CHUNK_BYTES)) {
		ssize_t got = read(fd, out->bytes + out->length, CHUNK_BYTES);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		out->length += (size_t)got;
	}
	if (fd >= 0)
		close(fd);
	buf_put_byte(out, 0);
}

static bool hash_files(struct material *material, const char *dictionary,
	const char *exceptions, struct error *err)
{
	struct buf bytes = {0};
	put_file(&bytes, dictionary);
	put_file(&bytes, exceptions);
	bool ok = !bytes.failed || error_set_memory(err);
	if (ok)
		material->hash = hash_bytes(buf_slice(&bytes));
	buf_free(&bytes);
	return ok;
}

static bool build_morphology(struct material *material,
	const struct options *options, const char *dictionary, const char *own,
	struct report *report, struct error *err)
{
	if (!dictionary)
		report_note(report,
			"there is no dictionary in %s (Debian: hunspell-id); "
			"roots are found by rules alone",
			HUNSPELL_INDONESIAN);
	const char **path = calloc(options->exceptions.count + 1, sizeof *path);
	size_t count = 0;
	if (!path)
		return error_set_memory(err);
	if (access(own, F_OK) == 0)
		path[count++] = own;
	else
		report_note(report,
			"there are no exceptions in %s; going on without", own);
	for (size_t i = 0; i < options->exceptions.count; i++)
		path[count++] = options->exceptions.text[i];
	material->morphology = morphology_build(dictionary, path, count, err);
	free(path);
	return material->morphology &&
	       (!options->old_spelling ||
		       morphology_read_old_spelling(material->morphology, err));
}

static bool read_morphology(struct material *material,
	const struct options *options, bool fresh, struct report *report,
	struct error *err)
{
	const char *dictionary = options->dictionary;
	if (!dictionary && access(HUNSPELL_INDONESIAN, F_OK) == 0)
		dictionary = HUNSPELL_INDONESIAN;
	bool named = options->dictionary || options->exceptions.count ||
		     options->old_spelling;
	char *own = own_file("exceptions.txt", err);
	bool ok = own && hash_files(material, dictionary, own, err) &&
		  ((!fresh && !named) || build_morphology(material, options,
						 dictionary, own, report, err));
	free(own);
	return ok;
}

/* The synonyms that are named, else our own. */
static bool read_synonyms(struct material *material,
	const struct options *options, struct report *report, struct error *err)
{
	const char *named = options->synonyms;
	material->synonyms_path = named ? strdup(named)
					: own_file("synonyms.txt", err);
	if (!material->synonyms_path)
		return !err->code && error_set_memory(err);
	if (!named && access(material->synonyms_path, F_OK) != 0) {
		report_note(report,
			"there are no synonyms in %s; going on without",
			material->synonyms_path);
		return true;
	}
	material->synonyms = synonyms_read(material->synonyms_path, err);
	return material->synonyms;
}

bool material_read(struct material *material, const struct options *options,
	bool fresh, struct report *report, struct error *err)
{
	return read_morphology(material, options, fresh, report, err) &&
	       read_synonyms(material, options, report, err);
}

void material_free(struct material *material)
{
	morphology_free(material->morphology);
	synonyms_free(material->synonyms);
	free(material->synonyms_path);
	*material = (struct material){0};
}
