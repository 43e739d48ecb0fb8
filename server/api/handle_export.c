/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/export */
#include "handle.h"

#include "answer.h"
#include "export.h"
#include "pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* When to ask again: an export takes some seconds. */
enum { RETRY_S = 5 };

struct wanted {
	struct pool *pool; /* an index of it is kept for this */
	struct search_request search;
	enum export_format format;
};

/* An empty file without a name in $TMPDIR or /tmp; -1 when there can be
 * none. */
static int open_spool(struct error *err)
{
	const char *folder = getenv("TMPDIR");
	char path[4096];
	int length = snprintf(path, sizeof path, "%s/telusur-export-XXXXXX",
		folder && *folder ? folder : "/tmp");
	if (length < 0 || (size_t)length >= sizeof path) {
		error_set(err, ERROR_IO, "the name in TMPDIR is too long");
		return -1;
	}
	int file = mkstemp(path);
	if (file < 0)
		error_set_errno(err, "cannot make a file like %s", path);
	else
		unlink(path);
	return file;
}

/* telusur-keamanan-siber.csv: of the query, only what is safe in any name. */
static void name_file(const struct wanted *wanted, struct reply *reply)
{
	enum { MOST = 40 };
	char name[MOST + 1];
	size_t length = 0;
	struct slice q = wanted->search.q;
	for (size_t i = 0; i < q.length && length < MOST; i++) {
		char c = q.bytes[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			name[length++] = c;
		else if (length && name[length - 1] != '-')
			name[length++] = '-';
	}
	while (length && name[length - 1] == '-')
		length--;
	name[length] = '\0';
	snprintf(reply->filename, sizeof reply->filename, "telusur%s%s.%s",
		length ? "-" : "", name, export_format_names[wanted->format]);
}

static void refuse(struct reply *reply, const struct request *request,
	const struct error *cause)
{
	fprintf(stderr, "telusur-server: %s\n", cause->text);
	reply_problem(reply, request, PROBLEM_NO_SPACE,
		"the export could not be written to a temporary file; the "
		"server's log says why");
	reply->retry_after_s = RETRY_S;
}

static bool write_export(struct index *index, const struct request *request,
	void *context, struct reply *reply, struct error *err)
{
	struct wanted *wanted = context;
	struct export_file to = {.unwanted = request->unwanted,
		.context = request->unwanted_context,
		.refused = true};
	if (!reply->has_file) {
		reply->file = open_spool(err);
		reply->has_file = reply->file >= 0;
	}
	to.file = reply->file;
	if (reply->has_file && export_write(index, &wanted->search,
				       wanted->format, &to, err)) {
		reply->file_bytes = to.bytes;
		reply->type =
			wanted->format == EXPORT_CSV
				? "text/csv; charset=utf-8; header=present"
				: "application/x-ndjson; charset=utf-8";
		name_file(wanted, reply);
		return true;
	}
	if (!to.refused)
		return false;
	refuse(reply, request, err);
	return true;
}

static void run_export(const struct service *service,
	const struct request *request, void *context, struct reply *reply)
{
	answer_from_index(service, request, write_export, context, reply);
}

static void free_wanted(void *context)
{
	struct wanted *wanted = context;
	pool_end_long(wanted->pool);
	free(wanted);
}

/* Leaves the export to be done, or says why it cannot be now. */
static void leave_work(struct pool *pool, const struct request *request,
	const struct wanted *wanted, struct reply *reply)
{
	struct wanted *copy = malloc(sizeof *copy);
	if (!copy) {
		reply_memory(reply);
		return;
	}
	if (!pool_begin_long(pool)) {
		free(copy);
		reply_problem(reply, request, PROBLEM_TOO_MANY_EXPORTS,
			"other exports are being written; ask again");
		reply->retry_after_s = RETRY_S;
		return;
	}
	*copy = *wanted;
	copy->pool = pool;
	reply->work = (struct reply_work){
		.run = run_export, .free = free_wanted, .context = copy};
}

void handle_export(const struct service *service, const struct request *request,
	const struct params *params, struct reply *reply)
{
	struct wanted wanted = {.search = params_search(params),
		.format = (enum export_format)params->number[PARAM_FORMAT]};
	leave_work(service->pool, request, &wanted, reply);
}
