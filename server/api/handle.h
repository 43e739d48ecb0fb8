/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handle.h - the handlers, one file an address, in the order of route.c's table.
 * Each fills the reply, or leaves work in it that does (reply.h); none keeps
 * anything from one request to the next.
 */
#ifndef TELUSUR_HANDLE_H
#define TELUSUR_HANDLE_H

#include "reply.h"
#include "request.h"
#include "service.h"

void handle_search(const struct service *service, const struct request *request,
	struct reply *reply);
void handle_passages(const struct service *service,
	const struct request *request, struct reply *reply);
void handle_suggest(const struct service *service,
	const struct request *request, struct reply *reply);
void handle_document(const struct service *service,
	const struct request *request, struct reply *reply);
/* handle_document.c calls it for what lies below an essay's address. */
void handle_cite(const struct service *service, const struct request *request,
	struct slice id, struct reply *reply);
void handle_concordance(const struct service *service,
	const struct request *request, struct reply *reply);
/* It leaves work: writing an export takes long. */
void handle_export(const struct service *service, const struct request *request,
	struct reply *reply);
void handle_families(const struct service *service,
	const struct request *request, struct reply *reply);
void handle_analyze(const struct service *service,
	const struct request *request, struct reply *reply);
void handle_stats(const struct service *service, const struct request *request,
	struct reply *reply);
void handle_openapi(const struct service *service,
	const struct request *request, struct reply *reply);
/* /opensearch.xml: how a browser searches here from its address bar. */
void handle_opensearch(const struct service *service,
	const struct request *request, struct reply *reply);
/* handle_health.c: the process is up. */
void handle_health(const struct service *service, const struct request *request,
	struct reply *reply);
/* handle_health.c: the index can be read. */
void handle_ready(const struct service *service, const struct request *request,
	struct reply *reply);

#endif
