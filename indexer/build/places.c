/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places.h"

#include "reader_set.h"

#include <stdlib.h>
#include <string.h>

/* Adds a source to this run, unless it is there already. */
static bool add(struct places *places, const char *path, const char *index,
	struct error *err)
{
	struct place place;
	struct place *grown = realloc(
		places->place, (places->count + 1) * sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	places->place = grown;
	bool ok = place_find(&place, path, reader_set_wants, err) &&
		  place_check_index(&place, index, err);
	for (size_t i = 0; ok && i < places->count; i++)
		if (strcmp(places->place[i].path, place.path) == 0) {
			place_free(&place);
			return true;
		}
	if (ok)
		places->place[places->count++] = place;
	else
		place_free(&place);
	return ok;
}

/* The sources that the index knows already come first, in their order, so that
 * they keep their numbers. */
static bool add_known(struct places *places, struct previous *previous,
	const struct options *options, const char *index, struct report *report,
	struct error *err)
{
	if (options->sources.count && !options->rebuild)
		return true;
	if (!previous_read(previous, index, options->rebuild, err))
		return false;
	for (uint32_t i = 0; i < previous->source_count; i++) {
		if (add(places, previous->source[i], index, err))
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
	struct places *places, const struct previous *previous)
{
	for (size_t i = 0; i < places->count; i++) {
		struct place *place = &places->place[i];
		place->number_before = previous->source_count + 1 + (uint32_t)i;
		for (uint32_t p = 0; p < previous->source_count; p++)
			if (strcmp(previous->source[p], place->path) == 0)
				place->number_before = p + 1;
	}
}

bool places_find(struct places *places, struct previous *previous,
	const struct options *options, const char *index, struct report *report,
	struct error *err)
{
	if (!add_known(places, previous, options, index, report, err))
		return false;
	for (size_t i = 0; i < options->sources.count; i++)
		if (!add(places, options->sources.text[i], index, err))
			return false;
	find_numbers_before(places, previous);
	return places->count ||
	       error_set(err, ERROR_USAGE,
		       "nothing to index: name a folder or a file");
}

void places_free(struct places *places)
{
	for (size_t i = 0; i < places->count; i++)
		place_free(&places->place[i]);
	free(places->place);
	*places = (struct places){0};
}

bool places_number(struct places *places, struct index_writer *writer,
	bool *news, struct error *err)
{
	uint32_t known = 0;
	*news = false;
	while (index_writer_source(writer, known + 1))
		known++;
	for (size_t i = 0; i < places->count; i++) {
		struct place *place = &places->place[i];
		if (!index_writer_add_source(
			    writer, place->path, &place->number, err))
			return false;
		*news |= place->number > known;
	}
	return true;
}
