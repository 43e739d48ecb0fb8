/* SPDX-License-Identifier: GPL-3.0-or-later */
/* essay_id.h - the id of an essay that a file holds.
 */
#ifndef TELUSUR_ESSAY_ID_H
#define TELUSUR_ESSAY_ID_H

#include "buf.h"
#include "errors.h"

/* Appends the id of the file at a path relative to its source: the name as
 * letters a-z, digits and hyphens, '~', and ten digits of a hash of the path,
 * so that it stays the same from run to run and in a rebuild.  With another
 * salt than 0 the source's number and the salt go into the hash too, for the
 * rare case that another essay has the id already. */
bool essay_id(struct slice path, uint32_t source, uint32_t salt,
	struct buf *out, struct error *err);

#endif
