/* passage_quote.h - a passage's permalink, and what stands before and after it.
 */
#ifndef TELUSUR_PASSAGE_QUOTE_H
#define TELUSUR_PASSAGE_QUOTE_H

#include "index.h"
#include "passage.h"

/* Fills token, prefix and suffix.  `around` is the passage's paragraph with
 * QUOTE_AROUND_BYTES before and after it, or as much as its block of the record
 * has, and lies at `base` in the essay's text; a neighbour of the block is only
 * read where that is too little.  Then the block that the record's reader gave
 * last is gone. */
bool passage_quote(struct index *index, const struct record *record,
	struct slice around, uint32_t base, struct arena *arena,
	struct passage *passage, struct error *err);

/* The beginning of the last, and the end of the first, 32 characters of a valid
 * text: slices of it. */
struct slice passage_prefix(struct slice before);
struct slice passage_suffix(struct slice after);

#endif
