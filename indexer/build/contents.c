/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "contents.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct hash_wide));
}

bool contents_take(
	struct contents *contents, struct stamps *stamps, struct error *err)
{
	size_t count = stamps_count(stamps);
	contents->hash = malloc((count + 1) * sizeof *contents->hash);
	if (!contents->hash)
		return error_set_memory(err);
	for (size_t i = 0; i < count; i++) {
		const struct stamp *stamp = stamps_at(stamps, i);
		if (stamp->document && stamp_is_line(stamp))
			contents->hash[contents->count++] = stamp->content;
	}
	qsort(contents->hash, contents->count, sizeof *contents->hash, compare);
	return true;
}

void contents_free(struct contents *contents)
{
	free(contents->hash);
	*contents = (struct contents){0};
}

bool contents_have(
	const struct contents *contents, const struct hash_wide *content)
{
	return bsearch(content, contents->hash, contents->count,
		       sizeof *content, compare) != NULL;
}
