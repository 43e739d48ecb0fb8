/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an index says of itself beside its essays: sources, sums, synonyms. */
#include "index_write_impl.h"

#include "schema.h"
#include "synonyms.h"

#include <stdio.h>
#include <stdlib.h>

static bool put_source(
	struct index_writer *writer, struct slice name, struct error *err)
{
	char *copy = arena_copy(&writer->arena, name);
	const char **grown = realloc(
		writer->source, (writer->source_count + 1) * sizeof *grown);
	if (grown)
		writer->source = grown;
	if (!copy || !grown)
		return error_set_memory(err);
	writer->source[writer->source_count++] = copy;
	return true;
}

bool index_write_read_sources(struct index_writer *writer, struct error *err)
{
	struct slice value;
	if (!xap_reader_meta(writer->reader, slice_text(SCHEMA_KEY_SOURCES),
		    &value, err))
		return false;
	struct cursor cursor = cursor_of(value);
	while (cursor.at < cursor.end && !cursor.failed)
		if (!put_source(writer, cursor_string(&cursor), err))
			return false;
	return !cursor.failed ||
	       error_set(err, ERROR_CORRUPT,
		       "the sources of the index in %s cannot be read",
		       writer->path);
}

const char *index_writer_source(
	const struct index_writer *writer, uint32_t number)
{
	if (number == 0 || number > writer->source_count)
		return NULL;
	return writer->source[number - 1];
}

bool index_writer_add_source(struct index_writer *writer, const char *path,
	uint32_t *number, struct error *err)
{
	for (*number = 1; *number <= writer->source_count; *number += 1)
		if (strcmp(writer->source[*number - 1], path) == 0)
			return true;
	return put_source(writer, slice_text(path), err);
}

/* Puts a value in the place of another; *changed says whether it differs. */
static bool set_meta(struct index_writer *writer, const char *key,
	struct slice value, bool *changed, struct error *err)
{
	struct slice old = {0};
	if (writer->reader &&
		!xap_reader_meta(writer->reader, slice_text(key), &old, err))
		return false;
	*changed = !slice_equal(old, value);
	return !*changed || writer->dry ||
	       xap_writer_set_meta(
		       writer->database, slice_text(key), value, err);
}

bool index_writer_set_synonyms(struct index_writer *writer,
	const struct synonyms *synonyms, bool *changed, struct error *err)
{
	struct buf saved = {0};
	*changed = false;
	bool ok = (synonyms_save(synonyms, &saved) || error_set_memory(err)) &&
		  set_meta(writer, SCHEMA_KEY_SYNONYMS, buf_slice(&saved),
			  changed, err);
	buf_free(&saved);
	return ok;
}

bool index_writer_check_material(struct index_writer *writer, uint64_t material,
	bool *same, struct error *err)
{
	char line[32];
	bool changed = false;
	snprintf(line, sizeof line, "%016llx", (unsigned long long)material);
	*same = true;
	if (writer->fresh)
		return set_meta(writer, SCHEMA_KEY_MATERIAL, slice_text(line),
			&changed, err);
	struct slice stored;
	if (!xap_reader_meta(writer->reader, slice_text(SCHEMA_KEY_MATERIAL),
		    &stored, err))
		return false;
	*same = slice_equal(stored, slice_text(line));
	return true;
}

bool index_write_sums(struct index_writer *writer, struct error *err)
{
	struct buf sources = {0}, totals = {0};
	for (uint32_t i = 0; i < writer->source_count; i++)
		buf_put_string(&sources, slice_text(writer->source[i]));
	buf_put_varint(&totals, writer->totals.tokens);
	buf_put_varint(&totals, writer->totals.text_bytes);
	bool ok = (!sources.failed && !totals.failed) || error_set_memory(err);
	ok = ok &&
	     xap_writer_set_meta(writer->database,
		     slice_text(SCHEMA_KEY_SOURCES), buf_slice(&sources),
		     err) &&
	     xap_writer_set_meta(writer->database,
		     slice_text(SCHEMA_KEY_TOTALS), buf_slice(&totals), err);
	buf_free(&sources);
	buf_free(&totals);
	return ok;
}
