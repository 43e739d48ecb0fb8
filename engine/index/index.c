/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "index.h"

#include "generation.h"
#include "morphology.h"
#include "schema.h"
#include "synonyms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *join_path(const char *a, const char *b, struct error *err)
{
	struct buf path = {0};
	buf_put_format(&path, "%s/%s", a, b);
	buf_put_byte(&path, 0);
	if (path.failed) {
		buf_free(&path);
		error_set_memory(err);
	}
	return path.bytes;
}

char *index_default_path(struct error *err)
{
	const char *data = getenv("XDG_DATA_HOME");
	if (data && *data == '/')
		return join_path(data, "telusur/index", err);
	const char *home = getenv("HOME");
	if (home && *home)
		return join_path(home, ".local/share/telusur/index", err);
	error_set(err, ERROR_USAGE,
		"no place for the index: HOME is not set; give --index DIR");
	return NULL;
}

bool index_check_version(struct xap_reader *reader, const char *path,
	bool writing, struct error *err)
{
	struct slice value;
	if (!xap_reader_meta(
		    reader, slice_text(SCHEMA_KEY_VERSION), &value, err))
		return false;
	char text[64], *at = text;
	snprintf(text, sizeof text, "%.*s", (int)value.length,
		value.length ? value.bytes : "");
	/* A number that is missing is 0, which no version is. */
	unsigned long version = strtoul(at, &at, 10);
	unsigned long read = strtoul(at, &at, 16);
	unsigned long write = strtoul(at, &at, 16);
	unsigned long analysis = strtoul(at, &at, 10);
	if (*at || version < SCHEMA_VERSION || analysis < ANALYSE_VERSION)
		return error_set(err, ERROR_VERSION,
			"the index in %s was made by an earlier version of "
			"this program; make it anew with telusur-index "
			"--rebuild",
			path);
	unsigned long unknown = read & ~(unsigned long)SCHEMA_TO_READ;
	if (writing)
		unknown |= write & ~(unsigned long)SCHEMA_TO_WRITE;
	return (!unknown && analysis == ANALYSE_VERSION) ||
	       error_set(err, ERROR_VERSION,
		       "the index in %s was made by a later version of this "
		       "program; use that, or make the index anew with "
		       "telusur-index --rebuild",
		       path);
}

bool index_read_totals(
	struct xap_reader *reader, struct totals *totals, struct error *err)
{
	struct slice value;
	if (!xap_reader_meta(
		    reader, slice_text(SCHEMA_KEY_TOTALS), &value, err))
		return false;
	struct cursor cursor = cursor_of(value);
	*totals = (struct totals){0};
	if (value.length == 0)
		return true;
	totals->tokens = cursor_varint(&cursor);
	totals->text_bytes = cursor_varint(&cursor);
	return !cursor.failed ||
	       error_set(err, ERROR_CORRUPT,
		       "the totals of the index cannot be read; rebuild it");
}

const void *index_memo(
	struct index *index, const struct memo_kind *kind, struct error *err)
{
	return memo_get(index->memos, &index->hold, kind, index->generation,
		index, err);
}

/* Closes what belongs to one generation. */
static void close_generation(struct index *index)
{
	memo_release(index->memos, &index->hold);
	synonyms_free(index->synonyms);
	record_reader_free(index->records);
	analyser_free(index->analyser);
	morphology_free(index->morphology);
	if (index->catalogue)
		catalogue_close(index->catalogue);
	free(index->catalogue);
	xap_reader_free(index->spare);
	xap_reader_free(index->reader);
	index->catalogue = NULL;
	index->spare = NULL;
	index->records = NULL;
	index->analyser = NULL;
	index->morphology = NULL;
	index->reader = NULL;
	index->synonyms = NULL;
}

/* What is read anew with each state. */
struct state {
	uint64_t revision;
	uint32_t documents;
	struct totals totals;
	struct synonyms *synonyms; /* may come with any commit */
	struct catalogue catalogue;
	char uuid[XAP_UUID_BYTES];
};

static bool read_synonyms(struct xap_reader *reader, struct synonyms **synonyms,
	struct error *err)
{
	struct slice saved;
	if (!xap_reader_meta(
		    reader, slice_text(SCHEMA_KEY_SYNONYMS), &saved, err))
		return false;
	*synonyms = synonyms_load(saved, err);
	return *synonyms;
}

/* Reads the state that the reader is at; state_free it after a failure. */
static bool read_state(const struct index *index, struct xap_reader *reader,
	struct state *state, struct error *err)
{
	char *folder = generation_path(
		index->path, index->generation_number, err);
	bool ok = folder &&
		  catalogue_open(&state->catalogue, reader, folder,
			  index->catalogue, err) &&
		  xap_reader_count(reader, &state->documents, err) &&
		  xap_reader_uuid(reader, state->uuid, err) &&
		  index_read_totals(reader, &state->totals, err) &&
		  read_synonyms(reader, &state->synonyms, err);
	free(folder);
	return ok;
}

static void state_free(struct state *state)
{
	catalogue_close(&state->catalogue);
	synonyms_free(state->synonyms);
}

/* Goes to the state; takes over what it holds. */
static void enter_state(struct index *index, const struct state *state)
{
	catalogue_close(index->catalogue);
	synonyms_free(index->synonyms);
	*index->catalogue = state->catalogue;
	index->synonyms = state->synonyms;
	index->documents = state->documents;
	index->totals = state->totals;
	index->revision = state->revision;
	snprintf(index->generation, sizeof index->generation,
		"%u-%llu-%.8s%.4s", index->generation_number,
		(unsigned long long)state->revision, state->uuid,
		state->uuid + 9);
	index_set_rank(index, &index->rank);
}

/* Reads the state that the reader is at and goes to it, if it is not the one
 * that was read last. */
static bool move_to(
	struct index *index, struct xap_reader *reader, struct error *err)
{
	struct state state = {0};
	if (!xap_reader_revision(reader, &state.revision, err))
		return false;
	if (index->generation[0] && state.revision == index->revision)
		return true;
	if (!read_state(index, reader, &state, err)) {
		state_free(&state);
		return false;
	}
	enter_state(index, &state);
	if (reader != index->reader) {
		index->spare = index->reader;
		index->reader = reader;
		record_reader_use(index->records, reader);
	}
	return true;
}

static bool open_generation(
	struct index *index, unsigned number, struct error *err)
{
	char *path = generation_path(index->path, number, err);
	if (!path)
		return false;
	index->generation_number = number;
	index->reader = xap_reader_open(path, err);
	if (index->reader)
		index->spare = xap_reader_open(path, err);
	free(path);
	if (!index->spare ||
		!index_check_version(index->reader, index->path, false, err))
		return false;
	struct slice blob;
	if (!xap_reader_meta(index->reader, slice_text(SCHEMA_KEY_MORPHOLOGY),
		    &blob, err))
		return false;
	index->morphology = morphology_load(blob, err);
	if (!index->morphology)
		return false;
	index->analyser = analyser_new(index->morphology, err);
	index->catalogue = calloc(1, sizeof *index->catalogue);
	if (!index->analyser)
		return false;
	if (!index->catalogue)
		return error_set_memory(err);
	index->records = record_reader_new(
		index->catalogue, index->reader, err);
	return index->records && move_to(index, index->reader, err);
}

/* Opens the generation that is current, unless that is `tried`, which failed
 * with *cause.  A rebuild may remove a generation while it is being opened;
 * then another one is current. */
static bool open_current(struct index *index, unsigned tried,
	struct error *cause, struct error *err)
{
	for (;;) {
		unsigned number;
		if (!generation_current(index->path, &number, err))
			return false;
		if (number == 0)
			return error_set(err, ERROR_NOT_FOUND,
				"there is no index in %s; make one with "
				"telusur-index --index %s FOLDER",
				index->path, index->path);
		if (number == tried) {
			if (err)
				*err = *cause;
			return false;
		}
		if (open_generation(index, number, cause))
			return true;
		close_generation(index);
		tried = number;
	}
}

/* Takes the memos over. */
static struct index *open_with(
	const char *path, struct memos *memos, struct error *err)
{
	struct index *index = calloc(1, sizeof *index);
	if (!index) {
		memos_free(memos);
		error_set_memory(err);
		return NULL;
	}
	index->memos = memos;
	index->rank = rank_defaults;
	index->path = strdup(path);
	if (!index->path)
		error_set_memory(err);
	struct error cause;
	if (index->path && open_current(index, 0, &cause, err))
		return index;
	index_close(index);
	return NULL;
}

struct index *index_open(const char *path, struct error *err)
{
	struct memos *memos = memos_new(err);
	return memos ? open_with(path, memos, err) : NULL;
}

struct index *index_open_beside(const struct index *other, struct error *err)
{
	return open_with(other->path, memos_share(other->memos), err);
}

void index_close(struct index *index)
{
	if (!index)
		return;
	close_generation(index);
	memos_free(index->memos);
	free(index->path);
	free(index);
}

bool index_refresh(struct index *index, struct error *err)
{
	struct error cause;
	unsigned number, tried = 0;
	if (!generation_current(index->path, &number, err))
		return false;
	analyser_trim(index->analyser);
	if (number == index->generation_number) {
		if (xap_reader_refresh(index->spare, &cause) &&
			move_to(index, index->spare, &cause))
			return true;
		if (cause.code == ERROR_NOT_FOUND)
			return true;
		tried = number;
	}
	struct index next = {.path = index->path,
		.memos = index->memos,
		.rank = index->rank};
	if (!open_current(&next, tried, &cause, err))
		return false;
	close_generation(index);
	*index = next;
	return true;
}

void index_set_rank(struct index *index, const struct rank_params *params)
{
	double mean = index->documents
			      ? (double)index->totals.tokens / index->documents
			      : 0;
	index->rank = *params;
	rank_table(params, mean, index->saturation);
}

bool index_find(struct index *index, struct slice id, uint32_t *document,
	struct error *err)
{
	*document = 0;
	struct buf term = {0};
	buf_put_text(&term, SCHEMA_ID);
	buf_put_slice(&term, id);
	bool ok = !term.failed || error_set_memory(err);
	/* What could never be an id is no error: it is not there. */
	bool possible = id.length > 0 && term.length <= XAP_MAX_TERM_BYTES &&
			!memchr(id.bytes, 0, id.length);
	if (ok && possible)
		ok = xap_reader_next(
			index->reader, buf_slice(&term), 0, document, err);
	buf_free(&term);
	return ok;
}
