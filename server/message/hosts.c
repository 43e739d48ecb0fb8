/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hosts.h"

#include <strings.h>

struct hosts hosts_local(void)
{
	struct hosts hosts = {
		.name = {"127.0.0.1", "localhost", "[::1]"}, .count = 3};
	return hosts;
}

bool hosts_add(struct hosts *hosts, struct slice name)
{
	if (name.length == 0 || name.length > HOSTS_MAX_NAME_BYTES ||
		hosts->count == HOSTS_MAX)
		return false;
	char *place = hosts->name[hosts->count++];
	memcpy(place, name.bytes, name.length);
	place[name.length] = '\0';
	return true;
}

/* ":8080" or nothing. */
static bool is_port(struct slice text)
{
	if (text.length == 0)
		return true;
	if (text.bytes[0] != ':' || text.length > 6)
		return false;
	for (size_t i = 1; i < text.length; i++)
		if (text.bytes[i] < '0' || text.bytes[i] > '9')
			return false;
	return text.length > 1;
}

bool hosts_allow(const struct hosts *hosts, struct slice value)
{
	for (size_t i = 0; i < hosts->count; i++) {
		size_t length = strlen(hosts->name[i]);
		if (value.length >= length &&
			strncasecmp(value.bytes, hosts->name[i], length) == 0 &&
			is_port(slice_of(
				value.bytes + length, value.length - length)))
			return true;
	}
	return false;
}
