/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_text.h - the texts of a table with their placeholders filled in, for the
 * help, the manual page and error messages.
 */
#ifndef TELUSUR_CLI_TEXT_H
#define TELUSUR_CLI_TEXT_H

#include "buf.h"
#include "cli.h"

/* Appends "--index DIR", or "--json" for a switch. */
void cli_text_usage(const struct cli_option *option, struct buf *out);

/* Appends what {values} stands for, without what each value means. */
void cli_text_values(const struct cli_option *option, struct buf *out);

/* Appends the text with {values} (and what each value means) and {default}
 * filled in. */
void cli_text_fill(const struct cli_program *program,
	const struct cli_option *option, const char *text, struct buf *out);

#endif
