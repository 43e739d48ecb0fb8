/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli_help.h"

#include "cli_text.h"

enum {
	MARGIN = 2, /* columns before an option, and behind it */
	LEFT_MOST = 24, /* the texts of options begin in this column or before;
			 * a longer option stands on a line of its own */
};

/* Appends the text from the current column on, wrapped at spaces; further lines
 * begin at the indent. */
static void put_wrapped(
	struct buf *out, size_t column, size_t indent, struct slice text)
{
	for (size_t at = 0; at < text.length;) {
		size_t end = at;
		while (end < text.length && text.bytes[end] != ' ')
			end++;
		if (at > 0 && column + 1 + end - at > CLI_HELP_COLUMNS) {
			buf_put_format(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (at > 0) {
			buf_put_byte(out, ' ');
			column++;
		}
		buf_put(out, text.bytes + at, end - at);
		column += end - at;
		at = end + 1;
	}
	buf_put_byte(out, '\n');
}

/* Appends a text of several lines, each wrapped. */
static void put_lines(struct buf *out, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		put_wrapped(out, 0, 0, slice_of(text, length));
		text += length;
		text += *text == '\n';
	}
}

static void put_usage(const struct cli_program *program, struct buf *out)
{
	for (size_t i = 0; program->forms[i]; i++) {
		size_t start = out->length;
		buf_put_format(
			out, "%s %s ", i ? "      " : "Usage:", program->name);
		size_t column = out->length - start;
		put_wrapped(out, column, column, slice_text(program->forms[i]));
	}
}

static size_t usage_length(const struct cli_option *option)
{
	return strlen("--") + strlen(option->name) +
	       (option->argument ? 1 + strlen(option->argument) : 0);
}

static size_t left_column(const struct cli_program *program)
{
	size_t column = 0;
	for (size_t i = 0; i < cli_count(program); i++) {
		size_t wanted = MARGIN + usage_length(cli_at(program, i)) +
				MARGIN;
		if (wanted > column && wanted <= LEFT_MOST)
			column = wanted;
	}
	return column;
}

static void put_option(const struct cli_program *program,
	const struct cli_option *option, size_t left, struct buf *out)
{
	struct buf text = {0};
	size_t used = MARGIN + usage_length(option);
	buf_put_format(out, "%*s", MARGIN, "");
	cli_text_usage(option, out);
	if (used + MARGIN > left)
		buf_put_format(out, "\n%*s", (int)left, "");
	else
		buf_put_format(out, "%*s", (int)(left - used), "");
	cli_text_fill(program, option, option->help, &text);
	put_wrapped(out, left, left, buf_slice(&text));
	out->failed = out->failed || text.failed;
	buf_free(&text);
}

bool cli_help(
	const struct cli_program *program, struct buf *out, struct error *err)
{
	size_t left = left_column(program), i = 0;
	put_usage(program, out);
	buf_put_byte(out, '\n');
	put_lines(out, program->about);
	for (size_t g = 0; g < program->group_count; g++) {
		buf_put_format(out, "\n%s:\n", program->group[g].title);
		for (size_t n = 0; n < program->group[g].count; n++)
			put_option(program, cli_at(program, i++), left, out);
	}
	buf_put_byte(out, '\n');
	while (i < cli_count(program))
		put_option(program, cli_at(program, i++), left, out);
	buf_put_byte(out, '\n');
	put_lines(out, program->after);
	return !out->failed || error_set_memory(err);
}
