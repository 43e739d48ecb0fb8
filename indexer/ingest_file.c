/* One file: what in it is new, changed or as it was. */
#include "ingest_impl.h"

#include "unicode.h"

#include <errno.h>
#include <unistd.h>

bool ingest_skip(struct work *work, uint64_t line, struct error *err)
{
	work->clean = false;
	if (err->code == ERROR_MEMORY)
		return false;
	struct error reason = *err;
	*err = (struct error){0};
	return report_skip(work->ingest->report, work->place->folder,
		work->file->path, line, reason.text, err);
}

/* As ingest_skip, for a file whose essays stay as they are. */
static bool skip_and_keep(struct work *work, struct error *err)
{
	return ingest_skip(work, 0, err) &&
	       sync_keep(work->ingest->sync, work->place->number,
		       work->file->path, false, err);
}

/* One essay of the file. */
static bool take_item(
	struct work *work, const struct source_item *item, struct error *err)
{
	struct ingest *ingest = work->ingest;
	buf_clear(&ingest->name);
	buf_put_text(&ingest->name, work->file->path);
	if (work->format->many) {
		buf_put_text(&ingest->name, STAMP_LINE_MARK);
		buf_put_slice(&ingest->name, item->key);
	}
	if (ingest->name.failed)
		return error_set_memory(err);
	struct stamp *stamp = stamps_find(index_writer_stamps(ingest->writer),
		work->place->number, buf_slice(&ingest->name));
	if (stamp && stamp->seen) {
		error_set(err, ERROR_LIMIT, "the id %.*s was there before",
			(int)item->key.length, item->key.bytes);
		return ingest_skip(work, item->line, err);
	}
	if (!stamp || !stamp->document ||
		memcmp(&stamp->content, &item->content, sizeof item->content) !=
			0)
		return ingest_essay(work, item, stamp, err);
	stamp->seen = true;
	ingest->report->unchanged++;
	if (!work->format->many)
		ingest->changed |= sync_note_file(
			ingest->sync, stamp, work->file);
	return true;
}

/* Notes how a file of many essays looks, so that it need not be read again;
 * or, where something in it was passed over, that it must. */
static bool note_file(struct work *work, struct error *err)
{
	struct ingest *ingest = work->ingest;
	struct stamps *stamps = index_writer_stamps(ingest->writer);
	struct slice path = slice_text(work->file->path);
	struct stamp *stamp = stamps_find(stamps, work->place->number, path);
	if (!stamp && !work->clean)
		return true;
	if (!stamp)
		stamp = stamps_put(stamps, work->place->number, path, err);
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

/* Reads the essays of an open file. */
static bool read_file(struct work *work, int fd, struct error *err)
{
	struct ingest *ingest = work->ingest;
	work->format->start(work->reader, fd, work->file->path);
	for (;;) {
		struct source_item item;
		enum source_result result = work->format->next(
			work->reader, &item, err);
		bool ok = true;
		if (result == SOURCE_END)
			return !work->format->many || note_file(work, err);
		if (result == SOURCE_FAILED)
			return skip_and_keep(work, err);
		if (result == SOURCE_SKIP)
			ok = ingest_skip(work, item.line, err);
		else
			ok = take_item(work, &item, err);
		if (!ok)
			return false;
		progress_show(&ingest->report->progress, ingest->report->files,
			ingest->report->files_total,
			ingest->report->added + ingest->report->updated +
				ingest->report->moved +
				ingest->report->unchanged);
		ingest->stopped = ingest->stopped || ingest_stop_wanted();
		if (ingest->stopped)
			return true;
	}
}

static bool open_file(struct work *work, struct error *err)
{
	struct ingest *ingest = work->ingest;
	size_t replaced;
	work->reader = sources_reader(ingest->sources, work->format, err);
	if (!work->reader)
		return false;
	buf_clear(&ingest->path);
	unicode_repair(slice_text(work->file->path), &ingest->path, &replaced);
	if (ingest->path.failed)
		return error_set_memory(err);
	int fd = scan_open(work->place->folder, work->file->path);
	if (fd < 0) {
		if (errno == ENOENT)
			return true; /* it went away just now */
		error_set_errno(err, "cannot be opened");
		return skip_and_keep(work, err);
	}
	bool ok = read_file(work, fd, err);
	close(fd);
	return ok;
}

bool ingest_file(struct ingest *ingest, const struct place *place,
	const struct scan_file *file, struct error *err)
{
	struct work work = {.ingest = ingest,
		.place = place,
		.file = file,
		.format = source_format(file->path),
		.clean = true};
	struct stamp *stamp = stamps_find(index_writer_stamps(ingest->writer),
		place->number, slice_text(file->path));
	if (!sync_is_same(ingest->sync, stamp, file))
		return open_file(&work, err);
	stamp->seen = true;
	if (work.format->many)
		return sync_keep(
			ingest->sync, place->number, file->path, true, err);
	ingest->report->unchanged++;
	return true;
}
