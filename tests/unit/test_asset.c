/* The pages that telusur-server holds in memory. */
#include "asset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void write_file(const char *folder, const char *name, const char *text)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void test_assets(void **state)
{
	static const char *const hidden[] = {"/index.html", "/page.html",
		"/.secret.js", "/notes.txt", "/link.css", "/../index.html", "",
		"/page/", "//"};
	static const char *const names[] = {"index.html", "page.html", "a.js",
		".secret.js", "notes.txt", "link.css"};
	char folder[] = "/tmp/telusur-asset-XXXXXX";
	char path[256], target[256];
	struct error err = {0};
	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_null(assets_load(folder, &err));
	assert_non_null(strstr(err.text, "index.html"));
	for (size_t i = 0; i < 5; i++)
		write_file(folder, names[i], names[i]);
	snprintf(path, sizeof path, "%s/link.css", folder);
	snprintf(target, sizeof target, "%s/a.js", folder);
	assert_int_equal(symlink(target, path), 0);
	struct assets *assets = assets_load(folder, &err);
	assert_non_null(assets);
	const struct asset *page = assets_find(assets, slice_text("/page"));
	assert_non_null(page);
	assert_true(
		slice_equal(buf_slice(&page->body), slice_text("page.html")));
	assert_string_equal(page->type, "text/html; charset=utf-8");
	assert_non_null(assets_find(assets, slice_text("/")));
	assert_non_null(assets_find(assets, slice_text("/a.js")));
	for (size_t i = 0; i < COUNT(hidden); i++)
		assert_null(assets_find(assets, slice_text(hidden[i])));
	assets_free(assets);
	snprintf(path, sizeof path, "%s/a.js", folder);
	assert_int_equal(truncate(path, ASSET_MAX_BYTES + 1), 0);
	assert_null(assets_load(folder, &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	for (size_t i = 0; i < COUNT(names); i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	rmdir(folder);
	assert_null(assets_load(folder, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_assets),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
