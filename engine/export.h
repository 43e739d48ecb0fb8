/* export.h - all that a query finds, written to a file: every essay with its
 * passages, however many there are.
 *
 * Essays are written one by one, so that memory holds the list of what was
 * found (16 bytes an essay) and one essay.
 */
#ifndef TELUSUR_EXPORT_H
#define TELUSUR_EXPORT_H

#include "search.h"

enum export_format {
	EXPORT_NDJSON, /* a hit as in an answer, one a line */
	EXPORT_CSV, /* RFC 4180 with a header: a row a passage */
};

/* ndjson, csv; false for any other name. */
bool export_read_format(struct slice name, enum export_format *format);
const char *export_format_name(enum export_format format);

/* Writes what the request finds into the file, which is emptied first; offset
 * and limit are not looked at.  *bytes is the file's length.  ERROR_MODIFIED
 * asks for index_refresh and the whole call again, so that all comes from one
 * state.  *refused says that the file could not be written, which is no fault
 * of the index. */
bool export_write(struct index *index, const struct search_request *request,
	enum export_format format, int file, uint64_t *bytes, bool *refused,
	struct error *err);

#endif
