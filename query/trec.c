/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trec.h"

#include <stdio.h>
#include <stdlib.h>

/* Splits a line at white space into at most `most` fields. */
static size_t split(char *line, char **field, size_t most)
{
	size_t count = 0;
	char *rest;
	for (char *at = strtok_r(line, " \t\r\n", &rest); at && count < most;
		at = strtok_r(NULL, " \t\r\n", &rest))
		field[count++] = at;
	return count;
}

static bool put_row(struct trec *trec, size_t *capacity, char **field,
	const char *value, struct error *err)
{
	struct trec_row *grown = array_room(
		trec->row, trec->count, capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	trec->row = grown;
	struct trec_row *row = &trec->row[trec->count];
	row->query = arena_copy(&trec->arena, slice_text(field[0]));
	row->essay = arena_copy(&trec->arena, slice_text(field[2]));
	char *end;
	row->value = strtod(value, &end);
	if (!row->query || !row->essay)
		return error_set_memory(err);
	if (end == value || *end)
		return error_set(
			err, ERROR_USAGE, "\"%s\" is no number", value);
	trec->count++;
	return true;
}

/* A merge sort, for qsort promises no order of equals. */
bool trec_sort(struct trec *trec, struct error *err)
{
	struct trec_row *from = trec->row;
	struct trec_row *to = malloc((trec->count + 1) * sizeof *to);
	struct trec_row *spare = to;
	if (!to)
		return error_set_memory(err);
	for (size_t width = 1; width < trec->count; width *= 2) {
		for (size_t at = 0; at < trec->count; at += 2 * width) {
			size_t a = at, b = at + width, out = at;
			size_t a_end = b < trec->count ? b : trec->count;
			size_t b_end = b + width < trec->count ? b + width
							       : trec->count;
			while (a < a_end || b < b_end) {
				bool take_b =
					a >= a_end ||
					(b < b_end &&
						strcmp(from[b].query,
							from[a].query) < 0);
				to[out++] = take_b ? from[b++] : from[a++];
			}
		}
		struct trec_row *swap = from;
		from = to;
		to = swap;
	}
	if (from != trec->row)
		memcpy(trec->row, from, trec->count * sizeof *from);
	free(spare);
	return true;
}

bool trec_read(struct trec *trec, const char *path, enum trec_kind kind,
	struct error *err)
{
	*trec = (struct trec){0};
	FILE *file = fopen(path, "r");
	if (!file)
		return error_set_errno(err, "cannot read %s", path);
	char *line = NULL;
	size_t room = 0, capacity = 0, number = 0;
	bool ok = true;
	while (ok && getline(&line, &room, file) >= 0) {
		char *field[6];
		size_t wanted = kind == TREC_RUN ? 6 : 4;
		size_t fields = split(line, field, 6);
		struct error cause = {0};
		number++;
		if (fields == 0)
			continue;
		ok = fields == wanted
			     ? put_row(trec, &capacity, field,
				       field[kind == TREC_RUN ? 4 : 3], &cause)
			     : error_set(&cause, ERROR_USAGE,
				       "%zu fields instead of %zu", fields,
				       wanted);
		if (!ok)
			error_set(err, cause.code, "%s, line %zu: %s", path,
				number, cause.text);
	}
	if (ok && ferror(file))
		ok = error_set_errno(err, "cannot read %s", path);
	free(line);
	fclose(file);
	return ok && trec_sort(trec, err);
}

void trec_free(struct trec *trec)
{
	free(trec->row);
	arena_free(&trec->arena);
	*trec = (struct trec){0};
}

size_t trec_rows(const struct trec *trec, const char *query,
	const struct trec_row **first)
{
	if (trec->count == 0)
		return 0;
	size_t low = 0, high = trec->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(trec->row[middle].query, query) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*first = trec->row + low;
	size_t count = 0;
	while (low + count < trec->count &&
		strcmp(trec->row[low + count].query, query) == 0)
		count++;
	return count;
}
