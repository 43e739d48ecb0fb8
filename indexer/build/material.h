/* SPDX-License-Identifier: GPL-3.0-or-later */
/* material.h - what an index is made with beside the texts: the dictionary,
 * the exceptions and the synonyms.
 */
#ifndef TELUSUR_MATERIAL_H
#define TELUSUR_MATERIAL_H

#include "morphology.h"
#include "options.h"
#include "report.h"
#include "synonyms.h"

struct material {
	struct morphology *morphology; /* NULL: that of the index goes on */
	uint64_t hash; /* of the files that the morphology comes from */
	struct synonyms *synonyms; /* NULL: those of the index stay */
	char *synonyms_path;
};

/* Reads what the options and the usual places have.  The morphology is read
 * only where the options name a part of it, or with fresh: an index goes on
 * with what it was made with.  material_free it, also after a failure. */
bool material_read(struct material *material, const struct options *options,
	bool fresh, struct report *report, struct error *err);
void material_free(struct material *material);

#endif
