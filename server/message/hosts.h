/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hosts.h - the names this server answers to.
 *
 * A page on another site can make a name of its own point at 127.0.0.1 and
 * then read what we answer (DNS rebinding); it cannot make a browser send
 * another Host than that name.  So a request with any other Host is refused.
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

/* With the names of the machine itself: 127.0.0.1, localhost, [::1]. */
struct hosts hosts_local(void);

/* Adds a name or address, as it stands in a URL ([::1] in brackets).  False
 * when it is too long or there are too many. */
bool hosts_add(struct hosts *hosts, struct slice name);

/* Whether a Host header's value, NAME or NAME:PORT, names one of them; the
 * port may be any, as a proxy may have its own. */
bool hosts_allow(const struct hosts *hosts, struct slice value);

#endif
