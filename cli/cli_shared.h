/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_shared.h - options that several programs have: a row for a table, given
 * the offset of the field.
 */
#ifndef TELUSUR_CLI_SHARED_H
#define TELUSUR_CLI_SHARED_H

#include "cli.h"

/* --index DIR, a const char *; NULL without it: the default folder. */
/* clang-format off */
#define CLI_SHARED_INDEX(offset) { \
	.name = "index", \
	.argument = "DIR", \
	.type = CLI_TEXT, \
	.at = (offset), \
	.help = "the folder of the index; without it " \
		"$XDG_DATA_HOME/telusur/index, which usually is " \
		"~/.local/share/telusur/index", \
	.manual = "The folder of the index. Without it " \
		  "$XDG_DATA_HOME/telusur/index is used, which usually is " \
		  "~/.local/share/telusur/index.", \
}
/* clang-format on */

#endif
