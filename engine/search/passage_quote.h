/* SPDX-License-Identifier: GPL-3.0-or-later */
/* passage_quote.h - the permalink of a passage, and its context. */
#ifndef TELUSUR_PASSAGE_QUOTE_H
#define TELUSUR_PASSAGE_QUOTE_H

#include "highlight.h"
#include "index.h"

struct passage_quote {
	uint32_t start, end; /* bytes in the essay's text */
	uint32_t paragraph;
	struct slice token; /* the permalink, see quote.h */
	struct slice prefix, suffix; /* up to 32 characters before and after */
	bool cut_before, cut_after; /* starts, ends inside a sentence */
};

/* Completes a quote in the opened paragraph, whose start, end, paragraph and
 * cuts are set: token, prefix and suffix; and the cuts where the paragraph is a
 * piece of a longer one, since only the next piece shows whether the sentence
 * ends.  Reads a neighbouring block where this one has too little context; that
 * invalidates the last block of the record reader.  Errors as record_block. */
bool passage_quote(struct index *index, const struct record *record,
	const struct highlight_paragraph *open, struct arena *arena,
	struct passage_quote *quote, struct error *err);

/* The last, the first 32 characters of a valid UTF-8 text, as slices of it. */
struct slice passage_quote_prefix(struct slice before);
struct slice passage_quote_suffix(struct slice after);

#endif
