/* SPDX-License-Identifier: GPL-3.0-or-later */
/* telusur-server: the search page and the JSON API over HTTP. */
#include "options.h"
#include "server.h"

#include <stdio.h>

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

int main(int argc, char **argv)
{
	struct options options;
	struct error err = {0};
	int code = EXIT_DONE;
	if (!options_read(argc, argv, &options, &err))
		code = err.code == ERROR_USAGE ? EXIT_USAGE : EXIT_FAILED;
	else if (options.task == OPTIONS_HELP)
		fputs(options_help, stdout);
	else if (options.task == OPTIONS_VERSION)
		puts("telusur-server " TELUSUR_VERSION);
	else if (!server_run(&options, &err))
		code = EXIT_FAILED;
	if (code != EXIT_DONE)
		fprintf(stderr, "telusur-server: %s\n", err.text);
	if (code == EXIT_USAGE)
		fputs("Try telusur-server --help.\n", stderr);
	options_free(&options);
	return code;
}
