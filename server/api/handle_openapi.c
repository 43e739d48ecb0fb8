/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/openapi.json: what openapi.json beside this file says */
#include "handle.h"

#include "etag.h"
#include "openapi_json.h"

void handle_openapi(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply)
{
	(void)service, (void)request, (void)params;
	reply->status = 200;
	reply->type = "application/json";
	reply->lent = slice_of((const char *)openapi_json, sizeof openapi_json);
	etag_of_bytes(reply->lent, reply->etag);
}
