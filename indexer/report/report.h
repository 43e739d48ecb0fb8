/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.h - collects what a run did, for people and for programs.
 *
 * Skipped files are named on standard error at once.  The counts are printed at
 * the end (report_print.h).
 *
 * Functions here that take err set ERROR_MEMORY only.
 */
#ifndef TELUSUR_REPORT_H
#define TELUSUR_REPORT_H

#include "buf.h"
#include "decode.h"
#include "errors.h"
#include "kinds.h"
#include "progress.h"

enum {
	REPORT_MAX_SKIPS_IN_JSON = 10000, /* standard error names all */
	REPORT_MAX_COPIES = 10000, /* named in JSON */
	REPORT_MAX_CHANGES = 10000, /* named by a dry run */
	REPORT_MAX_GROUPS_SHOWN = 20, /* of copies, in the text for people */
	REPORT_MAX_NOTE_BYTES = 16 << 10, /* a longer note is cut */
	REPORT_MAX_NOTES = 1000, /* remembered from run to run */
};

struct report_skip {
	const char *path;
	uint64_t line; /* from 1; 0: the whole file */
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
	bool original; /* the first of its group, and its original */
	double likeness; /* to the original, 0 to 1 */
};

/* Hashes of the notes of the previous run, which are not printed again
 * (--watch), and of those of this run. */
struct report_notes {
	uint64_t hash[REPORT_MAX_NOTES], next[REPORT_MAX_NOTES];
	size_t count, next_count;
};

struct report {
	uint64_t added, updated, moved, removed, unchanged;
	uint64_t kept; /* unreadable now; unchanged in the index */
	uint64_t skipped; /* files, and lines of NDJSON */
	uint64_t ignored; /* hidden files, and files of no kind of ours */
	uint64_t empty; /* essays without a word, of the written ones */
	uint64_t text_bytes; /* of the added and updated */
	uint64_t encoding[DECODE_ENCODINGS]; /* of the added and updated */
	struct report_kind kind[KIND_COUNT]; /* of the same; by name */
	size_t kinds;
	/* Of the same: paragraphs and blocks of pages that are not searched. */
	uint64_t furniture;
	uint64_t files, files_total; /* done; found by the scan */
	double seconds;
	bool rebuilt;
	bool stopped; /* by a signal, before all files were done */
	bool no_dictionary;
	bool dictionary_changed; /* since the index was made */
	bool dry_run; /* the index was not changed */
	const char *index; /* the folder */
	struct report_skip *skip;
	size_t skip_count, skip_capacity;
	struct report_change *change; /* of a dry run */
	size_t change_count, change_capacity;
	struct report_length longest, shortest; /* of the added and updated */
	struct report_copy *copy; /* group by group */
	size_t copy_count, copy_capacity;
	uint64_t copies; /* without the originals */
	struct report_notes *notes; /* borrowed; NULL: print all notes */
	struct arena arena;
	struct progress progress;
};

void report_start(struct report *report);
void report_free(struct report *report);

/* Counts what was skipped and names it on standard error.  line: from 1; 0: the
 * whole file. */
bool report_skip(struct report *report, const char *folder, const char *path,
	uint64_t line, const char *reason, struct error *err);

/* Lists what a dry run would do to an essay. */
bool report_change(struct report *report, enum report_change_kind kind,
	const char *path, struct error *err);

/* Keeps the longest and the shortest essay.  line: the essay's id in a file of
 * many essays, else empty. */
bool report_length(struct report *report, const char *folder, const char *path,
	struct slice line, uint64_t words, struct error *err);

/* Counts an essay of the kind. */
void report_kind(struct report *report, struct slice kind);

/* Adds an essay to the list of copies.  original: it begins a new group; else
 * it belongs to the group begun last. */
bool report_copy(struct report *report, const char *path, const char *date,
	bool original, double likeness, struct error *err);

/* Ends a run: its notes become those of the previous run. */
void report_notes_next(struct report_notes *notes);

/* Prints "telusur-index: " and the text on standard error, unless the previous
 * run has printed the same. */
void report_note(struct report *report, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Appends a name in a form that is safe on a terminal: control characters,
 * invalid UTF-8 and characters that change the direction of writing become
 * \xNN. */
void report_name(struct slice name, struct buf *out);

#endif
