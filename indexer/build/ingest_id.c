/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which essay has which id. */
#include "ingest_id.h"

#include "essay_id.h"

#include <stdlib.h>

/* What the scan found at a path of a source; NULL: nothing.  *searched: this
 * run has scanned the source. */
static const struct scan_file *find_scanned(const struct ingest *ingest,
	uint32_t source, struct slice path, bool *searched)
{
	*searched = false;
	for (size_t l = 0; l < ingest->source_count; l++) {
		const struct scan *scan = &ingest->sources[l].scan;
		if (ingest->sources[l].source->number != source)
			continue;
		*searched = true;
		size_t low = 0, high = scan->count;
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			int order = slice_compare(
				slice_text(scan->file[middle].path), path);
			if (order == 0)
				return &scan->file[middle];
			if (order < 0)
				low = middle + 1;
			else
				high = middle;
		}
	}
	return NULL;
}

void ingest_id_own(struct ingest *ingest, struct stamp *stamp)
{
	if (ingest->owner && stamp->document < ingest->owners)
		ingest->owner[stamp->document] = stamp;
}

/* Makes the list of who has which document, with room for those of this run. */
static bool list_owners(
	struct ingest *ingest, uint32_t document, struct error *err)
{
	struct stamps *stamps = index_writer_stamps(ingest->writer);
	uint32_t owners = document + 1;
	for (size_t i = 0; i < stamps_count(stamps); i++)
		if (stamps_at(stamps, i)->document >= owners)
			owners = stamps_at(stamps, i)->document + 1;
	owners += owners / 2 + 1024;
	struct stamp **owner = calloc(owners, sizeof *owner);
	if (!owner)
		return error_set_memory(err);
	free(ingest->owner);
	ingest->owner = owner;
	ingest->owners = owners;
	for (size_t i = 0; i < stamps_count(stamps); i++) {
		struct stamp *stamp = stamps_at(stamps, i);
		if (stamp->document && !stamp->gone)
			owner[stamp->document] = stamp;
	}
	return true;
}

/* The stamp of a document, NULL when none has it. */
static bool find_owner(struct ingest *ingest, uint32_t document,
	struct stamp **stamp, struct error *err)
{
	*stamp = NULL;
	if (document >= ingest->owners && !list_owners(ingest, document, err))
		return false;
	struct stamp *found = ingest->owner[document];
	if (found && !found->gone && found->document == document)
		*stamp = found;
	return true;
}

/* The id that the file's essay had before a rebuild; nothing when it had none
 * or another essay has it by now. */
static bool previous_id_of(
	struct ingest_work *work, uint32_t *holder, struct error *err)
{
	struct ingest *ingest = work->ingest;
	buf_clear(&ingest->id);
	*holder = 1;
	if (!ingest->previous || !ingest->previous->stamps)
		return true;
	const struct stamp *before = stamps_find(ingest->previous->stamps,
		work->source->number_before, slice_text(work->file->path));
	if (!before || !before->document)
		return true;
	return previous_id(
		       ingest->previous, before->document, &ingest->id, err) &&
	       (ingest->id.length == 0 ||
		       index_writer_find(ingest->writer, buf_slice(&ingest->id),
			       holder, err));
}

bool ingest_id_of_file(
	struct ingest_work *work, uint32_t document, struct error *err)
{
	struct ingest *ingest = work->ingest;
	uint32_t holder;
	buf_clear(&ingest->id);
	if (document)
		return index_writer_id(
			ingest->writer, document, &ingest->id, err);
	if (!previous_id_of(work, &holder, err))
		return false;
	for (uint32_t salt = 0; holder; salt++) {
		buf_clear(&ingest->id);
		if (!essay_id(slice_text(work->file->path),
			    work->source->number, salt, &ingest->id, err) ||
			!index_writer_find(ingest->writer,
				buf_slice(&ingest->id), &holder, err))
			return false;
	}
	return true;
}

/* Whether a line that comes earlier is there: it was met, or its file is as it
 * was, cannot be read or is not looked at by this run. */
static bool stays(struct ingest *ingest, struct stamp *stamp)
{
	bool searched;
	find_scanned(ingest, stamp->source,
		slice_of(stamp->name, stamp_file_length(stamp)), &searched);
	return !searched || stamp->seen || sync_is_kept(ingest->sync, stamp);
}

static bool comes_later(
	const struct ingest_work *work, const struct stamp *stamp)
{
	if (stamp->source != work->source->number)
		return stamp->source > work->source->number;
	return slice_compare(slice_of(stamp->name, stamp_file_length(stamp)),
		       slice_text(work->file->path)) > 0;
}

/* Has a file of many read (again), by this run if it comes to it. */
static void doubt(struct ingest *ingest, const struct stamp *line)
{
	struct stamp *file = stamps_find(index_writer_stamps(ingest->writer),
		line->source, slice_of(line->name, stamp_file_length(line)));
	if (!file)
		return;
	file->look.ctime_ns = 0;
	file->dirty = true;
}

/* Takes the id from a file that is one essay: it is given another when its
 * turn comes. */
static bool evict(struct ingest *ingest, struct stamp *stamp,
	const struct stamp **holder, struct error *err)
{
	bool searched;
	const struct scan_file *file = find_scanned(
		ingest, stamp->source, slice_text(stamp->name), &searched);
	if (!searched || sync_is_kept(ingest->sync, stamp)) {
		*holder = stamp;
		return true;
	}
	if (!index_writer_remove(ingest->writer, stamp->document, err))
		return false;
	if (!file && !ingest_state_count(ingest, REPORT_REMOVED, stamp, err))
		return false;
	stamp->document = 0;
	stamp->look.ctime_ns = 0;
	memset(&stamp->content, 0, sizeof stamp->content);
	stamp->dirty = true;
	stamp->evicted = file != NULL;
	return true;
}

bool ingest_id_claim(struct ingest_work *work, struct slice id,
	const struct stamp **holder, struct stamp **from, struct error *err)
{
	struct ingest *ingest = work->ingest;
	uint32_t document;
	struct stamp *stamp;
	*holder = *from = NULL;
	if (!index_writer_find(ingest->writer, id, &document, err))
		return false;
	if (!document)
		return true;
	if (!find_owner(ingest, document, &stamp, err))
		return false;
	if (!stamp)
		return index_writer_remove(ingest->writer, document, err);
	if (!stamp_is_line(stamp))
		return evict(ingest, stamp, holder, err);
	bool later = comes_later(work, stamp);
	if (!later && stays(ingest, stamp)) {
		*holder = stamp;
		return true;
	}
	if (later)
		doubt(ingest, stamp);
	*from = stamp;
	return true;
}
