/* SPDX-License-Identifier: GPL-3.0-or-later */
/* route.h - finds the handler for a request, and refuses requests that no
 * handler may see.
 */
#ifndef TELUSUR_ROUTE_H
#define TELUSUR_ROUTE_H

#include "params.h"
#include "reply.h"
#include "request.h"
#include "service.h"

/* A path, where {id} stands for any text, its parameters, its handler
 * (handle.h). */
struct route {
	const char *path;
	const struct param *const *params;
	void (*handle)(const struct service *service,
		const struct request *request, const struct params *params,
		struct reply *reply);
};

/* The routes, from 0; NULL behind the last. */
const struct route *route_at(size_t i);

/* Checks framing, Host and method of a request by its headers alone.  False:
 * the reply is a problem, and the connection must be closed, as the bytes that
 * follow may not be a request. */
bool route_admit(const struct service *service, const struct request *request,
	struct reply *reply);

/* Answers an admitted request.  If that would take long, it leaves work in the
 * reply; then call route_finish on a thread where nobody waits. */
void route_answer(const struct service *service, struct request *request,
	struct reply *reply);

/* Runs the work that route_answer left in the reply. */
void route_finish(const struct service *service, const struct request *request,
	struct reply *reply);

#endif
