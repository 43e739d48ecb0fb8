/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as it is written: strings, numbers, commas. */
#include "json_write.h"
#include "support.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_strings(void **state)
{
	static const struct {
		struct slice text;
		const char *expected;
	} cases[] = {
		{{"", 0}, "\"\""},
		{{NULL, 0}, "\"\""},
		{{"siber", 5}, "\"siber\""},
		{{"a\"b\\c/d", 7}, "\"a\\\"b\\\\c/d\""},
		{{"\n\t\r\0\x1f\x7f", 6},
			"\"\\n\\u0009\\u000d\\u0000\\u001f\x7f\""},
		{{"caf\xC3\xA9", 5}, "\"caf\xC3\xA9\""},
		{{"\xE2\x80\xA8\xF0\x9F\x90\xA6", 7},
			"\"\xE2\x80\xA8\xF0\x9F\x90\xA6\""},
		{{"\xEF\xBF\xBD", 3}, "\"\xEF\xBF\xBD\""},
		{{"a\xFF"
		  "b",
			 3},
			"\"a\xEF\xBF\xBD"
			"b\""},
		{{"\xC0\x80", 2}, "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
		{{"\xED\xA0\x80", 3},
			"\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
		{{"\xC3", 1}, "\"\xEF\xBF\xBD\""},
		{{"\xE2\x80\"", 3}, "\"\xEF\xBF\xBD\xEF\xBF\xBD\\\"\""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = {0};
		struct json_writer json = {&out, false};
		json_text(&json, cases[i].text);
		support_equal(&out, cases[i].expected);
	}
}

/* Every byte at every place: texts are looked at eight bytes at a time. */
static void test_strings_at_every_place(void **state)
{
	(void)state;
	for (unsigned c = 0; c < 256; c++)
		for (size_t place = 0; place < 20; place++) {
			char text[20], alone[8];
			struct buf out = {0}, expected = {0};
			struct json_writer json = {&out, false};
			memset(text, c == 'z' ? 'y' : 'z', sizeof text);
			text[place] = (char)c;
			if (c == '"' || c == '\\')
				snprintf(alone, sizeof alone, "\\%c", (int)c);
			else if (c == '\n')
				strcpy(alone, "\\n");
			else if (c < 0x20)
				snprintf(alone, sizeof alone, "\\u%04x", c);
			else if (c >= 0x80)
				strcpy(alone, "\xEF\xBF\xBD");
			else
				snprintf(alone, sizeof alone, "%c", (int)c);
			json_text(&json, slice_of(text, sizeof text));
			buf_put_byte(&expected, '"');
			buf_put(&expected, text, place);
			buf_put_text(&expected, alone);
			buf_put(&expected, text + place + 1,
				sizeof text - place - 1);
			buf_put(&expected, "\"", 2);
			support_equal(&out, expected.bytes);
			buf_free(&expected);
		}
}

static void test_values_and_commas(void **state)
{
	struct buf out = {0};
	struct json_writer json = {&out, false};
	(void)state;
	json_open(&json, '[');
	json_open(&json, '{');
	json_close(&json, '}');
	json_open(&json, '{');
	json_put_number(&json, "a", 0);
	json_put_known(&json, "none", slice_of("", 0));
	json_put_known(&json, "b", slice_text("x"));
	json_name(&json, "c");
	json_open(&json, '[');
	json_close(&json, ']');
	json_close(&json, '}');
	json_number(&json, UINT64_MAX);
	json_bool(&json, true);
	json_bool(&json, false);
	json_none(&json);
	json_decimal(&json, 12.3456789, 6);
	json_decimal(&json, -0.5, 6);
	json_decimal(&json, 1e300, 6);
	json_decimal(&json, (double)NAN, 6);
	json_decimal(&json, (double)INFINITY, 6);
	json_close(&json, ']');
	support_equal(&out, "[{},{\"a\":0,\"b\":\"x\",\"c\":[]},"
			    "18446744073709551615,true,false,null,12.3457,-0.5,"
			    "1e+300,0,0]");
}

/* Numbers of any size as printf writes them.  None of the random ones stands
 * halfway between two that can be written, where the last digit may differ. */
static void test_decimals(void **state)
{
	static const double values[] = {0, 1, 9.99999949, 9.9999995, 10,
		99999.949, 99999.95, 999999.4, 999999.5, 1e6, 1e9, 12.5, 100.04,
		1.00001, 1.000001, .99999949, 5e-324, -44.5};
	struct buf out = {0}, expected = {0};
	uint64_t seed = 9;
	(void)state;
	for (size_t i = 0; i < COUNT(values) + 20000; i++) {
		double value =
			i < COUNT(values)
				? values[i]
				: (double)support_random(&seed, 1 << 30) /
					  (1.4142135623730951 *
						  pow(10, (double)(i % 11)));
		int digits = 1 + (int)(i % 12);
		struct json_writer json = {&out, false};
		json_decimal(&json, value, digits);
		buf_put_format(&expected, "%.*g", digits, value);
		buf_put_byte(&expected, 0);
		support_equal(&out, expected.bytes);
		buf_clear(&expected);
	}
	buf_free(&expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_strings_at_every_place),
		cmocka_unit_test(test_values_and_commas),
		cmocka_unit_test(test_decimals),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
