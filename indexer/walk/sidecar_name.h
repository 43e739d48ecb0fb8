/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sidecar_name.h - which files are sidecars: NAME.meta.json beside the file
 * NAME.  What they say is read by formats/sidecar.h.
 */
#ifndef TELUSUR_SIDECAR_NAME_H
#define TELUSUR_SIDECAR_NAME_H

#include "buf.h"

/* Whether the name is that of a sidecar. */
bool sidecar_name_is(const char *name);

/* Appends the name of the file's sidecar, terminated. */
void sidecar_name_of(const char *name, struct buf *out);

#endif
