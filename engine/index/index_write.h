/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index_write.h - the one writer of an index: essays in, commits out.
 */
#ifndef TELUSUR_INDEX_WRITE_H
#define TELUSUR_INDEX_WRITE_H

#include "buf.h"
#include "errors.h"
#include "record.h"
#include "stamp.h"

struct essay_facts;
struct index_writer;
struct morphology;
struct synonyms;

/* Opens the index in the folder for writing, making both where they are not
 * there, and holds its lock: ERROR_LOCKED names who has it.  With rebuild a
 * new generation is begun that index_writer_publish puts in the old one's
 * place.  The morphology is borrowed; an index that was made with another one
 * is ERROR_VERSION (and nothing is changed) unless rebuild.  Without one (NULL)
 * an index that is there goes on with what it was made with. */
struct index_writer *index_writer_open(const char *path,
	const struct morphology *morphology, bool rebuild, struct error *err);

/* The same for finding out what would change: nothing is locked or written,
 * essays that are put or removed are only remembered by their ids. */
struct index_writer *index_writer_open_dry(const char *path,
	const struct morphology *morphology, bool rebuild, struct error *err);

/* What was not committed is dropped; so is a generation that was not
 * published. */
void index_writer_free(struct index_writer *writer);

/* The stamps of this index, to be read and changed. */
struct stamps *index_writer_stamps(struct index_writer *writer);

/* The number of a source (from 1) by its absolute path, made when it is new.
 * Sources that are known already: index_writer_source, NULL behind the last. */
bool index_writer_add_source(struct index_writer *writer, const char *path,
	uint32_t *number, struct error *err);
const char *index_writer_source(
	const struct index_writer *writer, uint32_t number);

/* Puts the synonyms in the place of those that the index has; *changed says
 * whether they are others.  They act from the next commit on. */
bool index_writer_set_synonyms(struct index_writer *writer,
	const struct synonyms *synonyms, bool *changed, struct error *err);

/* Tells whether the files that an analysis is made from (a hash of them) are
 * those that the index was made from; a new index notes them. */
bool index_writer_check_material(struct index_writer *writer, uint64_t material,
	bool *same, struct error *err);

/* What the index is analysed with. */
const struct morphology *index_writer_morphology(
	const struct index_writer *writer);

/* Adds an essay (*document 0: it is given a number) or puts it in the place of
 * one.  Its id must be no other essay's.  A limit that the essay breaks is
 * ERROR_LIMIT and changes nothing.  After another failure half of the change
 * may be in memory: then no commit goes through any more. */
bool index_writer_put(struct index_writer *writer, const struct essay *essay,
	uint32_t *document, struct error *err);
/* Somebody who analyses essays in another thread; the writer's to free.  A
 * worker prepares one essay, which index_writer_put_prepared puts; its id may
 * be set in between.  No worker may prepare while the writer commits. */
struct index_worker;
struct index_worker *index_writer_worker(
	struct index_writer *writer, struct error *err);
bool index_worker_prepare(struct index_worker *worker,
	const struct essay *essay, struct error *err);
bool index_writer_put_prepared(struct index_writer *writer,
	struct index_worker *worker, const struct essay *essay,
	uint32_t *document, struct error *err);

bool index_writer_remove(
	struct index_writer *writer, uint32_t document, struct error *err);

/* The document that has the id, 0 when none has (or none can). */
bool index_writer_find(struct index_writer *writer, struct slice id,
	uint32_t *document, struct error *err);

/* Appends the id of a document that is there. */
bool index_writer_id(struct index_writer *writer, uint32_t document,
	struct buf *id, struct error *err);

/* Reads the record of a document that is there; record_free it, also after a
 * failure. */
bool index_writer_record(struct index_writer *writer, uint32_t document,
	struct record *record, struct error *err);

/* Of the essay that was put last; nothing of a dry run. */
const struct essay_facts *index_writer_facts(const struct index_writer *writer);

/* Bytes of text taken since the last commit, for batching. */
size_t index_writer_pending_bytes(const struct index_writer *writer);

/* Makes everything so far durable and visible, all or nothing. */
bool index_writer_commit(struct index_writer *writer, struct error *err);

/* After the last commit: makes a new generation the current one and removes
 * all others, but for as many before it as index_writer_keep said (none, where
 * it said nothing).  Nothing to do without rebuild. */
void index_writer_keep(struct index_writer *writer, unsigned generations);
bool index_writer_publish(struct index_writer *writer, struct error *err);

/* Whether the id has the form that an essay's must have:
 * [A-Za-z0-9._~-]{1,128}. */
bool index_is_id(struct slice id);

enum {
	INDEX_MAX_TEXT_BYTES = 64 << 20,
	INDEX_MAX_FIELD_BYTES = 4096, /* a title or path is cut beyond it */
};

#endif
