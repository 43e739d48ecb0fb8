/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Content codings: which form an Accept-Encoding header is answered with, and
 * what the compressors make. */
#include "brotli.h"
#include "coding.h"
#include "gzip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <zlib.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_choice(void **state)
{
	static const struct {
		const char *accept;
		enum coding all, gzip; /* held: all, and gzip and plain alone */
	} cases[] = {
		{"", CODING_PLAIN, CODING_PLAIN},
		{"gzip, deflate, br, zstd", CODING_BROTLI, CODING_GZIP},
		{"gzip", CODING_GZIP, CODING_GZIP},
		{"x-gzip", CODING_GZIP, CODING_GZIP},
		{"GZIP , Br", CODING_BROTLI, CODING_GZIP},
		{"br", CODING_BROTLI, CODING_PLAIN},
		{"deflate", CODING_PLAIN, CODING_PLAIN},
		{"*", CODING_BROTLI, CODING_GZIP},
		{"*;q=0", CODING_PLAIN, CODING_PLAIN},
		{"identity;q=0", CODING_PLAIN, CODING_PLAIN},
		{"br;q=0, *", CODING_GZIP, CODING_GZIP},
		{"br;q=0,gzip;q=0,*;q=0.1", CODING_PLAIN, CODING_PLAIN},
		{"gzip;q=1.0, br;q=0.999", CODING_GZIP, CODING_GZIP},
		{"gzip;q=0.5, br;q=0.51", CODING_BROTLI, CODING_GZIP},
		{"gzip;q=0.5, identity", CODING_PLAIN, CODING_PLAIN},
		{"gzip;q=0.5, identity;q=0.5", CODING_GZIP, CODING_GZIP},
		{"gzip ; q=0.001", CODING_GZIP, CODING_GZIP},
		{"gzip;Q=1", CODING_GZIP, CODING_GZIP},
		{"gzip;q=1.", CODING_GZIP, CODING_GZIP},
		{"gzip;q=0", CODING_PLAIN, CODING_PLAIN},
		{"gzip;q=0.000", CODING_PLAIN, CODING_PLAIN},
		{"gzip;q=1.001", CODING_PLAIN, CODING_PLAIN},
		{"gzip;q=2", CODING_PLAIN, CODING_PLAIN},
		{"gzip;q=0.0001", CODING_PLAIN, CODING_PLAIN},
		{"gzip;q=", CODING_PLAIN, CODING_PLAIN},
		{"gzip;q=-1", CODING_PLAIN, CODING_PLAIN},
		{"gzip;q=0x1", CODING_PLAIN, CODING_PLAIN},
		{"gzip;x=1", CODING_PLAIN, CODING_PLAIN},
		{"gzip;", CODING_GZIP, CODING_GZIP},
		{",,gzip,", CODING_GZIP, CODING_GZIP},
		{";", CODING_PLAIN, CODING_PLAIN},
		{"gzipped", CODING_PLAIN, CODING_PLAIN},
		{"b", CODING_PLAIN, CODING_PLAIN},
		{"\"gzip\"", CODING_PLAIN, CODING_PLAIN},
	};
	static const bool all[] = {true, true, true};
	static const bool gzip[] = {false, true, true};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice accept = slice_text(cases[i].accept);
		if (coding_choose(accept, all) != cases[i].all ||
			coding_choose(accept, gzip) != cases[i].gzip)
			fail_msg("%s", cases[i].accept);
	}
	assert_int_equal(coding_choose(slice_of(NULL, 0), all), CODING_PLAIN);
	assert_string_equal(coding_name(CODING_BROTLI), "br");
	assert_string_equal(coding_name(CODING_GZIP), "gzip");
	assert_null(coding_name(CODING_PLAIN));
}

/* What gzip makes is read back by zlib; what brotli makes, by the tests over
 * sockets and by a browser. */
static void test_compressors(void **state)
{
	struct buf text = {0}, gzip = {0}, brotli = {0};
	char back[4096];
	(void)state;
	for (int i = 0; i < 64; i++)
		buf_put_text(&text, "diplomasi siber dan keamanan; ");
	buf_put_text(&gzip, "depan");
	assert_true(gzip_compress(buf_slice(&text), GZIP_SMALL, &gzip));
	assert_true(brotli_compress(buf_slice(&text), &brotli));
	assert_in_range(gzip.length, 30, 150);
	assert_in_range(brotli.length, 20, 150);
	assert_memory_equal(gzip.bytes, "depan\x1f\x8b", 7);
	z_stream stream = {.next_in = (Bytef *)gzip.bytes + 5,
		.avail_in = (uInt)gzip.length - 5,
		.next_out = (Bytef *)back,
		.avail_out = sizeof back};
	assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
	assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
	assert_int_equal(stream.avail_in, 0);
	assert_true(slice_equal(
		slice_of(back, stream.total_out), buf_slice(&text)));
	inflateEnd(&stream);
	buf_clear(&gzip);
	assert_true(gzip_compress(slice_of("", 0), GZIP_FAST, &gzip));
	assert_in_range(gzip.length, 18, 24);
	buf_free(&text);
	buf_free(&gzip);
	buf_free(&brotli);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_choice),
		cmocka_unit_test(test_compressors),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
