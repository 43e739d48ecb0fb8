/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index_write_impl.h - what the files of index_write share.
 */
#ifndef TELUSUR_INDEX_WRITE_IMPL_H
#define TELUSUR_INDEX_WRITE_IMPL_H

#include "catalogue.h"
#include "index.h"
#include "index_essay.h"
#include "index_write.h"
#include "numbering.h"
#include "pending.h"

/* Who analyses essays beside the writer. */
struct index_worker {
	struct analyser *analyser;
	struct lexicon_delta *lexicon;
	struct essay_builder *builder;
};

struct index_writer {
	char *path, *generation_path;
	int lock;
	bool dry; /* nothing is written, all is pretended */
	bool fresh; /* the generation was begun by this writer */
	unsigned current; /* generation that readers see, 0: none */
	unsigned number; /* generation that is written */
	struct xap_writer *database; /* NULL when dry */
	struct xap_reader *reader; /* the writer's, else own_reader */
	struct xap_reader *own_reader;
	struct stamps *pretended; /* the ids that a dry run put and removed */
	uint32_t pretended_document; /* the last one */
	struct catalogue catalogue; /* with what is pending */
	struct catalogue before; /* of the last commit */
	struct pending pending;
	struct numbering *numbering; /* NULL when dry */
	struct record_reader *records;
	struct pack_book *book; /* NULL when dry */
	const struct morphology *morphology;
	struct morphology *own_morphology; /* as stored in the index */
	struct index_worker own; /* the writer's own, which forgets too */
	struct index_worker **worker; /* others */
	size_t workers;
	const struct essay_facts *facts; /* of the essay put last */
	struct stamps *stamps;
	struct totals totals;
	struct arena arena; /* the sources' names */
	const char **source;
	uint32_t source_count;
	unsigned keep; /* generations before the one to be published */
	size_t pending_bytes;
	bool changed; /* essays, since the last commit */
	bool broken; /* half a change is in memory: it is never committed */
};

/* The sources and the totals, as they are stored. */
bool index_write_read_sources(struct index_writer *writer, struct error *err);
bool index_write_sums(struct index_writer *writer, struct error *err);

#endif
