/* report.h - what a run did, for people and for programs.
 *
 * What was skipped is named on standard error as it happens; the figures come
 * at the end on standard output, as a few lines or as JSON.
 */
#ifndef TELUSUR_REPORT_H
#define TELUSUR_REPORT_H

#include "buf.h"
#include "decode.h"
#include "error.h"
#include "progress.h"

/* More are named on standard error only. */
enum { REPORT_MAX_SKIPS_IN_JSON = 10000 };

struct report_skip {
	const char *path;
	uint64_t line;
	const char *reason;
};

struct report {
	uint64_t added, updated, moved, removed, unchanged;
	uint64_t kept; /* not to be read now; as they were */
	uint64_t skipped; /* files and lines */
	uint64_t ignored; /* hidden files and those of other kinds */
	uint64_t empty; /* essays without a word, among the added */
	uint64_t text_bytes; /* of the added and updated */
	uint64_t encoding[DECODE_ENCODINGS]; /* of the added and updated */
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
	struct arena arena;
	struct progress progress;
};

void report_start(struct report *report);
void report_free(struct report *report);

/* Counts and names what was skipped, with the line in the file when it is not
 * 0.  False only when out of memory. */
bool report_skip(struct report *report, const char *folder, const char *path,
	uint64_t line, const char *reason, struct error *err);

/* Prints a remark, as "telusur-index: text". */
void report_note(struct report *report, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Appends the figures. */
bool report_text(
	const struct report *report, struct buf *out, struct error *err);
bool report_json(
	const struct report *report, struct buf *out, struct error *err);

/* Appends a name for a terminal: control characters, bytes that are no UTF-8
 * and characters that turn the direction of writing as \xNN. */
void report_name(struct slice name, struct buf *out);

#endif
