/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli_near.h"

enum {
	NAME_MAX_BYTES = 32, /* longer ones are near nothing */
	FAR = 99,
};

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* The edit distance of optimal string alignment. */
static unsigned distance(struct slice a, struct slice b)
{
	unsigned row[NAME_MAX_BYTES + 1][NAME_MAX_BYTES + 1];
	if (a.length > NAME_MAX_BYTES || b.length > NAME_MAX_BYTES)
		return FAR;
	for (unsigned i = 0; i <= a.length; i++) {
		for (unsigned j = 0; j <= b.length; j++) {
			if (i == 0 || j == 0) {
				row[i][j] = i + j;
				continue;
			}
			char x = a.bytes[i - 1], y = b.bytes[j - 1];
			row[i][j] = least(row[i - 1][j] + 1,
				least(row[i][j - 1] + 1,
					row[i - 1][j - 1] + (x != y)));
			if (i > 1 && j > 1 && x == b.bytes[j - 2] &&
				y == a.bytes[i - 2])
				row[i][j] = least(
					row[i][j], row[i - 2][j - 2] + 1);
		}
	}
	return row[a.length][b.length];
}

/* 0 for an abbreviation, then the number of errors; short names allow one. */
static unsigned rank(struct slice wrong, struct slice name)
{
	if (wrong.length <= name.length &&
		memcmp(wrong.bytes, name.bytes, wrong.length) == 0)
		return 0;
	unsigned errors = distance(wrong, name);
	unsigned allowed = name.length < 5 ? 1 : 2;
	return errors <= allowed && errors < name.length ? errors : FAR;
}

void cli_near(
	const struct cli_program *program, struct slice name, struct buf *out)
{
	const char *near[CLI_NEAR_MOST + 1] = {NULL};
	size_t count = 0;
	unsigned best = FAR - 1;
	for (size_t i = 0; name.length && i < cli_count(program); i++) {
		const char *known = cli_at(program, i)->name;
		unsigned r = rank(name, slice_text(known));
		if (r < best) {
			best = r;
			count = 0;
		}
		if (r == best && count++ < CLI_NEAR_MOST)
			near[count - 1] = known;
	}
	for (size_t i = 0; count <= CLI_NEAR_MOST && i < count; i++)
		buf_put_format(out, "%s--%s",
			i == 0          ? ""
			: i + 1 < count ? ", "
					: " or ",
			near[i]);
}
