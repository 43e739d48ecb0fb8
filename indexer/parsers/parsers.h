/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parsers.h - the parsers of foreign formats.
 *
 * Each is a function of a file's bytes; the parser NAME_extract is in NAME.c.
 * Only the worker (formats/worker.h) calls them, in a process that cannot open
 * files: no parser knows paths or descriptors.
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
