/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli_manual.h"

#include "cli_fixture.h"
#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char expected[] =
	".Sh SYNOPSIS\n"
	".Nm\n"
	".Op Ar option ...\n"
	".Op Ar file ...\n"
	".Nm\n"
	".Op Fl -loud\n"
	".Fl -file Ar file\n"
	".Ar word\n"
	".Sh X\n"
	".Pp\n"
	"The first:\n"
	".Bl -tag -width Ds\n"
	".It Fl -loud\n"
	"speak up\n"
	".It Fl -quiet\n"
	"say less\n"
	".It Fl -file Ar file\n"
	"Reads\n"
	".Ar file .\n"
	"It looks like\n"
	".Ql a = b ,\n"
	"see\n"
	".Fl -note\n"
	"(or\n"
	".Pa $HOME ) .\n"
	".Dv SIGTERM\n"
	"ends it; 100\\e% sure.\n"
	".It Fl -note Ar text\n"
	"a note\n"
	".It Fl -include Ar file\n"
	"another file\n"
	".El\n"
	".Pp\n"
	"The second:\n"
	".Bl -tag -width Ds\n"
	".It Fl -count Ar n\n"
	"how many, 1 to 1000; 3 without it\n"
	".It Fl -weight Ar x\n"
	"how much (0.5)\n"
	".It Fl -colour Ar colour\n"
	".Cm red\n"
	"(warm),\n"
	".Cm blue\n"
	"(cold) or\n"
	".Cm -green\n"
	"(mixed);\n"
	".Cm blue\n"
	"without it\n"
	".It Fl -a-long-name-indeed Ar length\n"
	"an option that is too long to have its text beside it, and "
	"whose text does\n"
	"not fit on one line\n"
	".It Fl -alone\n"
	"do nothing else\n"
	".It Fl -help\n"
	"Print a short description of the options.\n"
	".It Fl -version\n"
	"Print the version.\n"
	".El\n"
	".Sh END\n";

static void test_page(void **state)
{
	struct buf out = {0};
	struct error err = {0};
	(void)state;
	support_ok(cli_manual(&fixture_program,
			   slice_text(".Sh SYNOPSIS\n@SYNOPSIS@\n.Sh X\n"
				      "@OPTIONS@\n.Sh END"),
			   &out, &err),
		err);
	support_equal(&out, expected);
}

/* A page that lacks its options, or has them twice, is refused. */
static void test_refused(void **state)
{
	static const char *const pages[] = {"", "@SYNOPSIS@\n", "@OPTIONS@\n",
		"@SYNOPSIS@\n@OPTIONS@\n@OPTIONS@\n",
		"@SYNOPSIS@\n @OPTIONS@\n"};
	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct buf out = {0};
		struct error err = {0};
		assert_false(cli_manual(
			&fixture_program, slice_text(pages[i]), &out, &err));
		assert_int_equal(err.code, ERROR_SYNTAX);
		buf_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
