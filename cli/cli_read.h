/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_read.h - reads a command line by the table of its program.
 *
 * An option is written by its whole name, `--name value` or `--name=value`; a
 * switch is `--name`.  Options and operands may be mixed; `--` makes all that
 * follows operands.  An option that is given again overrules itself, unless its
 * type says otherwise.
 */
#ifndef TELUSUR_CLI_READ_H
#define TELUSUR_CLI_READ_H

#include "cli.h"

/* Copies the program's defaults to the options and stores what argv says.
 * Reading ends at --help or --version, and *asked says so.  The strings stay
 * argv's; the caller frees each struct cli_texts, also after a failure.
 * ERROR_USAGE names the argument and says what to do; ERROR_MEMORY; or the
 * error of a `parse`. */
bool cli_read(const struct cli_program *program, int argc, char **argv,
	void *options, enum cli_asked *asked, struct error *err);

#endif
