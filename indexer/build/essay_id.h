/* SPDX-License-Identifier: GPL-3.0-or-later */
/* essay_id.h - makes the id of an essay from the path of its file.
 */
#ifndef TELUSUR_ESSAY_ID_H
#define TELUSUR_ESSAY_ID_H

#include "buf.h"
#include "errors.h"

/* Appends the id for a path relative to its source: the file name as a slug
 * (letters a-z, digits, hyphens), '~', and ten hexadecimal digits of a hash of
 * the path.  So a file has the same id in every run and every rebuild.  If the
 * id is taken, try again with salt 1, 2 ...: then source number and salt are
 * hashed too.  ERROR_MEMORY. */
bool essay_id(struct slice path, uint32_t source, uint32_t salt,
	struct buf *out, struct error *err);

#endif
