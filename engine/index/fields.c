/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fields.h"

#include <stddef.h>

#define ROW(member, flags, query, filter, facet, sort)                  \
	[FIELD_##member] = {#member, flags, query, filter, facet, sort, \
		offsetof(struct essay, member)},
const struct field fields[FIELD_COUNT] = {FIELDS(ROW)};

struct slice field_value(const struct essay *essay, const struct field *field)
{
	struct slice value;
	memcpy(&value, (const char *)essay + field->offset, sizeof value);
	return value;
}

void field_set(
	struct essay *essay, const struct field *field, struct slice value)
{
	memcpy((char *)essay + field->offset, &value, sizeof value);
}
