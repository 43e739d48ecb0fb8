/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server.h"

#include "assets.h"
#include "http.h"
#include "pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

enum {
	DRAIN_MAX_MS = 10000, /* for the requests that are being answered */
	DRAIN_IDLE_MS = 1000, /* for clients between two requests */
	DRAIN_QUIET_MS = 150, /* without any connection */
	DRAIN_STEP_MS = 10,
};

static bool name_hosts(
	const struct options *options, struct hosts *hosts, struct error *err)
{
	*hosts = hosts_local();
	if (hosts_add(hosts, slice_text(options->listen.host)) &&
		(!options->base_host[0] ||
			hosts_add(hosts, slice_text(options->base_host))))
		return true;
	return error_set(err, ERROR_LIMIT, "too many names for one server");
}

static void announce(
	const struct listen_address *address, const struct service *service)
{
	printf("Telusur: http://%s:%u/ (%u esai)\n", address->host,
		address->port, pool_documents(service->pool));
	fflush(stdout);
}

/* Waits until all that was asked is answered; a second signal ends the
 * wait. */
static void drain(struct http *http, const sigset_t *signals)
{
	struct timespec step = {.tv_nsec = DRAIN_STEP_MS * 1000000L};
	int quiet_ms = 0;
	http_drain(http);
	for (int waited_ms = 0; waited_ms < DRAIN_MAX_MS;
		waited_ms += DRAIN_STEP_MS) {
		/* A connection that was just accepted is not counted until its
		 * thread has taken it over: none must be seen for a while. */
		bool none = http_connections(http) == 0;
		quiet_ms = none ? quiet_ms + DRAIN_STEP_MS : 0;
		if (quiet_ms >= DRAIN_QUIET_MS ||
			(http_in_flight(http) == 0 &&
				waited_ms >= DRAIN_IDLE_MS))
			return;
		if (sigtimedwait(signals, NULL, &step) > 0)
			return;
	}
}

bool server_run(const struct options *options, struct error *err)
{
	struct service service = {.base_url = options->base_url};
	struct listen_address address = options->listen;
	struct listener listener;
	struct assets *assets = NULL;
	struct http *http = NULL;
	sigset_t signals;
	bool ok = false;
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	/* A client that left, or a file that may not grow, fails one reply. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);

	service.pool = pool_open(options->index, options->threads, err);
	if (!service.pool || !name_hosts(options, &service.hosts, err))
		goto out;
	service.assets = assets = assets_load(
		options->web, &assets_ready_made, err);
	if (!assets || !listen_open(&address, &listener, err))
		goto out;
	service.compresses = !listener.loopback || options->base_url[0];
	http = http_start(&service, &listener, options->threads, err);
	if (!http)
		goto out;
	announce(&address, &service);
	int which;
	sigwait(&signals, &which);
	drain(http, &signals);
	ok = true;
out:
	http_stop(http);
	assets_free(assets);
	pool_close(service.pool);
	return ok;
}
