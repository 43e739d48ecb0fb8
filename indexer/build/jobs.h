/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobs.h - reads and analyses essays in several threads, and returns them in
 * order.
 *
 * A job is a file that is one essay, or a line of a file of many.  Threads take
 * jobs from a queue: open and read the file or parse the line, decode, analyse.
 * The caller takes them out in the order in which it put them in, and it alone
 * writes the index.  So the index does not depend on the number of threads.
 */
#ifndef TELUSUR_JOBS_H
#define TELUSUR_JOBS_H

#include "contents.h"
#include "index_write.h"
#include "reader_set.h"
#include "scan.h"
#include "sidecar.h"
#include "source.h"

/* An essay to be read, and the result. */
struct job {
	/* Set by the caller. */
	const struct source *source;
	const struct scan_file *file;
	const struct reader_format *format;
	/* Of a file: whether the index has its essay, with this content. */
	bool known;
	struct hash_wide content;
	/* Of a line: the lines that the index has (borrowed), and where the
	 * line stands: line and bytes (copied). */
	const struct contents *contents;
	struct reader_item item;

	/* Set by the thread. */
	int open_errno; /* why the file could not be opened; 0: it was */
	enum reader_result result; /* of the reader's next or take */
	struct sidecar sidecar;
	struct error sidecar_err; /* why the sidecar is not used */
	bool same; /* the content is known; nothing below is set */
	enum reader_result essay_result; /* of the reader's essay */
	struct essay essay; /* all fields but id */
	enum decode_encoding encoding;
	struct error err; /* if a result is not READER_ITEM */
	bool prepared; /* analysed by worker; if not, err says why */
	struct index_worker *worker; /* owned by the index writer */
	struct buf path; /* of the essay, as valid UTF-8 */
	struct buf line; /* what item.bytes points to */
};

struct jobs;

/* Makes the queue and one worker process (formats/worker.h) for each job that
 * can be in work.  Call it before the index is opened, while this process is
 * small and has one thread.  ERROR_IO, ERROR_MEMORY. */
struct jobs *jobs_new(unsigned threads, struct error *err);

/* Starts the threads.  With one thread, or if none can be started, jobs_first
 * does the work itself.  Errors as from index_writer_worker. */
bool jobs_start(
	struct jobs *jobs, struct index_writer *writer, struct error *err);
void jobs_free(struct jobs *jobs);

/* Adds a job to the queue; what the caller sets is copied.  False if the queue
 * is full: take one out first.  Where memory runs out, the job's err says so. */
bool jobs_put(struct jobs *jobs, const struct job *wanted);

/* Waits for the oldest job and returns it, valid until jobs_next removes it;
 * NULL if the queue is empty. */
struct job *jobs_first(struct jobs *jobs);
void jobs_next(struct jobs *jobs);

/* Reads and analyses the essay of the oldest job, which is `same`, after all:
 * the index has the content, but not as this essay's. */
void jobs_read(struct jobs *jobs);

/* Waits until no thread is at work and keeps them idle until jobs_resume: the
 * index may be committed meanwhile. */
void jobs_pause(struct jobs *jobs);
void jobs_resume(struct jobs *jobs);

/* The number of processors, at most 64. */
unsigned jobs_processors(void);

#endif
