/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parsers.h - the parsers of formats that others made.
 *
 * Each is a function of a file's bytes and is called by the worker alone
 * (formats/worker.h), in a process of its own that can open nothing: nothing
 * here knows paths or descriptors.
 */
#ifndef TELUSUR_PARSERS_H
#define TELUSUR_PARSERS_H

#include "extract.h"
#include "kinds.h"

/* The parser of each kind that has one (kinds.h). */
#define PARSERS_NONE(id, name, label, reader, extensions)
#define PARSERS_DECLARE(id, name, label, reader, extensions) \
	extract_parser reader;
KINDS(PARSERS_NONE, PARSERS_DECLARE)

#endif
