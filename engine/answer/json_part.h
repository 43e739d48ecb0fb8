/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_part.h - members and objects that several answers share. */
#ifndef TELUSUR_JSON_PART_H
#define TELUSUR_JSON_PART_H

#include "fields.h"
#include "json_write.h"
#include "passage.h"

/* Significant digits of a score: enough to tell scores apart whose difference
 * matters to a reader, few enough to be read. */
enum { JSON_PART_SCORE_DIGITS = 6 };

/* The member "via", the affixes of a word: "me- -kan" -> ["me-","-kan"]. */
void json_part_via(struct json_writer *json, const char *via);

/* The member `name`: the text cut into plain and matched segments that
 * alternate, plain first, so that every odd one is a match.  The highlights are
 * in text order; base is the offset of `text` in the text that they refer to.
 */
void json_part_segments(struct json_writer *json, const char *name,
	struct slice text, uint32_t base, const struct highlight *highlight,
	size_t count);

/* The fields first..last of an essay as members, each by its name (fields.h);
 * those that are unknown are left out. */
void json_part_fields(struct json_writer *json, const struct essay *essay,
	enum field_id first, enum field_id last);

/* The members byteStart, byteEnd, lineStart, lineEnd, paragraph. */
void json_part_span(struct json_writer *json, uint32_t start, uint32_t end,
	uint32_t first_line, uint32_t last_line, uint32_t paragraph);

/* A highlight as an object; with its paragraph where the enclosing object does
 * not say it. */
void json_part_highlight(struct json_writer *json,
	const struct highlight *highlight, bool with_paragraph);

/* The members of a passage, highlights included; the caller opens and closes
 * the object. */
void json_part_passage(struct json_writer *json, const struct passage *passage);

#endif
