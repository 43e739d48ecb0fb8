/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "upkeep.h"

#include "generation.h"
#include "index.h"
#include "index_check.h"
#include "index_rollback.h"
#include "json_write.h"
#include "xap.h"

#include <stdio.h>
#include <stdlib.h>

static char *index_path(const struct options *options, struct error *err)
{
	char *path = options->index ? strdup(options->index)
				    : index_default_path(err);
	if (!path && !err->code)
		error_set_memory(err);
	return path;
}

/* Prints a line for people, or the pairs as JSON. */
struct fact {
	const char *name;
	uint64_t value;
};

static bool print(const struct options *options, const char *path,
	const struct fact *fact, size_t count, const char *line,
	struct error *err)
{
	struct buf out = {0};
	struct json_writer json = {&out, false};
	if (options->json) {
		json_open(&json, '{');
		json_put_string(&json, "index", slice_text(path));
		for (size_t i = 0; i < count; i++)
			json_put_number(&json, fact[i].name, fact[i].value);
		json_close(&json, '}');
	} else {
		buf_put_text(&out, line);
	}
	buf_put_byte(&out, '\n');
	bool ok = !out.failed || error_set_memory(err);
	if (ok && (fwrite(out.bytes, 1, out.length, stdout) != out.length ||
			  fflush(stdout) != 0))
		ok = error_set_errno(err, "cannot print");
	buf_free(&out);
	return ok;
}

bool upkeep_rollback(const struct options *options, struct error *err)
{
	unsigned number = 0;
	char line[100];
	char *path = index_path(options, err);
	bool ok = path && index_rollback(path, &number, err);
	if (ok) {
		const struct fact fact = {"generation", number};
		snprintf(line, sizeof line, "back to generation %u", number);
		ok = print(options, path, &fact, 1, line, err);
	}
	free(path);
	return ok;
}

/* Xapian's check of the current generation. */
static bool check_tables(const char *path, struct error *err)
{
	unsigned number;
	if (!generation_current(path, &number, err))
		return false;
	if (number == 0)
		return true; /* opening it says so */
	char *generation = generation_path(path, number, err);
	bool ok = generation && xap_check(generation, err);
	free(generation);
	return ok;
}

bool upkeep_check(const struct options *options, struct error *err)
{
	struct index_check found;
	char line[100];
	char *path = index_path(options, err);
	bool ok = path && check_tables(path, err);
	struct index *index = ok ? index_open(path, err) : NULL;
	ok = index && index_check(index, &found, err);
	if (ok) {
		const struct fact facts[] = {
			{"documents", found.documents},
			{"textBytes", found.text_bytes},
		};
		snprintf(line, sizeof line,
			"the index is whole: %u essays, %.1f MB of text",
			(unsigned)found.documents,
			(double)found.text_bytes / 1e6);
		ok = print(options, path, facts, 2, line, err);
	}
	index_close(index);
	free(path);
	return ok;
}
