/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_help.h - the text of --help. */
#ifndef TELUSUR_CLI_HELP_H
#define TELUSUR_CLI_HELP_H

#include "buf.h"
#include "cli.h"

enum { CLI_HELP_COLUMNS = 79 }; /* lines are not longer */

/* Appends usage, about, options by group, and after. */
bool cli_help(
	const struct cli_program *program, struct buf *out, struct error *err);

#endif
