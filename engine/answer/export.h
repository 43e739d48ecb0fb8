/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export.h - all that a query finds, written to a file: every essay with its
 * passages, however many there are.
 *
 * Essays are written one by one, so that memory holds the list of what was
 * found (16 bytes an essay) and one essay.
 */
#ifndef TELUSUR_EXPORT_H
#define TELUSUR_EXPORT_H

#include "search_run.h"

enum export_format {
	EXPORT_NDJSON, /* a hit as in an answer, one a line */
	EXPORT_CSV, /* RFC 4180 with a header: a row a passage */
};

/* Where an export goes. */
struct export_file {
	int file; /* open for writing */
	/* Asked before each essay whether nobody waits for the rest. */
	bool (*unwanted)(void *context);
	void *context;
	uint64_t bytes; /* the file's length, when it is written */
	bool refused; /* it could not be written, which is no fault of the
		       * index */
};

/* ndjson, csv; false for any other name. */
bool export_read_format(struct slice name, enum export_format *format);
const char *export_format_name(enum export_format format);

/* Writes what the request finds into the file, which is emptied first; offset
 * and limit are not looked at.  ERROR_MODIFIED asks for index_refresh and the
 * whole call again, so that all comes from one state; ERROR_STOPPED says that
 * the export was unwanted. */
bool export_write(struct index *index, const struct search_request *request,
	enum export_format format, struct export_file *file, struct error *err);

#endif
