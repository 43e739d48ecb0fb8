/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_passage.h - the parts that answers and documents share.  For the files
 * engine/json_*.c alone.
 */
#ifndef TELUSUR_JSON_PASSAGE_H
#define TELUSUR_JSON_PASSAGE_H

#include "json_write.h"
#include "passage.h"

struct search_answer;

/* Significant digits: enough to tell any two scores apart that differ to a
 * reader, few enough to be read. */
enum { JSON_SCORE_DIGITS = 6 };

/* A member: "me- -kan" -> "via":["me-","-kan"] */
void json_via(struct json_writer *json, const char *via);

/* A member: the text cut into plain and matched parts by turns, plain first,
 * so that every odd one is a match.  Highlights are by place; base is the
 * text's own place in what their offsets count. */
void json_segments(struct json_writer *json, const char *name,
	struct slice text, uint32_t base, const struct highlight *highlight,
	size_t count);

/* The members byteStart, byteEnd, lineStart, lineEnd, paragraph. */
void json_place(struct json_writer *json, uint32_t start, uint32_t end,
	uint32_t first_line, uint32_t last_line, uint32_t paragraph);

/* An object; with its paragraph where that is not told around it. */
void json_highlight(struct json_writer *json, const struct highlight *highlight,
	bool with_paragraph);

/* The members of a passage, highlights included. */
void json_passage(struct json_writer *json, const struct passage *passage);

/* A member: the query as it was understood. */
void json_query(struct json_writer *json, const struct search_answer *answer);

#endif
