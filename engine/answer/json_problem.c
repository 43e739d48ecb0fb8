/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_problem.h"

#include "json_write.h"

bool json_problem(
	const struct json_problem *problem, struct buf *out, struct error *err)
{
	struct json_writer json = {.out = out};
	json_open(&json, '{');
	/* The title says no more than the status does: RFC 9457, 4.2.1. */
	json_put_string(&json, "type", slice_text("about:blank"));
	json_put_string(&json, "title", slice_text(problem->title));
	json_put_number(&json, "status", problem->status);
	json_put_string(&json, "detail", problem->detail);
	json_put_string(&json, "instance", problem->instance);
	json_put_string(&json, "code", slice_text(problem->code));
	if (problem->positioned)
		json_put_number(&json, "position", problem->position);
	json_close(&json, '}');
	return !out->failed || error_set_memory(err);
}
