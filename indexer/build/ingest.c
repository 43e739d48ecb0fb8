/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest.h"

#include "ingest_file.h"
#include "moves.h"

#include <stdlib.h>
#include <unistd.h>

struct source_scan {
	struct ingest *ingest;
	const struct source *source;
};

static bool note_skipped(void *context, const char *path, bool may_hold,
	const char *reason, struct error *err)
{
	struct source_scan *scan = context;
	struct ingest *ingest = scan->ingest;
	return report_skip(ingest->report, scan->source->folder, path, 0,
		       reason, err) &&
	       (!may_hold || sync_keep(ingest->sync, scan->source->number, path,
				     false, err));
}

static int compare_lists(const void *a, const void *b)
{
	const struct ingest_source *x = a, *y = b;
	return x->source->number < y->source->number ? -1 : 1;
}

static bool scan_source(
	struct ingest *ingest, struct ingest_source *list, struct error *err)
{
	const struct source *source = list->source;
	struct source_scan context = {ingest, source};
	list->scan = (struct scan){.is_wanted = reader_set_wants,
		.skipped = note_skipped,
		.context = &context};
	bool ok = source->name ? scan_one(&list->scan, source->folder,
					 source->name, err)
			       : scan_folder(&list->scan, source->folder, err);
	ingest->report->ignored += list->scan.ignored;
	ingest->report->files_total += list->scan.count;
	return ok;
}

bool ingest_scan(struct ingest *ingest, const struct source *source,
	size_t count, struct error *err)
{
	ingest->sources = calloc(count + 1, sizeof *ingest->sources);
	if (!ingest->sources)
		return error_set_memory(err);
	for (size_t i = 0; i < count; i++)
		ingest->sources[i].source = &source[i];
	ingest->source_count = count;
	if (count)
		qsort(ingest->sources, count, sizeof *ingest->sources,
			compare_lists);
	for (size_t i = 0; i < count; i++)
		if (!scan_source(ingest, &ingest->sources[i], err))
			return false;
	return true;
}

static bool is_essay(const char *path)
{
	return !reader_set_format(path)->type->many;
}

/* What the file holds, as its format tells essays apart. */
static bool read_content(void *context, size_t index,
	const struct scan_file *file, struct hash_wide *content, bool *known,
	struct error *err)
{
	struct ingest *ingest = context;
	const struct reader_format *format = reader_set_format(file->path);
	struct reader *reader = reader_set_reader(ingest->readers, format, err);
	if (!reader)
		return false;
	int fd = scan_open(ingest->sources[index].source->folder, file->path);
	if (fd < 0)
		return true;
	struct reader_item item;
	struct error cause = {0};
	format->type->start(reader, fd, file->path);
	*known = format->type->next(reader, &item, &cause) == READER_ITEM;
	/* What is wrong with a sidecar is told when its essay is written. */
	if (*known && file->sidecar)
		sidecar_read(&ingest->sidecar,
			ingest->sources[index].source->folder, file->path,
			&item, &cause);
	*content = item.content;
	close(fd);
	return cause.code != ERROR_MEMORY || error_set_memory(err);
}

static bool drop_document(
	void *context, const struct stamp *stamp, struct error *err)
{
	struct ingest *ingest = context;
	ingest->changed = true;
	return ingest_state_count(ingest, REPORT_REMOVED, stamp, err) &&
	       index_writer_remove(ingest->writer, stamp->document, err);
}

bool ingest_find_moves(struct ingest *ingest, struct error *err)
{
	struct previous *previous = ingest->previous;
	struct moves_source *sources = calloc(
		ingest->source_count + 1, sizeof *sources);
	if (!sources)
		return error_set_memory(err);
	for (size_t i = 0; i < ingest->source_count; i++) {
		const struct source *source = ingest->sources[i].source;
		sources[i].scan = &ingest->sources[i].scan;
		sources[i].number = previous ? source->number_before
					     : source->number;
	}
	struct moves moves = {.stamps = index_writer_stamps(ingest->writer),
		.sync = ingest->sync,
		.sources = sources,
		.source_count = ingest->source_count,
		.is_essay = is_essay,
		.read = read_content,
		.drop = drop_document,
		.context = ingest};
	if (previous) {
		moves.stamps = previous->stamps;
		moves.drop = NULL;
	}
	bool ok = !moves.stamps || moves_find(&moves, err);
	free(sources);
	return ok;
}

/* Brings in the files that hold many essays, or those that hold one. */
static bool read_files(struct ingest *ingest, bool many, struct error *err)
{
	bool ok = true;
	for (size_t l = 0; l < ingest->source_count; l++) {
		const struct ingest_source *list = &ingest->sources[l];
		for (size_t i = 0; ok && i < list->scan.count; i++) {
			const struct scan_file *file = &list->scan.file[i];
			if (reader_set_format(file->path)->type->many != many)
				continue;
			ingest->stopped = ingest->stopped ||
					  ingest_state_stop_wanted();
			if (ingest->stopped)
				return true;
			ok = many ? ingest_file_many(
					    ingest, list->source, file, err)
				  : ingest_file_one(
					    ingest, list->source, file, err);
			ingest->report->files++;
		}
	}
	return ok;
}

bool ingest_read(struct ingest *ingest, struct error *err)
{
	return contents_take(&ingest->contents,
		       index_writer_stamps(ingest->writer), err) &&
	       read_files(ingest, true, err) &&
	       read_files(ingest, false, err) &&
	       ingest_file_finish(ingest, err);
}

static bool remove_one(void *context, struct stamp *stamp, struct error *err)
{
	struct ingest *ingest = context;
	if (stamp->document &&
		!(index_writer_remove(ingest->writer, stamp->document, err) &&
			ingest_state_count(ingest, REPORT_REMOVED, stamp, err)))
		return false;
	stamp->gone = true;
	return ingest_state_changed(ingest, err);
}

bool ingest_remove_gone(
	struct ingest *ingest, const struct source *source, struct error *err)
{
	return sync_each_gone(
		ingest->sync, source->number, remove_one, ingest, err);
}
