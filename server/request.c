/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "request.h"

#include "reply.h"

#include <strings.h>

bool request_is_header(struct slice name, const char *wanted)
{
	return name.length == strlen(wanted) &&
	       strncasecmp(name.bytes, wanted, name.length) == 0;
}

/* What RFC 9110 (5.6.2) calls a token: a name with anything else in it may
 * mean another header to the next program on the way. */
static bool is_token(struct slice name)
{
	for (size_t i = 0; i < name.length; i++) {
		unsigned char c = (unsigned char)name.bytes[i];
		bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
		bool digit = c >= '0' && c <= '9';
		if (c == 0 ||
			(!letter && !digit && !strchr("!#$%&'*+-.^_`|~", c)))
			return false;
	}
	return name.length > 0;
}

static bool is_zero(struct slice value)
{
	for (size_t i = 0; i < value.length; i++)
		if (value.bytes[i] != '0')
			return false;
	return value.length > 0;
}

void request_header(
	struct request *request, struct slice name, struct slice value)
{
	if (!is_token(name))
		request->malformed = true;
	for (size_t i = 0; i < value.length; i++) {
		unsigned char c = (unsigned char)value.bytes[i];
		if ((c < 0x20 && c != '\t') || c == 0x7f)
			request->malformed = true;
	}
	if (request_is_header(name, "Host")) {
		request->host = value;
		request->host_count++;
	} else if (request_is_header(name, "Content-Length")) {
		request->length_count++;
		if (!is_zero(value))
			request->has_length = true;
	} else if (request_is_header(name, "Transfer-Encoding")) {
		request->has_coding = true;
	}
}

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

bool request_read(struct request *request, struct reply *reply)
{
	struct slice query = request->target;
	if (query.length > REQUEST_MAX_TARGET_BYTES) {
		reply_problem(reply, request, 414, "targetTooLong",
			"an address may have %d bytes",
			REQUEST_MAX_TARGET_BYTES);
		return false;
	}
	if (query.length == 0 || query.bytes[0] != '/' ||
		!is_printable(query)) {
		reply_problem(reply, request, 400, "badTarget",
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
		reply_problem(reply, request, 400, "badTarget",
			"the path has a percent sign that encodes no "
			"character of a path");
		return false;
	}
	if (!read_params(request, query, to + request->path.length)) {
		reply_problem(reply, request, 400, "tooManyParameters",
			"an address may have %d parameters",
			REQUEST_MAX_PARAMS);
		return false;
	}
	return true;
}

void request_free(struct request *request)
{
	arena_free(&request->arena);
}

struct slice request_param(
	const struct request *request, const char *name, bool *given)
{
	struct slice wanted = slice_text(name);
	*given = true;
	for (size_t i = 0; i < request->param_count; i++)
		if (slice_equal(request->param[i].name, wanted))
			return request->param[i].value;
	*given = false;
	return slice_of("", 0);
}

bool request_number(const struct request *request, const char *name,
	uint32_t max, uint32_t *value, struct error *err)
{
	bool given;
	struct slice text = request_param(request, name, &given);
	uint64_t number = 0;
	/* Ten digits hold any uint32_t and cannot overflow a uint64_t. */
	bool sound = text.length > 0 && text.length <= 10;
	if (!given)
		return true;
	for (size_t i = 0; sound && i < text.length; i++) {
		sound = text.bytes[i] >= '0' && text.bytes[i] <= '9';
		number = number * 10 + (uint64_t)(text.bytes[i] - '0');
	}
	if (!sound || number > max)
		return error_set(err, ERROR_USAGE,
			"%s must be a whole number from 0 to %u", name, max);
	*value = (uint32_t)number;
	return true;
}

bool request_flag(const struct request *request, const char *name, bool *value,
	struct error *err)
{
	bool given;
	struct slice text = request_param(request, name, &given);
	if (!given)
		return true;
	*value = slice_equal(text, slice_text("true"));
	return *value || slice_equal(text, slice_text("false")) ||
	       error_set(err, ERROR_USAGE, "%s must be true or false", name);
}
