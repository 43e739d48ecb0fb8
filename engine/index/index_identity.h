/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index_identity.h - what an index says of how it was made.
 */
#ifndef TELUSUR_INDEX_IDENTITY_H
#define TELUSUR_INDEX_IDENTITY_H

#include "errors.h"
#include "xap.h"

struct morphology;

/* Whether the database is one that this program can add to, and was made with
 * the morphology; where that is NULL, *stored is the one that it was made
 * with, for morphology_free. */
bool index_identity_check(struct xap_reader *reader, const char *path,
	const struct morphology *morphology, struct morphology **stored,
	struct error *err);

bool index_identity_write(struct xap_writer *writer,
	const struct morphology *morphology, struct error *err);

#endif
