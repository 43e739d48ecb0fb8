/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.h - what a run did, for people and for programs.
 *
 * What was skipped is named on standard error as it happens; the figures come
 * at the end on standard output, as a few lines or as JSON.
 */
#ifndef TELUSUR_REPORT_H
#define TELUSUR_REPORT_H

#include "buf.h"
#include "decode.h"
#include "errors.h"
#include "kinds.h"
#include "progress.h"

/* More are named on standard error only. */
enum {
	REPORT_MAX_SKIPS_IN_JSON = 10000,
	REPORT_MAX_COPIES = 10000, /* named in JSON */
	REPORT_MAX_CHANGES = 10000, /* named by a dry run */
	REPORT_MAX_GROUPS_SHOWN = 20, /* of copies, for people */
	REPORT_MAX_NOTE_BYTES = 16 << 10,
	REPORT_MAX_TOLD = 1000,
};

struct report_skip {
	const char *path;
	uint64_t line;
	const char *reason;
};

struct report_length {
	const char *path;
	uint64_t words;
};

enum report_change_kind {
	REPORT_ADDED,
	REPORT_UPDATED,
	REPORT_MOVED,
	REPORT_REMOVED
};

struct report_change {
	enum report_change_kind kind;
	const char *path;
};

/* Essays of a kind (record.h). */
struct report_kind {
	char name[KIND_NAME_BYTES];
	uint64_t count;
};

struct report_copy {
	const char *path, *date;
	bool original; /* of its group, which it begins */
	double likeness; /* to the original, 0..1 */
};

/* The notes of the run before, which are not told again (--watch). */
struct report_told {
	uint64_t hash[REPORT_MAX_TOLD], next[REPORT_MAX_TOLD];
	size_t count, next_count;
};

struct report {
	uint64_t added, updated, moved, removed, unchanged;
	uint64_t kept; /* not to be read now; as they were */
	uint64_t skipped; /* files and lines */
	uint64_t ignored; /* hidden files and those of other kinds */
	uint64_t empty; /* essays without a word, among the added */
	uint64_t text_bytes; /* of the added and updated */
	uint64_t encoding[DECODE_ENCODINGS]; /* of the added and updated */
	struct report_kind kind[KIND_COUNT]; /* of the same; by name */
	size_t kinds;
	/* Of the same: paragraphs and blocks of pages that are not searched. */
	uint64_t furniture;
	uint64_t files, files_total; /* looked at; found so far */
	double seconds;
	bool rebuilt;
	bool stopped; /* by a signal, before everything was looked at */
	bool no_dictionary;
	bool dictionary_changed; /* since the index was made */
	bool dry_run; /* nothing was changed */
	const char *index; /* the folder */
	struct report_skip *skip;
	size_t skip_count, skip_capacity;
	struct report_change *change; /* of a dry run */
	size_t change_count, change_capacity;
	struct report_length longest, shortest; /* of the added and updated */
	struct report_copy *copy; /* group by group */
	size_t copy_count, copy_capacity;
	uint64_t copies; /* originals not counted */
	struct report_told *told; /* borrowed; NULL: all is told */
	struct arena arena;
	struct progress progress;
};

void report_start(struct report *report);
void report_free(struct report *report);

/* Counts and names what was skipped, with the line in the file when it is not
 * 0.  False only when out of memory. */
bool report_skip(struct report *report, const char *folder, const char *path,
	uint64_t line, const char *reason, struct error *err);

/* Notes what a dry run would do to an essay. */
bool report_change(struct report *report, enum report_change_kind kind,
	const char *path, struct error *err);

/* Notes how long an essay is; line is its id in a file of many, or empty. */
bool report_length(struct report *report, const char *folder, const char *path,
	struct slice line, uint64_t words, struct error *err);

/* Counts an essay of the kind. */
void report_kind(struct report *report, struct slice kind);

/* Adds an essay to the group of copies that the last original began. */
bool report_copy(struct report *report, const char *path, const char *date,
	bool original, double likeness, struct error *err);

/* What was told becomes what was told before. */
void report_told_next(struct report_told *told);

/* Prints a remark, as "telusur-index: text". */
void report_note(struct report *report, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Appends a name for a terminal: control characters, bytes that are no UTF-8
 * and characters that turn the direction of writing as \xNN. */
void report_name(struct slice name, struct buf *out);

#endif
