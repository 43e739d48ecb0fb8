/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli_help.h"

#include "cli_fixture.h"
#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_text(void **state)
{
	struct buf out = {0};
	struct error err = {0};
	(void)state;
	support_ok(cli_help(&fixture_program, &out, &err), err);
	support_equal(&out,
		"Usage: contoh [OPTION...] [FILE...]\n"
		"       contoh [--loud] --file FILE WORD\n"
		"\n"
		"What it is.\n"
		"\n"
		"  a line: of its own\n"
		"\n"
		"The first:\n"
		"  --loud           speak up\n"
		"  --quiet          say less\n"
		"  --file FILE      a file to read, such as /etc/passwd\n"
		"  --note TEXT      a note\n"
		"  --include FILE   another file\n"
		"\n"
		"The second:\n"
		"  --count N        how many, 1 to 1000; 3 without it\n"
		"  --weight X       how much (0.5)\n"
		"  --colour COLOUR  red (warm), blue (cold) or -green (mixed); "
		"blue without it\n"
		"  --a-long-name-indeed LENGTH\n"
		"                   an option that is too long to have its "
		"text beside it, and\n"
		"                   whose text does not fit on one line\n"
		"  --alone          do nothing else\n"
		"\n"
		"  --help           print this text\n"
		"  --version        print the version\n"
		"\n"
		"How it ends.\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
