/* SPDX-License-Identifier: GPL-3.0-or-later */
/* listen.h - the address to listen on, and the socket that does.
 */
#ifndef TELUSUR_LISTEN_H
#define TELUSUR_LISTEN_H

#include "errors.h"
#include "hosts.h"

struct listen_address {
	char host[HOSTS_MAX_NAME_BYTES + 1]; /* as in a URL */
	uint16_t port; /* 0: any free one */
};

/* Reads ADDR:PORT, where ADDR is a name, an IPv4 address or an IPv6 address
 * in brackets. */
bool listen_read(
	const char *text, struct listen_address *address, struct error *err);

struct listener {
	int socket; /* does not block */
	bool loopback; /* only this machine can reach it */
};

/* Opens the socket and sets the real port.  Whoever takes the socket closes
 * it. */
bool listen_open(struct listen_address *address, struct listener *listener,
	struct error *err);

#endif
