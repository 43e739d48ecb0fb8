/* SPDX-License-Identifier: GPL-3.0-or-later */
/* worker.h - runs parsers in processes of their own, so that what a hostile
 * file does to one costs that file and nothing else.
 *
 * A small process is forked once, early: it holds no file and no lock.  For
 * each file it forks another, which enters the sandbox, reads the bytes,
 * parses them, answers and ends.  A fresh process for each file: what one file
 * does to the memory of its parser, the next one never sees.  Whatever signals
 * the program was started with ignored or blocked, these processes have theirs
 * as they are by default, but for SIGINT and SIGTERM, which they ignore.
 *
 * When somebody ends the small process it stays ended, for by then there may be
 * threads, and from among threads no process is to be forked.
 */
#ifndef TELUSUR_WORKER_H
#define TELUSUR_WORKER_H

#include "extract.h"

struct worker;
struct worker *worker_new(struct error *err);
void worker_free(struct worker *worker);

/* Runs the parser over the bytes.  False with the parser's reason, or with
 * ERROR_LIMIT or ERROR_CORRUPT when it ran out of time or memory, or crashed;
 * the next file is served all the same.  ERROR_MEMORY and ERROR_ENGINE are our
 * own troubles, and this system's: they say nothing of the file. */
bool worker_run(struct worker *worker, extract_parser *parser,
	struct slice bytes, struct extract *out, struct error *err);

#endif
