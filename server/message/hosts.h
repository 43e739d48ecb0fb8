/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hosts.h - the host names that this server answers to.
 *
 * Against DNS rebinding: a page of another site can let its own name resolve to
 * 127.0.0.1 and then read our replies, but it cannot make a browser send
 * another Host header than that name.  So a request with any other Host is
 * refused.
 */
#ifndef TELUSUR_HOSTS_H
#define TELUSUR_HOSTS_H

#include "buf.h"

enum {
	HOSTS_MAX = 8,
	HOSTS_MAX_NAME_BYTES = 255,
};

struct hosts {
	char name[HOSTS_MAX][HOSTS_MAX_NAME_BYTES + 1];
	size_t count;
};

/* The names of the machine itself: 127.0.0.1, localhost, [::1]. */
struct hosts hosts_local(void);

/* Adds a name or address as it is written in a URL (IPv6 in brackets).  False:
 * it is empty or too long, or there are HOSTS_MAX already. */
bool hosts_add(struct hosts *hosts, struct slice name);

/* Whether the value of a Host header, NAME or NAME:PORT, has one of the names.
 * Any port is allowed, as a proxy may have its own. */
bool hosts_allow(const struct hosts *hosts, struct slice value);

#endif
