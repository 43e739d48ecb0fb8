/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Run while the programs are built: reads the written part of a manual page and
 * prints the page with what is made from the option table.  It is linked once
 * for each program, with that program's table.
 *
 *   manual-telusur-index telusur-index.1.in
 */
#include "cli_manual.h"
#include "options.h"

#include <stdio.h>

static bool read_page(const char *path, struct buf *page, struct error *err)
{
	char chunk[4096];
	size_t got;
	FILE *file = fopen(path, "r");
	if (!file)
		return error_set_errno(err, "cannot read %s", path);
	while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
		buf_put(page, chunk, got);
	bool ok = !ferror(file) || error_set_errno(err, "cannot read %s", path);
	fclose(file);
	return ok && (!page->failed || error_set_memory(err));
}

int main(int argc, char **argv)
{
	struct buf page = {0}, out = {0};
	struct error err = {0};
	bool ok = argc == 2 && read_page(argv[1], &page, &err) &&
		  cli_manual(&options_program, buf_slice(&page), &out, &err);
	if (ok)
		ok = fwrite(out.bytes, 1, out.length, stdout) == out.length &&
		     fflush(stdout) == 0;
	if (!ok)
		fprintf(stderr, "manual: %s: %s\n", argc > 1 ? argv[1] : "?",
			err.text);
	buf_free(&page);
	buf_free(&out);
	return ok ? 0 : 1;
}
