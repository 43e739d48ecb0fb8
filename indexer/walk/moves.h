/* SPDX-License-Identifier: GPL-3.0-or-later */
/* moves.h - which essays only changed their place: a file whose content an
 * essay had that is gone from its own place, or has another content there now,
 * is that essay, and keeps its id.
 *
 * Only the stamps are changed: the essay's document goes from one name to the
 * other.  Files are read only where their size is that of an essay that may
 * have moved.
 */
#ifndef TELUSUR_MOVES_H
#define TELUSUR_MOVES_H

#include "scan.h"
#include "sync.h"

/* The files of a source, and its number in the stamps. */
struct moves_source {
	uint32_t number;
	const struct scan *scan;
};

struct moves {
	struct stamps *stamps;
	struct sync *sync;
	const struct moves_source *sources;
	size_t source_count;
	/* Whether a file is one essay; its content, *known false where it
	 * cannot be read. */
	bool (*is_essay)(const char *path);
	bool (*read)(void *context, size_t source, const struct scan_file *file,
		struct hash_wide *content, bool *known, struct error *err);
	/* Told of a document that another one took the place of; may be
	 * NULL. */
	bool (*drop)(
		void *context, const struct stamp *stamp, struct error *err);
	void *context;
};

/* Notes in the stamps which files are there (listed) and moves the documents.
 * A stamp that was given one is marked as moved, and its content as not
 * known, so that it is written again. */
bool moves_find(const struct moves *moves, struct error *err);

#endif
