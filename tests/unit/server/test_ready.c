/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compressed forms of the pages that telusur-server is built with.
 *
 *   test_ready web
 */
#include "assets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const char *web;

/* A start compresses no page, and serves what compressing it would give. */
static void test_every_page_is_ready(void **state)
{
	struct error err = {0};
	struct assets *made = assets_load(web, NULL, &err);
	struct assets *ready = assets_load(web, &assets_ready_made, &err);
	size_t coded = 0;
	(void)state;
	assert_non_null(made);
	assert_non_null(ready);
	for (size_t i = 0; assets_at(made, i); i++) {
		const struct asset *a = assets_at(made, i);
		const struct asset *b = assets_at(ready, i);
		assert_non_null(b);
		assert_string_equal(a->path, b->path);
		for (size_t form = 0; form < CODING_COUNT; form++) {
			assert_int_equal(
				a->form[form].held, b->form[form].held);
			assert_string_equal(
				a->form[form].etag, b->form[form].etag);
			assert_true(slice_equal(
				a->form[form].bytes, b->form[form].bytes));
			if (form == CODING_PLAIN)
				continue;
			assert_null(b->form[form].made.bytes);
			coded += b->form[form].held;
		}
	}
	assert_true(coded > 0);
	assets_free(made);
	assets_free(ready);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_page_is_ready),
	};
	if (argc != 2) {
		fputs("usage: test_ready web\n", stderr);
		return 2;
	}
	web = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
