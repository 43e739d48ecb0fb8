/* SPDX-License-Identifier: GPL-3.0-or-later */
/* telusur-index: texts -> index. */
#include "build.h"
#include "report_print.h"
#include "upkeep.h"
#include "watch.h"

#include <stdio.h>

enum { EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_SKIPPED };

static bool print_report(const struct options *options,
	const struct report *report, struct error *err)
{
	struct buf out = {0};
	bool ok = options->json ? report_print_json(report, &out, err)
				: report_print_text(report, &out, err);
	if (ok && (fwrite(out.bytes, 1, out.length, stdout) != out.length ||
			  fflush(stdout) != 0))
		ok = error_set_errno(err, "cannot print the report");
	buf_free(&out);
	return ok;
}

static bool tell(void *context, const struct report *report, struct error *err)
{
	return print_report(context, report, err);
}

static int watch(struct options *options, struct error *err)
{
	return watch_run(options, tell, options, err) ? EXIT_DONE : EXIT_FAILED;
}

static int run(const struct options *options, struct error *err)
{
	struct report report;
	report_start(&report);
	bool ok = build_run(options, &report, err) &&
		  print_report(options, &report, err);
	int status = ok ? report.skipped ? EXIT_SKIPPED : EXIT_DONE
			: EXIT_FAILED;
	report_free(&report);
	return status;
}

int main(int argc, char **argv)
{
	struct options options;
	struct error err = {0};
	int status = EXIT_DONE;
	if (!options_read(&options, argc, argv, &err))
		status = EXIT_FAILED;
	else if (options.action == OPTIONS_HELP)
		fputs(options_help, stdout);
	else if (options.action == OPTIONS_VERSION)
		puts("telusur-index " TELUSUR_VERSION);
	else if (options.action == OPTIONS_ROLLBACK)
		status = upkeep_rollback(&options, &err) ? EXIT_DONE
							 : EXIT_FAILED;
	else if (options.action == OPTIONS_CHECK)
		status = upkeep_check(&options, &err) ? EXIT_DONE : EXIT_FAILED;
	else if (options.action == OPTIONS_WATCH)
		status = watch(&options, &err);
	else
		status = run(&options, &err);
	if (status == EXIT_FAILED) {
		fprintf(stderr, "telusur-index: %s\n", err.text);
		if (err.code == ERROR_USAGE)
			status = EXIT_USAGE;
	}
	options_free(&options);
	return status;
}
