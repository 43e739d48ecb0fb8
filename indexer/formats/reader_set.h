/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader_set.h - the format of each file name, and one reader for each format.
 */
#ifndef TELUSUR_READER_SET_H
#define TELUSUR_READER_SET_H

#include "reader.h"

/* The format that the extension of the name belongs to (kinds.h), in capitals
 * or small letters; NULL: no format of ours. */
const struct reader_format *reader_set_format(const char *name);

/* Whether reader_set_format finds a format. */
bool reader_set_wants(const char *name);

/* A set of readers and the worker that runs their parsers.  A set belongs to
 * one thread. */
struct reader_set;

/* Starts the worker, so call it early, while this process has one thread and
 * holds no lock.  ERROR_IO, ERROR_MEMORY. */
struct reader_set *reader_set_new(struct error *err);
void reader_set_free(struct reader_set *readers);

/* The reader of the format, which is made on first use and belongs to the set.
 * ERROR_MEMORY. */
struct reader *reader_set_reader(struct reader_set *readers,
	const struct reader_format *format, struct error *err);

#endif
