/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "buf.h"
#include "cli_help.h"

#include <stdio.h>
#include <stdlib.h>

enum { EXIT_FAILED = 1, EXIT_USAGE = 2 };

static const struct cli_option common[] = {
	{.name = "help",
		.help = "print this text",
		.manual = "Print a short description of the options."},
	{.name = "version",
		.help = "print the version",
		.manual = "Print the version."},
};

enum { COMMON_COUNT = sizeof common / sizeof *common };

void cli_texts_free(struct cli_texts *texts)
{
	free(texts->text);
	*texts = (struct cli_texts){0};
}

size_t cli_count(const struct cli_program *program)
{
	size_t count = COMMON_COUNT;
	for (size_t g = 0; g < program->group_count; g++)
		count += program->group[g].count;
	return count;
}

const struct cli_option *cli_at(const struct cli_program *program, size_t i)
{
	for (size_t g = 0; g < program->group_count; g++) {
		if (i < program->group[g].count)
			return &program->group[g].option[i];
		i -= program->group[g].count;
	}
	return &common[i];
}

enum cli_asked cli_asked_by(const struct cli_option *option)
{
	return option == &common[0]   ? CLI_HELP
	       : option == &common[1] ? CLI_VERSION
				      : CLI_WORK;
}

bool cli_answer(const struct cli_program *program, enum cli_asked asked,
	struct error *err)
{
	struct buf out = {0};
	bool ok = true;
	if (asked == CLI_HELP)
		ok = cli_help(program, &out, err);
	else
		buf_put_format(&out, "%s %s\n", program->name, TELUSUR_VERSION);
	if (ok && out.failed)
		ok = error_set_memory(err);
	if (ok && (fwrite(out.bytes, 1, out.length, stdout) != out.length ||
			  fflush(stdout) != 0))
		ok = error_set_errno(err, "cannot print");
	buf_free(&out);
	return ok;
}

int cli_fail(const struct cli_program *program, const struct error *err)
{
	fprintf(stderr, "%s: %s\n", program->name, err->text);
	if (err->code != ERROR_USAGE)
		return EXIT_FAILED;
	fprintf(stderr, "Try %s --help.\n", program->name);
	return EXIT_USAGE;
}
