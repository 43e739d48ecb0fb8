/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "index_support.h"

#include "layout.h"
#include "merge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

void support_store_open(struct support_store *store)
{
	struct error err;
	*store = (struct support_store){.folder = support_folder()};
	store->database = xap_writer_open(store->folder, &err);
	support_ok(store->database != NULL, err);
	store->catalogue.pending = &store->pending;
}

void support_store_close(struct support_store *store)
{
	catalogue_close(&store->catalogue);
	pending_free(&store->pending);
	xap_writer_free(store->database);
	support_remove(store->folder);
}

struct segment_writer *support_segment(struct support_store *store)
{
	struct error err;
	struct segment_writer *writer = segment_writer_new(store->folder, &err);
	support_ok(writer != NULL, err);
	return writer;
}

void support_segment_end(
	struct support_store *store, struct segment_writer *writer)
{
	struct error err;
	struct segment_info info;
	support_ok(segment_finish(writer, &info, &err), err);
	segment_writer_free(writer);
	struct segment *segment = segment_open(store->folder, &info, &err);
	support_ok(segment != NULL, err);
	support_ok(segment_check(segment, store->folder, &err), err);
	support_ok(catalogue_add(&store->catalogue, segment, &err), err);
}

void support_merge(struct support_store *store)
{
	struct error err;
	support_ok(merge_range(&store->catalogue,
			   (struct merge_range){0, store->catalogue.count},
			   xap_writer_reader(store->database), store->folder,
			   &err),
		err);
	support_ok(
		catalogue_sweep(&store->catalogue, NULL, store->folder, &err),
		err);
}

bool support_record(struct record_writer *records, struct analyser *analyser,
	const struct essay *essay, struct support_store *store,
	uint32_t document, struct error *err)
{
	struct layout layout = {0};
	struct tokens title = {0}, tokens = {0};
	bool ok = (!essay->titled ||
			  analyse(analyser, essay->title, &title, err)) &&
		  record_start(records, essay, &title, err) &&
		  layout_read(essay->text, &layout, err);
	for (size_t i = 0; ok && i < layout.count; i++) {
		const struct layout_paragraph *paragraph = &layout.paragraph[i];
		struct slice text = slice_of(
			essay->text.bytes + paragraph->start,
			paragraph->end - paragraph->start);
		ok = analyse(analyser, text, &tokens, err) &&
		     record_add(records, paragraph, &tokens, err);
	}
	pending_clear(&store->pending);
	ok = ok &&
	     record_finish(
		     records, store->database, &store->pending.bytes, err) &&
	     pending_add(&store->pending, document, err);
	tokens_free(&title);
	tokens_free(&tokens);
	layout_free(&layout);
	return ok;
}
