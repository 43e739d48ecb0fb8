/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "index_support.h"

#include "layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

size_t support_count_keys(struct xap_reader *reader, struct slice prefix)
{
	struct error err;
	struct buf from = {0};
	struct slice key;
	size_t count = 0;
	for (;;) {
		support_ok(xap_reader_meta_seek(reader, prefix,
				   buf_slice(&from), &key, &err),
			err);
		if (key.length == 0)
			break;
		buf_clear(&from);
		buf_put_slice(&from, key);
		buf_put_byte(&from, 0);
		count++;
	}
	buf_free(&from);
	return count;
}

bool support_record(struct record_writer *records, struct analyser *analyser,
	const struct essay *essay, struct xap_writer *database,
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
	ok = ok && record_remove(database, document, err) &&
	     record_finish(records, database, document, err);
	tokens_free(&title);
	tokens_free(&tokens);
	layout_free(&layout);
	return ok;
}
