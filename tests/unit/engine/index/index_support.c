/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "index_support.h"

#include "layout.h"
#include "lexicon_write.h"
#include "merge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

void support_store_open(struct support_store *store)
{
	struct error err;
	*store = (struct support_store){.folder = support_folder()};
	store->database = xap_writer_open(store->folder, &err);
	support_ok(store->database != NULL, err);
	store->catalogue.pending = &store->pending;
	store->numbering = numbering_new(&store->catalogue, &err);
	support_ok(store->numbering != NULL, err);
}

void support_store_close(struct support_store *store)
{
	catalogue_close(&store->catalogue);
	pending_free(&store->pending);
	numbering_free(store->numbering);
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

/* The codes of all words that the analyser has met, by id. */
static uint64_t *codes_of(
	struct support_store *store, const struct analyser *analyser)
{
	struct error err;
	uint32_t words = analyser_words(analyser);
	uint64_t *code = calloc(words + 1, sizeof *code);
	assert_non_null(code);
	for (uint32_t id = 0; id < words; id++) {
		const struct word *word = analyser_word(analyser, id);
		code[id] = numbering_code(
			store->numbering, word->form, word->root, &err);
		support_ok(code[id] != 0, err);
	}
	return code;
}

/* Puts the words that are new into a segment, so that their roots are known. */
static void settle(struct support_store *store)
{
	struct error err;
	struct segment_writer *writer = support_segment(store);
	support_ok(lexicon_write(NULL, 0, store->numbering, writer, &err), err);
	support_segment_end(store, writer);
	numbering_settle(store->numbering);
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
	uint64_t *code = codes_of(store, analyser);
	pending_clear(&store->pending);
	ok = ok &&
	     record_finish(records, store->database, code,
		     &store->pending.bytes, err) &&
	     pending_add(&store->pending, document, err);
	free(code);
	settle(store);
	tokens_free(&title);
	tokens_free(&tokens);
	layout_free(&layout);
	return ok;
}
