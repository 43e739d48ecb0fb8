/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "index_write_impl.h"

#include "column_write.h"
#include "folder.h"
#include "generation.h"
#include "index.h"
#include "index_essay.h"
#include "index_identity.h"
#include "lexicon_write.h"
#include "merge.h"
#include "morphology.h"
#include "schema.h"

#include <stdio.h>
#include <stdlib.h>

bool index_is_id(struct slice id)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789._~-";
	if (id.length == 0 || id.length > 128)
		return false;
	for (size_t i = 0; i < id.length; i++)
		if (id.bytes[i] == '\0' || !strchr(allowed, id.bytes[i]))
			return false;
	return true;
}

/* Opens the current generation for reading, and checks that what is written
 * to it will be as what is there. */
static bool open_current(struct index_writer *writer, struct error *err)
{
	writer->generation_path = generation_path(
		writer->path, writer->number, err);
	if (!writer->generation_path)
		return false;
	writer->own_reader = xap_reader_open(writer->generation_path, err);
	if (!writer->own_reader)
		return false;
	writer->reader = writer->own_reader;
	if (!index_identity_check(writer->reader, writer->path,
		    writer->morphology, &writer->own_morphology, err))
		return false;
	if (writer->own_morphology)
		writer->morphology = writer->own_morphology;
	return true;
}

/* A folder with generations of which none is current is no empty one. */
static bool check_no_other(
	struct index_writer *writer, bool rebuild, struct error *err)
{
	unsigned *number;
	size_t count;
	if (!generation_list(writer->path, &number, &count, err))
		return false;
	free(number);
	return rebuild || count == 0 ||
	       error_set(err, ERROR_CORRUPT,
		       "%s/current is missing, but there are generations of an "
		       "index; telusur-index --rollback takes the newest one, "
		       "--rebuild makes the index anew",
		       writer->path);
}

/* Opens the database of the generation to be written: the current one, or a
 * new one. */
static bool open_database(
	struct index_writer *writer, bool rebuild, struct error *err)
{
	struct error cause = {0};
	if (!generation_current(writer->path, &writer->current, &cause)) {
		/* What cannot be read is what a rebuild repairs. */
		if (!rebuild || cause.code != ERROR_CORRUPT)
			return error_set(err, cause.code, "%s", cause.text);
		writer->current = 0;
	}
	writer->fresh = rebuild || writer->current == 0;
	if (writer->fresh && !writer->morphology)
		return error_set(err, ERROR_NOT_FOUND,
			"there is no index in %s to go on with", writer->path);
	writer->number = writer->current;
	if (!writer->fresh) {
		if (!open_current(writer, err))
			return false;
	} else if (!writer->dry && !check_no_other(writer, rebuild, err)) {
		return false;
	}
	if (writer->dry)
		return true;
	if (!generation_drop_unfinished(writer->path, err) ||
		(writer->fresh &&
			!generation_start(writer->path, writer->current,
				&writer->number, err)))
		return false;
	free(writer->generation_path);
	writer->generation_path = generation_path(
		writer->path, writer->number, err);
	if (!writer->generation_path)
		return false;
	xap_reader_free(writer->own_reader);
	writer->own_reader = NULL;
	writer->database = xap_writer_open(writer->generation_path, err);
	if (!writer->database)
		return false;
	writer->reader = xap_writer_reader(writer->database);
	return !writer->fresh ||
	       index_identity_write(writer->database, writer->morphology, err);
}

static bool open_worker(struct index_writer *writer,
	struct index_worker *worker, struct error *err)
{
	worker->analyser = analyser_new(writer->morphology, err);
	worker->lexicon = worker->analyser ? lexicon_delta_new(err) : NULL;
	if (worker->lexicon)
		worker->builder = essay_builder_new(
			worker->analyser, worker->lexicon, writer->book, err);
	return worker->builder;
}

static void close_worker(struct index_worker *worker)
{
	essay_builder_free(worker->builder);
	lexicon_delta_free(worker->lexicon);
	analyser_free(worker->analyser);
}

/* Removes the segments that neither this state nor the one before names, which
 * readers may still be opening. */
static bool sweep(struct index_writer *writer, struct error *err)
{
	if (!catalogue_sweep(&writer->catalogue, &writer->before,
		    writer->generation_path, err))
		return false;
	catalogue_close(&writer->before);
	return catalogue_copy(&writer->catalogue, &writer->before, err);
}

/* Everything behind the database. */
static bool open_parts(struct index_writer *writer, struct error *err)
{
	if (writer->reader &&
		!catalogue_open(&writer->catalogue, writer->reader,
			writer->generation_path, NULL, err))
		return false;
	writer->catalogue.pending = &writer->pending;
	writer->stamps = stamps_load(&writer->catalogue, err);
	if (!writer->stamps ||
		(writer->reader &&
			(!index_read_totals(
				 writer->reader, &writer->totals, err) ||
				!index_write_read_sources(writer, err))))
		return false;
	if (writer->reader)
		writer->records = record_reader_new(
			&writer->catalogue, writer->reader, err);
	if (writer->reader && !writer->records)
		return false;
	if (writer->dry) {
		for (size_t i = 0; i < stamps_count(writer->stamps); i++) {
			uint32_t document =
				stamps_at(writer->stamps, i)->document;
			if (writer->pretended_document < document)
				writer->pretended_document = document;
		}
		writer->pretended = stamps_new(err);
		return writer->pretended;
	}
	writer->book = pack_book_new(writer->reader, err);
	writer->numbering =
		writer->book ? numbering_new(&writer->catalogue, err) : NULL;
	return writer->numbering && sweep(writer, err) &&
	       open_worker(writer, &writer->own, err);
}

static struct index_writer *open_writer(const char *path,
	const struct morphology *morphology, bool rebuild, bool dry,
	struct error *err)
{
	struct index_writer *writer = calloc(1, sizeof *writer);
	if (!writer) {
		error_set_memory(err);
		return NULL;
	}
	writer->lock = -1;
	writer->dry = dry;
	writer->morphology = morphology;
	writer->path = strdup(path);
	if (!writer->path)
		error_set_memory(err);
	if (writer->path &&
		(dry || (folder_make_all(path, err) &&
				folder_lock(path, &writer->lock, err))) &&
		open_database(writer, rebuild, err) && open_parts(writer, err))
		return writer;
	index_writer_free(writer);
	return NULL;
}

struct index_writer *index_writer_open(const char *path,
	const struct morphology *morphology, bool rebuild, struct error *err)
{
	return open_writer(path, morphology, rebuild, false, err);
}

struct index_writer *index_writer_open_dry(const char *path,
	const struct morphology *morphology, bool rebuild, struct error *err)
{
	return open_writer(path, morphology, rebuild, true, err);
}

void index_writer_free(struct index_writer *writer)
{
	if (!writer)
		return;
	for (size_t i = 0; i < writer->workers; i++) {
		close_worker(writer->worker[i]);
		free(writer->worker[i]);
	}
	free(writer->worker);
	close_worker(&writer->own);
	pack_book_free(writer->book);
	record_reader_free(writer->records);
	catalogue_close(&writer->catalogue);
	catalogue_close(&writer->before);
	pending_free(&writer->pending);
	numbering_free(writer->numbering);
	stamps_free(writer->stamps);
	stamps_free(writer->pretended);
	xap_reader_free(writer->own_reader);
	xap_writer_free(writer->database);
	morphology_free(writer->own_morphology);
	if (writer->lock >= 0 && writer->number != writer->current)
		generation_drop_unfinished(writer->path, NULL);
	folder_unlock(writer->lock);
	free(writer->source);
	arena_free(&writer->arena);
	free(writer->generation_path);
	free(writer->path);
	free(writer);
}

struct stamps *index_writer_stamps(struct index_writer *writer)
{
	return writer->stamps;
}

const struct morphology *index_writer_morphology(
	const struct index_writer *writer)
{
	return writer->morphology;
}

bool index_writer_find(struct index_writer *writer, struct slice id,
	uint32_t *document, struct error *err)
{
	*document = 0;
	if (!index_is_id(id))
		return true;
	const struct stamp *pretended =
		writer->dry ? stamps_find(writer->pretended, 0, id) : NULL;
	if (pretended || !writer->reader) {
		*document = pretended ? pretended->document : 0;
		return true;
	}
	char term[160];
	int length = snprintf(term, sizeof term, "%s%.*s", SCHEMA_ID,
		(int)id.length, id.bytes);
	struct slice key = slice_of(term, (size_t)length);
	/* Most ids are new, and asking how many have one is much cheaper than
	 * asking which. */
	uint32_t holders;
	return xap_reader_frequency(writer->reader, key, &holders, err) &&
	       (holders == 0 ||
		       xap_reader_next(writer->reader, key, 0, document, err));
}

bool index_writer_record(struct index_writer *writer, uint32_t document,
	struct record *record, struct error *err)
{
	return record_read(writer->records, document, record, err);
}

bool index_writer_id(struct index_writer *writer, uint32_t document,
	struct buf *id, struct error *err)
{
	struct record record;
	bool ok = record_read(writer->records, document, &record, err);
	if (ok) {
		buf_put_slice(id, record.essay.id);
		ok = !id->failed || error_set_memory(err);
	}
	record_free(&record);
	return ok;
}

static bool check_whole(const struct index_writer *writer, struct error *err)
{
	return !writer->broken ||
	       error_set(err, ERROR_ENGINE,
		       "a change to the index in %s failed half way; what was "
		       "not committed before it is lost",
		       writer->path);
}

/* Takes the essay under the number off the counts. */
static bool forget(
	struct index_writer *writer, uint32_t document, struct error *err)
{
	struct record record;
	struct buf text = {0};
	bool ok = record_read(writer->records, document, &record, err) &&
		  record_whole_text(writer->records, &record, &text, err);
	if (ok) {
		record.essay.text = buf_slice(&text);
		writer->broken = true;
		ok = essay_forget(writer->own.builder, &record.essay,
			&writer->totals, err);
	}
	buf_free(&text);
	record_free(&record);
	return ok;
}

/* Removes the document from the database; its record is dead. */
static bool bury(
	struct index_writer *writer, uint32_t document, struct error *err)
{
	struct segment *segment = catalogue_segment(
		&writer->catalogue, document);
	if (segment)
		segment->info.dead++;
	else
		pending_remove(&writer->pending, document);
	return xap_writer_delete(writer->database, document, err);
}

/* Notes who has an id, or that nobody has, in a dry run. */
static bool pretend(struct index_writer *writer, struct slice id,
	uint32_t document, struct error *err)
{
	struct stamp *stamp = stamps_put(writer->pretended, 0, id, err);
	if (!stamp)
		return false;
	stamp->document = document;
	return true;
}

static bool pretend_put(struct index_writer *writer, struct slice id,
	uint32_t *document, struct error *err)
{
	if (*document == 0)
		*document = ++writer->pretended_document;
	return pretend(writer, id, *document, err);
}

static bool pretend_remove(
	struct index_writer *writer, uint32_t document, struct error *err)
{
	struct buf id = {0};
	bool ok = index_writer_id(writer, document, &id, err) &&
		  pretend(writer, buf_slice(&id), 0, err);
	buf_free(&id);
	return ok;
}

static bool check_limits(const struct essay *essay, struct error *err)
{
	if (essay->text.length > INDEX_MAX_TEXT_BYTES)
		return error_set(err, ERROR_LIMIT,
			"the text has %zu bytes, over the limit of %d",
			essay->text.length, INDEX_MAX_TEXT_BYTES);
	return index_is_id(essay->id) ||
	       error_set(err, ERROR_LIMIT,
		       "an id has 1 to 128 of the characters A-Z a-z 0-9 "
		       ". _ ~ -");
}

struct index_worker *index_writer_worker(
	struct index_writer *writer, struct error *err)
{
	struct index_worker *worker = calloc(1, sizeof *worker);
	struct index_worker **grown = realloc(
		writer->worker, (writer->workers + 1) * sizeof *grown);
	if (grown)
		writer->worker = grown;
	if (!worker || !grown) {
		error_set_memory(err);
	} else if (writer->dry || open_worker(writer, worker, err)) {
		writer->worker[writer->workers++] = worker;
		return worker;
	}
	if (worker)
		close_worker(worker);
	free(worker);
	return NULL;
}

bool index_worker_prepare(struct index_worker *worker,
	const struct essay *essay, struct error *err)
{
	return !worker->builder || essay->text.length > INDEX_MAX_TEXT_BYTES ||
	       essay_prepare(worker->builder, essay, err);
}

bool index_writer_put_prepared(struct index_writer *writer,
	struct index_worker *worker, const struct essay *essay,
	uint32_t *document, struct error *err)
{
	if (!check_limits(essay, err))
		return false;
	if (writer->dry)
		return pretend_put(writer, essay->id, document, err);
	if (!check_whole(writer, err) ||
		(*document && !forget(writer, *document, err)))
		return false;
	writer->pending_bytes += essay->text.length + 1024;
	writer->broken = writer->changed = true;
	if (*document && !bury(writer, *document, err))
		return false;
	if (!essay_store(worker->builder, essay, writer->database,
		    &writer->pending, writer->numbering, document,
		    &writer->totals, err))
		return false;
	writer->facts = essay_builder_facts(worker->builder);
	writer->broken = false;
	return true;
}

bool index_writer_put(struct index_writer *writer, const struct essay *essay,
	uint32_t *document, struct error *err)
{
	return check_limits(essay, err) && check_whole(writer, err) &&
	       index_worker_prepare(&writer->own, essay, err) &&
	       index_writer_put_prepared(
		       writer, &writer->own, essay, document, err);
}

bool index_writer_remove(
	struct index_writer *writer, uint32_t document, struct error *err)
{
	if (writer->dry)
		return pretend_remove(writer, document, err);
	writer->pending_bytes += 1024;
	writer->changed = true;
	if (!check_whole(writer, err) || !forget(writer, document, err) ||
		!bury(writer, document, err))
		return false;
	writer->broken = false;
	return true;
}

const struct essay_facts *index_writer_facts(const struct index_writer *writer)
{
	static const struct essay_facts none;
	return writer->facts ? writer->facts : &none;
}

size_t index_writer_pending_bytes(const struct index_writer *writer)
{
	return writer->pending_bytes;
}

static bool write_lexicons(struct index_writer *writer,
	struct segment_writer *out, struct error *err)
{
	size_t parts = writer->workers + 1;
	struct lexicon_part *part = malloc(parts * sizeof *part);
	if (!part)
		return error_set_memory(err);
	for (size_t i = 0; i < parts; i++) {
		const struct index_worker *worker = i ? writer->worker[i - 1]
						      : &writer->own;
		part[i] = (struct lexicon_part){
			worker->lexicon, worker->analyser};
	}
	bool ok = lexicon_write(part, parts, writer->numbering, out, err);
	free(part);
	return ok;
}

/* Writes what changed since the last commit as a new segment. */
static bool write_segment(struct index_writer *writer, struct error *err)
{
	struct segment_info info;
	if (!writer->changed && !stamps_changed(writer->stamps))
		return true;
	struct segment_writer *out = segment_writer_new(
		writer->generation_path, err);
	bool ok = out && pending_write(&writer->pending, out, err) &&
		  columns_write(&writer->pending, out, err) &&
		  write_lexicons(writer, out, err) &&
		  stamps_write(writer->stamps, out, err) &&
		  segment_finish(out, &info, err);
	segment_writer_free(out);
	struct segment *segment =
		ok ? segment_open(writer->generation_path, &info, err) : NULL;
	if (!segment || !catalogue_add(&writer->catalogue, segment, err))
		return false;
	pending_clear(&writer->pending);
	numbering_settle(writer->numbering);
	writer->changed = false;
	return true;
}

/* Merges what has grown to be merged. */
static bool merge_grown(struct index_writer *writer, struct error *err)
{
	for (;;) {
		struct merge_range range = merge_next(&writer->catalogue);
		if (range.count == 0)
			return true;
		if (!merge_range(&writer->catalogue, range, writer->reader,
			    writer->generation_path, err))
			return false;
	}
}

/* An essay that is prepared still needs its words. */
static void trim(struct index_worker *worker)
{
	if (!essay_is_prepared(worker->builder) &&
		analyser_trim(worker->analyser))
		essay_builder_trimmed(worker->builder);
}

/* Makes what the catalogue names durable, then the one switch: Xapian's
 * commit. */
static bool switch_state(struct index_writer *writer, struct error *err)
{
	return folder_sync(writer->generation_path, err) &&
	       catalogue_save(&writer->catalogue, writer->database, err) &&
	       index_write_sums(writer, err) &&
	       xap_writer_commit(writer->database, err) &&
	       folder_sync(writer->generation_path, err);
}

bool index_writer_commit(struct index_writer *writer, struct error *err)
{
	if (writer->dry)
		return true;
	if (!check_whole(writer, err))
		return false;
	writer->broken = true;
	if (!write_segment(writer, err) || !merge_grown(writer, err) ||
		!switch_state(writer, err))
		return false;
	if (!sweep(writer, err))
		return false;
	trim(&writer->own);
	for (size_t i = 0; i < writer->workers; i++)
		trim(writer->worker[i]);
	writer->pending_bytes = 0;
	/* A first index is searchable from its first commit on. */
	if (writer->current == 0) {
		if (!generation_publish(writer->path, writer->number, err))
			return false;
		writer->current = writer->number;
	}
	writer->broken = false;
	return true;
}

void index_writer_keep(struct index_writer *writer, unsigned generations)
{
	writer->keep = generations;
}

bool index_writer_publish(struct index_writer *writer, struct error *err)
{
	if (writer->dry || writer->current == writer->number)
		return true;
	unsigned before = writer->current;
	if (!check_whole(writer, err) ||
		!generation_publish(writer->path, writer->number, err))
		return false;
	writer->current = writer->number;
	return generation_prune(
		writer->path, writer->current, before, writer->keep, err);
}
