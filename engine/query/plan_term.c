/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_term.h"

#include <stdio.h>

const char *plan_term_prefix(enum query_field field)
{
	switch (field) {
	case QUERY_TITLE:
		return SCHEMA_TITLE;
	case QUERY_AUTHOR:
		return SCHEMA_AUTHOR;
	case QUERY_PATH:
		return SCHEMA_PATH;
	case QUERY_TEXT:
		break;
	}
	return "";
}

struct slice plan_term_of_root(enum query_field field, struct slice root,
	char name[XAP_MAX_TERM_BYTES])
{
	int length = snprintf(name, XAP_MAX_TERM_BYTES, "%s%.*s",
		plan_term_prefix(field), (int)root.length, root.bytes);
	return slice_of(name, (size_t)length);
}

struct slice plan_term_name(enum query_field field,
	const struct plan_term *term, char name[XAP_MAX_TERM_BYTES])
{
	return plan_term_of_root(field, term->root, name);
}
