/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "target.h"

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	char lower = (char)(c | 32);
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Decodes into `to`, which has as much room as `from` is long.  False when a
 * percent sign stands without two digits; it is kept then. */
static bool percent_decode(
	struct slice from, bool plus, char *to, struct slice *decoded)
{
	size_t used = 0;
	bool sound = true;
	for (size_t i = 0; i < from.length; i++) {
		char c = from.bytes[i];
		if (plus && c == '+')
			c = ' ';
		if (c == '%') {
			bool room = from.length - i > 2;
			int high = room ? hex_value(from.bytes[i + 1]) : -1;
			int low = room ? hex_value(from.bytes[i + 2]) : -1;
			if (high >= 0 && low >= 0) {
				c = (char)(high << 4 | low);
				i += 2;
			} else {
				sound = false;
			}
		}
		to[used++] = c;
	}
	*decoded = slice_of(to, used);
	return sound;
}

/* Cuts off what comes before the separator, and the separator. */
static struct slice take_until(struct slice *rest, char separator)
{
	const char *found =
		rest->length ? memchr(rest->bytes, separator, rest->length)
			     : NULL;
	size_t length = found ? (size_t)(found - rest->bytes) : rest->length;
	struct slice taken = slice_of(rest->bytes, length);
	size_t skip = found ? length + 1 : length;
	*rest = slice_of(rest->bytes + skip, rest->length - skip);
	return taken;
}

/* Reads the query string: as forms send it, so a broken percent sign is one
 * that was meant. */
static bool read_params(struct request *request, struct slice text, char *to)
{
	while (text.length) {
		struct slice value = take_until(&text, '&');
		if (value.length == 0)
			continue;
		if (request->param_count == REQUEST_MAX_PARAMS)
			return false;
		struct request_param *param =
			&request->param[request->param_count++];
		struct slice name = take_until(&value, '=');
		percent_decode(name, true, to, &param->name);
		to += param->name.length;
		percent_decode(value, true, to, &param->value);
		to += param->value.length;
	}
	return true;
}

static bool is_printable(struct slice target)
{
	for (size_t i = 0; i < target.length; i++) {
		unsigned char c = (unsigned char)target.bytes[i];
		if (c <= 0x20 || c == 0x7f)
			return false;
	}
	return true;
}

bool target_read(struct request *request, struct reply *reply)
{
	struct slice query = request->target;
	if (query.length > REQUEST_MAX_TARGET_BYTES) {
		reply_problem(reply, request, PROBLEM_TARGET_TOO_LONG,
			"an address may have %d bytes",
			REQUEST_MAX_TARGET_BYTES);
		return false;
	}
	if (query.length == 0 || query.bytes[0] != '/' ||
		!is_printable(query)) {
		reply_problem(reply, request, PROBLEM_BAD_TARGET,
			"an address begins with / and has no spaces or "
			"control characters");
		return false;
	}
	char *to = arena_alloc(&request->arena, query.length);
	if (!to) {
		reply_memory(reply);
		return false;
	}
	struct slice path = take_until(&query, '?');
	if (!percent_decode(path, false, to, &request->path) ||
		memchr(to, 0, request->path.length)) {
		reply_problem(reply, request, PROBLEM_BAD_TARGET,
			"the path has a percent sign that encodes no "
			"character of a path");
		return false;
	}
	if (!read_params(request, query, to + request->path.length)) {
		reply_problem(reply, request, PROBLEM_TOO_MANY_PARAMETERS,
			"an address may have %d parameters",
			REQUEST_MAX_PARAMS);
		return false;
	}
	return true;
}
