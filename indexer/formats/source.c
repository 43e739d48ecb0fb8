/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source.h"

#include "parsers.h"

#include <stdlib.h>
#include <sys/stat.h>

#define READ(id, name, label, reader, extensions) \
	[KIND_##id] = {&kinds[KIND_##id], &reader, NULL},
#define PARSE(id, name, label, reader, extensions) \
	[KIND_##id] = {&kinds[KIND_##id], &source_document, reader},

static const struct source_format formats[KIND_COUNT] = {KINDS(READ, PARSE)};

struct sources {
	struct worker *worker;
	struct source_reader *reader[KIND_COUNT];
};

const struct source_format *source_format(const char *name)
{
	const struct kind *kind = kind_of_file(name);
	return kind ? &formats[kind - kinds] : NULL;
}

bool source_is_wanted(const char *name)
{
	return source_format(name) != NULL;
}

struct sources *sources_new(struct error *err)
{
	struct sources *sources = calloc(1, sizeof *sources);
	if (!sources) {
		error_set_memory(err);
		return NULL;
	}
	sources->worker = worker_new(err);
	if (sources->worker)
		return sources;
	sources_free(sources);
	return NULL;
}

void sources_free(struct sources *sources)
{
	if (!sources)
		return;
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (sources->reader[i])
			formats[i].type->free(sources->reader[i]);
	worker_free(sources->worker);
	free(sources);
}

struct source_reader *sources_reader(struct sources *sources,
	const struct source_format *wanted, struct error *err)
{
	struct source_reader **reader = &sources->reader[wanted - formats];
	if (!*reader)
		*reader = wanted->type->open(wanted, sources->worker, err);
	return *reader;
}

bool source_state(int fd, struct source_state *state, struct error *err)
{
	struct stat status;
	if (fstat(fd, &status) != 0)
		return error_set_errno(err, "cannot be read");
	state->size_bytes = (uint64_t)status.st_size;
	state->mtime_ns = (int64_t)status.st_mtim.tv_sec * 1000000000 +
			  status.st_mtim.tv_nsec;
	state->ctime_ns = (int64_t)status.st_ctim.tv_sec * 1000000000 +
			  status.st_ctim.tv_nsec;
	return true;
}

bool source_state_equal(
	const struct source_state *a, const struct source_state *b)
{
	return a->size_bytes == b->size_bytes && a->mtime_ns == b->mtime_ns &&
	       a->ctime_ns == b->ctime_ns;
}
