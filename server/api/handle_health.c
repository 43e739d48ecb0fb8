/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /healthz: whether the process is up, for what watches over the server */
#include "handle.h"

void handle_health(const struct service *service, const struct request *request,
	const struct params *params, struct reply *reply)
{
	(void)service, (void)request, (void)params;
	reply->status = 200;
	reply->type = "text/plain; charset=utf-8";
	reply->lent = slice_text("ok\n");
}
