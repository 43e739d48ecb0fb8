/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "index_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

int fixture_set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	*state = fixture;
	fixture->folder = support_folder();
	fixture->path = support_path(fixture->folder, "data/index");
	fixture->morphology = support_morphology();
	fixture->chance = 1;
	return 0;
}

int fixture_tear_down(void **state)
{
	struct fixture *fixture = *state;
	index_writer_free(fixture->writer);
	morphology_free(fixture->morphology);
	free(fixture->path);
	support_remove(fixture->folder);
	free(fixture);
	return 0;
}

void fixture_open_writer(struct fixture *fixture, bool rebuild)
{
	struct error err;
	fixture->writer = index_writer_open(
		fixture->path, fixture->morphology, rebuild, &err);
	support_ok(fixture->writer != NULL, err);
}

void fixture_close_writer(struct fixture *fixture)
{
	index_writer_free(fixture->writer);
	fixture->writer = NULL;
}

void fixture_commit(struct fixture *fixture)
{
	struct error err;
	support_ok(index_writer_commit(fixture->writer, &err), err);
}

struct index *fixture_open_index(const char *path)
{
	struct error err;
	struct index *index = index_open(path, &err);
	support_ok(index != NULL, err);
	return index;
}

uint32_t fixture_put_text(
	struct index_writer *writer, const char *id, struct slice text)
{
	struct error err;
	uint32_t document;
	struct essay essay = {.id = slice_text(id),
		.path = slice_text("esai/a.txt"),
		.text = text,
		.source = 1};
	support_ok(index_writer_find(writer, essay.id, &document, &err), err);
	support_ok(index_writer_put(writer, &essay, &document, &err), err);
	assert_true(document > 0);
	return document;
}

uint32_t fixture_put(struct fixture *fixture, const char *id, const char *text)
{
	return fixture_put_text(fixture->writer, id, slice_text(text));
}

void fixture_make_index(struct fixture *fixture, unsigned essays)
{
	fixture_open_writer(fixture, false);
	for (unsigned i = 0; i < essays; i++) {
		char id[16];
		snprintf(id, sizeof id, "e%u", i);
		fixture_put(fixture, id, "satu dua tiga empat");
	}
	fixture_commit(fixture);
	fixture_close_writer(fixture);
}

bool fixture_exists(struct fixture *fixture, const char *name)
{
	struct stat status;
	char *path = support_path(fixture->path, name);
	bool found = lstat(path, &status) == 0;
	free(path);
	return found;
}

void fixture_assert_holds(struct index *index, const char *id, bool wanted)
{
	struct error err;
	struct record record;
	uint32_t document;
	support_ok(index_find(index, slice_text(id), &document, &err), err);
	assert_int_equal(document != 0, wanted);
	if (!document)
		return;
	support_ok(record_read(index->records, document, &record, &err), err);
	assert_true(slice_equal(record.essay.id, slice_text(id)));
	record_free(&record);
}
