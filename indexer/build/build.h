/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build.h - one whole run of telusur-index: it opens or makes the index, brings
 * the sources in and commits.
 */
#ifndef TELUSUR_BUILD_H
#define TELUSUR_BUILD_H

#include "options.h"
#include "report.h"

/* Does what the options ask for and fills the report, on which report_start was
 * called.  After an error all that was committed before stays; a rebuild that
 * fails or is stopped leaves the old index as it was.
 *
 * Errors: ERROR_USAGE (no source, or the index lies in a source), ERROR_LIMIT
 * (too many essays are gone, without --force), ERROR_LOCKED (another process
 * writes the index), ERROR_VERSION and ERROR_CORRUPT (this index cannot be
 * continued; a rebuild can replace it), ERROR_NOT_FOUND, ERROR_IO,
 * ERROR_ENGINE, ERROR_MEMORY. */
bool build_run(const struct options *options, struct report *report,
	struct error *err);

#endif
