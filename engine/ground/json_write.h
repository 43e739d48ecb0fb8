/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_write.h - the text of JSON, value by value, straight into a buffer.
 *
 * For the files engine/json_*.c and for programs with JSON of their own.  A
 * tree of ten hits built with jansson and dumped takes several times as long
 * as writing it so, and an answer must not take longer to tell than to find.
 *
 * No function here may have the name of one of jansson's: the linker would put
 * ours in its place, inside jansson too.
 */
#ifndef TELUSUR_JSON_WRITE_H
#define TELUSUR_JSON_WRITE_H

#include "buf.h"

/* Where the next value goes.  Start with {out, false}; failed allocations show
 * in out->failed. */
struct json_writer {
	struct buf *out;
	bool comma; /* the next member or item needs one before it */
};

/* '{' or '[', and the '}' or ']' that ends it. */
void json_open(struct json_writer *json, char bracket);
void json_close(struct json_writer *json, char bracket);

/* The name of a member, which needs no escape; its value follows. */
void json_name(struct json_writer *json, const char *name);

/* A string.  Bytes that are no UTF-8 become U+FFFD. */
void json_text(struct json_writer *json, struct slice text);
void json_number(struct json_writer *json, uint64_t value);
/* With so many significant digits; what is no number becomes 0. */
void json_decimal(struct json_writer *json, double value, int digits);
/* The same, by the name that the indexer's report calls it. */
static inline void json_real(struct json_writer *json, double value, int digits)
{
	json_decimal(json, value, digits);
}
void json_bool(struct json_writer *json, bool value);
void json_none(struct json_writer *json);

/* A member with its value. */
void json_put_string(
	struct json_writer *json, const char *name, struct slice text);
void json_put_number(
	struct json_writer *json, const char *name, uint64_t value);
/* As json_put_string, but nothing for an empty text. */
void json_put_known(
	struct json_writer *json, const char *name, struct slice text);

#endif
