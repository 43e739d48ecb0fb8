/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobs.h - files read and analysed side by side, given back in order.
 *
 * A few threads take the files that are put in, each by its turn: open, read,
 * decode, analyse.  Whoever put them in takes them out in the same order and
 * alone writes to the index, so that what comes of a run does not depend on
 * how many threads there are.
 */
#ifndef TELUSUR_JOBS_H
#define TELUSUR_JOBS_H

#include "index_write.h"
#include "reader_set.h"
#include "scan.h"
#include "sidecar.h"
#include "source.h"

/* A file that holds one essay, and what was found in it. */
struct job {
	const struct source *source;
	const struct scan_file *file;
	const struct reader_format *format;
	bool known; /* an essay is in the index whose content is: */
	struct hash_wide content;
	/* from here on filled by the thread */
	int open_errno; /* why it could not be opened, or 0 */
	enum reader_result result; /* of the format's next */
	struct reader_item item;
	struct sidecar sidecar;
	struct error sidecar_err; /* why it counts for nothing */
	bool same; /* as the content that is known: the rest is not filled */
	enum reader_result essay_result;
	struct essay essay; /* all but the id */
	enum decode_encoding encoding;
	struct error err; /* of a result other than READER_ITEM */
	bool prepared; /* by the worker; else err says why */
	struct index_worker *worker;
	struct buf path; /* of the essay, valid UTF-8 */
};

struct jobs;

/* Starts the processes that parse foreign files, one for each file that may be
 * at work: so it comes before the index is opened, while this process is small
 * and has one thread. */
struct jobs *jobs_new(unsigned threads, struct error *err);

/* Starts the threads.  With one (or none) the work is done when it is asked
 * for. */
bool jobs_start(
	struct jobs *jobs, struct index_writer *writer, struct error *err);
void jobs_free(struct jobs *jobs);

/* Puts a file in; false where there is no room: take one out first. */
bool jobs_put(struct jobs *jobs, const struct job *wanted);

/* The oldest file, once it is done; NULL when there is none.  It is valid until
 * jobs_next, which gives its room back. */
struct job *jobs_first(struct jobs *jobs);
void jobs_next(struct jobs *jobs);

/* Waits until no thread works, and keeps them from it, while the index is
 * committed. */
void jobs_pause(struct jobs *jobs);
void jobs_resume(struct jobs *jobs);

/* How many processors there are. */
unsigned jobs_processors(void);

#endif
