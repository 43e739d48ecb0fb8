/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reader_set.h"

#include "parsers.h"

#include <stdlib.h>

#define READ(id, name, label, reader, extensions) \
	[KIND_##id] = {&kinds[KIND_##id], &reader, NULL},
#define PARSE(id, name, label, reader, extensions) \
	[KIND_##id] = {&kinds[KIND_##id], &reader_document, reader},

static const struct reader_format formats[KIND_COUNT] = {KINDS(READ, PARSE)};

struct reader_set {
	struct worker *worker;
	struct reader *reader[KIND_COUNT];
};

const struct reader_format *reader_set_format(const char *name)
{
	const struct kind *kind = kind_of_file(name);
	return kind ? &formats[kind - kinds] : NULL;
}

bool reader_set_wants(const char *name)
{
	return reader_set_format(name) != NULL;
}

struct reader_set *reader_set_new(struct error *err)
{
	struct reader_set *readers = calloc(1, sizeof *readers);
	if (!readers) {
		error_set_memory(err);
		return NULL;
	}
	readers->worker = worker_new(err);
	if (readers->worker)
		return readers;
	reader_set_free(readers);
	return NULL;
}

void reader_set_free(struct reader_set *readers)
{
	if (!readers)
		return;
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (readers->reader[i])
			formats[i].type->free(readers->reader[i]);
	worker_free(readers->worker);
	free(readers);
}

struct reader *reader_set_reader(struct reader_set *readers,
	const struct reader_format *wanted, struct error *err)
{
	struct reader **reader = &readers->reader[wanted - formats];
	if (!*reader)
		*reader = wanted->type->open(wanted, readers->worker, err);
	return *reader;
}
