/* SPDX-License-Identifier: GPL-3.0-or-later */
/* acceptor.h - a thread that takes what connects to a socket.
 */
#ifndef TELUSUR_ACCEPTOR_H
#define TELUSUR_ACCEPTOR_H

#include "errors.h"

#include <stdbool.h>
#include <sys/socket.h>

/* Who gets the connections.  Both are called on the acceptor's thread. */
struct acceptor_host {
	/* Whether one more may come; where not, clients wait in the socket's
	 * queue. */
	bool (*has_room)(void *context);
	/* Takes the client's socket over. */
	void (*take)(void *context, int client, const struct sockaddr *name,
		socklen_t length);
	void *context;
};

struct acceptor;

/* Takes the listening socket over, also when it fails; it must not block. */
struct acceptor *acceptor_start(
	int listener, const struct acceptor_host *host, struct error *err);

/* Hands over those that wait in the queue, whose clients have asked already,
 * room or not; then closes the socket and ends the thread.  NULL is fine. */
void acceptor_end(struct acceptor *acceptor);

#endif
