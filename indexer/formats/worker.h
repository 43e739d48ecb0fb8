/* SPDX-License-Identifier: GPL-3.0-or-later */
/* worker.h - runs parsers in processes of their own, so that a hostile file
 * costs that file and nothing else.
 *
 * worker_new forks a small process that holds no file and no lock.  For each
 * file that process forks a child, which enters the sandbox, receives the
 * bytes, parses them, sends the result and exits.  A new child for each file:
 * what one file does to the memory of its parser cannot reach the next.  These
 * processes have default signal handling and an empty signal mask, whatever the
 * program was started with; they ignore only SIGINT and SIGTERM.
 *
 * If the small process is killed, it is not started again: by then this process
 * may have threads, and a process with threads must not fork.
 */
#ifndef TELUSUR_WORKER_H
#define TELUSUR_WORKER_H

#include "extract.h"

/* A worker belongs to one thread at a time. */
struct worker;

/* Forks the small process; call it while this process has one thread.
 * ERROR_IO, ERROR_MEMORY. */
struct worker *worker_new(struct error *err);
void worker_free(struct worker *worker);

/* Runs the parser over the bytes and fills out.  Errors that concern the file:
 * ERROR_CORRUPT (the parser refused it, crashed, or sent no valid result) and
 * ERROR_LIMIT (out of time or memory, or too much text).  Errors that do not:
 * ERROR_MEMORY, ERROR_IO and ERROR_ENGINE (of this process, or the sandbox).
 * Unless the small process has ended, the next call works in any case. */
bool worker_run(struct worker *worker, extract_parser *parser,
	struct slice bytes, struct extract *out, struct error *err);

#endif
