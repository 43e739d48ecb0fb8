/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

/* A page being read: entries are decoded one after the other. */
struct page {
	struct buf bytes; /* a copy: the reader's scratch is used meanwhile */
	struct buf page_key;
	struct cursor cursor;
	struct buf key; /* of the current entry */
	struct slice value;
	bool at_entry;
};

/* A page being written. */
struct sheet {
	struct buf bytes, last; /* entries, key of the last one */
};

/* Where entries go.  A full page is held until the next one is full too or
 * there are no more, so that what is left over need not be a page. */
struct output {
	struct xap_writer *writer;
	struct slice name;
	struct sheet held, open;
	struct buf page_key;
};

static void page_free(struct page *page)
{
	buf_free(&page->bytes);
	buf_free(&page->page_key);
	buf_free(&page->key);
}

static void output_free(struct output *output)
{
	buf_free(&output->held.bytes);
	buf_free(&output->held.last);
	buf_free(&output->open.bytes);
	buf_free(&output->open.last);
	buf_free(&output->page_key);
}

/* Moves to the next entry; at_entry is false behind the last. */
static bool page_next(struct page *page, struct error *err)
{
	page->at_entry = false;
	if (page->cursor.at == page->cursor.end)
		return true;
	uint64_t shared = cursor_varint(&page->cursor);
	struct slice rest = cursor_string(&page->cursor);
	page->value = cursor_string(&page->cursor);
	if (page->cursor.failed || shared > page->key.length)
		return error_set(err, ERROR_CORRUPT,
			"the index holds a page that cannot be read");
	page->key.length = (size_t)shared;
	buf_put_slice(&page->key, rest);
	if (page->key.failed)
		return error_set_memory(err);
	page->at_entry = true;
	return true;
}

static uint64_t next_varint(struct cursor *cursor)
{
	if (cursor->at < cursor->end && !(*cursor->at & 0x80))
		return *cursor->at++;
	return cursor_varint(cursor);
}

/* How many bytes two strings begin with alike. */
static size_t alike(struct slice a, struct slice b)
{
	size_t length = a.length < b.length ? a.length : b.length, i = 0;
	while (i < length && a.bytes[i] == b.bytes[i])
		i++;
	return i;
}

/* Moves to the first entry that is not before the key.  An entry that shares
 * more with the one before it than that one does with the key is before the
 * key as well, so that most are passed over unread. */
static bool page_seek(struct page *page, struct slice key, struct error *err)
{
	struct cursor *cursor = &page->cursor;
	if (!page->at_entry || slice_compare(buf_slice(&page->key), key) >= 0)
		return true;
	size_t common = alike(buf_slice(&page->key), key);
	size_t length = page->key.length; /* of the entry before */
	page->at_entry = false;
	while (cursor->at != cursor->end) {
		uint64_t shared = next_varint(cursor);
		uint64_t rest = next_varint(cursor);
		struct slice tail = cursor_bytes(cursor, rest);
		uint64_t bytes = next_varint(cursor);
		page->value = cursor_bytes(cursor, bytes);
		if (cursor->failed || shared > length)
			return error_set(err, ERROR_CORRUPT,
				"the index holds a page that cannot be read");
		length = (size_t)shared + tail.length;
		if (shared > common)
			continue;
		struct slice left = slice_of(
			key.bytes + shared, key.length - (size_t)shared);
		if (slice_compare(tail, left) < 0) {
			common = (size_t)shared + alike(tail, left);
			continue;
		}
		buf_clear(&page->key);
		buf_put(&page->key, key.bytes, (size_t)shared);
		buf_put_slice(&page->key, tail);
		page->at_entry = true;
		return !page->key.failed || error_set_memory(err);
	}
	return true;
}

/* Loads the page that holds the key or would; without one at_entry is false
 * and page_key empty. */
static bool page_load(struct page *page, struct xap_reader *reader,
	struct slice name, struct slice key, struct error *err)
{
	buf_clear(&page->page_key);
	buf_put_slice(&page->page_key, name);
	buf_put_slice(&page->page_key, key);
	if (page->page_key.failed)
		return error_set_memory(err);
	struct slice found, value;
	if (!xap_reader_meta_seek(
		    reader, name, buf_slice(&page->page_key), &found, err))
		return false;
	buf_clear(&page->page_key);
	buf_put_slice(&page->page_key, found);
	buf_clear(&page->bytes);
	buf_clear(&page->key);
	page->at_entry = false;
	if (page->page_key.failed)
		return error_set_memory(err);
	if (page->page_key.length == 0) {
		page->cursor = cursor_of(slice_of(NULL, 0));
		return true;
	}
	if (!xap_reader_meta(reader, buf_slice(&page->page_key), &value, err))
		return false;
	buf_put_slice(&page->bytes, value);
	if (page->bytes.failed)
		return error_set_memory(err);
	page->cursor = cursor_of(buf_slice(&page->bytes));
	return page_next(page, err);
}

static bool output_flush(
	struct output *output, struct sheet *sheet, struct error *err)
{
	if (sheet->bytes.failed || sheet->last.failed)
		return error_set_memory(err);
	if (sheet->bytes.length == 0)
		return true;
	buf_clear(&output->page_key);
	buf_put_slice(&output->page_key, output->name);
	buf_put_slice(&output->page_key, buf_slice(&sheet->last));
	if (output->page_key.failed)
		return error_set_memory(err);
	if (!xap_writer_set_meta(output->writer, buf_slice(&output->page_key),
		    buf_slice(&sheet->bytes), err))
		return false;
	buf_clear(&sheet->bytes);
	buf_clear(&sheet->last);
	return true;
}

static bool output_put(struct output *output, struct slice key,
	struct slice value, struct error *err)
{
	struct sheet *open = &output->open;
	size_t shared = 0;
	while (shared < open->last.length && shared < key.length &&
		open->last.bytes[shared] == key.bytes[shared])
		shared++;
	struct slice rest = slice_of(key.bytes + shared, key.length - shared);
	buf_put_varint(&open->bytes, shared);
	buf_put_string(&open->bytes, rest);
	buf_put_string(&open->bytes, value);
	open->last.length = shared;
	buf_put_slice(&open->last, rest);
	if (open->bytes.failed || open->last.failed)
		return error_set_memory(err);
	if (open->bytes.length < TABLE_PAGE_BYTES)
		return true;
	if (!output_flush(output, &output->held, err))
		return false;
	struct sheet empty = output->held;
	output->held = output->open;
	output->open = empty;
	return true;
}

/* Writes what is left: a page of its own, or behind the one held where it is
 * small.  Its first entry shares nothing and so may stand anywhere. */
static bool output_end(struct output *output, struct error *err)
{
	struct sheet *held = &output->held, *open = &output->open;
	if (held->bytes.length && open->bytes.length &&
		open->bytes.length < TABLE_PAGE_BYTES / 2) {
		buf_put_slice(&held->bytes, buf_slice(&open->bytes));
		buf_clear(&held->last);
		buf_put_slice(&held->last, buf_slice(&open->last));
		buf_clear(&open->bytes);
		buf_clear(&open->last);
	}
	return output_flush(output, held, err) &&
	       output_flush(output, open, err);
}

void table_replace(struct slice old, struct slice change, struct buf *out)
{
	(void)old;
	buf_put_slice(out, change);
}

/* Writes one entry: old and new meet in combine.  old has no key when the
 * entry is new. */
static bool put_combined(struct output *output, struct slice old,
	const struct table_change *change, table_combine *combine,
	struct buf *scratch, struct error *err)
{
	buf_clear(scratch);
	combine(old, change->value, scratch);
	if (scratch->failed)
		return error_set_memory(err);
	if (scratch->length == 0)
		return true;
	return output_put(output, change->key, buf_slice(scratch), err);
}

/* Merges the changes up to the loaded page's last entry; *done counts them. */
static bool merge_page(struct page *page, struct output *output,
	const struct table_change *change, size_t count, size_t *done,
	table_combine *combine, struct buf *scratch, struct error *err)
{
	while (page->at_entry) {
		struct slice key = buf_slice(&page->key);
		struct slice old = page->value;
		int order = *done < count
				    ? slice_compare(change[*done].key, key)
				    : 1;
		if (order > 0) {
			if (!output_put(output, key, old, err))
				return false;
		} else {
			if (order < 0)
				old.length = 0;
			if (!put_combined(output, old, &change[*done], combine,
				    scratch, err))
				return false;
			*done += 1;
			if (order < 0)
				continue;
		}
		if (!page_next(page, err))
			return false;
	}
	return true;
}

bool table_apply(struct xap_writer *writer, struct slice name,
	const struct table_change *change, size_t count, table_combine *combine,
	struct error *err)
{
	struct page page = {0};
	struct output output = {.writer = writer, .name = name};
	struct buf scratch = {0};
	bool ok = true;
	size_t done = 0;
	while (ok && done < count) {
		ok = page_load(&page, xap_writer_reader(writer), name,
			change[done].key, err);
		if (!ok)
			break;
		if (page.page_key.length == 0) {
			/* Behind the last page: the rest is new. */
			for (; ok && done < count; done++)
				ok = put_combined(&output, slice_of(NULL, 0),
					&change[done], combine, &scratch, err);
			break;
		}
		struct slice was = buf_slice(&page.page_key);
		ok = merge_page(&page, &output, change, count, &done, combine,
			     &scratch, err) &&
		     output_end(&output, err);
		/* It is replaced, unless a page ends there as it did. */
		if (ok && !slice_equal(was, buf_slice(&output.page_key)))
			ok = xap_writer_set_meta(
				writer, was, slice_of(NULL, 0), err);
	}
	ok = ok && output_end(&output, err);
	page_free(&page);
	output_free(&output);
	buf_free(&scratch);
	return ok;
}

bool table_find(struct xap_reader *reader, struct slice name, struct slice key,
	struct buf *out, bool *found, struct error *err)
{
	struct page page = {0};
	*found = false;
	bool ok = page_load(&page, reader, name, key, err) &&
		  page_seek(&page, key, err);
	if (ok && page.at_entry && slice_equal(buf_slice(&page.key), key)) {
		*found = true;
		buf_put_slice(out, page.value);
		ok = !out->failed || error_set_memory(err);
	}
	page_free(&page);
	return ok;
}

bool table_each(struct xap_reader *reader, struct slice name, struct slice from,
	table_visit *visit, void *context, struct error *err)
{
	struct page page = {0};
	struct buf next = {0};
	bool ok = page_load(&page, reader, name, from, err) &&
		  page_seek(&page, from, err);
	bool going = true;
	while (ok && going && page.page_key.length) {
		while (ok && going && page.at_entry) {
			going = visit(
				context, buf_slice(&page.key), page.value);
			if (going)
				ok = page_next(&page, err);
		}
		/* The smallest key behind the page's last. */
		buf_clear(&next);
		buf_put(&next, page.page_key.bytes + name.length,
			page.page_key.length - name.length);
		buf_put_byte(&next, 0);
		if (next.failed)
			ok = error_set_memory(err);
		if (ok && going)
			ok = page_load(
				&page, reader, name, buf_slice(&next), err);
	}
	page_free(&page);
	buf_free(&next);
	return ok;
}
