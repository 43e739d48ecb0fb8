/* SPDX-License-Identifier: GPL-3.0-or-later */
/* telusur-query: search from the shell, and measure how good the search is. */
#include "options.h"
#include "run.h"
#include "show.h"

/* Beside those of cli_fail: a query that is refused. */
enum { EXIT_DONE = 0, EXIT_REFUSED = 2 };

static bool work(const struct options *options, struct error *err)
{
	if (options->asked)
		return cli_answer(&options_program, options->asked, err);
	struct index *index = index_open(options->index, err);
	if (!index)
		return false;
	index_set_rank(index, &options->rank);
	bool ok = options->analyse  ? show_analysis(index, options, err)
		  : options->topics ? run_topics(index, options, err)
				    : show_search(index, options, err);
	index_close(index);
	return ok;
}

int main(int argc, char **argv)
{
	struct options options;
	struct error err = {0};
	int status = EXIT_DONE;
	if (!options_read(&options, argc, argv, &err) ||
		!work(&options, &err)) {
		status = cli_fail(&options_program, &err);
		if (err.code == ERROR_SYNTAX || err.code == ERROR_LIMIT)
			status = EXIT_REFUSED;
	}
	options_free(&options);
	return status;
}
