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

static void put_problem(struct reply *reply, struct json_problem *problem)
{
	start_over(reply, problem->status);
	reply->type = problem_type;
	problem->title = status_title(problem->status);
	struct error err;
	if (!json_problem(problem, &reply->body, &err))
		reply_memory(reply);
}

void reply_problem(struct reply *reply, const struct request *request,
	unsigned status, const char *code, const char *format, ...)
{
	char detail[sizeof((struct error *)0)->text];
	va_list args;
	va_start(args, format);
	vsnprintf(detail, sizeof detail, format, args);
	va_end(args);
	put_problem(reply, &(struct json_problem){.status = status,
				   .code = code,
				   .detail = slice_text(detail),
				   .instance = instance_of(request)});
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

void reply_error(struct reply *reply, const struct request *request,
	const struct error *cause)
{
	struct json_problem problem = {.status = 400,
		.detail = slice_text(cause->text),
		.instance = instance_of(request),
		.position = cause->position};
	switch (cause->code) {
	case ERROR_SYNTAX:
		problem.code = "badQuery";
		problem.positioned = true;
		break;
	case ERROR_LIMIT:
		problem.code = "queryTooComplex";
		problem.positioned = true;
		break;
	case ERROR_USAGE:
		problem.code = "badParameter";
		break;
	case ERROR_MEMORY:
		log_error(cause);
		reply_memory(reply);
		return;
	case ERROR_STOPPED:
		problem.status = 503;
		problem.code = "stopping";
		problem.detail = slice_text("the server is stopping");
		break;
	case ERROR_MODIFIED:
		log_error(cause);
		problem.status = 503;
		problem.code = "indexBusy";
		problem.detail = slice_text(
			"the index changed again and again; ask once more");
		break;
	default:
		log_error(cause);
		problem.status = 500;
		problem.code = "internal";
		problem.detail = slice_text(
			"the index cannot be read; the server's log says why");
		break;
	}
	put_problem(reply, &problem);
	if (problem.status == 503)
		reply->retry_after_s = 1;
}

void reply_unavailable(struct reply *reply, const struct request *request,
	const struct error *cause)
{
	log_error(cause);
	reply_problem(reply, request, 503, "indexUnavailable",
		"the index cannot be read; the server's log says why");
	reply->retry_after_s = 1;
}
