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
	const struct reader_item *item;
	struct essay own; /* of a line */
	const struct essay *essay; /* that, or the job's */
	enum decode_encoding encoding;
	uint32_t document;
	struct stamp *from; /* that had the document until now, or NULL */
};

static bool count(struct ingest *ingest, const struct stamp *stamp,
	const struct arrival *arrival, struct error *err)
{
	struct report *report = ingest->report;
	enum report_change_kind kind = REPORT_ADDED;
	bool same = arrival->from &&
		    memcmp(&arrival->from->content, &arrival->item->content,
			    sizeof stamp->content) == 0;
	if (stamp->moved || same)
		kind = REPORT_MOVED;
	else if (stamp->document || arrival->from || stamp->evicted)
		kind = REPORT_UPDATED;
	report->encoding[arrival->encoding]++;
	report->text_bytes += arrival->essay->text.length;
	report->empty += is_empty(arrival->essay->text);
	return ingest_state_count(ingest, kind, stamp, err);
}

/* Notes in the stamps and in the report that the essay is in the index. */
static bool note_essay(
	struct ingest_work *work, struct arrival *arrival, struct error *err)
{
	struct ingest *ingest = work->ingest;
	struct stamp *stamp = stamps_put(index_writer_stamps(ingest->writer),
		work->source->number, buf_slice(&ingest->name), err);
	if (!stamp || !count(ingest, stamp, arrival, err))
		return false;
	const struct essay_facts *facts = index_writer_facts(ingest->writer);
	ingest->report->furniture += facts->furniture +
				     arrival->essay->furniture;
	report_kind(ingest->report, arrival->essay->kind);
	if (!report_length(ingest->report, work->source->folder,
		    work->file->path, arrival->item->key, facts->words, err))
		return false;
	if (arrival->from) {
		arrival->from->document = 0;
		arrival->from->dirty = true;
	}
	stamp->document = arrival->document;
	stamp->content = arrival->item->content;
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
	return work->job ? ingest_work_skip_file(work, err)
			 : ingest_work_skip(work, line, err);
}

/* Has the essay read, where a thread has not done that. */
static bool read_essay(
	struct ingest_work *work, struct arrival *arrival, struct error *err)
{
	if (work->job) {
		arrival->essay = &work->job->essay;
		arrival->encoding = work->job->encoding;
		*err = work->job->err;
		return work->job->essay_result == READER_ITEM;
	}
	arrival->essay = &arrival->own;
	if (work->format->type->essay(work->reader, &arrival->own,
		    &arrival->encoding, err) != READER_ITEM)
		return false;
	arrival->own.source = work->source->number;
	arrival->own.path = buf_slice(&work->ingest->path);
	return true;
}

static bool put(
	struct ingest_work *work, struct arrival *arrival, struct error *err)
{
	struct index_writer *writer = work->ingest->writer;
	return work->job ? index_writer_put_prepared(writer, work->job->worker,
				   arrival->essay, &arrival->document, err)
			 : index_writer_put(writer, arrival->essay,
				   &arrival->document, err);
}

bool ingest_essay(struct ingest_work *work, const struct reader_item *item,
	struct stamp *stamp, struct error *err)
{
	struct ingest *ingest = work->ingest;
	struct arrival arrival = {
		.item = item, .document = stamp ? stamp->document : 0};
	const struct stamp *holder = NULL;
	if (!read_essay(work, &arrival, err))
		/* Where the trouble is ours, the file is as good as before. */
		return err->code == ERROR_ENGINE
			       ? ingest_work_skip_and_keep(work, err)
			       : skip(work, item->line, err);
	if (err->code)
		return false; /* it could not be prepared */
	if (work->job) {
		if (!ingest_id_of_file(work, arrival.document, err))
			return false;
		work->job->essay.id = buf_slice(&ingest->id);
	} else if (!arrival.document && !ingest_id_claim(work, arrival.own.id,
						&holder, &arrival.from, err)) {
		return false;
	}
	if (holder) {
		error_set(err, ERROR_LIMIT,
			"the id %.*s is that of an essay in %.*s",
			(int)arrival.own.id.length, arrival.own.id.bytes,
			(int)stamp_file_length(holder), holder->name);
		return ingest_work_skip(work, item->line, err);
	}
	if (arrival.from)
		arrival.document = arrival.from->document;
	if (!put(work, &arrival, err))
		return err->code == ERROR_LIMIT && skip(work, item->line, err);
	return note_essay(work, &arrival, err);
}
