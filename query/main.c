/* SPDX-License-Identifier: GPL-3.0-or-later */
/* telusur-query: search from the shell, and measure how good the search is. */
#include "options.h"
#include "run.h"
#include "show.h"

#include <stdio.h>

static bool work(const struct options *options, struct error *err)
{
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
	int status;
	if (!options_read(&options, argc, argv, &status)) {
		options_free(&options);
		return status;
	}
	bool ok = work(&options, &err);
	if (!ok)
		fprintf(stderr, "telusur-query: %s\n", err.text);
	options_free(&options);
	if (ok)
		return 0;
	return err.code == ERROR_SYNTAX || err.code == ERROR_LIMIT ||
			       err.code == ERROR_USAGE
		       ? 2
		       : 1;
}
