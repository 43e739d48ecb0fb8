/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests to telusur-server, as far as no socket is needed: reading targets
 * and parameters, hosts, entity tags, refusals. */
#include "etag.h"
#include "hosts.h"
#include "reply.h"
#include "request.h"
#include "route.h"
#include "target.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct request request_of(const char *target)
{
	struct request request = {.target = slice_text(target)};
	struct reply reply = {0};
	if (!target_read(&request, &reply))
		fail_msg("%s: %.*s", target, (int)reply.body.length,
			reply.body.bytes);
	return request;
}

static void test_path(void **state)
{
	static const struct {
		const char *target, *path;
	} cases[] = {
		{"/", "/"},
		{"/?", "/"},
		{"/a?b?c", "/a"},
		{"/a%20b+c", "/a b+c"},
		{"/%2e%2E%2f", "/../"},
		{"/%252e", "/%2e"},
		{"/\xC3\xA9", "/\xC3\xA9"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct request request = request_of(cases[i].target);
		assert_true(
			slice_equal(request.path, slice_text(cases[i].path)));
		request_free(&request);
	}
}

static void test_bad_targets(void **state)
{
	static const struct {
		const char *target;
		unsigned status;
	} cases[] = {
		{"", 400},
		{"*", 400},
		{"a", 400},
		{"http://localhost/", 400},
		{"/%", 400},
		{"/%4", 400},
		{"/%4g", 400},
		{"/%00", 400},
		{"/a%00b?c", 400},
		{"/a b", 400},
		{"/a\x7f", 400},
		{"/?a=\x01", 400},
	};
	char longest[REQUEST_MAX_TARGET_BYTES + 2];
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct request request = {
			.target = slice_text(cases[i].target)};
		struct reply reply = {0};
		assert_false(target_read(&request, &reply));
		assert_int_equal(reply.status, cases[i].status);
		assert_string_equal(reply.type, "application/problem+json");
		request_free(&request);
		reply_free(&reply);
	}
	memset(longest, '/', sizeof longest);
	longest[sizeof longest - 1] = '\0';
	struct request request = {.target = slice_text(longest)};
	struct reply reply = {0};
	assert_false(target_read(&request, &reply));
	assert_int_equal(reply.status, 414);
	request_free(&request);
	reply_free(&reply);
	longest[sizeof longest - 2] = '\0';
	request = request_of(longest);
	request_free(&request);
}

static void assert_param(
	const struct request *request, const char *name, const char *expected)
{
	bool given;
	struct slice value = request_param(request, name, &given);
	assert_int_equal(given, expected != NULL);
	assert_true(slice_equal(value, slice_text(expected)));
}

static void test_params(void **state)
{
	struct request request = request_of("/s?q=a+b%2Bc%26d&&kosong=&sendiri&"
					    "q=dua&100%=%&%71=x&=y&t=a=b");
	(void)state;
	assert_param(&request, "q", "a b+c&d");
	assert_param(&request, "kosong", "");
	assert_param(&request, "sendiri", "");
	assert_param(&request, "100%", "%");
	assert_param(&request, "t", "a=b");
	assert_param(&request, "", "y");
	assert_param(&request, "Q", NULL);
	assert_param(&request, "tiada", NULL);
	request_free(&request);
}

static void test_too_many_params(void **state)
{
	struct buf target = {0};
	(void)state;
	buf_put_text(&target, "/?");
	for (size_t i = 0; i <= REQUEST_MAX_PARAMS; i++) {
		struct request request = {.target = buf_slice(&target)};
		struct reply reply = {0};
		assert_true(target_read(&request, &reply));
		assert_int_equal(request.param_count, i);
		request_free(&request);
		buf_put_text(&target, "&a=1");
	}
	struct request request = {.target = buf_slice(&target)};
	struct reply reply = {0};
	assert_false(target_read(&request, &reply));
	assert_int_equal(reply.status, 400);
	request_free(&request);
	reply_free(&reply);
	buf_free(&target);
}

static void test_numbers(void **state)
{
	static const struct {
		const char *value;
		bool good;
		uint32_t number;
	} cases[] = {
		{"0", true, 0},
		{"7", true, 7},
		{"007", true, 7},
		{"100", true, 100},
		{"101", false, 0},
		{"", false, 0},
		{"+1", false, 0}, /* a space when decoded */
		{"%2B1", false, 0},
		{"-1", false, 0},
		{"1e9", false, 0},
		{"1.0", false, 0},
		{"0x1", false, 0},
		{"1%00", false, 0},
		{"1+", false, 0},
		{"4294967296", false, 0},
		{"4294967301", false, 0},
		{"18446744073709551617", false, 0},
		{"NaN", false, 0},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char target[64];
		struct error err = {0};
		uint32_t value = 42;
		snprintf(target, sizeof target, "/?limit=%s", cases[i].value);
		struct request request = request_of(target);
		if (request_number(&request, "limit", 100, &value, &err) !=
			cases[i].good)
			fail_msg("limit=%s", cases[i].value);
		assert_int_equal(value, cases[i].good ? cases[i].number : 42);
		if (!cases[i].good) {
			assert_int_equal(err.code, ERROR_USAGE);
			assert_non_null(strstr(err.text, "limit"));
		}
		value = 42;
		assert_true(request_number(&request, "x", 1, &value, &err));
		assert_int_equal(value, 42);
		request_free(&request);
	}
}

static void test_flags(void **state)
{
	struct request request = request_of("/?a=true&b=false&c=1&d=");
	struct error err = {0};
	bool value = false;
	(void)state;
	assert_true(request_flag(&request, "a", &value, &err));
	assert_true(value);
	assert_true(request_flag(&request, "tiada", &value, &err));
	assert_true(value);
	assert_true(request_flag(&request, "b", &value, &err));
	assert_false(value);
	assert_false(request_flag(&request, "c", &value, &err));
	assert_false(request_flag(&request, "d", &value, &err));
	assert_non_null(strstr(err.text, "d must be"));
	request_free(&request);
}

static void test_hosts(void **state)
{
	static const struct {
		const char *value;
		bool allowed;
	} cases[] = {
		{"127.0.0.1", true},
		{"127.0.0.1:8080", true},
		{"localhost:1", true},
		{"LOCALHOST", true},
		{"[::1]", true},
		{"[::1]:65535", true},
		{"contoh.id:443", true},
		{"", false},
		{":80", false},
		{"evil.com", false},
		{"localhost.evil", false},
		{"127.0.0.1.nip.io", false},
		{"evil.com:80@localhost", false},
		{"localhost:", false},
		{"localhost:8x", false},
		{"localhost:123456", false},
		{"localhost.", false},
		{"localhost localhost", false},
		{"::1", false},
		{"127.0.0.11", false},
		{"contoh.i", false},
	};
	struct hosts hosts = hosts_local();
	(void)state;
	assert_true(hosts_add(&hosts, slice_text("Contoh.ID")));
	assert_false(hosts_add(&hosts, slice_text("")));
	for (size_t i = 0; i < COUNT(cases); i++)
		if (hosts_allow(&hosts, slice_text(cases[i].value)) !=
			cases[i].allowed)
			fail_msg("%s", cases[i].value);
	while (hosts.count < HOSTS_MAX)
		assert_true(hosts_add(&hosts, slice_text("x")));
	assert_false(hosts_add(&hosts, slice_text("x")));
}

static void test_etags(void **state)
{
	static const struct {
		const char *list;
		bool listed;
	} cases[] = {
		{"\"a\"", true},
		{"W/\"a\"", true},
		{" \"a\" ", true},
		{"\"x\", \"a\"", true},
		{"\"x\",W/\"a\"", true},
		{",, \"x\" , ,\"a\",", true},
		{"\"x,y\", \"a\"", true},
		{"", false},
		{"*", false},
		{"a", false},
		{"\"a", false},
		{"a\"", false},
		{"\"A\"", false},
		{"w/\"a\"", false},
		{"\"x\\\"a\"", false},
		{"\"b\"", false},
		{"\"\"", false},
		{"x \"a\"", false},
	};
	char one[REPLY_ETAG_BYTES], other[REPLY_ETAG_BYTES];
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice list = slice_text(cases[i].list);
		if (etag_listed(list, "\"a\"") != cases[i].listed ||
			etag_listed(list, "W/\"a\"") != cases[i].listed)
			fail_msg("%s", cases[i].list);
	}
	assert_false(etag_listed(slice_of(NULL, 0), "\"a\""));
	assert_true(etag_is_any(slice_text(" *\t")));
	assert_false(etag_is_any(slice_text("**")));
	assert_false(etag_is_any(slice_text("\"*\"")));
	assert_false(etag_is_any(slice_of(NULL, 0)));
	etag_of_bytes(slice_text("satu"), one);
	etag_of_bytes(slice_text("dua"), other);
	assert_string_not_equal(one, other);
	assert_true(etag_listed(slice_text(one), one));
	etag_of_state("1-1", slice_text("x"), one);
	etag_of_state("1-2", slice_text("x"), other);
	assert_string_not_equal(one, other);
	etag_of_state("1-1", slice_text("y"), other);
	assert_string_not_equal(one, other);
	assert_memory_equal(one, "W/\"1-1-", 7);
}

struct header {
	const char *name, *value;
};

static const struct {
	enum request_method method;
	struct header header[4];
	unsigned status; /* 0: admitted */
} admissions[] = {
	{REQUEST_GET, {{"host", "localhost"}}, 0},
	{REQUEST_HEAD, {{"Host", "[::1]:80"}, {"X", ""}}, 0},
	{REQUEST_GET, {{"Host", "localhost"}, {"Content-Length", "0"}}, 0},
	{REQUEST_GET, {{"X", "y"}}, 400},
	{REQUEST_GET, {{"Host", "localhost"}, {"HOST", "localhost"}}, 400},
	{REQUEST_GET, {{"Host", "evil.com"}}, 421},
	{REQUEST_OTHER, {{"Host", "evil.com"}}, 421},
	{REQUEST_OTHER, {{"Host", "localhost"}}, 405},
	{REQUEST_OTHER, {{"Host", "localhost"}, {"Content-Length", "9"}}, 405},
	{REQUEST_GET, {{"Host", "localhost"}, {"Content-Length", "9"}}, 400},
	{REQUEST_GET, {{"Host", "localhost"}, {"Content-Length", ""}}, 400},
	{REQUEST_GET, {{"Host", "localhost"}, {"Transfer-Encoding", "x"}}, 400},
	{REQUEST_OTHER,
		{{"Host", "localhost"}, {"Content-Length", "0"},
			{"Content-Length", "0"}},
		400},
	{REQUEST_OTHER,
		{{"Host", "localhost"}, {"Content-Length", "0"},
			{"Transfer-Encoding", "chunked"}},
		400},
	{REQUEST_OTHER,
		{{"Host", "localhost"}, {"Transfer-Encoding", "chunked"},
			{"Content-Length", "0"}},
		400},
	{REQUEST_GET, {{"Host", "localhost"}, {"X ", "y"}}, 400},
	{REQUEST_GET, {{"Host", "localhost"}, {"", "y"}}, 400},
	{REQUEST_GET, {{"Host", "localhost"}, {"X", "a\rb"}}, 400},
	{REQUEST_GET, {{"Host", "localhost"}, {"X", "a\x7f"}}, 400},
	{REQUEST_GET, {{"Host", "localhost"}, {"X", "a\tb"}}, 0},
};

static void test_admission(void **state)
{
	struct service service = {.hosts = hosts_local()};
	(void)state;
	for (size_t i = 0; i < COUNT(admissions); i++) {
		struct request request = {.method = admissions[i].method,
			.target = slice_text("/")};
		struct reply reply = {0};
		for (size_t h = 0; h < 4 && admissions[i].header[h].name; h++)
			request_header(&request,
				slice_text(admissions[i].header[h].name),
				slice_text(admissions[i].header[h].value));
		bool admitted = route_admit(&service, &request, &reply);
		if (admitted != (admissions[i].status == 0) ||
			reply.status != admissions[i].status)
			fail_msg("case %zu: %u", i, reply.status);
		assert_int_equal(reply.allow, reply.status == 405);
		reply_free(&reply);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_path),
		cmocka_unit_test(test_bad_targets),
		cmocka_unit_test(test_params),
		cmocka_unit_test(test_too_many_params),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_flags),
		cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_etags),
		cmocka_unit_test(test_admission),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
