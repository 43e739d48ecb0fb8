/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /healthz and /readyz, for what watches over the server */
#include "handle.h"

#include "pool.h"

static void say_ok(struct reply *reply)
{
	reply->status = 200;
	reply->type = "text/plain; charset=utf-8";
	reply->lent = slice_text("ok\n");
}

void handle_health(const struct service *service, const struct request *request,
	struct reply *reply)
{
	(void)service, (void)request;
	say_ok(reply);
}

void handle_ready(const struct service *service, const struct request *request,
	struct reply *reply)
{
	struct error err;
	if (pool_ready(service->pool, &err))
		say_ok(reply);
	else
		reply_unavailable(reply, request, &err);
}
