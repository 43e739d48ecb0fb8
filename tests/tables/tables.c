/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the tables that texts outside of the programs repeat, as JSON, for
 * tables.py. */
#include "fields.h"
#include "json_write.h"
#include "kinds.h"
#include "problems.h"
#include "rank.h"
#include "route.h"

#include <stdio.h>

static void put_text(
	struct json_writer *json, const char *name, const char *text)
{
	json_put_string(json, name, slice_text(text));
}

static void put_kinds(struct json_writer *json)
{
	json_name(json, "kinds");
	json_open(json, '[');
	for (size_t i = 0; i < KIND_COUNT; i++) {
		json_open(json, '{');
		put_text(json, "name", kinds[i].name);
		put_text(json, "label", kinds[i].label);
		put_text(json, "extensions", kinds[i].extensions);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void put_problems(struct json_writer *json)
{
#define ID(id, status, code, meaning) #id,
	static const char *const ids[] = {PROBLEMS(ID)};
	json_name(json, "problems");
	json_open(json, '[');
	for (size_t i = 0; i < PROBLEM_COUNT; i++) {
		json_open(json, '{');
		put_text(json, "id", ids[i]);
		json_put_number(json, "status", problems[i].status);
		put_text(json, "code", problems[i].code);
		put_text(json, "meaning", problems[i].meaning);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void put_fields(struct json_writer *json)
{
	json_name(json, "fields");
	json_open(json, '[');
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		json_open(json, '{');
		put_text(json, "name", fields[i].name);
		json_name(json, "always");
		json_bool(json, fields[i].flags & FIELD_ALWAYS);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void put_features(struct json_writer *json)
{
#define NAME(id, member, value, name, meaning) name,
	static const char *const names[] = {RANK_FEATURES(NAME)};
	json_name(json, "features");
	json_open(json, '[');
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		json_text(json, slice_text(names[i]));
	json_close(json, ']');
}

static void put_param(struct json_writer *json, const struct param *param)
{
	static const char *const types[] = {
		[PARAM_IS_TEXT] = "text",
		[PARAM_IS_NUMBER] = "number",
		[PARAM_IS_FLAG] = "flag",
		[PARAM_IS_CHOICE] = "choice",
		[PARAM_IS_FILTER] = "filter",
		[PARAM_IS_FACETS] = "facets",
		[PARAM_IS_QUOTE] = "quote",
	};
	json_open(json, '{');
	put_text(json, "name", param->name);
	put_text(json, "type", types[param->type]);
	json_put_number(json, "min", param->min);
	json_put_number(json, "max", param->max);
	if (!param->no_default)
		json_put_number(json, "value", param->value);
	if (param->names) {
		json_name(json, "names");
		json_open(json, '[');
		for (size_t i = 0; param->names[i]; i++)
			json_text(json, slice_text(param->names[i]));
		json_close(json, ']');
	}
	json_close(json, '}');
}

static void put_routes(struct json_writer *json)
{
	json_name(json, "routes");
	json_open(json, '{');
	const struct route *route;
	for (size_t i = 0; (route = route_at(i)); i++) {
		json_name(json, route->path);
		json_open(json, '[');
		for (size_t k = 0; route->params[k]; k++)
			put_param(json, route->params[k]);
		json_close(json, ']');
	}
	json_close(json, '}');
}

int main(void)
{
	struct buf out = {0};
	struct json_writer json = {.out = &out};
	json_open(&json, '{');
	put_kinds(&json);
	put_problems(&json);
	put_fields(&json);
	put_features(&json);
	put_routes(&json);
	json_close(&json, '}');
	bool ok = !out.failed &&
		  fwrite(out.bytes, 1, out.length, stdout) == out.length;
	buf_free(&out);
	return ok && fflush(stdout) == 0 ? 0 : 1;
}
