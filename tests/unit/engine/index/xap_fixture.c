/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xap_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

int xap_fixture_set_up(void **state)
{
	struct error err;
	struct fixture *fixture = calloc(1, sizeof *fixture);
	*state = fixture;
	fixture->folder = support_folder();
	fixture->writer = xap_writer_open(fixture->folder, &err);
	support_ok(fixture->writer != NULL, err);
	return 0;
}

int xap_fixture_tear_down(void **state)
{
	struct fixture *fixture = *state;
	xap_writer_free(fixture->writer);
	support_remove(fixture->folder);
	free(fixture);
	return 0;
}

uint32_t xap_fixture_put_as(
	struct fixture *fixture, uint32_t number, const char *words)
{
	struct error err;
	struct xap_document *document = xap_document_new(&err);
	support_ok(document != NULL, err);
	while (*words) {
		size_t length = strcspn(words, " ");
		support_ok(xap_document_term(
				   document, slice_of(words, length), 1, &err),
			err);
		words += length + (words[length] == ' ');
	}
	support_ok(
		xap_writer_put(fixture->writer, document, &number, &err), err);
	xap_document_free(document);
	return number;
}

uint32_t xap_fixture_put(struct fixture *fixture, const char *words)
{
	return xap_fixture_put_as(fixture, 0, words);
}

void xap_fixture_commit(struct fixture *fixture)
{
	struct error err;
	support_ok(xap_writer_commit(fixture->writer, &err), err);
}

struct xap_reader *xap_fixture_open_reader(struct fixture *fixture)
{
	struct error err;
	struct xap_reader *reader = xap_reader_open(fixture->folder, &err);
	support_ok(reader != NULL, err);
	return reader;
}

void xap_fixture_set_meta(
	struct fixture *fixture, const char *key, const char *value)
{
	struct error err;
	support_ok(xap_writer_set_meta(fixture->writer, slice_text(key),
			   slice_text(value), &err),
		err);
}
