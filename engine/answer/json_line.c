/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_line.h"

#include "fields.h"
#include "json_read.h"

#include <jansson.h>

enum {
	FIELD_REQUIRED = 1,
	/* jansson takes forty bytes for a value of two. */
	MAX_VALUES = 100000,
};

/* Whether the line has no more values than MAX_VALUES side by side: as many as
 * commas outside of strings.  Those inside each other jansson limits itself. */
static bool has_few_values(struct slice line)
{
	size_t values = 0;
	bool string = false;
	if (line.length <= MAX_VALUES)
		return true; /* as nearly all: a value has two bytes */
	for (size_t i = 0; i < line.length && values <= MAX_VALUES; i++) {
		char c = line.bytes[i];
		if (string && c == '\\')
			i++;
		else if (c == '"')
			string = !string;
		else if (!string)
			values += c == ',';
	}
	return values <= MAX_VALUES;
}

/* Copies the member's string to the field. */
static bool read_field(const json_t *object, const char *name, int flags,
	struct arena *arena, struct slice *field, struct error *err)
{
	const json_t *value = json_object_get(object, name);
	*field = slice_of("", 0);
	if (!value || json_is_null(value)) {
		if (!(flags & FIELD_REQUIRED))
			return true;
		return error_set(err, ERROR_SYNTAX,
			"the line has no \"%s\", which every essay needs",
			name);
	}
	if (!json_is_string(value))
		return error_set(err, ERROR_SYNTAX,
			"the \"%s\" of the line is not a string", name);
	struct slice text = slice_of(
		json_string_value(value), json_string_length(value));
	const char *copy = arena_copy(arena, text);
	if (!copy)
		return error_set_memory(err);
	*field = slice_of(copy, text.length);
	return true;
}

/* Reads what a line can say and need not. */
static bool read_optional(const json_t *object, struct arena *arena,
	struct essay *essay, struct error *err)
{
	static const enum field_id said[] = {FIELDS_SAID(FIELD_ID)};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		const struct field *field = &fields[said[i]];
		struct slice value;
		if (field->flags & FIELD_ALWAYS)
			continue;
		if (!read_field(object, field->name, 0, arena, &value, err))
			return false;
		field_set(essay, field, value);
	}
	return true;
}

bool json_line(struct slice line, struct arena *arena, struct essay *essay,
	struct error *err)
{
	*essay = (struct essay){.path = slice_of("", 0)};
	json_error_t cause;
	if (!has_few_values(line))
		return error_set(err, ERROR_LIMIT,
			"the line has more than %d values", MAX_VALUES);
	json_t *root;
	if (!json_read(line, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &root,
		    &cause, err))
		return false;
	if (!root)
		return error_set(err, ERROR_SYNTAX,
			"the line is not JSON: %s (at byte %d)", cause.text,
			cause.position);
	bool ok = json_is_object(root) ||
		  error_set(err, ERROR_SYNTAX, "the line is not an object");
	ok = ok &&
	     read_field(root, "id", FIELD_REQUIRED, arena, &essay->id, err);
	ok = ok && read_field(root, "title", FIELD_REQUIRED, arena,
			   &essay->title, err);
	ok = ok &&
	     read_field(root, "text", FIELD_REQUIRED, arena, &essay->text, err);
	ok = ok && read_optional(root, arena, essay, err);
	json_decref(root);
	return ok;
}
