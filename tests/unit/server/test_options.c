/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of telusur-server. */
#include "options.h"

#include "cli_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_listen(void **state)
{
	static const struct {
		const char *text, *host;
		unsigned port;
	} good[] = {
		{"127.0.0.1:8080", "127.0.0.1", 8080},
		{"localhost:0", "localhost", 0},
		{"[::1]:65535", "[::1]", 65535},
	};
	static const char *const bad[] = {"", ":", "8080", ":8080", "localhost",
		"localhost:", "localhost:65536", "localhost:999999",
		"localhost:-1", "localhost:8x", "::1:80", "[]:80"};
	struct listen_address address;
	struct error err = {0};
	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		assert_true(listen_read(good[i].text, &address, &err));
		assert_string_equal(address.host, good[i].host);
		assert_int_equal(address.port, good[i].port);
	}
	for (size_t i = 0; i < COUNT(bad); i++) {
		if (listen_read(bad[i], &address, &err))
			fail_msg("%s", bad[i]);
		assert_int_equal(err.code, ERROR_USAGE);
	}
}

static void test_base_url(void **state)
{
	static const struct {
		const char *url, *host, *address; /* NULL: refused */
	} cases[] = {
		{"http://contoh.id", "contoh.id", "http://contoh.id"},
		{"https://contoh.id/", "contoh.id", "https://contoh.id"},
		{"https://contoh.id:8443/", "contoh.id",
			"https://contoh.id:8443"},
		{"http://[::1]:80", "[::1]", "http://[::1]:80"},
		{"contoh.id", NULL, NULL},
		{"ftp://contoh.id", NULL, NULL},
		{"http://", NULL, NULL},
		{"http:///", NULL, NULL},
		{"http://[::1", NULL, NULL},
		{"http://contoh.id/x", NULL, NULL},
		{"http://a@contoh.id", NULL, NULL},
		{"http://contoh.id?x", NULL, NULL},
		{"http://contoh.id:", NULL, NULL},
		{"http://contoh.id:123456", NULL, NULL},
		{"http://contoh.id//", NULL, NULL},
		{"http://con\"toh.id", NULL, NULL},
		{"http://con toh.id", NULL, NULL},
		{"http://[::1<]", NULL, NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char name[] = "telusur-server", flag[] = "--base-url",
		     index[] = "--index=x", url[64];
		char *argv[] = {name, index, flag, url, NULL};
		struct options options;
		struct error err = {0};
		snprintf(url, sizeof url, "%s", cases[i].url);
		bool ok = options_read(&options, 4, argv, &err);
		if (ok != (cases[i].host != NULL))
			fail_msg("%s", cases[i].url);
		if (ok)
			assert_string_equal(options.base_url, cases[i].address);
		if (ok)
			assert_string_equal(options.base_host, cases[i].host);
		else
			assert_int_equal(err.code, ERROR_USAGE);
		options_free(&options);
	}
}

static void test_table(void **state)
{
	(void)state;
	fixture_check(&options_program);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_listen),
		cmocka_unit_test(test_base_url),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
