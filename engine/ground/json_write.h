/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_write.h - a streaming JSON writer: value by value into a buffer.
 *
 * For engine/answer and for programs that write JSON themselves.  Ten hits take
 * 50 us; built as a jansson tree and dumped they take 250 us, longer than the
 * search.
 *
 * The prefix is json_, for short.  No function here may have a name that
 * jansson has: the linker would use ours inside jansson as well.
 */
#ifndef TELUSUR_JSON_WRITE_H
#define TELUSUR_JSON_WRITE_H

#include "buf.h"

/* The state of one document.  Start with {out, false}.  Out of memory shows in
 * out->failed. */
struct json_writer {
	struct buf *out;
	bool comma; /* the next member or item needs a comma first */
};

/* Opens an object or array with '{' or '['; closes it with '}' or ']'. */
void json_open(struct json_writer *json, char bracket);
void json_close(struct json_writer *json, char bracket);

/* The name of a member, written unescaped.  Its value must follow. */
void json_name(struct json_writer *json, const char *name);

/* A string, escaped.  Bytes that are not valid UTF-8 become U+FFFD. */
void json_text(struct json_writer *json, struct slice text);
void json_number(struct json_writer *json, uint64_t value);
/* With `digits` significant digits, as printf's %.*g; NaN and infinity become
 * 0. */
void json_decimal(struct json_writer *json, double value, int digits);
void json_bool(struct json_writer *json, bool value);
void json_none(struct json_writer *json); /* null */

/* A member: name and value. */
void json_put_string(
	struct json_writer *json, const char *name, struct slice text);
void json_put_number(
	struct json_writer *json, const char *name, uint64_t value);
/* json_put_string, but leaves an empty text out. */
void json_put_known(
	struct json_writer *json, const char *name, struct slice text);

#endif
