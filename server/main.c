/* SPDX-License-Identifier: GPL-3.0-or-later */
/* telusur-server: the search page and the JSON API over HTTP. */
#include "options.h"
#include "server.h"

int main(int argc, char **argv)
{
	struct options options;
	struct error err = {0};
	int status = 0;
	bool read = options_read(&options, argc, argv, &err);
	bool ok = !read ? false
		  : options.asked
			  ? cli_answer(&options_program, options.asked, &err)
			  : server_run(&options, &err);
	if (!ok)
		status = cli_fail(&options_program, &err);
	options_free(&options);
	return status;
}
