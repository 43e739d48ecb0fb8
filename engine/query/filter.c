/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filter.h"

#include "column_range.h"
#include "kinds.h"
#include "schema.h"
#include "slot.h"

#include <limits.h>
#include <stdio.h>

static bool add_value(struct filter_values *values, const char *name,
	struct slice value, struct error *err)
{
	if (values->count == FILTER_MAX_VALUES)
		return error_set(err, ERROR_USAGE,
			"%s may be given %d times, each any of those wanted",
			name, FILTER_MAX_VALUES);
	values->value[values->count++] = value;
	return true;
}

static bool add_kind(
	struct filter *filter, struct slice kind, struct error *err)
{
	if (kind_find(kind))
		return add_value(&filter->kind, "kind", kind, err);
	return error_set(err, ERROR_USAGE,
		"kind must be one or several of " KIND_NAMES "commas between");
}

static bool add_author(
	struct filter *filter, struct slice value, struct error *err)
{
	return add_value(&filter->author, "author", value, err);
}

static bool add_path(
	struct filter *filter, struct slice value, struct error *err)
{
	return add_value(&filter->path, "path", value, err);
}

static bool add_kinds(
	struct filter *filter, struct slice value, struct error *err)
{
	for (size_t at = 0; at <= value.length;) {
		size_t end = at;
		while (end < value.length && value.bytes[end] != ',')
			end++;
		if (!add_kind(
			    filter, slice_of(value.bytes + at, end - at), err))
			return false;
		at = end + 1;
	}
	return true;
}

/* Reads a year of up to four digits; false for anything else.  An empty string
 * leaves *year unchanged. */
static bool read_year(struct slice text, int *year)
{
	if (text.length == 0)
		return true;
	if (text.length > 4)
		return false;
	*year = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (text.bytes[i] < '0' || text.bytes[i] > '9')
			return false;
		*year = *year * 10 + (text.bytes[i] - '0');
	}
	return true;
}

static bool add_years(
	struct filter *filter, struct slice value, struct error *err)
{
	int first = INT_MIN, last = INT_MAX;
	size_t dots = 0;
	while (dots + 1 < value.length &&
		memcmp(value.bytes + dots, "..", 2) != 0)
		dots++;
	bool range = dots + 1 < value.length, sound;
	if (range) {
		size_t behind = dots + 2;
		sound = value.length > 2 &&
			read_year(slice_of(value.bytes, dots), &first) &&
			read_year(slice_of(value.bytes + behind,
					  value.length - behind),
				&last);
	} else {
		sound = read_year(value, &first);
		last = first;
	}
	if (filter->dated || !sound || first > last)
		return error_set(err, ERROR_USAGE,
			"year must be one year or range: 2019, 2019..2022, "
			"2019.. or ..2022");
	filter->dated = true;
	filter->first_year = first;
	filter->last_year = last;
	return true;
}

static const struct {
	const char *name;
	bool (*add)(
		struct filter *filter, struct slice value, struct error *err);
} filters[FILTER_COUNT] = {
	{"author", add_author},
	{"year", add_years},
	{"path", add_path},
	{"kind", add_kinds},
};

const char *filter_name(size_t i)
{
	return filters[i].name;
}

bool filter_add(struct filter *filter, const char *name, struct slice value,
	struct error *err)
{
	for (size_t i = 0; i < FILTER_COUNT; i++)
		if (strcmp(name, filters[i].name) == 0)
			return value.length == 0 ||
			       filters[i].add(filter, value, err);
	return error_set(err, ERROR_USAGE, "there is no filter %s", name);
}

bool filter_empty(const struct filter *filter)
{
	return filter->author.count == 0 && filter->path.count == 0 &&
	       filter->kind.count == 0 && !filter->dated;
}

static struct xap_query *author_query(struct slice author, struct error *err)
{
	struct buf term = {0};
	struct xap_query *query = NULL;
	if (slot_author_term(author, &term, err))
		query = term.length ? xap_query_term(buf_slice(&term), err)
				    : xap_query_none(err);
	buf_free(&term);
	return query;
}

static struct xap_query *kind_query(struct slice kind, struct error *err)
{
	char term[sizeof SCHEMA_KIND + KIND_NAME_BYTES];
	int length = snprintf(term, sizeof term, SCHEMA_KIND "%.*s",
		(int)kind.length, kind.bytes);
	return xap_query_term(slice_of(term, (size_t)length), err);
}

/* The paths with this prefix p: the range [p, p\xFF...].  0xFF occurs in no
 * UTF-8. */
static struct xap_query *path_query(
	const struct catalogue *catalogue, struct slice path, struct error *err)
{
	struct buf last = {0};
	buf_put_slice(&last, path);
	buf_put_text(&last, "\xff\xff\xff\xff\xff\xff\xff\xff");
	struct xap_query *query = NULL;
	if (last.failed)
		error_set_memory(err);
	else
		query = column_range_query(
			catalogue, COLUMN_PATH, path, buf_slice(&last), err);
	buf_free(&last);
	return query;
}

static struct xap_query *paths_query(const struct filter_values *values,
	const struct catalogue *catalogue, struct error *err)
{
	struct xap_query *part[FILTER_MAX_VALUES];
	for (size_t i = 0; i < values->count; i++)
		part[i] = path_query(catalogue, values->value[i], err);
	return xap_query_join_free(XAP_OR, part, values->count, err);
}

static struct xap_query *any_of(const struct filter_values *values,
	struct xap_query *(*make)(struct slice, struct error *),
	struct error *err)
{
	struct xap_query *part[FILTER_MAX_VALUES];
	for (size_t i = 0; i < values->count; i++)
		part[i] = make(values->value[i], err);
	return xap_query_join_free(XAP_OR, part, values->count, err);
}

/* The AND of all filters that are set. */
static struct xap_query *filter_query(const struct filter *filter,
	const struct catalogue *catalogue, struct error *err)
{
	struct xap_query *part[4];
	size_t count = 0;
	if (filter->author.count)
		part[count++] = any_of(&filter->author, author_query, err);
	if (filter->path.count)
		part[count++] = paths_query(&filter->path, catalogue, err);
	if (filter->kind.count)
		part[count++] = any_of(&filter->kind, kind_query, err);
	if (filter->dated)
		part[count++] = column_years_query(
			catalogue, filter->first_year, filter->last_year, err);
	return xap_query_join_free(XAP_AND, part, count, err);
}

struct xap_query *filter_apply(const struct filter *filter,
	const struct catalogue *catalogue, const struct xap_query *query,
	struct error *err)
{
	if (filter_empty(filter))
		return query ? xap_query_scale(query, 1, err)
			     : xap_query_all(err);
	struct xap_query *wanted = filter_query(filter, catalogue, err);
	if (!wanted)
		return NULL;
	struct xap_query *made = NULL;
	if (query) {
		const struct xap_query *both[] = {query, wanted};
		made = xap_query_join(XAP_FILTER, both, 2, err);
	} else {
		made = xap_query_scale(wanted, 0, err);
	}
	xap_query_free(wanted);
	return made;
}
