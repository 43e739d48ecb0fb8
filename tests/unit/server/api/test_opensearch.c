/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /opensearch.xml: whose addresses stand in it. */
#include "handle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct reply describe(const char *base_url, const char *host)
{
	struct service service = {.base_url = base_url};
	struct request request = {.host = slice_text(host)};
	struct reply reply = {0};
	handle_opensearch(&service, &request, &(struct params){0}, &reply);
	buf_put_byte(&reply.body, 0);
	assert_false(reply.body.failed);
	assert_int_equal(reply.status, 200);
	return reply;
}

static void test_addresses(void **state)
{
	struct reply own = describe("", "localhost:8080");
	struct reply told = describe("https://contoh.id:8443", "localhost");
	(void)state;
	assert_non_null(strstr(own.body.bytes,
		"template=\"http://localhost:8080/?q={searchTerms}\""));
	assert_non_null(strstr(own.body.bytes,
		"http://localhost:8080/api/v1/suggest?q={searchTerms}&amp;"
		"format=opensearch\""));
	assert_non_null(strstr(told.body.bytes,
		"template=\"https://contoh.id:8443/?q={searchTerms}\""));
	assert_non_null(
		strstr(told.body.bytes, ">https://contoh.id:8443/icon.svg<"));
	assert_null(strstr(told.body.bytes, "localhost"));
	assert_string_not_equal(own.etag, told.etag);
	reply_free(&own);
	reply_free(&told);
}

static void test_escapes(void **state)
{
	struct reply reply = describe("", "a<b>\"&c");
	(void)state;
	assert_null(strstr(reply.body.bytes, "a<b"));
	assert_non_null(
		strstr(reply.body.bytes, "http://a&lt;b&gt;&quot;&amp;c/?q="));
	reply_free(&reply);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_escapes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
