/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index_essay.h - one essay -> its record, its Xapian document, and what it
 * changes in the counts.
 */
#ifndef TELUSUR_INDEX_ESSAY_H
#define TELUSUR_INDEX_ESSAY_H

#include "index.h"
#include "lexicon_delta.h"
#include "numbering.h"
#include "pending.h"
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
	struct lexicon_delta *lexicon, struct pack_book *book,
	struct error *err);
void essay_builder_free(struct essay_builder *builder);

/* Analyses the essay; essay_store follows, or another essay.  Uses nothing but
 * the builder and its analyser, so that builders may work side by side.  The
 * essay stays where it is until it is stored; its id may still change. */
bool essay_prepare(struct essay_builder *builder, const struct essay *essay,
	struct error *err);

/* Whether there is an essay to be stored. */
bool essay_is_prepared(const struct essay_builder *builder);

/* Writes the essay that was prepared: a document of the database with a new
 * number, its record among those that are pending; adds it to the lexicon and
 * to totals. */
bool essay_store(struct essay_builder *builder, const struct essay *essay,
	struct xap_writer *database, struct pending *pending,
	struct numbering *numbering, uint32_t *document, struct totals *totals,
	struct error *err);

const struct essay_facts *essay_builder_facts(
	const struct essay_builder *builder);

/* To be told when the analyser was trimmed: its words have other ids now. */
void essay_builder_trimmed(struct essay_builder *builder);

/* Takes an essay that is in the index off the lexicon and the totals. */
bool essay_forget(struct essay_builder *builder, const struct essay *essay,
	struct totals *totals, struct error *err);

#endif
