/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names.h"

bool names_find(const char *const *names, struct slice name, unsigned *index)
{
	for (unsigned i = 0; names[i]; i++) {
		if (slice_equal(name, slice_text(names[i]))) {
			*index = i;
			return true;
		}
	}
	return false;
}

void names_list(const char *const *names, struct buf *out)
{
	for (size_t i = 0; names[i]; i++) {
		if (i > 0)
			buf_put_text(out, names[i + 1] ? ", " : " or ");
		buf_put_text(out, names[i]);
	}
}

bool names_refuse(
	const char *const *names, const char *parameter, struct error *err)
{
	struct buf list = {0};
	names_list(names, &list);
	buf_put_byte(&list, 0);
	if (list.failed)
		error_set_memory(err);
	else
		error_set(err, ERROR_USAGE, "%s must be %s", parameter,
			list.bytes);
	buf_free(&list);
	return false;
}
