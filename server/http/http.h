/* SPDX-License-Identifier: GPL-3.0-or-later */
/* http.h - HTTP, in and out.  http.c is the one file over libmicrohttpd.
 *
 * Threads of the library's own read requests, call route.h and write replies;
 * each answers one request at a time, and has many connections.  So what takes
 * long (reply.h's work) has a thread of its own, while its connection rests.
 */
#ifndef TELUSUR_HTTP_H
#define TELUSUR_HTTP_H

#include "errors.h"
#include "listen.h"
#include "route.h"

enum {
	HTTP_MAX_CONNECTIONS = 1000,
	/* One address must not take all of them.  Not where only this machine
	 * can connect: there all have one address, and behind a proxy that one
	 * stands for everybody. */
	HTTP_MAX_CONNECTIONS_PER_ADDRESS = 64,
	HTTP_IDLE_TIMEOUT_S = 15,
};

struct http;

/* Starts answering.  Takes the socket over, also when it fails; the service is
 * borrowed. */
struct http *http_start(const struct service *service,
	const struct listener *listener, unsigned threads, struct error *err);

/* Takes no new connections from now on, and each reply is the last on its
 * connection. */
void http_drain(struct http *http);

/* Requests that are being answered, and open connections. */
unsigned http_in_flight(const struct http *http);
unsigned http_connections(const struct http *http);

/* Ends the threads and frees all; what is still being answered is cut off: work
 * is told that nobody wants it, and waited for. */
void http_stop(struct http *http);

#endif
