/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "column_union.h"

#include <stdlib.h>

bool column_union_make(
	struct column_union *columns, size_t runs, struct error *err)
{
	columns->run = calloc(runs ? runs : 1, sizeof *columns->run);
	return columns->run || error_set_memory(err);
}

void column_union_add(struct column_union *columns, const struct column *column,
	uint32_t *wanted)
{
	/* The first call moves each to its first string. */
	columns->run[columns->count++] = (struct column_run){
		.text = column_text_of(column), .wanted = wanted, .told = true};
}

void column_union_free(struct column_union *columns)
{
	for (size_t i = 0; i < columns->count; i++)
		column_text_free(&columns->run[i].text);
	free(columns->run);
	*columns = (struct column_union){0};
}

static bool is_at_end(const struct column_run *run)
{
	return run->number > run->text.column.strings;
}

static bool move_on(struct column_run *run, struct error *err)
{
	do {
		run->number++;
	} while (!is_at_end(run) && !run->wanted[run->number]);
	return is_at_end(run) ||
	       column_text_read(&run->text, run->number, &run->string, err);
}

bool column_union_next(struct column_union *columns, struct slice *string,
	bool *more, struct error *err)
{
	*more = false;
	for (size_t i = 0; i < columns->count; i++) {
		struct column_run *run = &columns->run[i];
		if (run->told && !is_at_end(run) && !move_on(run, err))
			return false;
		run->told = false;
		if (!is_at_end(run) &&
			(!*more || slice_compare(run->string, *string) < 0)) {
			*string = run->string;
			*more = true;
		}
	}
	for (size_t i = 0; *more && i < columns->count; i++) {
		struct column_run *run = &columns->run[i];
		run->told = !is_at_end(run) &&
			    slice_equal(run->string, *string);
	}
	return true;
}
