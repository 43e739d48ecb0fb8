/* SPDX-License-Identifier: GPL-3.0-or-later */
/* moves.h - finds essays whose file was renamed or moved.
 *
 * An essay has moved if its old path holds no file or another content now, and
 * a new or changed file holds exactly its content.  It keeps its id: only the
 * stamps change, the document passes from one path to the other.  Of several
 * candidates the one with the same file name is taken.
 *
 * A file is read only if its size is that of an essay that may have moved.
 */
#ifndef TELUSUR_MOVES_H
#define TELUSUR_MOVES_H

#include "scan.h"
#include "sync.h"

/* The files of one source. */
struct moves_source {
	uint32_t number; /* of the source, in the stamps */
	const struct scan *scan;
};

struct moves {
	struct stamps *stamps;
	struct sync *sync;
	const struct moves_source *sources;
	size_t source_count;
	/* Whether a file holds exactly one essay. */
	bool (*is_essay)(const char *path);
	/* Hashes a file of sources[source]; *known is false if the file cannot
	 * be read.  False: an error that ends the run. */
	bool (*read)(void *context, size_t source, const struct scan_file *file,
		struct hash_wide *content, bool *known, struct error *err);
	/* Called before the stamp's document is replaced by one that moved
	 * there.  NULL: no call. */
	bool (*drop)(
		void *context, const struct stamp *stamp, struct error *err);
	void *context; /* first argument of the callbacks */
};

/* Sets `listed` in the stamps of the files that exist, and moves the documents.
 * A stamp that receives a document is marked as moved and its content as
 * unknown, so the essay is written again.  Errors: ERROR_MEMORY, and what the
 * callbacks set. */
bool moves_find(const struct moves *moves, struct error *err);

#endif
