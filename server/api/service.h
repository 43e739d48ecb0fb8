/* SPDX-License-Identifier: GPL-3.0-or-later */
/* service.h - what all handlers use; shared by all threads, never changed.
 */
#ifndef TELUSUR_SERVICE_H
#define TELUSUR_SERVICE_H

#include "hosts.h"

struct assets;
struct pool;

struct service {
	struct pool *pool;
	const struct assets *assets;
	struct hosts hosts;
	/* The public address (--base-url) without a slash at the end; "": none
	 * was given. */
	const char *base_url;
	bool compresses; /* answers too, as clients are on other machines */
};

#endif
