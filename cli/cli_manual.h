/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_manual.h - the parts of a manual page that are made from a table, in the
 * mdoc language.
 */
#ifndef TELUSUR_CLI_MANUAL_H
#define TELUSUR_CLI_MANUAL_H

#include "buf.h"
#include "cli.h"

/* Copies the lines of a page.  The line @SYNOPSIS@ becomes the program's forms,
 * @OPTIONS@ its options by group.  ERROR_SYNTAX where one of the two lines is
 * missing or is there twice. */
bool cli_manual(const struct cli_program *program, struct slice page,
	struct buf *out, struct error *err);

#endif
