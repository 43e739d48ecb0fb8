/* index_essay.h - one essay -> its record, its Xapian document, and what it
 * changes in the counts.
 */
#ifndef TELUSUR_INDEX_ESSAY_H
#define TELUSUR_INDEX_ESSAY_H

#include "index.h"
#include "lexicon.h"
#include "record.h"
#include "sketch.h"

/* What was found out about the essay that was written last. */
struct essay_facts {
	uint32_t words; /* with a title that stands beside the text */
	uint32_t furniture; /* paragraphs that were (furniture.h) */
	struct sketch sketch;
};

/* Scratch that is used again from essay to essay. */
struct essay_builder;

/* Everything is borrowed. */
struct essay_builder *essay_builder_new(struct analyser *analyser,
	struct lexicon_delta *lexicon, struct error *err);
void essay_builder_free(struct essay_builder *builder);

/* Writes the essay under *document (0: it is given a number), adds it to the
 * lexicon and to totals.  What was under the number before must have been
 * taken off by essay_forget. */
bool essay_write(struct essay_builder *builder, const struct essay *essay,
	struct xap_writer *database, uint32_t *document, struct totals *totals,
	struct error *err);

const struct essay_facts *essay_builder_facts(
	const struct essay_builder *builder);

/* Takes an essay that is in the index off the lexicon and the totals. */
bool essay_forget(struct essay_builder *builder, const struct essay *essay,
	struct totals *totals, struct error *err);

#endif
