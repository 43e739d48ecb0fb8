/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sidecar_name.h"

#define SUFFIX ".meta.json"

bool sidecar_name_is(const char *name)
{
	size_t length = strlen(name), suffix = sizeof SUFFIX - 1;
	return length > suffix && strcmp(name + length - suffix, SUFFIX) == 0;
}

void sidecar_name_of(const char *name, struct buf *out)
{
	buf_put_text(out, name);
	buf_put_text(out, SUFFIX);
	buf_put_byte(out, 0);
}
