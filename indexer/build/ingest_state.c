/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest_state.h"

#include <signal.h>
#include <stdlib.h>

void ingest_state_free(struct ingest *ingest)
{
	for (size_t i = 0; i < ingest->source_count; i++)
		scan_free(&ingest->sources[i].scan);
	free(ingest->sources);
	free(ingest->owner);
	buf_free(&ingest->name);
	buf_free(&ingest->id);
	contents_free(&ingest->contents);
	sidecar_free(&ingest->sidecar);
	*ingest = (struct ingest){0};
}

bool ingest_state_stop_wanted(void)
{
	sigset_t pending;
	return sigpending(&pending) == 0 &&
	       (sigismember(&pending, SIGINT) ||
		       sigismember(&pending, SIGTERM));
}

bool ingest_state_name(const struct ingest *ingest, const struct stamp *stamp,
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

bool ingest_state_count(struct ingest *ingest, enum report_change_kind kind,
	const struct stamp *stamp, struct error *err)
{
	struct report *report = ingest->report;
	uint64_t *count[] = {&report->added, &report->updated, &report->moved,
		&report->removed};
	struct buf name = {0};
	++*count[kind];
	if (!report->dry_run)
		return true;
	bool ok = ingest_state_name(ingest, stamp, &name, err) &&
		  report_change(report, kind, name.bytes, err);
	buf_free(&name);
	return ok;
}

bool ingest_state_commit(struct ingest *ingest, struct error *err)
{
	ingest->pending = 0;
	ingest->changed = false;
	jobs_pause(ingest->jobs);
	bool ok = index_writer_commit(ingest->writer, err);
	jobs_resume(ingest->jobs);
	return ok;
}

bool ingest_state_changed(struct ingest *ingest, struct error *err)
{
	ingest->changed = true;
	if (++ingest->pending < INGEST_BATCH_ESSAYS &&
		index_writer_pending_bytes(ingest->writer) < INGEST_BATCH_BYTES)
		return true;
	return ingest_state_commit(ingest, err);
}
