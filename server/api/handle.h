/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handle.h - the handlers, in the order of route.c's table.  handle_NAME is
 * defined in handle_NAME.c.
 *
 * A handler gets its parameters read and checked (params.h), and fills the
 * reply, or leaves work in it that does so later (reply.h).  Errors become
 * problem documents.  No handler keeps state between requests.
 */
#ifndef TELUSUR_HANDLE_H
#define TELUSUR_HANDLE_H

#include "params.h"
#include "reply.h"
#include "request.h"
#include "service.h"

void handle_search(const struct service *service, const struct request *request,
	const struct params *params, struct reply *reply);
void handle_passages(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply);
void handle_suggest(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply);
void handle_document(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply);
void handle_cite(const struct service *service, const struct request *request,
	const struct params *params, struct reply *reply);
void handle_concordance(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply);
/* Leaves work in the reply, as writing an export takes long. */
void handle_export(const struct service *service, const struct request *request,
	const struct params *params, struct reply *reply);
void handle_families(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply);
void handle_analyze(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply);
void handle_stats(const struct service *service, const struct request *request,
	const struct params *params, struct reply *reply);
void handle_openapi(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply);
/* /opensearch.xml: lets browsers search here from their address bar. */
void handle_opensearch(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply);
/* The process is up. */
void handle_health(const struct service *service, const struct request *request,
	const struct params *params, struct reply *reply);
/* The index can be read. */
void handle_ready(const struct service *service, const struct request *request,
	const struct params *params, struct reply *reply);

#endif
