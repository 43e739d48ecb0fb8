/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build.h - a whole run of telusur-index.
 */
#ifndef TELUSUR_BUILD_H
#define TELUSUR_BUILD_H

#include "options.h"
#include "report.h"

/* Does what the options ask for and fills the report (report_start it).  On
 * failure what was committed before it stays; a rebuild that fails or is
 * stopped leaves the index that was there. */
bool build_run(const struct options *options, struct report *report,
	struct error *err);

#endif
