/* SPDX-License-Identifier: GPL-3.0-or-later */
/* listen.h - parses the address to listen on, and opens the listening socket.
 */
#ifndef TELUSUR_LISTEN_H
#define TELUSUR_LISTEN_H

#include "errors.h"
#include "hosts.h"

struct listen_address {
	char host[HOSTS_MAX_NAME_BYTES + 1]; /* as in a URL: IPv6 in brackets */
	uint16_t port; /* 0: any free port */
};

/* Parses ADDR:PORT, where ADDR is a name, an IPv4 address or an IPv6 address in
 * brackets.  ERROR_USAGE. */
bool listen_read(
	const char *text, struct listen_address *address, struct error *err);

struct listener {
	int socket; /* non-blocking */
	bool loopback; /* only this machine can connect */
};

/* Opens the socket and sets address->port to the real port.  The socket belongs
 * to the caller.  ERROR_IO. */
bool listen_open(struct listen_address *address, struct listener *listener,
	struct error *err);

#endif
