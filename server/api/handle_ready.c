/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /readyz: whether the index can be read, for what watches over the server */
#include "handle.h"

#include "pool.h"

void handle_ready(const struct service *service, const struct request *request,
	const struct params *params, struct reply *reply)
{
	struct error err;
	if (pool_ready(service->pool, &err))
		handle_health(service, request, params, reply);
	else
		reply_unavailable(reply, request, &err);
}
