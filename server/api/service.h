/* SPDX-License-Identifier: GPL-3.0-or-later */
/* service.h - what all handlers work with.
 */
#ifndef TELUSUR_SERVICE_H
#define TELUSUR_SERVICE_H

#include "hosts.h"

struct assets;
struct pool;

/* What handlers work with; the same for all threads. */
struct service {
	struct pool *pool;
	const struct assets *assets;
	struct hosts hosts;
	const char *base_url; /* of --base-url, without a slash at its end; "":
				 the server has no address of its own */
	bool compresses; /* answers too: they leave this machine */
};

#endif
