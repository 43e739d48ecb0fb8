/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sidecar.h - reads the sidecar of a file: NAME.meta.json beside NAME, a JSON
 * object with title, author, date and url.  What it gives replaces what was
 * found in the file.
 */
#ifndef TELUSUR_SIDECAR_H
#define TELUSUR_SIDECAR_H

#include "json_meta.h"
#include "reader.h"

enum { SIDECAR_MAX_BYTES = 1 << 16 };

struct sidecar {
	struct buf bytes, title, date;
	struct json_meta meta;
	bool known; /* a sidecar was read, and it is valid */
};
void sidecar_free(struct sidecar *sidecar);

/* Reads the sidecar of the file at path in folder; true, with known false, if
 * there is none.  Its bytes are added to item->content, so that a change of the
 * sidecar is a change of the essay.  On an error known is false and the essay
 * is indexed without it: ERROR_IO (cannot be read), ERROR_LIMIT (too long),
 * ERROR_SYNTAX (not such an object), ERROR_MEMORY. */
bool sidecar_read(struct sidecar *sidecar, const char *folder, const char *path,
	struct reader_item *item, struct error *err);

/* Replaces fields of the essay by those that the sidecar gives; does nothing
 * unless known.  The slices are valid until the next sidecar_read. */
void sidecar_apply(const struct sidecar *sidecar, struct essay *essay);

#endif
