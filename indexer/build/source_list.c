/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source_list.h"

#include "reader_set.h"

#include <stdlib.h>
#include <string.h>

/* Adds a source to this run, unless it is there already. */
static bool add(struct source_list *list, const char *path, const char *index,
	struct error *err)
{
	struct source source;
	struct source *grown = realloc(
		list->source, (list->count + 1) * sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	list->source = grown;
	bool ok = source_find(&source, path, reader_set_wants, err) &&
		  source_check_index(&source, index, err);
	for (size_t i = 0; ok && i < list->count; i++)
		if (strcmp(list->source[i].path, source.path) == 0) {
			source_free(&source);
			return true;
		}
	if (ok)
		list->source[list->count++] = source;
	else
		source_free(&source);
	return ok;
}

/* The sources that the index knows already come first, in their order, so that
 * they keep their numbers. */
static bool add_known(struct source_list *list, struct previous *previous,
	const struct options *options, const char *index, struct report *report,
	struct error *err)
{
	if (options->sources.count && !options->rebuild)
		return true;
	if (!previous_read(previous, index, options->rebuild, err))
		return false;
	for (uint32_t i = 0; i < previous->source_count; i++) {
		if (add(list, previous->source[i], index, err))
			continue;
		if (!options->rebuild || !options->force ||
			err->code == ERROR_MEMORY)
			return false;
		report_note(report, "left out: %s", err->text);
		*err = (struct error){0};
	}
	return true;
}

/* Their numbers before a rebuild; a new source has one that none had. */
static void find_numbers_before(
	struct source_list *list, const struct previous *previous)
{
	for (size_t i = 0; i < list->count; i++) {
		struct source *source = &list->source[i];
		source->number_before = previous->source_count + 1 +
					(uint32_t)i;
		for (uint32_t p = 0; p < previous->source_count; p++)
			if (strcmp(previous->source[p], source->path) == 0)
				source->number_before = p + 1;
	}
}

bool source_list_find(struct source_list *list, struct previous *previous,
	const struct options *options, const char *index, struct report *report,
	struct error *err)
{
	if (!add_known(list, previous, options, index, report, err))
		return false;
	for (size_t i = 0; i < options->sources.count; i++)
		if (!add(list, options->sources.text[i], index, err))
			return false;
	find_numbers_before(list, previous);
	return list->count ||
	       error_set(err, ERROR_USAGE,
		       "nothing to index: name a folder or a file");
}

void source_list_free(struct source_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		source_free(&list->source[i]);
	free(list->source);
	*list = (struct source_list){0};
}

bool source_list_number(struct source_list *list, struct index_writer *writer,
	bool *news, struct error *err)
{
	uint32_t known = 0;
	*news = false;
	while (index_writer_source(writer, known + 1))
		known++;
	for (size_t i = 0; i < list->count; i++) {
		struct source *source = &list->source[i];
		if (!index_writer_add_source(
			    writer, source->path, &source->number, err))
			return false;
		*news |= source->number > known;
	}
	return true;
}
