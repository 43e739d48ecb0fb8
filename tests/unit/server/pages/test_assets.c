/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages that telusur-server holds in memory. */
#include "assets.h"

#include "hash.h"

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

static struct slice plain_of(const struct asset *asset)
{
	return asset->form[CODING_PLAIN].bytes;
}

static void remove_files(
	const char *folder, const char *const *names, size_t count)
{
	char path[256];
	for (size_t i = 0; i < count; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	rmdir(folder);
}

static void test_assets(void **state)
{
	static const char *const hidden[] = {"/index.html", "/page.html",
		"/.secret.js", "/notes.txt", "/link.css", "/../index.html", "",
		"/page/", "//", "/a", "/a/", "/a/a.js", "/a/0123456789abcdef",
		"/a/0123456789abcdef/", "/a/0123456789abcdef/page",
		"/a/0123456789ABCDEF/a.js", "/a/0123456789abcdeg/a.js",
		"/a/0123456789abcde/a.js", "/a/0123456789abcdef0/a.js"};
	static const char *const names[] = {"index.html", "page.html", "a.js",
		".secret.js", "notes.txt", "link.css"};
	char folder[] = "/tmp/telusur-asset-XXXXXX";
	char path[256], target[256];
	struct error err = {0};
	bool lasting = true;
	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_null(assets_load(folder, NULL, &err));
	assert_non_null(strstr(err.text, "index.html"));
	for (size_t i = 0; i < 5; i++)
		write_file(folder, names[i], names[i]);
	snprintf(path, sizeof path, "%s/link.css", folder);
	snprintf(target, sizeof target, "%s/a.js", folder);
	assert_int_equal(symlink(target, path), 0);
	struct assets *assets = assets_load(folder, NULL, &err);
	assert_non_null(assets);
	const struct asset *page = assets_find(
		assets, slice_text("/page"), &lasting);
	assert_non_null(page);
	assert_false(lasting);
	assert_true(slice_equal(plain_of(page), slice_text("page.html")));
	assert_string_equal(page->type, "text/html; charset=utf-8");
	assert_non_null(assets_find(assets, slice_text("/"), &lasting));
	assert_non_null(assets_find(assets, slice_text("/a.js"), &lasting));
	for (size_t i = 0; i < COUNT(hidden); i++)
		if (assets_find(assets, slice_text(hidden[i]), &lasting))
			fail_msg("%s", hidden[i]);
	assets_free(assets);
	snprintf(path, sizeof path, "%s/a.js", folder);
	assert_int_equal(truncate(path, ASSETS_MAX_BYTES + 1), 0);
	assert_null(assets_load(folder, NULL, &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	remove_files(folder, names, COUNT(names));
	assert_null(assets_load(folder, NULL, &err));
}

/* Loads the folder and takes the lasting address of a.js, and its file, out of
 * the start page. */
static struct assets *load(
	const char *folder, char address[40], const struct asset **file)
{
	struct error err = {0};
	bool lasting = false;
	struct assets *assets = assets_load(folder, NULL, &err);
	assert_non_null(assets);
	const struct asset *page = assets_find(
		assets, slice_text("/"), &lasting);
	char text[512] = {0};
	assert_in_range(plain_of(page).length, 1, sizeof text - 1);
	memcpy(text, plain_of(page).bytes, plain_of(page).length);
	const char *found = strstr(text, "=\"/a/");
	assert_non_null(found);
	snprintf(address, 40, "%.*s", (int)strcspn(found + 2, "\""), found + 2);
	*file = assets_find(assets, slice_text(address), &lasting);
	assert_non_null(*file);
	assert_true(lasting);
	/* What is no whole address, no attribute, or none of ours stays. */
	assert_non_null(strstr(text,
		"'/a.js' \"/a.js\" =\"/a.js?x\" =\"/b.js\" =\"/\" =\"a.js"));
	return assets;
}

static void test_fingerprint(void **state)
{
	static const char *const names[] = {"index.html", "a.js", "c.css"};
	static const char start[] =
		"<script src=\"/a.js\"></script><link href=\"/c.css\">"
		"'/a.js' \"/a.js\" =\"/a.js?x\" =\"/b.js\" =\"/\" =\"a.js";
	char folder[] = "/tmp/telusur-asset-XXXXXX";
	char before[40], again[40], after[40];
	const struct asset *file;
	bool lasting = true;
	(void)state;
	assert_non_null(mkdtemp(folder));
	write_file(folder, "index.html", start);
	write_file(folder, "a.js", "import './b.js';");
	write_file(folder, "c.css", "p {}");
	assets_free(load(folder, before, &file));
	assert_int_equal(
		strlen(before), strlen("/a//a.js") + ASSETS_FINGERPRINT_LENGTH);
	/* A page may change without a new fingerprint, a file may not. */
	char longer[256];
	snprintf(longer, sizeof longer, "%s x", start);
	write_file(folder, "index.html", longer);
	assets_free(load(folder, again, &file));
	assert_string_equal(before, again);
	write_file(folder, "c.css", "p {color: red}");
	struct assets *assets = load(folder, after, &file);
	assert_string_not_equal(before, after);
	/* The address of yesterday gives the file of today. */
	assert_ptr_equal(
		assets_find(assets, slice_text(before), &lasting), file);
	assert_false(lasting);
	assets_free(assets);
	remove_files(folder, names, COUNT(names));
}

static void test_forms(void **state)
{
	static const char *const names[] = {
		"index.html", "long.css", "noise.js", "short.css"};
	char folder[] = "/tmp/telusur-asset-XXXXXX";
	char text[4096];
	uint32_t noise = 1;
	bool lasting;
	struct error err = {0};
	struct reply reply = {0};
	(void)state;
	assert_non_null(mkdtemp(folder));
	write_file(folder, "index.html", "");
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	write_file(folder, "long.css", text);
	text[ASSETS_MIN_CODED_BYTES - 1] = '\0';
	write_file(folder, "short.css", text);
	for (size_t i = 0; i + 1 < sizeof text; i++) {
		noise = noise * 1664525 + 1013904223;
		text[i] = (char)((noise >> 24) % 255 + 1);
	}
	write_file(folder, "noise.js", text);
	struct assets *assets = assets_load(folder, NULL, &err);
	assert_non_null(assets);
	const struct asset *asset = assets_find(
		assets, slice_text("/noise.js"), &lasting);
	assert_false(asset->form[CODING_GZIP].held);
	assert_int_equal(asset->form[CODING_BROTLI].bytes.length, 0);
	asset = assets_find(assets, slice_text("/short.css"), &lasting);
	assert_false(asset->form[CODING_GZIP].held);
	assets_answer(asset, false, slice_text("gzip"), &reply);
	assert_false(reply.varies);
	assert_null(reply.coding);
	asset = assets_find(assets, slice_text("/long.css"), &lasting);
	for (size_t i = 0; i < CODING_COUNT; i++) {
		enum coding coding = (enum coding)i;
		const struct asset_form *form = &asset->form[i];
		const char *name = coding_name(coding);
		reply = (struct reply){0};
		assets_answer(
			asset, true, slice_text(name ? name : ""), &reply);
		assert_true(reply.varies && reply.lasting);
		assert_ptr_equal(reply.coding, name);
		assert_ptr_equal(reply.lent.bytes, form->bytes.bytes);
		assert_string_equal(reply.etag, form->etag);
		assert_string_not_equal(
			form->etag, asset->form[(i + 1) % 3].etag);
	}
	assets_free(assets);
	remove_files(folder, names, COUNT(names));
}

/* The forms of a file are those of its bytes, whatever its name. */
static void test_ready_forms(void **state)
{
	static const char *const names[] = {"index.html", "a.css", "b.css"};
	char folder[] = "/tmp/telusur-asset-XXXXXX";
	char text[ASSETS_MIN_CODED_BYTES + 1];
	bool lasting;
	struct error err = {0};
	(void)state;
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	const struct asset_ready row = {
		.hash = hash_bytes(slice_text(text)),
		.plain_bytes = sizeof text - 1,
		.form[CODING_GZIP] = slice_text("forms"),
	};
	const struct assets_ready ready = {&row, 1};
	assert_non_null(mkdtemp(folder));
	write_file(folder, "index.html", "");
	write_file(folder, "a.css", text);
	text[0] = 'y';
	write_file(folder, "b.css", text);
	struct assets *assets = assets_load(folder, &ready, &err);
	assert_non_null(assets);
	const struct asset *a = assets_find(
		assets, slice_text("/a.css"), &lasting);
	assert_false(a->form[CODING_BROTLI].held);
	assert_true(a->form[CODING_GZIP].held);
	assert_ptr_equal(
		a->form[CODING_GZIP].bytes.bytes, row.form[CODING_GZIP].bytes);
	const struct asset *b = assets_find(
		assets, slice_text("/b.css"), &lasting);
	assert_true(b->form[CODING_BROTLI].held);
	assert_true(b->form[CODING_GZIP].held);
	assert_ptr_not_equal(
		b->form[CODING_GZIP].bytes.bytes, row.form[CODING_GZIP].bytes);
	assets_free(assets);
	remove_files(folder, names, COUNT(names));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_assets),
		cmocka_unit_test(test_fingerprint),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_ready_forms),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
