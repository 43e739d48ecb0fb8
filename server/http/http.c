/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http.h"

#include "acceptor.h"

#include <errno.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct http {
	const struct service *service;
	struct MHD_Daemon *daemon;
	struct acceptor *acceptor; /* gives the daemon its connections */
	int quiet; /* the far end of what the daemon listens on */
	struct MHD_Response *no_memory; /* made while there was some */
	atomic_uint in_flight, connections;
	atomic_bool draining, stopping;
	pthread_mutex_t mutex; /* over what follows */
	pthread_cond_t rested; /* working is 0 */
	unsigned working; /* threads that do a reply's work */
};

/* A request from its first line to the end of its reply. */
struct exchange {
	struct request request;
	struct buf if_none_match, accept_encoding;
	bool begun; /* the headers were read */
	struct reply reply;
	/* For its work, while the connection is suspended. */
	struct http *http;
	struct MHD_Connection *connection;
	int socket;
	bool worked; /* the work is done, the reply whole */
	char target[];
};

/* On every answer.  The pages load their own files and ask their own server;
 * nothing else may run in them or show them inside itself. */
static const char *const security_headers[][2] = {
	{"Content-Security-Policy",
		"default-src 'none'; script-src 'self'; style-src 'self'; "
		"img-src 'self'; connect-src 'self'; manifest-src 'self'; "
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
		"require-trusted-types-for 'script'; trusted-types 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "same-origin"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy",
		"camera=(), display-capture=(), geolocation=(), microphone=(), "
		"payment=(), usb=()"},
};

/* ---- replies ---- */

static bool add_headers(
	struct MHD_Response *response, const struct reply *reply, bool last)
{
	bool ok = true;
	for (size_t i = 0;
		i < sizeof security_headers / sizeof *security_headers; i++)
		ok &= MHD_add_response_header(response, security_headers[i][0],
			      security_headers[i][1]) == MHD_YES;
	/* An error may be over in a moment; an answer may be kept, but must be
	 * asked after each time, unless its address is its content's own. */
	ok &= MHD_add_response_header(response, "Cache-Control",
		      reply->lasting   ? "public, max-age=31536000, immutable"
		      : reply->etag[0] ? "no-cache"
				       : "no-store") == MHD_YES;
	if (reply->varies)
		ok &= MHD_add_response_header(
			      response, "Vary", "Accept-Encoding") == MHD_YES;
	if (reply->coding)
		ok &= MHD_add_response_header(response, "Content-Encoding",
			      reply->coding) == MHD_YES;
	if (reply->etag[0])
		ok &= MHD_add_response_header(response, "ETag", reply->etag) ==
		      MHD_YES;
	if (reply->type)
		ok &= MHD_add_response_header(
			      response, "Content-Type", reply->type) == MHD_YES;
	if (reply->filename[0]) {
		char value[sizeof reply->filename + 32];
		snprintf(value, sizeof value, "attachment; filename=%s",
			reply->filename);
		ok &= MHD_add_response_header(response, "Content-Disposition",
			      value) == MHD_YES;
	}
	if (reply->allow)
		ok &= MHD_add_response_header(response, "Allow", "GET, HEAD") ==
		      MHD_YES;
	if (reply->retry_after_s) {
		char seconds[12];
		snprintf(seconds, sizeof seconds, "%u", reply->retry_after_s);
		ok &= MHD_add_response_header(
			      response, "Retry-After", seconds) == MHD_YES;
	}
	if (last)
		ok &= MHD_add_response_header(
			      response, "Connection", "close") == MHD_YES;
	return ok;
}

/* Makes the library's response and gives it the body.  NULL when out of
 * memory. */
static struct MHD_Response *make_response(struct reply *reply, bool last)
{
	struct buf *body = &reply->body;
	bool from_file = reply->has_file && reply->file_bytes;
	struct MHD_Response *response =
		from_file ? MHD_create_response_from_fd64(
				    reply->file_bytes, reply->file)
		: body->length
			? MHD_create_response_from_buffer(body->length,
				  body->bytes, MHD_RESPMEM_MUST_FREE)
			: MHD_create_response_from_buffer(reply->lent.length,
				  (void *)(uintptr_t)reply->lent.bytes,
				  MHD_RESPMEM_PERSISTENT);
	/* What the response took over goes with it. */
	if (response && from_file)
		reply->has_file = false;
	else if (response && body->length)
		*body = (struct buf){0};
	if (response && !add_headers(response, reply, last)) {
		MHD_destroy_response(response);
		response = NULL;
	}
	return response;
}

static enum MHD_Result send_reply(const struct http *http,
	struct MHD_Connection *connection, struct reply *reply, bool last)
{
	struct MHD_Response *response = make_response(
		reply, last || atomic_load(&http->draining));
	if (!response)
		return MHD_queue_response(connection, 503, http->no_memory);
	enum MHD_Result result = MHD_queue_response(
		connection, reply->status, response);
	MHD_destroy_response(response);
	return result;
}

/* ---- work ---- */

/* A client that says no more has left: none of ours closes one direction
 * alone. */
static bool is_unwanted(void *context)
{
	const struct exchange *exchange = context;
	char byte;
	if (atomic_load(&exchange->http->stopping))
		return true;
	ssize_t got = recv(exchange->socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
	return got == 0 || (got < 0 && errno != EAGAIN &&
				   errno != EWOULDBLOCK && errno != EINTR);
}

static void count_working(struct http *http, int change)
{
	pthread_mutex_lock(&http->mutex);
	http->working += (unsigned)change;
	if (http->working == 0)
		pthread_cond_broadcast(&http->rested);
	pthread_mutex_unlock(&http->mutex);
}

static void *do_work(void *context)
{
	struct exchange *exchange = context;
	struct http *http = exchange->http;
	route_finish(http->service, &exchange->request, &exchange->reply);
	exchange->worked = true;
	/* From here on the exchange may be gone. */
	MHD_resume_connection(exchange->connection);
	count_working(http, -1);
	return NULL;
}

/* Suspends the connection and does the reply's work on a thread of its own;
 * then the library calls on_request again. */
static void begin_work(struct http *http, struct exchange *exchange,
	struct MHD_Connection *connection)
{
	pthread_t thread;
	exchange->http = http;
	exchange->connection = connection;
	exchange->socket = MHD_get_connection_info(
		connection, MHD_CONNECTION_INFO_CONNECTION_FD)
				   ->connect_fd;
	exchange->request.unwanted = is_unwanted;
	exchange->request.unwanted_context = exchange;
	MHD_suspend_connection(connection);
	count_working(http, 1);
	if (pthread_create(&thread, NULL, do_work, exchange) == 0) {
		pthread_detach(thread);
		return;
	}
	reply_memory(&exchange->reply);
	exchange->worked = true;
	MHD_resume_connection(connection);
	count_working(http, -1);
}

/* ---- requests ---- */

/* The library ends the target at a NUL byte, but leaves what came behind it;
 * in a sound request line the version does. */
static bool hides_bytes(const char *target, size_t length)
{
	return strncmp(target + length + 1, "HTTP/1.", 7) != 0;
}

/* Called with the target of each request, before it is taken apart. */
static void *on_target(
	void *context, const char *target, struct MHD_Connection *connection)
{
	(void)context, (void)connection;
	size_t length = strlen(target);
	struct exchange *exchange = calloc(1, sizeof *exchange + length + 1);
	if (!exchange)
		return NULL;
	memcpy(exchange->target, target, length);
	exchange->request.target = slice_of(exchange->target, length);
	exchange->request.malformed = hides_bytes(target, length);
	return exchange;
}

/* We decode targets ourselves: the library would lose what follows %00. */
static size_t keep_escapes(
	void *context, struct MHD_Connection *connection, char *text)
{
	(void)context, (void)connection;
	return strlen(text);
}

/* A list may come in several headers of one name. */
static void add_to_list(struct buf *list, struct slice value)
{
	if (list->length)
		buf_put_byte(list, ',');
	buf_put_slice(list, value);
}

static enum MHD_Result on_header(void *context, enum MHD_ValueKind kind,
	const char *name, size_t name_length, const char *value,
	size_t value_length)
{
	struct exchange *exchange = context;
	struct slice key = slice_of(name, name_length);
	struct slice content = slice_of(value ? value : "", value_length);
	(void)kind;
	request_header(&exchange->request, key, content);
	if (request_is_header(key, "If-None-Match"))
		add_to_list(&exchange->if_none_match, content);
	else if (request_is_header(key, "Accept-Encoding"))
		add_to_list(&exchange->accept_encoding, content);
	return MHD_YES;
}

/* Fills the request from its method and headers. */
static void read_head(struct exchange *exchange,
	struct MHD_Connection *connection, const char *method)
{
	struct request *request = &exchange->request;
	request->method = strcmp(method, "GET") == 0    ? REQUEST_GET
			  : strcmp(method, "HEAD") == 0 ? REQUEST_HEAD
							: REQUEST_OTHER;
	MHD_get_connection_values_n(
		connection, MHD_HEADER_KIND, on_header, exchange);
	request->if_none_match = buf_slice(&exchange->if_none_match);
	request->accept_encoding = buf_slice(&exchange->accept_encoding);
}

/* Called when the headers are read, again when the body is, and once more when
 * a reply's work is done.  A reply on the first call makes the library close the connection, so only refused
 * requests get theirs there. */
static enum MHD_Result on_request(void *context,
	struct MHD_Connection *connection, const char *url, const char *method,
	const char *version, const char *upload, size_t *upload_length,
	void **place)
{
	struct http *http = context;
	struct exchange *exchange = *place;
	enum MHD_Result result = MHD_YES;
	(void)url, (void)version, (void)upload;
	if (!exchange)
		return MHD_queue_response(connection, 503, http->no_memory);
	struct reply *reply = &exchange->reply;
	if (!exchange->begun) {
		exchange->begun = true;
		atomic_fetch_add(&http->in_flight, 1);
		read_head(exchange, connection, method);
		if (!route_admit(http->service, &exchange->request, reply))
			result = send_reply(http, connection, reply, true);
		return result;
	}
	*upload_length = 0;
	if (!exchange->worked)
		route_answer(http->service, &exchange->request, reply);
	if (reply->work.run)
		begin_work(http, exchange, connection);
	else
		result = send_reply(http, connection, reply, false);
	return result;
}

static void on_completed(void *context, struct MHD_Connection *connection,
	void **place, enum MHD_RequestTerminationCode cause)
{
	struct http *http = context;
	struct exchange *exchange = *place;
	(void)connection, (void)cause;
	if (!exchange)
		return;
	if (exchange->begun)
		atomic_fetch_sub(&http->in_flight, 1);
	reply_free(&exchange->reply);
	request_free(&exchange->request);
	buf_free(&exchange->if_none_match);
	buf_free(&exchange->accept_encoding);
	free(exchange);
	*place = NULL;
}

/* ---- connections ---- */

static void on_connection(void *context, struct MHD_Connection *connection,
	void **place, enum MHD_ConnectionNotificationCode code)
{
	struct http *http = context;
	(void)connection, (void)place;
	if (code == MHD_CONNECTION_NOTIFY_STARTED)
		atomic_fetch_add(&http->connections, 1);
	else
		atomic_fetch_sub(&http->connections, 1);
}

static bool has_room(void *context)
{
	return http_connections(context) < HTTP_MAX_CONNECTIONS;
}

/* The library chooses the thread, or closes the socket where its limits are
 * reached. */
static void take(void *context, int client, const struct sockaddr *name,
	socklen_t length)
{
	struct http *http = context;
	MHD_add_connection(http->daemon, client, name, length);
}

/* ---- the daemon ---- */

/* Takes the socket over. */
static struct MHD_Daemon *start_daemon(
	struct http *http, int socket, bool loopback, unsigned threads)
{
	unsigned per_address = loopback ? 0 : HTTP_MAX_CONNECTIONS_PER_ADDRESS;
	return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC |
					MHD_ALLOW_SUSPEND_RESUME,
		0, NULL, NULL, on_request, http, MHD_OPTION_LISTEN_SOCKET,
		socket, MHD_OPTION_THREAD_POOL_SIZE, threads > 1 ? threads : 0U,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)HTTP_MAX_CONNECTIONS,
		MHD_OPTION_PER_IP_CONNECTION_LIMIT, per_address,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HTTP_IDLE_TIMEOUT_S,
		MHD_OPTION_URI_LOG_CALLBACK, on_target, NULL,
		MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, http,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, http,
		MHD_OPTION_END);
}

/* The library would accept connections itself, but cannot stop doing so in
 * safety: MHD_quiesce_daemon (0.9.75) takes the listening socket out of a
 * thread's epoll set while that thread may be doing the same, and then aborts
 * the program.  So it is given a socket that nobody can connect to, and the
 * acceptor brings it its connections. */
static bool start(struct http *http, const struct listener *listener,
	unsigned threads, struct error *err)
{
	int pair[2];
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0) {
		error_set_errno(err, "cannot make a pair of sockets");
		goto fail;
	}
	http->quiet = pair[1];
	http->daemon = start_daemon(http, pair[0], listener->loopback, threads);
	if (!http->daemon) {
		error_set(err, ERROR_ENGINE,
			"cannot start libmicrohttpd with %u threads", threads);
		goto fail;
	}
	const struct acceptor_host host = {has_room, take, http};
	http->acceptor = acceptor_start(listener->socket, &host, err);
	return http->acceptor;
fail:
	close(listener->socket);
	return false;
}

struct http *http_start(const struct service *service,
	const struct listener *listener, unsigned threads, struct error *err)
{
	struct http *http = calloc(1, sizeof *http);
	struct reply no_memory = {0};
	if (http) {
		pthread_mutex_init(&http->mutex, NULL);
		pthread_cond_init(&http->rested, NULL);
		reply_memory(&no_memory);
		http->service = service;
		http->quiet = -1;
		http->no_memory = make_response(&no_memory, true);
	}
	if (!http || !http->no_memory) {
		error_set_memory(err);
		close(listener->socket);
	} else if (start(http, listener, threads, err)) {
		return http;
	}
	http_stop(http);
	return NULL;
}

void http_drain(struct http *http)
{
	atomic_store(&http->draining, true);
	acceptor_end(http->acceptor);
	http->acceptor = NULL;
}

unsigned http_in_flight(const struct http *http)
{
	return atomic_load(&http->in_flight);
}

unsigned http_connections(const struct http *http)
{
	return atomic_load(&http->connections);
}

void http_stop(struct http *http)
{
	if (!http)
		return;
	acceptor_end(http->acceptor);
	/* The library must not be stopped while a connection is suspended. */
	atomic_store(&http->stopping, true);
	pthread_mutex_lock(&http->mutex);
	while (http->working)
		pthread_cond_wait(&http->rested, &http->mutex);
	pthread_mutex_unlock(&http->mutex);
	if (http->daemon)
		MHD_stop_daemon(http->daemon);
	if (http->quiet >= 0)
		close(http->quiet);
	if (http->no_memory)
		MHD_destroy_response(http->no_memory);
	pthread_cond_destroy(&http->rested);
	pthread_mutex_destroy(&http->mutex);
	free(http);
}
