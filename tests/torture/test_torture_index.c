/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every allocation of what opens and writes an index, refused once.  argv[1]:
 * the exceptions, data/exceptions.txt; then the arguments of torture_main. */
#include "torture.h"
#include "torture_index.h"

#include "generation.h"
#include "index_check.h"
#include "index_rollback.h"
#include "support.h"

#include <stdlib.h>

/* What is done to a copy of the index. */
struct state {
	char *folder;
	char *path; /* of the copy in it */
	struct index *index;
	struct index_writer *writer;
	struct essay essay[4]; /* to be put; in the arena */
	struct arena arena;
};

static void *make_state(const struct torture_entry *entry)
{
	static const unsigned numbers[] = {
		3, 5, TORTURE_ESSAYS, TORTURE_ESSAYS + 1};
	struct state *state = calloc(1, sizeof *state);
	(void)entry;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		state->essay[i] = torture_essay(&state->arena, numbers[i], 7);
	state->folder = support_folder();
	state->path = support_path(state->folder, "indeks");
	return state;
}

static void *copy_index(const struct torture_entry *entry)
{
	struct state *state = make_state(entry);
	torture_copy(torture_index.path, state->path);
	return state;
}

static void close_state(void *context)
{
	struct state *state = context;
	index_close(state->index);
	index_writer_free(state->writer);
	arena_free(&state->arena);
	free(state->path);
	support_remove(state->folder);
	free(state);
}

/* ---- writing ---- */

static bool stamp(struct index_writer *writer, struct slice path,
	uint32_t document, struct error *err)
{
	struct stamps *stamps = index_writer_stamps(writer);
	struct stamp *stamp = stamps_put(stamps, 1, path, err);
	bool changed;
	if (!stamp)
		return false;
	stamp->document = document;
	stamp->dirty = true;
	stamp->gone = document == 0;
	return stamps_set_why(stamps, stamp, "a reason why", &changed, err);
}

/* Puts an essay; where there is a worker, that one prepares it. */
static bool put(struct index_writer *writer, struct index_worker *worker,
	const struct essay *essay, struct error *err)
{
	uint32_t document;
	if (!index_writer_find(writer, essay->id, &document, err))
		return false;
	bool ok = worker ? index_worker_prepare(worker, essay, err) &&
				   index_writer_put_prepared(writer, worker,
					   essay, &document, err)
			 : index_writer_put(writer, essay, &document, err);
	return ok && stamp(writer, essay->path, document, err);
}

static bool remove_essay(struct index_writer *writer, const struct essay *essay,
	struct error *err)
{
	struct buf found = {0};
	struct record record = {0};
	uint32_t document;
	bool ok =
		index_writer_find(writer, essay->id, &document, err) &&
		(document == 0 ||
			(index_writer_record(writer, document, &record, err) &&
				index_writer_id(
					writer, document, &found, err) &&
				index_writer_remove(writer, document, err) &&
				stamp(writer, essay->path, 0, err)));
	record_free(&record);
	buf_free(&found);
	return ok;
}

/* Puts other texts in the place of some essays, adds some, removes one. */
static bool change(struct index_writer *writer, const struct essay *essay,
	struct error *err)
{
	uint32_t source;
	bool changed, same;
	if (!index_writer_add_source(writer, "/", &source, err) ||
		!index_writer_add_source(writer, "/lain", &source, err) ||
		!index_writer_set_synonyms(
			writer, torture_index.synonyms, &changed, err) ||
		!index_writer_check_material(writer, 7, &same, err))
		return false;
	for (size_t i = 0; i < 3; i++)
		if (!put(writer, NULL, &essay[i], err))
			return false;
	struct index_worker *worker = index_writer_worker(writer, err);
	return worker && put(writer, worker, &essay[3], err) &&
	       remove_essay(writer, &torture_index.essay[4], err) &&
	       index_writer_commit(writer, err) &&
	       index_writer_publish(writer, err);
}

static bool dump(const char *path, struct buf *out, struct error *err)
{
	struct index *index = index_open(path, err);
	bool ok = index && torture_dump(index, out, err);
	index_close(index);
	return ok;
}

static bool write_changes(
	struct state *state, bool rebuild, struct buf *out, struct error *err)
{
	struct index_writer *writer = index_writer_open(
		state->path, torture_index.morphology, rebuild, err);
	bool ok = writer && change(writer, state->essay, err) &&
		  index_check_written(writer, err);
	index_writer_free(writer);
	return ok && dump(state->path, out, err);
}

static bool call_changes(void *context, struct buf *out, struct error *err)
{
	return write_changes(context, false, out, err);
}

static bool call_rebuild(void *context, struct buf *out, struct error *err)
{
	return write_changes(context, true, out, err);
}

/* Goes on with the writer that something failed in.  It may refuse; what it
 * commits must be right. */
static bool call_go_on(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	bool again = state->writer != NULL;
	if (!again)
		state->writer = index_writer_open(
			state->path, torture_index.morphology, false, err);
	bool ok = state->writer && change(state->writer, state->essay, err);
	if (!ok && !again)
		return false;
	index_writer_free(state->writer);
	state->writer = NULL;
	if (ok)
		return dump(state->path, out, err);
	*err = (struct error){0};
	return write_changes(state, false, out, err);
}

static bool call_dry(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	struct index_writer *writer = index_writer_open_dry(
		state->path, torture_index.morphology, false, err);
	uint32_t document = 0;
	bool ok = writer && change(writer, state->essay, err) &&
		  index_writer_find(
			  writer, slice_text("id-26"), &document, err);
	index_writer_free(writer);
	buf_put_u32(out, document);
	return ok && (!out->failed || error_set_memory(err));
}

/* ---- reading ---- */

static bool call_open(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	return dump(state->path, out, err);
}

/* A failed refresh leaves a reader that can be read on, or that asks for the
 * next one. */
static bool read_on(void *context, struct error *err)
{
	struct state *state = context;
	struct buf out = {0};
	bool ok = torture_dump(state->index, &out, err);
	buf_free(&out);
	return ok || err->code == ERROR_MODIFIED;
}

static bool call_refresh(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	return index_refresh(state->index, err) &&
	       torture_dump(state->index, out, err);
}

/* An index that is open, and moved on since. */
static void *move_on(const struct torture_entry *entry)
{
	struct state *state = copy_index(entry);
	const bool *rebuild = entry->with;
	struct error err = {0};
	struct buf out = {0};
	state->index = index_open(state->path, &err);
	torture_must(state->index != NULL &&
			     torture_dump(state->index, &out, &err) &&
			     write_changes(state, *rebuild, &out, &err),
		&err);
	buf_free(&out);
	return state;
}

static bool call_check(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	struct index_check found;
	struct index *index = index_open(state->path, err);
	bool ok = index && index_check(index, &found, err);
	index_close(index);
	if (ok) {
		buf_put_varint(out, found.documents);
		buf_put_varint(out, found.text_bytes);
	}
	return ok && (!out->failed || error_set_memory(err));
}

/* An index with a generation before the current one. */
static void *make_two(const struct torture_entry *entry)
{
	struct state *state = copy_index(entry);
	struct error err = {0};
	struct index_writer *writer = index_writer_open(
		state->path, torture_index.morphology, true, &err);
	torture_must(writer != NULL, &err);
	index_writer_keep(writer, 1);
	torture_must(change(writer, state->essay, &err), &err);
	index_writer_free(writer);
	return state;
}

static bool call_rollback(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	unsigned number;
	return generation_current(state->path, &number, err) &&
	       (number == 1 || index_rollback(state->path, &number, err)) &&
	       dump(state->path, out, err);
}

static const bool by_commit = false, by_rebuild = true;

static const struct torture_entry entries[] = {
	{"open", copy_index, close_state, call_open, NULL, NULL},
	{"refresh after a commit", move_on, close_state, call_refresh, read_on,
		&by_commit},
	{"refresh after a rebuild", move_on, close_state, call_refresh, read_on,
		&by_rebuild},
	{"write a new index", make_state, close_state, call_changes, NULL,
		NULL},
	{"write changes", copy_index, close_state, call_changes, NULL, NULL},
	{"write on after a failure", copy_index, close_state, call_go_on, NULL,
		NULL},
	{"rebuild", copy_index, close_state, call_rebuild, NULL, NULL},
	{"dry run", copy_index, close_state, call_dry, NULL, NULL},
	{"check", copy_index, close_state, call_check, NULL, NULL},
	{"rollback", make_two, close_state, call_rollback, NULL, NULL},
};

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	torture_index_make(argv[1]);
	int status = torture_main(
		argc - 1, argv + 1, entries, sizeof entries / sizeof *entries);
	torture_index_remove();
	return status;
}
