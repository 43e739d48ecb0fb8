/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems as replies. */
#include "reply.h"
#include "request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void assert_holds(const struct reply *reply, const char *part)
{
	char body[1024];
	struct slice bytes = reply->body.length ? buf_slice(&reply->body)
						: reply->lent;
	snprintf(body, sizeof body, "%.*s", (int)bytes.length, bytes.bytes);
	if (!strstr(body, part))
		fail_msg("%s is not in %s", part, body);
}

static void assert_problem(const struct reply *reply, enum problem_id id)
{
	char part[128];
	assert_int_equal(reply->status, problems[id].status);
	assert_string_equal(reply->type, "application/problem+json");
	snprintf(part, sizeof part, "\"code\":\"%s\"", problems[id].code);
	assert_holds(reply, part);
	snprintf(part, sizeof part, "\"status\":%u", problems[id].status);
	assert_holds(reply, part);
}

static void problems_are_as_the_table_says(void **state)
{
	struct request request = {.target = slice_text("/x?y")};
	(void)state;
	for (unsigned i = 0; i < PROBLEM_COUNT; i++) {
		struct reply reply = {.status = 200};
		reply_problem(
			&reply, &request, (enum problem_id)i, "number %u", i);
		assert_problem(&reply, (enum problem_id)i);
		assert_holds(&reply, "\"instance\":\"/x\"");
		struct buf body = reply.body;
		buf_put_byte(&body, 0);
		/* Each status has its title. */
		assert_null(strstr(body.bytes, "\"title\":\"Error\""));
		reply.body = body;
		reply_free(&reply);
	}
}

static void errors_are_problems(void **state)
{
	static const struct {
		enum error_code code;
		enum problem_id id;
		bool positioned;
	} cases[] = {
		{ERROR_USAGE, PROBLEM_BAD_PARAMETER, false},
		{ERROR_SYNTAX, PROBLEM_BAD_QUERY, true},
		{ERROR_LIMIT, PROBLEM_QUERY_TOO_COMPLEX, true},
		{ERROR_STOPPED, PROBLEM_STOPPING, false},
	};
	struct request request = {.target = slice_text("/x")};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct reply reply = {0};
		struct error err = {cases[i].code, 7, "text"};
		reply_error(&reply, &request, &err);
		assert_problem(&reply, cases[i].id);
		if (cases[i].positioned)
			assert_holds(&reply, "\"position\":7");
		assert_int_equal(reply.retry_after_s, reply.status == 503);
		reply_free(&reply);
	}
}

static void memory_needs_none(void **state)
{
	struct reply reply = {0};
	(void)state;
	reply_memory(&reply);
	assert_problem(&reply, PROBLEM_OUT_OF_MEMORY);
	assert_int_equal(reply.body.length, 0);
	reply_free(&reply);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(problems_are_as_the_table_says),
		cmocka_unit_test(errors_are_problems),
		cmocka_unit_test(memory_needs_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
