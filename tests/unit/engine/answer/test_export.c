/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of all hits, in both formats. */
#include "export.h"

#include "search_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define HEAD                                                          \
	"rank,id,path,title,author,date,url,score,byteStart,byteEnd," \
	"paragraph,passage\r\n"

static bool is_unwanted(void *context)
{
	return context != NULL;
}

/* Exports what is found, over what the file holds already. */
static bool export_to(FILE *file, struct index *index, const char *q,
	enum export_format format, void *unwanted, struct error *err)
{
	struct search_request request = {.q = slice_text(q), .passages = 1};
	struct export_file to = {.file = fileno(file),
		.unwanted = is_unwanted,
		.context = unwanted};
	if (!export_write(index, &request, format, &to, err))
		return false;
	assert_int_equal(to.bytes, lseek(to.file, 0, SEEK_END));
	return true;
}

/* The bytes of an export. */
static void expect(struct index *index, const char *q,
	enum export_format format, const char *wanted)
{
	struct error err = {0};
	char bytes[2000];
	FILE *file = tmpfile();
	assert_non_null(file);
	fputs("of an export before, longer or shorter", file);
	fflush(file);
	support_ok(export_to(file, index, q, format, NULL, &err), err);
	rewind(file);
	size_t length = fread(bytes, 1, sizeof bytes - 1, file);
	bytes[length] = '\0';
	fclose(file);
	assert_string_equal(bytes, wanted);
}

static void fields_are_quoted_where_they_must_be(void **state)
{
	struct essay essay = fixture_essay(
		"a", "Siber, \"maya\"", true, "Ruang \"siber\" itu");
	essay.author = slice_text("Siti\nRahma");
	essay.date = slice_text("2021");
	essay.path = slice_text("satu,dua");
	struct fixture fixture;
	(void)state;
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	/* Years alone: nothing is scored. */
	expect(fixture.index, "tahun:2021", EXPORT_CSV,
		HEAD "1,a,\"satu,dua\",\"Siber, "
		     "\"\"maya\"\"\",\"Siti\nRahma\",2021,,"
		     "0,0,17,1,\"Ruang \"\"siber\"\" itu\"\r\n");
	expect(fixture.index, "gunung", EXPORT_CSV, HEAD);
	expect(fixture.index, "gunung", EXPORT_NDJSON, "");
	fixture_close(&fixture);
}

static void an_unwanted_export_ends(void **state)
{
	struct essay essay = fixture_essay("a", "", false, "siber");
	struct fixture fixture;
	struct error err = {0};
	(void)state;
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	FILE *file = tmpfile();
	assert_non_null(file);
	assert_false(export_to(
		file, fixture.index, "siber", EXPORT_CSV, &err, &err));
	assert_int_equal(err.code, ERROR_STOPPED);
	fclose(file);
	fixture_close(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_quoted_where_they_must_be),
		cmocka_unit_test(an_unwanted_export_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
