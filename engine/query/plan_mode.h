/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_mode.h - what a word or phrase of a query matches when the query does
 * not say it itself.
 */
#ifndef TELUSUR_PLAN_MODE_H
#define TELUSUR_PLAN_MODE_H

#include "buf.h"
#include "errors.h"

enum plan_mode {
	PLAN_STEM, /* words by root, phrases by form */
	PLAN_EXACT, /* all by form */
	PLAN_FAMILY, /* all by root */
};

/* stem, exact, family, as the API and the command line have them: a table as
 * of names.h.  The meanings, in English, are in the same order. */
extern const char *const plan_mode_names[];
extern const char *const plan_mode_meanings[];

/* ERROR_USAGE for any other name. */
bool plan_mode_read(struct slice name, enum plan_mode *mode, struct error *err);

#endif
