/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "request.h"

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
