/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kinds.h"

#include <strings.h>

#define ROW(id, name, label, reader, extensions) \
	[KIND_##id] = {name, label, extensions},
const struct kind kinds[KIND_COUNT] = {KINDS(ROW, ROW)};

#define FITS(id, name, label, reader, extensions)                            \
	_Static_assert(sizeof name <= KIND_NAME_BYTES && sizeof label > 1 && \
			       sizeof extensions > 2,                        \
		"a kind has a short name, a label and extensions");
KINDS(FITS, FITS)

const struct kind *kind_find(struct slice name)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (slice_equal(name, slice_text(kinds[i].name)))
			return &kinds[i];
	return NULL;
}

static bool has_extension(const struct kind *kind, const char *extension)
{
	size_t length = strlen(extension);
	for (const char *at = kind->extensions; *at;) {
		size_t one = strcspn(at, " ");
		if (one == length && strncasecmp(at, extension, one) == 0)
			return true;
		at += one + strspn(at + one, " ");
	}
	return false;
}

const struct kind *kind_of_file(const char *name)
{
	const char *slash = strrchr(name, '/');
	const char *extension = strrchr(slash ? slash : name, '.');
	for (size_t i = 0; extension && i < KIND_COUNT; i++)
		if (has_extension(&kinds[i], extension))
			return &kinds[i];
	return NULL;
}
