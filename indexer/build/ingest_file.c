/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file: what in it is new, changed or as it was. */
#include "ingest_file.h"

#include "ingest_essay.h"
#include "sidecar_name.h"

#include <errno.h>
#include <unistd.h>

/* One essay of the file. */
static bool take_item(struct ingest_work *work, struct error *err)
{
	struct ingest *ingest = work->ingest;
	const struct reader_item *item = &work->job->item;
	buf_clear(&ingest->name);
	buf_put_text(&ingest->name, work->file->path);
	if (work->format->type->many) {
		buf_put_text(&ingest->name, STAMP_LINE_MARK);
		buf_put_slice(&ingest->name, item->key);
	}
	if (ingest->name.failed)
		return error_set_memory(err);
	struct stamp *stamp = stamps_find(index_writer_stamps(ingest->writer),
		work->source->number, buf_slice(&ingest->name));
	if (stamp && stamp->seen) {
		error_set(err, ERROR_LIMIT, "the id %.*s was there before",
			(int)item->key.length, item->key.bytes);
		return ingest_work_skip(work, item->line, err);
	}
	if (!stamp || !stamp->document ||
		memcmp(&stamp->content, &item->content, sizeof item->content) !=
			0)
		return ingest_essay(work, stamp, err);
	stamp->seen = true;
	ingest->report->unchanged++;
	if (!work->format->type->many)
		ingest->changed |= sync_note_file(
			ingest->sync, stamp, work->file);
	return ingest_work_note_sidecar(work, stamp, err);
}

/* Notes how a file of many essays looks, so that it need not be read again;
 * or, where something in it was passed over, that it must. */
static bool note_file(struct ingest_work *work, struct error *err)
{
	struct ingest *ingest = work->ingest;
	struct stamps *stamps = index_writer_stamps(ingest->writer);
	struct slice path = slice_text(work->file->path);
	struct stamp *stamp = stamps_find(stamps, work->source->number, path);
	if (!stamp && !work->clean)
		return true;
	if (!stamp)
		stamp = stamps_put(stamps, work->source->number, path, err);
	if (!stamp)
		return false;
	stamp->seen = true;
	if (work->clean) {
		ingest->changed |= sync_note_file(
			ingest->sync, stamp, work->file);
	} else if (stamp->look.ctime_ns) {
		stamp->look.ctime_ns = 0;
		stamp->dirty = ingest->changed = true;
	}
	return true;
}

static void show_progress(struct ingest *ingest)
{
	struct report *report = ingest->report;
	progress_show(&report->progress, report->files, report->files_total,
		report->added + report->updated + report->moved +
			report->unchanged);
}

/* What came of the oldest line. */
static bool take_line(struct ingest_work *work, struct error *err)
{
	struct ingest *ingest = work->ingest;
	struct job *job = jobs_first(ingest->jobs);
	bool ok;
	work->job = job;
	*err = job->err;
	if (job->result == READER_ITEM)
		ok = take_item(work, err);
	else
		ok = ingest_work_skip(work, job->item.line, err);
	work->job = NULL;
	jobs_next(ingest->jobs);
	show_progress(ingest);
	ingest->stopped = ingest->stopped || ingest_state_stop_wanted();
	return ok;
}

static bool take_lines(struct ingest_work *work, struct error *err)
{
	while (!work->ingest->stopped && jobs_first(work->ingest->jobs))
		if (!take_line(work, err))
			return false;
	return true;
}

/* Has a line read and analysed by a thread, and takes the oldest ones when the
 * queue is full. */
static bool put_line(struct ingest_work *work, const struct reader_item *item,
	struct error *err)
{
	struct ingest *ingest = work->ingest;
	struct job job = {.source = work->source,
		.file = work->file,
		.format = work->format,
		.contents = &ingest->contents,
		.item = *item};
	while (!ingest->stopped && !jobs_put(ingest->jobs, &job))
		if (!take_line(work, err))
			return false;
	return true;
}

/* What the reader says instead of a line comes after the lines before it. */
static bool take_end(struct ingest_work *work, enum reader_result result,
	uint64_t line, struct error *err)
{
	struct error cause = *err;
	*err = (struct error){0};
	if (!take_lines(work, err))
		return false;
	*err = cause;
	if (result == READER_SKIP)
		return ingest_work_skip(work, line, err);
	if (result == READER_FAILED)
		return ingest_work_skip_and_keep(work, err);
	return work->ingest->stopped || note_file(work, err);
}

/* Reads the essays of an open file of many. */
static bool read_file(struct ingest_work *work, int fd, struct error *err)
{
	struct ingest *ingest = work->ingest;
	struct reader *reader = reader_set_reader(
		ingest->readers, work->format, err);
	if (!reader)
		return false;
	work->format->type->start(reader, fd, work->file->path);
	while (!ingest->stopped) {
		struct reader_item item;
		enum reader_result result = work->format->type->next(
			reader, &item, err);
		bool ok = result == READER_ITEM
				  ? put_line(work, &item, err)
				  : take_end(work, result, item.line, err);
		if (!ok || result == READER_END || result == READER_FAILED)
			return ok;
	}
	return true;
}

static bool open_file(struct ingest_work *work, struct error *err)
{
	int fd = scan_open(work->source->folder, work->file->path);
	if (fd < 0) {
		if (errno == ENOENT)
			return true; /* it went away just now */
		error_set_errno(err, "cannot be opened");
		return ingest_work_skip_and_keep(work, err);
	}
	bool ok = read_file(work, fd, err);
	close(fd);
	return ok;
}

/* Whether the file is as it was; then its essays are. */
static bool is_same(struct ingest *ingest, const struct source *source,
	const struct scan_file *file, struct stamp **stamp)
{
	*stamp = stamps_find(index_writer_stamps(ingest->writer),
		source->number, slice_text(file->path));
	if (!sync_is_same(ingest->sync, *stamp, file))
		return false;
	(*stamp)->seen = true;
	return true;
}

bool ingest_file_many(struct ingest *ingest, const struct source *source,
	const struct scan_file *file, struct error *err)
{
	struct stamp *stamp;
	struct ingest_work work = {.ingest = ingest,
		.source = source,
		.file = file,
		.format = reader_set_format(file->path),
		.clean = true};
	if (is_same(ingest, source, file, &stamp))
		return sync_keep(
			ingest->sync, source->number, file->path, true, err);
	return open_file(&work, err);
}

/* Tells of a sidecar that cannot be read; its essay goes without. */
static bool tell_sidecar(struct ingest *ingest, const struct source *source,
	const struct scan_file *file, const char *why, struct error *err)
{
	struct buf name = {0};
	sidecar_name_of(file->path, &name);
	bool ok = name.failed ? error_set_memory(err)
			      : report_skip(ingest->report, source->folder,
					name.bytes, 0, why, err);
	buf_free(&name);
	return ok;
}

/* A file that is as it was: its essay is, or it is skipped again. */
static bool tell_same(struct ingest *ingest, const struct source *source,
	const struct scan_file *file, const struct stamp *stamp,
	struct error *err)
{
	ingest->report->unchanged += stamp->document != 0;
	if (!stamp->why)
		return true;
	return stamp->document
		       ? tell_sidecar(ingest, source, file, stamp->why, err)
		       : report_skip(ingest->report, source->folder, file->path,
				 0, stamp->why, err);
}

/* What came of a file that was read by a thread. */
static bool take_job(struct ingest *ingest, struct job *job, struct error *err)
{
	struct ingest_work work = {.ingest = ingest,
		.source = job->source,
		.file = job->file,
		.format = job->format,
		.job = job};
	show_progress(ingest);
	if (job->open_errno == ENOENT)
		return true; /* it went away just now */
	if (job->open_errno) {
		errno = job->open_errno;
		error_set_errno(err, "cannot be opened");
		return ingest_work_skip_and_keep(&work, err);
	}
	if (job->result == READER_ITEM)
		return (!job->sidecar_err.code ||
			       tell_sidecar(ingest, job->source, job->file,
				       job->sidecar_err.text, err)) &&
		       take_item(&work, err);
	*err = job->err;
	return job->result == READER_SKIP
		       ? ingest_work_skip_file(&work, err)
		       : ingest_work_skip_and_keep(&work, err);
}

static bool take_first(struct ingest *ingest, struct error *err)
{
	bool ok = take_job(ingest, jobs_first(ingest->jobs), err);
	jobs_next(ingest->jobs);
	return ok;
}

bool ingest_file_one(struct ingest *ingest, const struct source *source,
	const struct scan_file *file, struct error *err)
{
	struct stamp *stamp;
	if (is_same(ingest, source, file, &stamp))
		return tell_same(ingest, source, file, stamp, err);
	struct job job = {.source = source,
		.file = file,
		.format = reader_set_format(file->path),
		.known = stamp && stamp->document};
	if (stamp)
		job.content = stamp->content;
	while (!jobs_put(ingest->jobs, &job))
		if (!take_first(ingest, err))
			return false;
	return true;
}

bool ingest_file_finish(struct ingest *ingest, struct error *err)
{
	while (!ingest->stopped && jobs_first(ingest->jobs)) {
		if (!take_first(ingest, err))
			return false;
		ingest->stopped = ingest_state_stop_wanted();
	}
	return true;
}
