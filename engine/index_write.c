#include "index_write.h"

#include "folder.h"
#include "index.h"
#include "index_essay.h"
#include "lexicon.h"
#include "morphology.h"
#include "schema.h"
#include "synonyms.h"

#include <stdio.h>
#include <stdlib.h>

struct index_writer {
	char *path, *generation_path;
	int lock;
	unsigned current; /* generation that readers see, 0: none */
	unsigned number; /* generation that is written */
	struct xap_writer *database;
	struct record_reader *records;
	const struct morphology *morphology;
	struct analyser *analyser;
	struct lexicon_delta *lexicon;
	struct essay_builder *builder;
	struct stamps *stamps;
	struct totals totals;
	struct arena arena; /* the sources' names */
	const char **source;
	uint32_t source_count;
	size_t pending_bytes;
	bool broken; /* half a change is in memory: it is never committed */
};

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

/* What the analysis of an index depends on, as a short line. */
static void analysis_line(const struct morphology *morphology, char line[64])
{
	snprintf(line, 64, "%d %016llx", ANALYSE_VERSION,
		(unsigned long long)morphology_fingerprint(morphology));
}

/* Whether this run would write to the index as it was written before. */
static bool check_same_analysis(struct index_writer *writer, struct error *err)
{
	struct xap_reader *reader = xap_reader_open(
		writer->generation_path, err);
	if (!reader)
		return false;
	struct slice value;
	char ours[64];
	analysis_line(writer->morphology, ours);
	bool ok = index_check_version(reader, writer->path, err) &&
		  xap_reader_meta(
			  reader, slice_text(SCHEMA_KEY_ANALYSER), &value, err);
	if (ok && !slice_equal(value, slice_text(ours)))
		ok = error_set(err, ERROR_VERSION,
			"the index in %s was made with another dictionary, "
			"other exceptions or another --old-spelling; make it "
			"anew with telusur-index --rebuild",
			writer->path);
	xap_reader_free(reader);
	return ok;
}

static bool put_source(
	struct index_writer *writer, struct slice name, struct error *err)
{
	char *copy = arena_copy(&writer->arena, name);
	const char **grown = realloc(
		writer->source, (writer->source_count + 1) * sizeof *grown);
	if (grown)
		writer->source = grown;
	if (!copy || !grown)
		return error_set_memory(err);
	writer->source[writer->source_count++] = copy;
	return true;
}

static bool read_sources(struct index_writer *writer, struct error *err)
{
	struct slice value;
	if (!xap_reader_meta(xap_writer_reader(writer->database),
		    slice_text(SCHEMA_KEY_SOURCES), &value, err))
		return false;
	struct cursor cursor = cursor_of(value);
	while (cursor.at < cursor.end && !cursor.failed)
		if (!put_source(writer, cursor_string(&cursor), err))
			return false;
	return !cursor.failed ||
	       error_set(err, ERROR_CORRUPT,
		       "the sources of the index in %s cannot be read",
		       writer->path);
}

/* What a new database says of itself. */
static bool write_identity(struct index_writer *writer, struct error *err)
{
	char version[32], analysis[64];
	snprintf(version, sizeof version, "%d.%d", SCHEMA_VERSION,
		ANALYSE_VERSION);
	analysis_line(writer->morphology, analysis);
	struct buf blob = {0};
	bool ok = (morphology_save(writer->morphology, &blob) ||
			  error_set_memory(err)) &&
		  xap_writer_set_meta(writer->database,
			  slice_text(SCHEMA_KEY_VERSION), slice_text(version),
			  err) &&
		  xap_writer_set_meta(writer->database,
			  slice_text(SCHEMA_KEY_ANALYSER), slice_text(analysis),
			  err) &&
		  xap_writer_set_meta(writer->database,
			  slice_text(SCHEMA_KEY_MORPHOLOGY), buf_slice(&blob),
			  err);
	buf_free(&blob);
	return ok;
}

static bool remove_generation(
	struct index_writer *writer, unsigned number, struct error *err)
{
	char *path = index_generation_path(writer->path, number, err);
	bool ok = path && folder_remove(path, err);
	free(path);
	return ok;
}

/* Removes what runs that were cut short left beside the current generation:
 * one that was not published, or one whose successor was. */
static bool remove_leftovers(struct index_writer *writer, struct error *err)
{
	return (writer->current < 2 ||
		       remove_generation(writer, writer->current - 1, err)) &&
	       remove_generation(writer, writer->current + 1, err);
}

/* Chooses the generation to write and opens its database. */
static bool open_database(
	struct index_writer *writer, bool rebuild, struct error *err)
{
	if (!index_current(writer->path, &writer->current, err))
		return false;
	bool fresh = rebuild || writer->current == 0;
	writer->number = writer->current + (fresh ? 1 : 0);
	writer->generation_path = index_generation_path(
		writer->path, writer->number, err);
	if (!writer->generation_path)
		return false;
	if (!fresh && !check_same_analysis(writer, err))
		return false;
	if (!remove_leftovers(writer, err) ||
		(fresh && !folder_make(writer->generation_path, err)))
		return false;
	writer->database = xap_writer_open(writer->generation_path, err);
	if (!writer->database)
		return false;
	return !fresh || write_identity(writer, err);
}

/* Everything behind the database. */
static bool open_parts(struct index_writer *writer, struct error *err)
{
	struct xap_reader *reader = xap_writer_reader(writer->database);
	writer->analyser = analyser_new(writer->morphology, err);
	writer->lexicon = lexicon_delta_new(err);
	writer->records = record_reader_new(reader, err);
	if (!writer->analyser || !writer->lexicon || !writer->records)
		return false;
	writer->builder = essay_builder_new(
		writer->analyser, writer->lexicon, err);
	writer->stamps = stamps_load(reader, err);
	return writer->builder && writer->stamps &&
	       index_read_totals(reader, &writer->totals, err) &&
	       read_sources(writer, err);
}

struct index_writer *index_writer_open(const char *path,
	const struct morphology *morphology, bool rebuild, struct error *err)
{
	struct index_writer *writer = calloc(1, sizeof *writer);
	if (!writer) {
		error_set_memory(err);
		return NULL;
	}
	writer->lock = -1;
	writer->morphology = morphology;
	writer->path = strdup(path);
	if (!writer->path) {
		error_set_memory(err);
		goto fail;
	}
	if (!folder_make_all(path, err) ||
		!folder_lock(path, &writer->lock, err) ||
		!open_database(writer, rebuild, err) ||
		!open_parts(writer, err))
		goto fail;
	return writer;
fail:
	index_writer_free(writer);
	return NULL;
}

void index_writer_free(struct index_writer *writer)
{
	if (!writer)
		return;
	essay_builder_free(writer->builder);
	lexicon_delta_free(writer->lexicon);
	analyser_free(writer->analyser);
	record_reader_free(writer->records);
	stamps_free(writer->stamps);
	xap_writer_free(writer->database);
	if (writer->generation_path && writer->number != writer->current)
		folder_remove(writer->generation_path, NULL);
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

const char *index_writer_source(
	const struct index_writer *writer, uint32_t number)
{
	if (number == 0 || number > writer->source_count)
		return NULL;
	return writer->source[number - 1];
}

bool index_writer_add_source(struct index_writer *writer, const char *path,
	uint32_t *number, struct error *err)
{
	for (*number = 1; *number <= writer->source_count; *number += 1)
		if (strcmp(writer->source[*number - 1], path) == 0)
			return true;
	return put_source(writer, slice_text(path), err);
}

bool index_writer_set_synonyms(struct index_writer *writer,
	const struct synonyms *synonyms, bool *changed, struct error *err)
{
	struct slice key = slice_text(SCHEMA_KEY_SYNONYMS), old;
	struct buf saved = {0};
	bool ok = synonyms_save(synonyms, &saved) || error_set_memory(err);
	ok = ok && xap_reader_meta(
			   xap_writer_reader(writer->database), key, &old, err);
	*changed = ok && !slice_equal(old, buf_slice(&saved));
	if (*changed)
		ok = xap_writer_set_meta(
			writer->database, key, buf_slice(&saved), err);
	buf_free(&saved);
	return ok;
}

bool index_writer_find(struct index_writer *writer, struct slice id,
	uint32_t *document, struct error *err)
{
	*document = 0;
	if (!index_is_id(id))
		return true;
	char term[160];
	int length = snprintf(term, sizeof term, "%s%.*s", SCHEMA_ID,
		(int)id.length, id.bytes);
	struct slice key = slice_of(term, (size_t)length);
	/* Most ids are new, and asking how many have one is much cheaper than
	 * asking which. */
	struct xap_reader *reader = xap_writer_reader(writer->database);
	uint32_t holders;
	return xap_reader_frequency(reader, key, &holders, err) &&
	       (holders == 0 || xap_reader_next(reader, key, 0, document, err));
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
		ok = essay_forget(
			writer->builder, &record.essay, &writer->totals, err);
	}
	buf_free(&text);
	record_free(&record);
	return ok;
}

bool index_writer_put(struct index_writer *writer, const struct essay *essay,
	uint32_t *document, struct error *err)
{
	if (essay->text.length > INDEX_MAX_TEXT_BYTES)
		return error_set(err, ERROR_LIMIT,
			"the text has %zu bytes, over the limit of %d",
			essay->text.length, INDEX_MAX_TEXT_BYTES);
	if (!index_is_id(essay->id))
		return error_set(err, ERROR_LIMIT,
			"an id has 1 to 128 of the characters A-Z a-z 0-9 "
			". _ ~ -");
	if (!check_whole(writer, err) ||
		(*document && !forget(writer, *document, err)))
		return false;
	writer->pending_bytes += essay->text.length + 1024;
	writer->broken = true;
	if (!essay_write(writer->builder, essay, writer->database, document,
		    &writer->totals, err))
		return false;
	writer->broken = false;
	return true;
}

bool index_writer_remove(
	struct index_writer *writer, uint32_t document, struct error *err)
{
	writer->pending_bytes += 1024;
	if (!check_whole(writer, err) || !forget(writer, document, err) ||
		!xap_writer_delete(writer->database, document, err) ||
		!record_remove(writer->database, document, err))
		return false;
	writer->broken = false;
	return true;
}

uint64_t index_writer_furniture(const struct index_writer *writer)
{
	return essay_builder_furniture(writer->builder);
}

size_t index_writer_pending_bytes(const struct index_writer *writer)
{
	return writer->pending_bytes;
}

static bool write_sums(struct index_writer *writer, struct error *err)
{
	struct buf sources = {0}, totals = {0};
	for (uint32_t i = 0; i < writer->source_count; i++)
		buf_put_string(&sources, slice_text(writer->source[i]));
	buf_put_varint(&totals, writer->totals.tokens);
	buf_put_varint(&totals, writer->totals.text_bytes);
	bool ok = (!sources.failed && !totals.failed) || error_set_memory(err);
	ok = ok &&
	     xap_writer_set_meta(writer->database,
		     slice_text(SCHEMA_KEY_SOURCES), buf_slice(&sources),
		     err) &&
	     xap_writer_set_meta(writer->database,
		     slice_text(SCHEMA_KEY_TOTALS), buf_slice(&totals), err);
	buf_free(&sources);
	buf_free(&totals);
	return ok;
}

/* Makes the written generation the one that readers see. */
static bool make_current(struct index_writer *writer, struct error *err)
{
	char name[16];
	snprintf(name, sizeof name, "g%06u", writer->number);
	return folder_sync(writer->path, err) &&
	       folder_link(writer->path, "current", name, err) &&
	       folder_sync(writer->path, err);
}

bool index_writer_commit(struct index_writer *writer, struct error *err)
{
	if (!check_whole(writer, err))
		return false;
	writer->broken = true;
	if (!lexicon_apply(
		    writer->lexicon, writer->analyser, writer->database, err) ||
		!stamps_save(writer->stamps, writer->database, err) ||
		!write_sums(writer, err) ||
		!xap_writer_commit(writer->database, err) ||
		!folder_sync(writer->generation_path, err))
		return false;
	analyser_trim(writer->analyser);
	writer->pending_bytes = 0;
	/* A first index is searchable from its first commit on. */
	if (writer->current == 0) {
		if (!make_current(writer, err))
			return false;
		writer->current = writer->number;
	}
	writer->broken = false;
	return true;
}

bool index_writer_publish(struct index_writer *writer, struct error *err)
{
	if (writer->current == writer->number)
		return true;
	unsigned old = writer->current;
	if (!check_whole(writer, err) || !make_current(writer, err))
		return false;
	writer->current = writer->number;
	return remove_generation(writer, old, err);
}
