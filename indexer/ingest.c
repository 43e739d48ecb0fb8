#include "ingest.h"

#include "essay_id.h"
#include "unicode.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* One file on its way. */
struct work {
	struct ingest *ingest;
	const struct place *place;
	const struct scan_file *file;
	const struct source_format *format;
	struct source_reader *reader;
	bool second; /* read for the second time: only conflicts matter */
	bool clean; /* everything in it is in the index */
};

void ingest_free(struct ingest *ingest)
{
	free(ingest->again);
	buf_free(&ingest->name);
	buf_free(&ingest->id);
	buf_free(&ingest->path);
	arena_free(&ingest->arena);
	*ingest = (struct ingest){0};
}

static bool stop_wanted(void)
{
	sigset_t pending;
	return sigpending(&pending) == 0 &&
	       (sigismember(&pending, SIGINT) ||
		       sigismember(&pending, SIGTERM));
}

bool ingest_commit(struct ingest *ingest, struct error *err)
{
	ingest->pending = 0;
	ingest->changed = false;
	return index_writer_commit(ingest->writer, err);
}

/* Counts a change, and commits when there are enough. */
static bool batch(struct ingest *ingest, struct error *err)
{
	ingest->changed = true;
	if (++ingest->pending < INGEST_BATCH_ESSAYS &&
		index_writer_pending_bytes(ingest->writer) < INGEST_BATCH_BYTES)
		return true;
	return ingest_commit(ingest, err);
}

/* Reports what err says as the reason for passing over a line (0: the file).
 * Out of memory is no reason but a failure. */
static bool tell_skip(struct work *work, uint64_t line, struct error *err)
{
	work->clean = false;
	if (err->code == ERROR_MEMORY)
		return false;
	struct error reason = *err;
	*err = (struct error){0};
	return report_skip(work->ingest->report, work->place->folder,
		work->file->path, line, reason.text, err);
}

/* As tell_skip, but told once only of a file that is read twice. */
static bool skip(struct work *work, uint64_t line, struct error *err)
{
	if (!work->second || err->code == ERROR_MEMORY)
		return tell_skip(work, line, err);
	*err = (struct error){0};
	return true;
}

/* As skip, for a file whose essays stay as they are. */
static bool skip_and_keep(struct work *work, struct error *err)
{
	return skip(work, 0, err) &&
	       sync_keep(work->ingest->sync, work->place->number,
		       work->file->path, false, err);
}

static bool read_later(struct work *work, struct error *err)
{
	struct ingest *ingest = work->ingest;
	work->clean = false;
	if (ingest->again_count &&
		ingest->again[ingest->again_count - 1].place == work->place &&
		strcmp(ingest->again[ingest->again_count - 1].file.path,
			work->file->path) == 0)
		return true;
	if (ingest->again_count == ingest->again_capacity) {
		size_t capacity = ingest->again_capacity
					  ? ingest->again_capacity * 2
					  : 16;
		struct ingest_again *grown = realloc(
			ingest->again, capacity * sizeof *grown);
		if (!grown)
			return error_set_memory(err);
		ingest->again = grown;
		ingest->again_capacity = capacity;
	}
	struct ingest_again again = {work->place, *work->file};
	again.file.path = arena_copy(
		&ingest->arena, slice_text(work->file->path));
	if (!again.file.path)
		return error_set_memory(err);
	ingest->again[ingest->again_count++] = again;
	return true;
}

/* Who has the id that a file's path gives, alone (0) or with its source. */
static bool try_id(
	struct work *work, uint32_t source, uint32_t *holder, struct error *err)
{
	struct buf *id = &work->ingest->id;
	buf_clear(id);
	return essay_id(slice_text(work->file->path), source, id, err) &&
	       index_writer_find(
		       work->ingest->writer, buf_slice(id), holder, err);
}

/* Gives a file's essay its id: the one that its document has, else the first
 * that is free.  *taken: neither is. */
static bool choose_id(struct work *work, uint32_t document, struct slice *id,
	bool *taken, struct error *err)
{
	uint32_t source = work->place->number, plain, with_source;
	if (!try_id(work, 0, &plain, err))
		return false;
	if (plain != document) {
		if (!try_id(work, source, &with_source, err))
			return false;
		*taken = plain && with_source && with_source != document;
		if (with_source != document && !plain &&
			!try_id(work, 0, &plain, err))
			return false;
	}
	*id = buf_slice(&work->ingest->id);
	return true;
}

/* Finds the id of the essay, and whether it is another one's. */
static bool check_id(struct work *work, uint32_t document, struct essay *essay,
	bool *taken, struct error *err)
{
	uint32_t holder;
	*taken = false;
	if (!work->format->many)
		return choose_id(work, document, &essay->id, taken, err);
	if (!index_writer_find(work->ingest->writer, essay->id, &holder, err))
		return false;
	*taken = holder && holder != document;
	return true;
}

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

/* Notes in the stamp and in the report that the essay is in the index. */
static bool note_essay(struct work *work, const struct source_item *item,
	const struct essay *essay, enum decode_encoding encoding,
	uint32_t document, struct error *err)
{
	struct ingest *ingest = work->ingest;
	struct report *report = ingest->report;
	struct stamp *stamp = stamps_put(index_writer_stamps(ingest->writer),
		work->place->number, buf_slice(&ingest->name), err);
	if (!stamp)
		return false;
	if (stamp->document)
		report->updated++;
	else
		report->added++;
	stamp->document = document;
	stamp->content = item->content;
	stamp->seen = stamp->dirty = true;
	if (!work->format->many)
		sync_note_file(ingest->sync, stamp, work->file);
	report->encoding[encoding]++;
	report->text_bytes += essay->text.length;
	report->empty += is_empty(essay->text);
	return batch(ingest, err);
}

/* Puts the essay of an item into the index. */
static bool put_essay(struct work *work, const struct source_item *item,
	uint32_t document, struct error *err)
{
	struct ingest *ingest = work->ingest;
	struct essay essay;
	enum decode_encoding encoding;
	bool taken;
	if (work->format->essay(work->reader, &essay, &encoding, err) !=
		SOURCE_ITEM)
		return skip(work, item->line, err);
	if (!check_id(work, document, &essay, &taken, err))
		return false;
	if (taken && work->format->many && !work->second)
		return read_later(work, err);
	if (taken) {
		error_set(err, ERROR_LIMIT,
			"another essay has the id %.*s already",
			(int)essay.id.length, essay.id.bytes);
		return tell_skip(work, item->line, err);
	}
	essay.source = work->place->number;
	essay.path = buf_slice(&ingest->path);
	if (!index_writer_put(ingest->writer, &essay, &document, err))
		return err->code == ERROR_LIMIT &&
		       tell_skip(work, item->line, err);
	return note_essay(work, item, &essay, encoding, document, err);
}

/* One essay of the file. */
static bool take_item(
	struct work *work, const struct source_item *item, struct error *err)
{
	struct ingest *ingest = work->ingest;
	buf_clear(&ingest->name);
	buf_put_text(&ingest->name, work->file->path);
	if (work->format->many) {
		buf_put_byte(&ingest->name, '#');
		buf_put_slice(&ingest->name, item->key);
	}
	if (ingest->name.failed)
		return error_set_memory(err);
	struct stamp *stamp = stamps_find(index_writer_stamps(ingest->writer),
		work->place->number, buf_slice(&ingest->name));
	if (stamp && stamp->seen) {
		error_set(err, ERROR_LIMIT, "the id %.*s was there before",
			(int)item->key.length, item->key.bytes);
		return skip(work, item->line, err);
	}
	if (!stamp || !stamp->document ||
		memcmp(&stamp->content, &item->content, sizeof item->content) !=
			0)
		return put_essay(work, item, stamp ? stamp->document : 0, err);
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
	} else if (stamp->mtime_ns) {
		stamp->mtime_ns = 0;
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
			ok = skip(work, item.line, err);
		else
			ok = take_item(work, &item, err);
		if (!ok)
			return false;
		progress_show(&ingest->report->progress, ingest->report->files,
			ingest->report->files_total,
			ingest->report->added + ingest->report->updated +
				ingest->report->unchanged);
		ingest->stopped = ingest->stopped || stop_wanted();
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

/* Brings in one file, unless it is as it was. */
static bool take_file(struct ingest *ingest, const struct place *place,
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

struct place_scan {
	struct ingest *ingest;
	const struct place *place;
};

static bool note_skipped(void *context, const char *path, bool may_hold,
	const char *reason, struct error *err)
{
	struct place_scan *scan = context;
	return report_skip(scan->ingest->report, scan->place->folder, path, 0,
		       reason, err) &&
	       (!may_hold || sync_keep(scan->ingest->sync, scan->place->number,
				     path, false, err));
}

bool ingest_place(
	struct ingest *ingest, const struct place *place, struct error *err)
{
	struct place_scan context = {ingest, place};
	struct scan scan = {.is_wanted = source_is_wanted,
		.skipped = note_skipped,
		.context = &context};
	bool ok = place->name ? scan_one(&scan, place->folder, place->name, err)
			      : scan_folder(&scan, place->folder, err);
	ingest->report->ignored += scan.ignored;
	ingest->report->files_total += scan.count;
	for (size_t i = 0; ok && i < scan.count && !ingest->stopped; i++) {
		ok = take_file(ingest, place, &scan.file[i], err);
		ingest->report->files++;
		ingest->stopped = ingest->stopped || stop_wanted();
	}
	scan_free(&scan);
	return ok;
}

bool ingest_read_again(struct ingest *ingest, struct error *err)
{
	bool ok = true;
	for (size_t i = 0; ok && i < ingest->again_count; i++) {
		struct ingest_again *again = &ingest->again[i];
		struct work work = {.ingest = ingest,
			.place = again->place,
			.file = &again->file,
			.format = source_format(again->file.path),
			.second = true,
			.clean = false};
		ok = ingest->stopped || open_file(&work, err);
	}
	return ok;
}

static bool remove_one(void *context, struct stamp *stamp, struct error *err)
{
	struct ingest *ingest = context;
	if (stamp->document) {
		if (!index_writer_remove(ingest->writer, stamp->document, err))
			return false;
		ingest->report->removed++;
	}
	stamp->gone = true;
	return batch(ingest, err);
}

bool ingest_remove_gone(
	struct ingest *ingest, const struct place *place, struct error *err)
{
	return sync_each_gone(
		ingest->sync, place->number, remove_one, ingest, err);
}
