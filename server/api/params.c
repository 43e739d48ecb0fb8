/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "params.h"

#include "cite.h"
#include "complete.h"
#include "concordance.h"
#include "export.h"
#include "facet.h"
#include "family.h"
#include "names.h"
#include "search_passages.h"

/* What a person types or pastes to see how it is read; no way to have texts
 * analysed in bulk. */
enum { ANALYZE_MAX_BYTES = 1024 };

static const char *const order_names[] = {
	[PASSAGE_BY_SCORE] = "score",
	[PASSAGE_BY_POSITION] = "text",
	NULL,
};

enum total { TOTAL_EXACT, TOTAL_ESTIMATED };
static const char *const total_names[] = {
	[TOTAL_EXACT] = "exact",
	[TOTAL_ESTIMATED] = "estimated",
	NULL,
};

/* The index is whether browsers ask. */
static const char *const suggest_formats[] = {"json", "opensearch", NULL};

/* ---- the table ---- */

#define TEXT(id_, name_) .id = PARAM_##id_, .name = name_, .type = PARAM_IS_TEXT
#define NUMBER(id_, name_, min_, max_)                             \
	.id = PARAM_##id_, .name = name_, .type = PARAM_IS_NUMBER, \
	.min = min_, .max = max_
#define FLAG(id_, name_) .id = PARAM_##id_, .name = name_, .type = PARAM_IS_FLAG
#define CHOICE(id_, name_, names_)                                 \
	.id = PARAM_##id_, .name = name_, .type = PARAM_IS_CHOICE, \
	.names = names_
#define FILTER(id_, name_) \
	.id = PARAM_##id_, .name = name_, .type = PARAM_IS_FILTER

static const struct param
	q = {TEXT(Q, "q"), .max = QUERY_MAX_BYTES,
		.too_long = PROBLEM_QUERY_TOO_LONG},
	word = {TEXT(WORD, "word"), .max = FAMILY_MAX_WORD_BYTES,
		.too_long = PROBLEM_WORD_TOO_LONG,
		.required = "says whose family is wanted"},
	text = {TEXT(TEXT, "text"), .max = ANALYZE_MAX_BYTES,
		.too_long = PROBLEM_TEXT_TOO_LONG},
	exclude = {TEXT(EXCLUDE, "exclude")},
	mode = {CHOICE(MODE, "mode", plan_mode_names)},
	strict = {FLAG(STRICT, "strict")}, explain = {FLAG(EXPLAIN, "explain")},
	limit = {NUMBER(LIMIT, "limit", 0, SEARCH_MAX_LIMIT),
		.value = SEARCH_DEFAULT_LIMIT},
	lines_limit = {NUMBER(LIMIT, "limit", 0, SEARCH_MAX_LIMIT),
		.value = CONCORDANCE_DEFAULT_LIMIT},
	suggest_limit = {NUMBER(LIMIT, "limit", 0, COMPLETE_MAX_LIMIT),
		.value = COMPLETE_DEFAULT_LIMIT},
	offset = {NUMBER(OFFSET, "offset", 0, SEARCH_MAX_DEPTH),
		.things = "essays"},
	passages_offset = {NUMBER(OFFSET, "offset", 0, SEARCH_PASSAGES_DEPTH),
		.things = "passages"},
	lines_offset = {NUMBER(OFFSET, "offset", 0, CONCORDANCE_MAX_LINES),
		.things = "lines"},
	passages = {NUMBER(PASSAGES, "passages", 0, SEARCH_MAX_PASSAGES),
		.value = SEARCH_DEFAULT_PASSAGES},
	words = {NUMBER(WORDS, "words", PASSAGE_MIN_WORDS, PASSAGE_MAX_WORDS),
		.value = PASSAGE_WORDS},
	order = {CHOICE(ORDER, "order", order_names)},
	sort = {CHOICE(SORT, "sort", search_sort_names)},
	lines_sort = {CHOICE(LINES_SORT, "sort", concordance_sort_names)},
	width = {NUMBER(WIDTH, "width", CONCORDANCE_MIN_WIDTH,
			 CONCORDANCE_MAX_WIDTH),
		.value = CONCORDANCE_DEFAULT_WIDTH},
	total = {CHOICE(TOTAL, "total", total_names), .value = TOTAL_ESTIMATED},
	facets = {.id = PARAM_FACETS,
		.name = "facets",
		.type = PARAM_IS_FACETS},
	facet_limit = {NUMBER(FACET_LIMIT, "facetLimit", 0, FACET_MAX_LIMIT),
		.value = FACET_DEFAULT_LIMIT},
	author = {FILTER(AUTHOR, "author")}, year = {FILTER(YEAR, "year")},
	path = {FILTER(PATH, "path")}, kind = {FILTER(KIND, "kind")},
	export_format = {CHOICE(FORMAT, "format", export_format_names)},
	suggest_format = {CHOICE(FORMAT, "format", suggest_formats)},
	style = {CHOICE(STYLE, "style", cite_style_names)},
	passage = {.id = PARAM_PASSAGE,
		.name = "passage",
		.type = PARAM_IS_QUOTE},
	byte_start = {NUMBER(BYTE_START, "byteStart", 0, UINT32_MAX),
		.no_default = true},
	byte_end = {
		NUMBER(BYTE_END, "byteEnd", 0, UINT32_MAX), .no_default = true};

/* What every list of finds takes. */
#define FINDS &q, &mode, &strict, &exclude, &author, &year, &path, &kind

const struct param *const params_of_search[] = {FINDS, &limit, &offset,
	&passages, &words, &order, &explain, &sort, &facets, &facet_limit,
	&total, NULL};
const struct param *const params_of_passages[] = {
	FINDS, &limit, &passages_offset, &words, NULL};
const struct param *const params_of_concordance[] = {
	FINDS, &lines_sort, &lines_limit, &lines_offset, &width, NULL};
const struct param *const params_of_export[] = {
	FINDS, &export_format, &sort, &passages, &words, &order, NULL};
const struct param *const params_of_suggest[] = {
	&q, &suggest_format, &suggest_limit, NULL};
const struct param *const params_of_document[] = {
	&q, &mode, &exclude, &passage, NULL};
const struct param *const params_of_cite[] = {
	&style, &passage, &byte_start, &byte_end, NULL};
const struct param *const params_of_families[] = {&word, NULL};
const struct param *const params_of_analyze[] = {&text, NULL};
const struct param *const params_of_nothing[] = {NULL};

/* ---- the reader ---- */

static bool read_number(const struct request *request,
	const struct param *param, uint32_t *number, struct error *err)
{
	*number = param->value;
	if (!request_number(request, param->name, param->max, number, err))
		return false;
	return *number >= param->min ||
	       error_set(err, ERROR_USAGE, "%s must be a number from %u to %u",
		       param->name, param->min, param->max);
}

static bool read_flag(const struct request *request, const struct param *param,
	uint32_t *number, struct error *err)
{
	bool flag = false;
	bool ok = request_flag(request, param->name, &flag, err);
	*number = flag;
	return ok;
}

static bool read_choice(const struct param *param, struct slice name,
	bool given, uint32_t *number, struct error *err)
{
	unsigned index = param->value;
	if (given && !names_find(param->names, name, &index))
		return names_refuse(param->names, param->name, err);
	*number = index;
	return true;
}

static bool read_filter(const struct request *request,
	const struct param *param, struct filter *filter, struct error *err)
{
	struct slice name = slice_text(param->name);
	for (size_t i = 0; i < request->param_count; i++)
		if (slice_equal(request->param[i].name, name) &&
			!filter_add(filter, param->name,
				request->param[i].value, err))
			return false;
	return true;
}

/* What has a problem of its own. */
static bool check_text(const struct request *request, const struct param *param,
	const struct params *params, struct reply *reply)
{
	struct slice value = params->text[param->id];
	if (param->required && !params->given[param->id])
		reply_problem(reply, request, PROBLEM_BAD_PARAMETER, "%s %s",
			param->name, param->required);
	else if (param->max && value.length > param->max)
		reply_problem(reply, request, param->too_long,
			"%s may have %u bytes, this one has %zu", param->name,
			param->max, value.length);
	else
		return true;
	return false;
}

static bool check_quote(const struct request *request, struct slice token,
	struct params *params, struct reply *reply)
{
	if (!params->given[PARAM_PASSAGE] || quote_read(token, &params->quote))
		return true;
	reply_problem(reply, request, PROBLEM_BAD_PASSAGE,
		"passage must be the id of a passage as an answer gives it");
	return false;
}

/* Reads one parameter.  False: the reply is a problem, or err is set. */
static bool read_param(const struct request *request, const struct param *param,
	struct params *params, struct reply *reply, struct error *err)
{
	uint32_t *number = &params->number[param->id];
	bool *given = &params->given[param->id];
	struct slice value = request_param(request, param->name, given);
	switch (param->type) {
	case PARAM_IS_TEXT:
		params->text[param->id] = value;
		return check_text(request, param, params, reply);
	case PARAM_IS_NUMBER:
		return read_number(request, param, number, err);
	case PARAM_IS_FLAG:
		return read_flag(request, param, number, err);
	case PARAM_IS_CHOICE:
		return read_choice(param, value, *given, number, err);
	case PARAM_IS_FILTER:
		return read_filter(request, param, &params->filter, err);
	case PARAM_IS_FACETS:
		return facet_read(value, &params->facets, err);
	case PARAM_IS_QUOTE:
		break;
	}
	return check_quote(request, value, params, reply);
}

/* How far a request may reach into what was found. */
static bool check_depth(const struct param *reach, const struct params *params,
	struct error *err)
{
	return params->number[PARAM_OFFSET] <=
		       reach->max - params->number[PARAM_LIMIT] ||
	       error_set(err, ERROR_USAGE,
		       "offset and limit together may reach %u %s; narrow the "
		       "query to see others",
		       reach->max, reach->things);
}

bool params_read(const struct request *request, const struct param *const *list,
	struct params *params, struct reply *reply)
{
	struct error err = {0};
	const struct param *reach = NULL;
	bool ok = true;
	*params = (struct params){0};
	for (; ok && *list; list++) {
		ok = read_param(request, *list, params, reply, &err);
		if ((*list)->things)
			reach = *list;
	}
	if (ok && reach)
		ok = check_depth(reach, params, &err);
	if (err.code != ERROR_NONE)
		reply_error(reply, request, &err);
	return ok;
}

struct search_request params_search(const struct params *params)
{
	const uint32_t *number = params->number;
	return (struct search_request){.q = params->text[PARAM_Q],
		.mode = (enum plan_mode)number[PARAM_MODE],
		.filter = params->filter,
		.sort = (enum search_sort)number[PARAM_SORT],
		.facets = params->facets,
		.facet_limit = number[PARAM_FACET_LIMIT],
		/* Where the route has no total, its number is 0. */
		.total_exact = params->given[PARAM_TOTAL] &&
			       number[PARAM_TOTAL] == TOTAL_EXACT,
		.explain = number[PARAM_EXPLAIN],
		.exclude = params->text[PARAM_EXCLUDE],
		.offset = number[PARAM_OFFSET],
		.limit = number[PARAM_LIMIT],
		.passages = number[PARAM_PASSAGES],
		.words = number[PARAM_WORDS],
		.order = (enum passage_order)number[PARAM_ORDER],
		.strict = number[PARAM_STRICT]};
}
