/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export.h - writes all hits of a query to a file, each with its passages.
 *
 * Hits are written one by one: memory holds the list of hits (16 bytes each)
 * and one essay.
 */
#ifndef TELUSUR_EXPORT_H
#define TELUSUR_EXPORT_H

#include "search_list.h"

enum export_format {
	EXPORT_NDJSON, /* one hit per line, as in a search answer */
	EXPORT_CSV, /* RFC 4180 with a header; one row per passage */
};

/* The destination of an export. */
struct export_file {
	int file; /* descriptor, open for writing */
	/* Called before each hit; true cancels the export. */
	bool (*unwanted)(void *context);
	void *context;
	uint64_t bytes; /* set to the length of the file */
	bool refused; /* set when the file, not the index, caused the error */
};

/* ndjson, csv: a table as of names.h. */
extern const char *const export_format_names[];

/* Truncates the file and writes all hits of the request; its offset and limit
 * are ignored.  ERROR_MODIFIED: the index changed during the export; call
 * index_refresh and repeat, so that all hits come from one generation.
 * ERROR_STOPPED: `unwanted` returned true.  ERROR_IO with file->refused: the
 * file cannot be written.  Other errors as search_run. */
bool export_write(struct index *index, const struct search_request *request,
	enum export_format format, struct export_file *file, struct error *err);

#endif
