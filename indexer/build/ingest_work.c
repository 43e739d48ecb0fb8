/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest_work.h"

bool ingest_work_skip(
	struct ingest_work *work, uint64_t line, struct error *err)
{
	work->clean = false;
	if (err->code == ERROR_MEMORY)
		return false;
	struct error reason = *err;
	*err = (struct error){0};
	return report_skip(work->ingest->report, work->source->folder,
		work->file->path, line, reason.text, err);
}

static bool set_why(struct ingest *ingest, struct stamp *stamp, const char *why,
	struct error *err)
{
	bool changed;
	bool ok = stamps_set_why(
		index_writer_stamps(ingest->writer), stamp, why, &changed, err);
	ingest->changed |= changed;
	return ok;
}

bool ingest_work_note_sidecar(
	struct ingest_work *work, struct stamp *stamp, struct error *err)
{
	const struct error *cause = work->job ? &work->job->sidecar_err : NULL;
	return set_why(work->ingest, stamp,
		cause && cause->code ? cause->text : NULL, err);
}

/* An essay that the file was until now is removed at the end, with the guard
 * against losing too many; then the next run remembers. */
bool ingest_work_skip_file(struct ingest_work *work, struct error *err)
{
	struct ingest *ingest = work->ingest;
	struct stamps *stamps = index_writer_stamps(ingest->writer);
	struct error reason = *err;
	if (!ingest_work_skip(work, 0, err))
		return false;
	struct stamp *stamp = stamps_put(stamps, work->source->number,
		slice_text(work->file->path), err);
	if (!stamp || stamp->document)
		return stamp;
	stamp->seen = true;
	ingest->changed |= sync_note_file(ingest->sync, stamp, work->file);
	return set_why(ingest, stamp, reason.text, err);
}

bool ingest_work_skip_and_keep(struct ingest_work *work, struct error *err)
{
	return ingest_work_skip(work, 0, err) &&
	       sync_keep(work->ingest->sync, work->source->number,
		       work->file->path, false, err);
}
