/* SPDX-License-Identifier: GPL-3.0-or-later */
/* telusur-index: texts -> index. */
#include "build.h"
#include "report_print.h"
#include "upkeep.h"
#include "watch.h"

#include <stdio.h>

/* Beside those of cli_fail. */
enum { EXIT_DONE = 0, EXIT_SKIPPED = 3 };

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

static bool work(
	struct options *options, struct report *report, struct error *err)
{
	if (options->asked)
		return cli_answer(&options_program, options->asked, err);
	if (options->rollback)
		return upkeep_rollback(options, err);
	if (options->check)
		return upkeep_check(options, err);
	if (options->watch)
		return watch_run(options, tell, options, err);
	return build_run(options, report, err) &&
	       print_report(options, report, err);
}

int main(int argc, char **argv)
{
	struct options options;
	struct report report;
	struct error err = {0};
	int status = EXIT_DONE;
	report_start(&report);
	if (!options_read(&options, argc, argv, &err) ||
		!work(&options, &report, &err))
		status = cli_fail(&options_program, &err);
	else if (report.skipped)
		status = EXIT_SKIPPED;
	report_free(&report);
	options_free(&options);
	return status;
}
