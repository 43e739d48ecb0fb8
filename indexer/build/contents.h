/* SPDX-License-Identifier: GPL-3.0-or-later */
/* contents.h - the contents of the lines that the index has when a run begins.
 *
 * Lines are identified by threads that must not look into the stamps, which the
 * writer changes meanwhile.  That a content is there makes it nearly sure that
 * its line is unchanged; whether it is, the stamps say afterwards.
 */
#ifndef TELUSUR_CONTENTS_H
#define TELUSUR_CONTENTS_H

#include "stamp.h"

/* Zero-initialised has none. */
struct contents {
	struct hash_wide *hash; /* ascending */
	size_t count;
};

/* Takes those of all lines with a document.  Call contents_free in any case.
 * ERROR_MEMORY. */
bool contents_take(
	struct contents *contents, struct stamps *stamps, struct error *err);
void contents_free(struct contents *contents);

bool contents_have(
	const struct contents *contents, const struct hash_wide *content);

#endif
