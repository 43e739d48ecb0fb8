/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_request.h"

#include "names.h"

const char *const search_sort_names[] = {
	[SEARCH_BY_RELEVANCE] = "relevance",
	[SEARCH_BY_DATE] = "date",
	[SEARCH_BY_DATE_DOWN] = "-date",
	[SEARCH_BY_TITLE] = "title",
	NULL,
};

const char *const search_sort_meanings[] = {
	[SEARCH_BY_RELEVANCE] = "best first",
	[SEARCH_BY_DATE] = "oldest first",
	[SEARCH_BY_DATE_DOWN] = "newest first",
	[SEARCH_BY_TITLE] = "by letters",
	NULL,
};

bool search_request_read_sort(
	struct slice name, enum search_sort *sort, struct error *err)
{
	unsigned index;
	if (!names_find(search_sort_names, name, &index))
		return names_refuse(search_sort_names, "sort", err);
	*sort = (enum search_sort)index;
	return true;
}

bool search_request_check(
	const struct search_request *request, struct error *err)
{
	if (request->limit > SEARCH_MAX_DEPTH ||
		request->offset > SEARCH_MAX_DEPTH - request->limit)
		return error_set(err, ERROR_USAGE,
			"offset and limit together reach over %d hits",
			SEARCH_MAX_DEPTH);
	if (request->passages > SEARCH_MAX_PASSAGES)
		return error_set(err, ERROR_USAGE,
			"at most %d passages an essay can be asked for",
			SEARCH_MAX_PASSAGES);
	if (request->words && (request->words < PASSAGE_MIN_WORDS ||
				      request->words > PASSAGE_MAX_WORDS))
		return error_set(err, ERROR_USAGE,
			"a passage can have from %d to %d words",
			PASSAGE_MIN_WORDS, PASSAGE_MAX_WORDS);
	return true;
}
