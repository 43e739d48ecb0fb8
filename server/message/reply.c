/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reply.h"

#include "json_problem.h"
#include "request.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static const char problem_type[] = "application/problem+json";

static const char *status_title(unsigned status)
{
	static const struct {
		unsigned status;
		const char *title;
	} titles[] = {
		{400, "Bad Request"},
		{404, "Not Found"},
		{405, "Method Not Allowed"},
		{414, "URI Too Long"},
		{421, "Misdirected Request"},
		{500, "Internal Server Error"},
		{503, "Service Unavailable"},
	};
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (titles[i].status == status)
			return titles[i].title;
	return "Error";
}

static void close_file(struct reply *reply)
{
	if (reply->has_file)
		close(reply->file);
	reply->has_file = false;
}

static void free_work(struct reply *reply)
{
	if (reply->work.free)
		reply->work.free(reply->work.context);
	reply->work = (struct reply_work){0};
}

void reply_free(struct reply *reply)
{
	close_file(reply);
	free_work(reply);
	buf_free(&reply->body);
}

void reply_run_work(struct reply *reply, const struct service *service,
	const struct request *request)
{
	struct reply_work work = reply->work;
	reply->work = (struct reply_work){0};
	work.run(service, request, work.context, reply);
	work.free(work.context);
}

/* Keeps nothing but the room of the body. */
static void start_over(struct reply *reply, unsigned status)
{
	struct buf body = reply->body;
	buf_clear(&body);
	close_file(reply);
	free_work(reply);
	*reply = (struct reply){.status = status, .body = body};
}

void reply_memory(struct reply *reply)
{
	start_over(reply, 503);
	reply->type = problem_type;
	reply->retry_after_s = 1;
	reply->lent = slice_text(
		"{\"type\":\"about:blank\",\"title\":\"Service Unavailable\","
		"\"status\":503,\"detail\":\"out of memory\","
		"\"code\":\"outOfMemory\"}");
}

void reply_not_modified(struct reply *reply)
{
	buf_clear(&reply->body);
	close_file(reply);
	reply->filename[0] = '\0';
	reply->lent = slice_of(NULL, 0);
	reply->type = NULL;
	reply->coding = NULL;
	reply->status = 304;
}

/* The path without its query string, which may be long and is the client's
 * own anyhow. */
static struct slice instance_of(const struct request *request)
{
	struct slice target = request->target;
	const char *end =
		target.length ? memchr(target.bytes, '?', target.length) : NULL;
	return slice_of(target.bytes,
		end ? (size_t)(end - target.bytes) : target.length);
}

static void put_problem(struct reply *reply, const struct request *request,
	enum problem_id id, struct slice detail, const uint32_t *position)
{
	const struct problem *problem = &problems[id];
	struct json_problem document = {.status = problem->status,
		.title = status_title(problem->status),
		.code = problem->code,
		.detail = detail,
		.instance = instance_of(request),
		.positioned = position != NULL,
		.position = position ? *position : 0};
	start_over(reply, problem->status);
	reply->type = problem_type;
	struct error err;
	if (!json_problem(&document, &reply->body, &err))
		reply_memory(reply);
}

void reply_problem(struct reply *reply, const struct request *request,
	enum problem_id id, const char *format, ...)
{
	char detail[sizeof((struct error *)0)->text];
	va_list args;
	va_start(args, format);
	vsnprintf(detail, sizeof detail, format, args);
	va_end(args);
	put_problem(reply, request, id, slice_text(detail), NULL);
}

/* One line on standard error, whatever bytes the text holds. */
static void log_error(const struct error *cause)
{
	char text[sizeof cause->text];
	memcpy(text, cause->text, sizeof text);
	for (char *at = text; *at; at++)
		if ((unsigned char)*at < 0x20 || *at == 0x7f)
			*at = ' ';
	fprintf(stderr, "telusur-server: %s\n", text);
}

/* Reports what is no fault of the client: the log has the cause. */
static void report(struct reply *reply, const struct request *request,
	const struct error *cause, enum problem_id id, const char *detail)
{
	log_error(cause);
	put_problem(reply, request, id, slice_text(detail), NULL);
}

void reply_error(struct reply *reply, const struct request *request,
	const struct error *cause)
{
	struct slice detail = slice_text(cause->text);
	switch (cause->code) {
	case ERROR_SYNTAX:
		put_problem(reply, request, PROBLEM_BAD_QUERY, detail,
			&cause->position);
		break;
	case ERROR_LIMIT:
		put_problem(reply, request, PROBLEM_QUERY_TOO_COMPLEX, detail,
			&cause->position);
		break;
	case ERROR_USAGE:
		put_problem(
			reply, request, PROBLEM_BAD_PARAMETER, detail, NULL);
		break;
	case ERROR_MEMORY:
		log_error(cause);
		reply_memory(reply);
		return;
	case ERROR_STOPPED:
		reply_problem(reply, request, PROBLEM_STOPPING,
			"the server is stopping");
		break;
	case ERROR_MODIFIED:
		report(reply, request, cause, PROBLEM_INDEX_BUSY,
			"the index changed again and again; ask once more");
		break;
	default:
		report(reply, request, cause, PROBLEM_INTERNAL,
			"the index cannot be read; the server's log says why");
		break;
	}
	if (reply->status == 503)
		reply->retry_after_s = 1;
}

void reply_unavailable(struct reply *reply, const struct request *request,
	const struct error *cause)
{
	log_error(cause);
	reply_problem(reply, request, PROBLEM_INDEX_UNAVAILABLE,
		"the index cannot be read; the server's log says why");
	reply->retry_after_s = 1;
}
