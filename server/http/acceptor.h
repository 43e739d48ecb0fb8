/* SPDX-License-Identifier: GPL-3.0-or-later */
/* acceptor.h - a thread that accepts the connections of a listening socket.
 */
#ifndef TELUSUR_ACCEPTOR_H
#define TELUSUR_ACCEPTOR_H

#include "errors.h"

#include <stdbool.h>
#include <sys/socket.h>

/* Receives the connections; called on the acceptor's thread. */
struct acceptor_host {
	/* Whether there is room for one more connection; if not, clients wait
	 * in the queue of the socket. */
	bool (*has_room)(void *context);
	/* Takes ownership of the client's socket. */
	void (*take)(void *context, int client, const struct sockaddr *name,
		socklen_t length);
	void *context; /* first argument of both */
};

struct acceptor;

/* Takes ownership of the listening socket, even on an error; the socket must be
 * non-blocking.  ERROR_IO, ERROR_MEMORY. */
struct acceptor *acceptor_start(
	int listener, const struct acceptor_host *host, struct error *err);

/* Ends the thread.  Clients that are still in the queue have sent a request
 * already: they are passed to host first, with or without room.  NULL is
 * allowed. */
void acceptor_end(struct acceptor *acceptor);

#endif
