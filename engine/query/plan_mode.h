/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_mode.h - whether words and phrases match by form or by root, where the
 * query does not say so itself.
 */
#ifndef TELUSUR_PLAN_MODE_H
#define TELUSUR_PLAN_MODE_H

#include "buf.h"
#include "errors.h"

enum plan_mode {
	PLAN_MODE_STEM, /* words by root, phrases by form */
	PLAN_MODE_EXACT, /* all by form */
	PLAN_MODE_FAMILY, /* all by root */
};

/* "stem", "exact", "family", for API and command line: a table of names.h.
 * Their meanings, in English, are in the same order. */
extern const char *const plan_mode_names[];
extern const char *const plan_mode_meanings[];

/* ERROR_USAGE for any other name. */
bool plan_mode_read(struct slice name, enum plan_mode *mode, struct error *err);

#endif
