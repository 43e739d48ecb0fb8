/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sidecar.h - NAME.meta.json beside the file NAME: what somebody says of an
 * essay, which counts more than what was found in it.
 */
#ifndef TELUSUR_SIDECAR_H
#define TELUSUR_SIDECAR_H

#include "json_meta.h"
#include "reader.h"

enum { SIDECAR_MAX_BYTES = 1 << 16 };

struct sidecar {
	struct buf bytes, title, date;
	struct json_meta meta;
	bool known; /* there is one, and it can be read */
};
void sidecar_free(struct sidecar *sidecar);

/* Reads the sidecar of the file at the path in the folder, if there is one, and
 * makes its bytes a part of the item's content.  False with the reason when it
 * cannot be read; then it says nothing, and the essay goes without. */
bool sidecar_read(struct sidecar *sidecar, const char *folder, const char *path,
	struct reader_item *item, struct error *err);

/* Puts what it says in the place of what the essay says.  The slices are valid
 * until the next sidecar_read. */
void sidecar_apply(const struct sidecar *sidecar, struct essay *essay);

#endif
