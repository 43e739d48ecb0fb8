/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli_text.h"

#include "names.h"

void cli_text_usage(const struct cli_option *option, struct buf *out)
{
	buf_put_format(out, "--%s", option->name);
	if (option->argument)
		buf_put_format(out, " %s", option->argument);
}

void cli_text_values(const struct cli_option *option, struct buf *out)
{
	if (option->names)
		names_list(option->names, out);
	else
		buf_put_format(out, "%g to %g", option->least, option->most);
}

/* As names_list: "stem (words by root), exact (all by form) or ...". */
static void put_meanings(const struct cli_option *option, struct buf *out)
{
	for (size_t i = 0; option->names[i]; i++) {
		if (i > 0)
			buf_put_text(out, option->names[i + 1] ? ", " : " or ");
		buf_put_format(
			out, "%s (%s)", option->names[i], option->meanings[i]);
	}
}

static void put_default(const struct cli_program *program,
	const struct cli_option *option, struct buf *out)
{
	const char *field = (const char *)program->defaults + option->at;
	unsigned number;
	double real;
	switch (option->type) {
	case CLI_NUMBER:
		memcpy(&number, field, sizeof number);
		buf_put_format(out, "%u", number);
		break;
	case CLI_REAL:
		memcpy(&real, field, sizeof real);
		buf_put_format(out, "%g", real);
		break;
	case CLI_NAME:
		memcpy(&number, field, sizeof number);
		buf_put_text(out, option->names[number]);
		break;
	default:
		break;
	}
}

void cli_text_fill(const struct cli_program *program,
	const struct cli_option *option, const char *text, struct buf *out)
{
	static const char values[] = "{values}", fallback[] = "{default}";
	while (*text) {
		if (strncmp(text, values, strlen(values)) == 0) {
			if (option->meanings)
				put_meanings(option, out);
			else
				cli_text_values(option, out);
			text += strlen(values);
		} else if (strncmp(text, fallback, strlen(fallback)) == 0) {
			put_default(program, option, out);
			text += strlen(fallback);
		} else {
			buf_put_byte(out, (unsigned char)*text++);
		}
	}
}
