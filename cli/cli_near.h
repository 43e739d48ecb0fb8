/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_near.h - "did you mean": the options whose names are nearest to a name
 * that does not exist.
 */
#ifndef TELUSUR_CLI_NEAR_H
#define TELUSUR_CLI_NEAR_H

#include "buf.h"
#include "cli.h"

/* Names that are further away are no help. */
enum { CLI_NEAR_MOST = 3 };

/* Appends "--exact or --exclude": the options that `name` (without hyphens)
 * abbreviates; else those within one or two typing errors of it, the nearest
 * only.  An error is a letter too many, missing, wrong, or exchanged with its
 * neighbour (edit distance of optimal string alignment).  Nothing where no
 * name is near, or more than CLI_NEAR_MOST are. */
void cli_near(
	const struct cli_program *program, struct slice name, struct buf *out);

#endif
