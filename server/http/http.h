/* SPDX-License-Identifier: GPL-3.0-or-later */
/* http.h - the HTTP server; http.c is the only user of libmicrohttpd.
 *
 * The library's threads read requests, call route.h and write replies.  Each
 * answers one request at a time and serves many connections.  So work that
 * takes long (reply_work) runs on a thread of its own, while its connection is
 * suspended.
 */
#ifndef TELUSUR_HTTP_H
#define TELUSUR_HTTP_H

#include "errors.h"
#include "listen.h"
#include "route.h"

enum {
	HTTP_MAX_CONNECTIONS = 1000,
	/* So that one address cannot take all.  No such limit on a loopback
	 * socket: there all clients have one address, and if a proxy is before
	 * us that address stands for all of its clients. */
	HTTP_MAX_CONNECTIONS_PER_ADDRESS = 64,
	HTTP_IDLE_TIMEOUT_S = 15,
};

struct http;

/* Starts the server.  Takes ownership of the listener's socket, even on an
 * error; keeps a pointer to the service.  ERROR_IO, ERROR_ENGINE (the library),
 * ERROR_MEMORY. */
struct http *http_start(const struct service *service,
	const struct listener *listener, unsigned threads, struct error *err);

/* From now on accepts no connection and closes each one after its reply. */
void http_drain(struct http *http);

/* Requests being answered, and open connections. */
unsigned http_in_flight(const struct http *http);
unsigned http_connections(const struct http *http);

/* Ends the threads and frees everything.  Replies in progress are cut off; long
 * work sees it by request.unwanted and is waited for.  NULL is allowed. */
void http_stop(struct http *http);

#endif
