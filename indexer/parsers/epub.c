/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EPUB: the chapters in the order of the spine, each a page; properties from
 * the package. */
#include "parsers.h"

#include "html.h"
#include "office.h"

#include <ctype.h>
#include <stdlib.h>

enum { MAX_ITEMS = ARCHIVE_MAX_ENTRIES };

struct item {
	const char *id, *href;
	bool navigation;
};

struct epub {
	struct archive *archive;
	struct arena arena;
	const char *package; /* its path */
	struct item *item;
	size_t count;
	const char **spine; /* ids */
	size_t spine_count;
	bool failed; /* out of memory */
};

static const char *copy(struct epub *epub, const char *text)
{
	const char *made = arena_copy(&epub->arena, slice_text(text));
	epub->failed |= !made;
	return made ? made : "";
}

static void on_container(
	void *context, const char *name, const char **attribute)
{
	struct epub *epub = context;
	if (strcmp(name, "rootfile") == 0 && !epub->package)
		epub->package = copy(
			epub, xml_attribute(attribute, "full-path"));
}

static void on_package(void *context, const char *name, const char **attribute)
{
	struct epub *epub = context;
	if (strcmp(name, "item") == 0 && epub->count < MAX_ITEMS)
		epub->item[epub->count++] = (struct item){
			copy(epub, xml_attribute(attribute, "id")),
			copy(epub, xml_attribute(attribute, "href")),
			strcmp(xml_attribute(attribute, "properties"), "nav") ==
				0};
	if (strcmp(name, "itemref") == 0 && epub->spine_count < MAX_ITEMS)
		epub->spine[epub->spine_count++] = copy(
			epub, xml_attribute(attribute, "idref"));
}

static void ignore_end(void *context, const char *name)
{
	(void)context;
	(void)name;
}

static void ignore_text(void *context, struct slice text)
{
	(void)context;
	(void)text;
}

static bool read_package(struct epub *epub, struct error *err)
{
	struct xml_handler container = {
		on_container, ignore_end, ignore_text, epub};
	struct xml_handler package = {
		on_package, ignore_end, ignore_text, epub};
	epub->item = arena_array(&epub->arena, MAX_ITEMS, sizeof *epub->item);
	epub->spine = arena_array(&epub->arena, MAX_ITEMS, sizeof *epub->spine);
	if (!epub->item || !epub->spine)
		return error_set_memory(err);
	if (!xml_read_part(
		    epub->archive, "META-INF/container.xml", &container, err))
		return false;
	if (!epub->package)
		return error_set(err, ERROR_CORRUPT, "no package in it");
	return xml_read_part(epub->archive, epub->package, &package, err) &&
	       (!epub->failed || error_set_memory(err));
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The path in the archive: beside the package, %20 decoded, no fragment. */
static void put_path(const struct epub *epub, const char *href, struct buf *out)
{
	const char *slash = strrchr(epub->package, '/');
	if (slash)
		buf_put(out, epub->package,
			(size_t)(slash - epub->package) + 1);
	for (; *href && *href != '#'; href++) {
		int high = *href == '%' ? hex_digit(href[1]) : -1;
		int low = high >= 0 ? hex_digit(href[2]) : -1;
		buf_put_byte(out,
			(unsigned char)(low >= 0 ? high * 16 + low : *href));
		href += low >= 0 ? 2 : 0;
	}
	buf_put_byte(out, 0);
}

static bool read_chapter(struct epub *epub, const struct item *item,
	struct extract *out, struct error *err)
{
	struct buf path = {0}, chapter = {0};
	put_path(epub, item->href, &path);
	bool ok = !path.failed || error_set_memory(err);
	if (ok && archive_has(epub->archive, path.bytes)) {
		ok = archive_whole(epub->archive, path.bytes, &chapter, err);
		if (ok && out->text.length)
			buf_put_byte(&out->text, '\n');
		ok = ok && html_chapter(buf_slice(&chapter), &out->text, err);
	}
	buf_free(&path);
	buf_free(&chapter);
	return ok && !extract_is_too_long(out, err);
}

static bool read_spine(
	struct epub *epub, struct extract *out, struct error *err)
{
	for (size_t i = 0; i < epub->spine_count; i++)
		for (size_t n = 0; n < epub->count; n++)
			if (strcmp(epub->item[n].id, epub->spine[i]) == 0) {
				if (!epub->item[n].navigation &&
					!read_chapter(
						epub, &epub->item[n], out, err))
					return false;
				break;
			}
	return true;
}

bool epub_extract(struct slice bytes, struct extract *out, struct error *err)
{
	struct epub epub = {.archive = archive_open(bytes, err)};
	bool ok = epub.archive && read_package(&epub, err) &&
		  read_spine(&epub, out, err) &&
		  office_properties(epub.archive, epub.package, out, err);
	archive_close(epub.archive);
	arena_free(&epub.arena);
	return ok;
}
