/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sidecar_name.h - names of sidecar files: NAME.meta.json beside the file NAME.
 * formats/sidecar.h reads their content.
 */
#ifndef TELUSUR_SIDECAR_NAME_H
#define TELUSUR_SIDECAR_NAME_H

#include "buf.h"

/* Whether this is the name of a sidecar. */
bool sidecar_name_is(const char *name);

/* Appends the name of the file's sidecar and a NUL.  Out of memory: out is
 * marked as failed. */
void sidecar_name_of(const char *name, struct buf *out);

#endif
