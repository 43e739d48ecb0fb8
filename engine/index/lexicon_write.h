/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lexicon_write.h - writes the lexicon of a segment: the changes of a commit,
 * or the sum of several segments.
 */
#ifndef TELUSUR_LEXICON_WRITE_H
#define TELUSUR_LEXICON_WRITE_H

#include "lexicon_delta.h"
#include "numbering.h"
#include "segment_writer.h"

/* Changes, and the analyser that gave the tokens; it was not trimmed since. */
struct lexicon_part {
	struct lexicon_delta *delta;
	const struct analyser *analyser;
};

/* Writes the sum of the changes, with the words that are new, and forgets them.
 * Errors as segment_put's. */
bool lexicon_write(const struct lexicon_part *part, size_t parts,
	struct numbering *numbering, struct segment_writer *writer,
	struct error *err);

/* Writes the sum of the lexicons of several segments. */
bool lexicon_merge(struct segment *const *segment, size_t count,
	struct segment_writer *writer, struct error *err);

#endif
