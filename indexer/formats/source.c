/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source.h"

#include "document.h"
#include "parsers.h"

#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>

/* A format whose parser runs in the worker. */
#define DOCUMENT(kind_, parser_, ...)                                  \
	&(const struct source_format)                                  \
	{                                                              \
		.kind = kind_, .parser = parser_,                      \
		.extension = (const char *const[]){__VA_ARGS__, NULL}, \
		.open = document_open, .start = document_start,        \
		.next = document_next, .essay = document_essay,        \
		.free = document_free,                                 \
	}

static const struct source_format *const format[] = {
	&source_text,
	&source_ndjson,
	DOCUMENT("html", html_extract, "html", "htm", "xhtml"),
	DOCUMENT("pdf", pdf_extract, "pdf"),
	DOCUMENT("docx", docx_extract, "docx", "docm"),
	DOCUMENT("odt", odt_extract, "odt"),
	DOCUMENT("epub", epub_extract, "epub"),
};

enum { FORMATS = sizeof format / sizeof *format };

struct sources {
	struct worker *worker;
	struct source_reader *reader[FORMATS];
};

const struct source_format *source_format(const char *name)
{
	const char *slash = strrchr(name, '/');
	const char *dot = strrchr(slash ? slash : name, '.');
	if (!dot)
		return NULL;
	for (size_t i = 0; i < FORMATS; i++)
		for (const char *const *e = format[i]->extension; *e; e++)
			if (strcasecmp(dot + 1, *e) == 0)
				return format[i];
	return NULL;
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
	for (size_t i = 0; i < FORMATS; i++)
		if (sources->reader[i])
			format[i]->free(sources->reader[i]);
	worker_free(sources->worker);
	free(sources);
}

struct source_reader *sources_reader(struct sources *sources,
	const struct source_format *wanted, struct error *err)
{
	size_t i = 0;
	while (format[i] != wanted)
		i++;
	if (!sources->reader[i])
		sources->reader[i] = wanted->open(wanted, sources->worker, err);
	return sources->reader[i];
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
