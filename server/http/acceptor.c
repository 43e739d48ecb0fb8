/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For SO_ATTACH_FILTER. */
#define _DEFAULT_SOURCE
#include "acceptor.h"

#include <errno.h>
#include <linux/filter.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

/* How long to wait when there is no room, or no file descriptor left. */
enum { REST_MS = 20 };

/* How long a client may take that has begun to connect. */
enum { BEGUN_MS = 20 };

struct acceptor {
	struct acceptor_host host;
	int listener; /* -1 once it is closed */
	int ending; /* readable when the end has come */
	pthread_t thread;
};

/* Lets no client begin to connect any more.  Those that have begun are let in,
 * the others try again a second later, when nobody listens or a new server
 * does.  Without this, some would be connected by the kernel between the last
 * look into the queue and the closing of the socket, and go unheard. */
static void shut(int listener)
{
	enum { FLAGS = 13, SYN = 0x02 }; /* of a TCP header */
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_B | BPF_ABS, FLAGS),
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, SYN, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, 0),
		BPF_STMT(BPF_RET | BPF_K, UINT32_MAX),
	};
	const struct sock_fprog program = {
		.len = sizeof code / sizeof *code, .filter = code};
	const struct timespec begun = {.tv_nsec = BEGUN_MS * 1000000L};
	/* Where it cannot be had, the rest goes on without. */
	if (setsockopt(listener, SOL_SOCKET, SO_ATTACH_FILTER, &program,
		    sizeof program) == 0)
		nanosleep(&begun, NULL);
}

/* Takes the next connection in the queue; false when there is none, or none
 * can be had now. */
static bool take_next(struct acceptor *acceptor)
{
	struct sockaddr_storage name;
	socklen_t length = sizeof name;
	int client = accept(
		acceptor->listener, (struct sockaddr *)&name, &length);
	if (client >= 0)
		acceptor->host.take(acceptor->host.context, client,
			(struct sockaddr *)&name, length);
	/* A client that left while it waited is no reason to stop. */
	return client >= 0 || errno == ECONNABORTED || errno == EINTR;
}

/* Waits for a client, or for the end; false at the end.  After `rest` clients
 * are not looked for, since they would be seen at once again. */
static bool wait_for_client(struct acceptor *acceptor, bool rest)
{
	struct pollfd events[] = {
		{.fd = acceptor->ending, .events = POLLIN},
		{.fd = acceptor->listener, .events = POLLIN},
	};
	poll(events, rest ? 1 : 2, rest ? REST_MS : -1);
	return !(events[0].revents & POLLIN);
}

static void *run(void *context)
{
	struct acceptor *acceptor = context;
	struct acceptor_host *host = &acceptor->host;
	bool rest = false;
	while (wait_for_client(acceptor, rest)) {
		bool room;
		errno = 0;
		while ((room = host->has_room(host->context)) &&
			take_next(acceptor))
			;
		rest = !room || errno != EAGAIN;
	}
	shut(acceptor->listener);
	while (take_next(acceptor))
		;
	close(acceptor->listener);
	acceptor->listener = -1;
	return NULL;
}

static void free_all(struct acceptor *acceptor)
{
	if (acceptor->ending >= 0)
		close(acceptor->ending);
	if (acceptor->listener >= 0)
		close(acceptor->listener);
	free(acceptor);
}

struct acceptor *acceptor_start(
	int listener, const struct acceptor_host *host, struct error *err)
{
	struct acceptor *acceptor = malloc(sizeof *acceptor);
	if (!acceptor) {
		close(listener);
		error_set_memory(err);
		return NULL;
	}
	*acceptor = (struct acceptor){
		.host = *host, .listener = listener, .ending = eventfd(0, 0)};
	if (acceptor->ending < 0) {
		error_set_errno(
			err, "cannot make an event for new connections");
		goto fail;
	}
	int failure = pthread_create(&acceptor->thread, NULL, run, acceptor);
	if (failure == 0)
		return acceptor;
	errno = failure;
	error_set_errno(err, "cannot start a thread for new connections");
fail:
	free_all(acceptor);
	return NULL;
}

void acceptor_end(struct acceptor *acceptor)
{
	if (!acceptor)
		return;
	eventfd_write(acceptor->ending, 1);
	pthread_join(acceptor->thread, NULL);
	free_all(acceptor);
}
