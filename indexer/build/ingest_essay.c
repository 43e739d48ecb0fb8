/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One essay into the index. */
#include "ingest_essay.h"

#include "index_essay.h"
#include "ingest_id.h"
#include "unicode.h"

static bool is_empty(struct slice text)
{
	const char *at = text.bytes, *end = at + text.length;
	while (at < end) {
		enum unicode_class class = unicode_class(
			unicode_decode(&at, end));
		if (class == UNICODE_LETTER || class == UNICODE_DIGIT)
			return false;
	}
	return true;
}

/* An essay that is on its way into the index. */
struct arrival {
	struct job *job;
	uint32_t document;
	struct stamp *from; /* that had the document until now, or NULL */
};

static bool count(struct ingest *ingest, const struct stamp *stamp,
	const struct arrival *arrival, struct error *err)
{
	struct report *report = ingest->report;
	enum report_change_kind kind = REPORT_ADDED;
	bool same = arrival->from &&
		    memcmp(&arrival->from->content, &arrival->job->item.content,
			    sizeof stamp->content) == 0;
	if (stamp->moved || same)
		kind = REPORT_MOVED;
	else if (stamp->document || arrival->from || stamp->evicted)
		kind = REPORT_UPDATED;
	report->encoding[arrival->job->encoding]++;
	report->text_bytes += arrival->job->essay.text.length;
	report->empty += is_empty(arrival->job->essay.text);
	return ingest_state_count(ingest, kind, stamp, err);
}

/* Notes in the stamps and in the report that the essay is in the index. */
static bool note_essay(
	struct ingest_work *work, struct arrival *arrival, struct error *err)
{
	struct ingest *ingest = work->ingest;
	const struct job *job = arrival->job;
	struct stamp *stamp = stamps_put(index_writer_stamps(ingest->writer),
		work->source->number, buf_slice(&ingest->name), err);
	if (!stamp || !count(ingest, stamp, arrival, err))
		return false;
	const struct essay_facts *facts = index_writer_facts(ingest->writer);
	ingest->report->furniture += facts->furniture + job->essay.furniture;
	report_kind(ingest->report, job->essay.kind);
	if (!report_length(ingest->report, work->source->folder,
		    work->file->path, job->item.key, facts->words, err))
		return false;
	if (arrival->from) {
		arrival->from->document = 0;
		arrival->from->dirty = true;
	}
	stamp->document = arrival->document;
	stamp->content = job->item.content;
	stamp->sketch = facts->sketch;
	stamp->seen = stamp->dirty = stamp->fresh = true;
	ingest_id_own(ingest, stamp);
	if (!work->format->type->many)
		sync_note_file(ingest->sync, stamp, work->file);
	return ingest_work_note_sidecar(work, stamp, err) &&
	       ingest_state_changed(ingest, err);
}

static bool skip(struct ingest_work *work, uint64_t line, struct error *err)
{
	return work->format->type->many ? ingest_work_skip(work, line, err)
					: ingest_work_skip_file(work, err);
}

/* Finds the arrival its id, or the stamp that keeps it from it. */
static bool find_id(struct ingest_work *work, struct arrival *arrival,
	const struct stamp **holder, struct error *err)
{
	struct essay *essay = &work->job->essay;
	if (work->format->type->many)
		return arrival->document ||
		       ingest_id_claim(
			       work, essay->id, holder, &arrival->from, err);
	if (!ingest_id_of_file(work, arrival->document, err))
		return false;
	essay->id = buf_slice(&work->ingest->id);
	return true;
}

bool ingest_essay(
	struct ingest_work *work, struct stamp *stamp, struct error *err)
{
	struct ingest *ingest = work->ingest;
	struct job *job = work->job;
	struct arrival arrival = {
		.job = job, .document = stamp ? stamp->document : 0};
	const struct stamp *holder = NULL;
	uint64_t line = job->item.line;
	if (job->same)
		jobs_read(ingest->jobs);
	*err = job->err;
	if (job->essay_result != READER_ITEM)
		/* Where the trouble is ours, the file is as good as before. */
		return err->code == ERROR_ENGINE
			       ? ingest_work_skip_and_keep(work, err)
			       : skip(work, line, err);
	if (err->code)
		return false; /* it could not be prepared */
	if (!find_id(work, &arrival, &holder, err))
		return false;
	if (holder) {
		error_set(err, ERROR_LIMIT,
			"the id %.*s is that of an essay in %.*s",
			(int)job->essay.id.length, job->essay.id.bytes,
			(int)stamp_file_length(holder), holder->name);
		return ingest_work_skip(work, line, err);
	}
	if (arrival.from)
		arrival.document = arrival.from->document;
	if (!index_writer_put_prepared(ingest->writer, job->worker, &job->essay,
		    &arrival.document, err))
		return err->code == ERROR_LIMIT && skip(work, line, err);
	return note_essay(work, &arrival, err);
}
