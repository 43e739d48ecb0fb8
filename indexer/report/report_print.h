/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_print.h - a report as text for people and as JSON for programs.
 *
 * Both functions append to out; ERROR_MEMORY.
 */
#ifndef TELUSUR_REPORT_PRINT_H
#define TELUSUR_REPORT_PRINT_H

#include "report.h"

/* A few lines; counts that are 0 are left out. */
bool report_print_text(
	const struct report *report, struct buf *out, struct error *err);

/* One JSON object with all counts, the skipped files, the copies and, of a dry
 * run, the changes; lists are cut at the REPORT_MAX_ limits. */
bool report_print_json(
	const struct report *report, struct buf *out, struct error *err);

#endif
