/* SPDX-License-Identifier: GPL-3.0-or-later */
/* material.h - what an index needs beside the texts: dictionary, exceptions and
 * synonyms.
 */
#ifndef TELUSUR_MATERIAL_H
#define TELUSUR_MATERIAL_H

#include "morphology.h"
#include "options.h"
#include "report.h"
#include "synonyms.h"

struct material {
	struct morphology *morphology; /* NULL: use that of the index */
	uint64_t hash; /* of the dictionary and exceptions files */
	struct synonyms *synonyms; /* NULL: leave those of the index */
	char *synonyms_path;
};

/* Reads the files that the options name, or the installed ones; a note in the
 * report says which are missing.  The morphology is built only if the options
 * name a part of it or the index is fresh: an index is always continued with
 * the morphology that it was made with.  Call material_free in any case.
 * Errors: ERROR_NOT_FOUND, ERROR_IO, ERROR_SYNTAX and ERROR_LIMIT (a file that
 * cannot be read, or a line in it), ERROR_MEMORY. */
bool material_read(struct material *material, const struct options *options,
	bool fresh, struct report *report, struct error *err);
void material_free(struct material *material);

#endif
