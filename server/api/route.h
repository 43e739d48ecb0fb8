/* SPDX-License-Identifier: GPL-3.0-or-later */
/* route.h - which handler answers a request, and which requests are refused
 * before any does.
 */
#ifndef TELUSUR_ROUTE_H
#define TELUSUR_ROUTE_H

#include "reply.h"
#include "request.h"
#include "service.h"

/* Whether the request may be answered at all: its framing, its Host, its
 * method.  Judged by its headers alone; when false, the reply says why and the
 * connection must be closed, for what follows may not be a request. */
bool route_admit(const struct service *service, const struct request *request,
	struct reply *reply);

/* Answers an admitted request, or leaves work in the reply that would hold
 * others up: then route_finish, where it holds nobody up. */
void route_answer(const struct service *service, struct request *request,
	struct reply *reply);

/* Does the work that route_answer left in the reply. */
void route_finish(const struct service *service, const struct request *request,
	struct reply *reply);

#endif
