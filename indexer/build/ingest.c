/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest_impl.h"

#include "moves.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

void ingest_free(struct ingest *ingest)
{
	for (size_t i = 0; i < ingest->lists; i++)
		scan_free(&ingest->list[i].scan);
	free(ingest->list);
	free(ingest->owner);
	buf_free(&ingest->name);
	buf_free(&ingest->id);
	buf_free(&ingest->path);
	sidecar_free(&ingest->sidecar);
	*ingest = (struct ingest){0};
}

bool ingest_stop_wanted(void)
{
	sigset_t pending;
	return sigpending(&pending) == 0 &&
	       (sigismember(&pending, SIGINT) ||
		       sigismember(&pending, SIGTERM));
}

bool ingest_name(const struct ingest *ingest, const struct stamp *stamp,
	struct buf *name, struct error *err)
{
	const char *source = index_writer_source(ingest->writer, stamp->source);
	size_t file = stamp_file_length(stamp);
	size_t length = strlen(source);
	bool alone = length > file && source[length - file - 1] == '/' &&
		     memcmp(source + length - file, stamp->name, file) == 0;
	buf_clear(name);
	buf_put_text(name, source);
	if (!alone)
		buf_put_format(name, "/%.*s", (int)file, stamp->name);
	if (stamp_is_line(stamp))
		buf_put_format(name, "#%s", stamp->name + file + 2);
	buf_put_byte(name, 0);
	return !name->failed || error_set_memory(err);
}

bool ingest_count(struct ingest *ingest, enum report_change_kind kind,
	const struct stamp *stamp, struct error *err)
{
	struct report *report = ingest->report;
	uint64_t *count[] = {&report->added, &report->updated, &report->moved,
		&report->removed};
	struct buf name = {0};
	++*count[kind];
	if (!report->dry_run)
		return true;
	bool ok = ingest_name(ingest, stamp, &name, err) &&
		  report_change(report, kind, name.bytes, err);
	buf_free(&name);
	return ok;
}

bool ingest_commit(struct ingest *ingest, struct error *err)
{
	ingest->pending = 0;
	ingest->changed = false;
	jobs_pause(ingest->jobs);
	bool ok = index_writer_commit(ingest->writer, err);
	jobs_resume(ingest->jobs);
	return ok;
}

bool ingest_batch(struct ingest *ingest, struct error *err)
{
	ingest->changed = true;
	if (++ingest->pending < INGEST_BATCH_ESSAYS &&
		index_writer_pending_bytes(ingest->writer) < INGEST_BATCH_BYTES)
		return true;
	return ingest_commit(ingest, err);
}

struct place_scan {
	struct ingest *ingest;
	const struct place *place;
};

static bool note_skipped(void *context, const char *path, bool may_hold,
	const char *reason, struct error *err)
{
	struct place_scan *scan = context;
	struct ingest *ingest = scan->ingest;
	return report_skip(ingest->report, scan->place->folder, path, 0, reason,
		       err) &&
	       (!may_hold || sync_keep(ingest->sync, scan->place->number, path,
				     false, err));
}

static int compare_lists(const void *a, const void *b)
{
	const struct ingest_list *x = a, *y = b;
	return x->place->number < y->place->number ? -1 : 1;
}

static bool scan_place(
	struct ingest *ingest, struct ingest_list *list, struct error *err)
{
	const struct place *place = list->place;
	struct place_scan context = {ingest, place};
	list->scan = (struct scan){.is_wanted = reader_set_wants,
		.skipped = note_skipped,
		.context = &context};
	bool ok = place->name ? scan_one(&list->scan, place->folder,
					place->name, err)
			      : scan_folder(&list->scan, place->folder, err);
	ingest->report->ignored += list->scan.ignored;
	ingest->report->files_total += list->scan.count;
	return ok;
}

bool ingest_scan(struct ingest *ingest, const struct place *place, size_t count,
	struct error *err)
{
	ingest->list = calloc(count + 1, sizeof *ingest->list);
	if (!ingest->list)
		return error_set_memory(err);
	for (size_t i = 0; i < count; i++)
		ingest->list[i].place = &place[i];
	ingest->lists = count;
	if (count)
		qsort(ingest->list, count, sizeof *ingest->list, compare_lists);
	for (size_t i = 0; i < count; i++)
		if (!scan_place(ingest, &ingest->list[i], err))
			return false;
	return true;
}

static bool is_essay(const char *path)
{
	return !reader_set_format(path)->type->many;
}

/* What the file holds, as its format tells essays apart. */
static bool read_content(void *context, size_t list,
	const struct scan_file *file, struct hash_wide *content, bool *known,
	struct error *err)
{
	struct ingest *ingest = context;
	const struct reader_format *format = reader_set_format(file->path);
	struct reader *reader = reader_set_reader(ingest->readers, format, err);
	if (!reader)
		return false;
	int fd = scan_open(ingest->list[list].place->folder, file->path);
	if (fd < 0)
		return true;
	struct reader_item item;
	struct error cause = {0};
	format->type->start(reader, fd, file->path);
	*known = format->type->next(reader, &item, &cause) == READER_ITEM;
	/* What is wrong with a sidecar is told when its essay is written. */
	if (*known && file->sidecar)
		sidecar_read(&ingest->sidecar, ingest->list[list].place->folder,
			file->path, &item, &cause);
	*content = item.content;
	close(fd);
	return cause.code != ERROR_MEMORY || error_set_memory(err);
}

static bool drop_document(
	void *context, const struct stamp *stamp, struct error *err)
{
	struct ingest *ingest = context;
	ingest->changed = true;
	return ingest_count(ingest, REPORT_REMOVED, stamp, err) &&
	       index_writer_remove(ingest->writer, stamp->document, err);
}

bool ingest_find_moves(struct ingest *ingest, struct error *err)
{
	struct previous *previous = ingest->previous;
	struct moves_list *list = calloc(ingest->lists + 1, sizeof *list);
	if (!list)
		return error_set_memory(err);
	for (size_t i = 0; i < ingest->lists; i++) {
		const struct place *place = ingest->list[i].place;
		list[i].scan = &ingest->list[i].scan;
		list[i].source = previous ? place->number_before
					  : place->number;
	}
	struct moves moves = {.stamps = index_writer_stamps(ingest->writer),
		.sync = ingest->sync,
		.list = list,
		.lists = ingest->lists,
		.is_essay = is_essay,
		.read = read_content,
		.drop = drop_document,
		.context = ingest};
	if (previous) {
		moves.stamps = previous->stamps;
		moves.drop = NULL;
	}
	bool ok = !moves.stamps || moves_find(&moves, err);
	free(list);
	return ok;
}

/* Brings in the files that hold many essays, or those that hold one. */
static bool read_files(struct ingest *ingest, bool many, struct error *err)
{
	bool ok = true;
	for (size_t l = 0; l < ingest->lists; l++) {
		const struct ingest_list *list = &ingest->list[l];
		for (size_t i = 0; ok && i < list->scan.count; i++) {
			const struct scan_file *file = &list->scan.file[i];
			if (reader_set_format(file->path)->type->many != many)
				continue;
			ingest->stopped = ingest->stopped ||
					  ingest_stop_wanted();
			if (ingest->stopped)
				return true;
			ok = many ? ingest_many(ingest, list->place, file, err)
				  : ingest_one(ingest, list->place, file, err);
			ingest->report->files++;
		}
	}
	return ok;
}

bool ingest_read(struct ingest *ingest, struct error *err)
{
	return read_files(ingest, true, err) &&
	       read_files(ingest, false, err) && ingest_finish(ingest, err);
}

static bool remove_one(void *context, struct stamp *stamp, struct error *err)
{
	struct ingest *ingest = context;
	if (stamp->document &&
		!(index_writer_remove(ingest->writer, stamp->document, err) &&
			ingest_count(ingest, REPORT_REMOVED, stamp, err)))
		return false;
	stamp->gone = true;
	return ingest_batch(ingest, err);
}

bool ingest_remove_gone(
	struct ingest *ingest, const struct place *place, struct error *err)
{
	return sync_each_gone(
		ingest->sync, place->number, remove_one, ingest, err);
}
