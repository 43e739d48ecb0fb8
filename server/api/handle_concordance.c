/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/concordance?q=&limit=&offset=&mode=&strict=&sort=&width=&exclude=, and
 * the filters author, year, path, kind */
#include "handle.h"

#include "answer.h"
#include "concordance.h"
#include "json_concordance.h"

static bool write_lines(struct index *index, const struct request *request,
	void *context, struct reply *reply, struct error *err)
{
	(void)request;
	struct concordance *made = concordance_run(index, context, err);
	bool ok = made && json_concordance(made, &reply->body, err);
	concordance_free(made);
	return ok;
}

static bool read_wanted(const struct request *request,
	struct concordance_request *wanted, struct error *err)
{
	struct search_request *search = &wanted->search;
	bool given;
	search->exclude = request_param(request, "exclude", &given);
	struct slice sort = request_param(request, "sort", &given);
	if (given && !concordance_read_sort(sort, &wanted->sort, err))
		return false;
	if (!request_number(
		    request, "limit", SEARCH_MAX_LIMIT, &search->limit, err) ||
		!request_number(request, "offset", CONCORDANCE_MAX_LINES,
			&search->offset, err) ||
		!request_number(request, "width", CONCORDANCE_MAX_WIDTH,
			&wanted->width, err) ||
		!request_flag(request, "strict", &search->strict, err) ||
		!answer_read_filter(request, &search->filter, err))
		return false;
	if (wanted->width < CONCORDANCE_MIN_WIDTH)
		return error_set(err, ERROR_USAGE,
			"width must be a number from %d to %d",
			CONCORDANCE_MIN_WIDTH, CONCORDANCE_MAX_WIDTH);
	if (search->offset > CONCORDANCE_MAX_LINES - search->limit)
		return error_set(err, ERROR_USAGE,
			"offset and limit together may reach %d lines; "
			"narrow the query to see others",
			CONCORDANCE_MAX_LINES);
	return true;
}

void handle_concordance(const struct service *service,
	const struct request *request, struct reply *reply)
{
	struct concordance_request wanted = {
		.search = {.limit = CONCORDANCE_DEFAULT_LIMIT},
		.width = CONCORDANCE_DEFAULT_WIDTH};
	struct error err;
	if (!answer_read_query(
		    request, &wanted.search.q, &wanted.search.mode, reply))
		return;
	if (read_wanted(request, &wanted, &err))
		answer_from_index(
			service, request, write_lines, &wanted, reply);
	else
		reply_error(reply, request, &err);
}
