/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The acceptor: who is let in, who waits, and who is still let in at the
 * end. */
#include "acceptor.h"
#include "support.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { CLIENTS = 20 };

struct house {
	struct acceptor *acceptor;
	struct sockaddr_in address;
	atomic_uint room, taken, strangers;
	int guests[CLIENTS], clients[CLIENTS];
};

static bool has_room(void *context)
{
	struct house *house = context;
	return atomic_load(&house->taken) < atomic_load(&house->room);
}

static void take(void *context, int client, const struct sockaddr *name,
	socklen_t length)
{
	struct house *house = context;
	const struct sockaddr_in *from = (const void *)name;
	if (length != sizeof *from || from->sin_family != AF_INET ||
		ntohl(from->sin_addr.s_addr) != INADDR_LOOPBACK)
		atomic_fetch_add(&house->strangers, 1);
	house->guests[atomic_fetch_add(&house->taken, 1)] = client;
}

static void open_house(struct house *house, unsigned room)
{
	socklen_t length = sizeof house->address;
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	struct error err;
	*house = (struct house){.room = room,
		.address = {.sin_family = AF_INET,
			.sin_addr.s_addr = htonl(INADDR_LOOPBACK)}};
	struct sockaddr *address = (struct sockaddr *)&house->address;
	assert_int_equal(bind(listener, address, length), 0);
	assert_int_equal(listen(listener, CLIENTS), 0);
	assert_int_equal(fcntl(listener, F_SETFL, O_NONBLOCK), 0);
	assert_int_equal(getsockname(listener, address, &length), 0);
	const struct acceptor_host host = {has_room, take, house};
	house->acceptor = acceptor_start(listener, &host, &err);
	support_ok(house->acceptor, err);
}

static void close_house(struct house *house)
{
	unsigned taken = atomic_load(&house->taken);
	for (unsigned i = 0; i < taken; i++)
		close(house->guests[i]);
	for (unsigned i = 0; i < CLIENTS; i++)
		close(house->clients[i]);
	assert_int_equal(atomic_load(&house->strangers), 0);
}

static int ask_in(const struct house *house)
{
	int client = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(client >= 0);
	assert_int_equal(connect(client, (const void *)&house->address,
				 sizeof house->address),
		0);
	return client;
}

static void ask_all_in(struct house *house)
{
	for (unsigned i = 0; i < CLIENTS; i++)
		house->clients[i] = ask_in(house);
}

/* Whether so many are in before ten seconds are over. */
static bool wait_for(struct house *house, unsigned taken)
{
	const struct timespec step = {.tv_nsec = 1000000L};
	for (int i = 0; i < 10000; i++) {
		if (atomic_load(&house->taken) == taken)
			return true;
		nanosleep(&step, NULL);
	}
	return false;
}

static void test_all_come_in(void **state)
{
	struct house house;
	(void)state;
	open_house(&house, CLIENTS);
	ask_all_in(&house);
	assert_true(wait_for(&house, CLIENTS));
	acceptor_end(house.acceptor);
	/* Nobody listens any more. */
	int late = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(connect(late, (const void *)&house.address,
				 sizeof house.address),
		-1);
	close(late);
	close_house(&house);
}

static void test_those_without_room_wait(void **state)
{
	struct house house;
	(void)state;
	open_house(&house, 3);
	ask_all_in(&house);
	assert_true(wait_for(&house, 3));
	const struct timespec while_full = {.tv_nsec = 60000000L};
	nanosleep(&while_full, NULL);
	assert_int_equal(atomic_load(&house.taken), 3);
	atomic_store(&house.room, 5);
	assert_true(wait_for(&house, 5));
	/* At the end nobody is turned away. */
	acceptor_end(house.acceptor);
	assert_int_equal(atomic_load(&house.taken), CLIENTS);
	close_house(&house);
}

static void test_no_file_descriptors(void **state)
{
	struct house house;
	struct rlimit before, none;
	(void)state;
	open_house(&house, CLIENTS);
	house.clients[0] = ask_in(&house);
	assert_true(wait_for(&house, 1));
	for (unsigned i = 1; i < CLIENTS; i++)
		house.clients[i] = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	none = (struct rlimit){0, before.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	for (unsigned i = 1; i < CLIENTS; i++)
		assert_int_equal(
			connect(house.clients[i], (const void *)&house.address,
				sizeof house.address),
			0);
	assert_int_equal(atomic_load(&house.taken), 1);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	assert_true(wait_for(&house, CLIENTS));
	acceptor_end(house.acceptor);
	close_house(&house);
}

static void test_ends_at_once(void **state)
{
	struct house house;
	(void)state;
	for (int i = 0; i < 50; i++) {
		open_house(&house, 1);
		acceptor_end(house.acceptor);
	}
	acceptor_end(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_come_in),
		cmocka_unit_test(test_those_without_room_wait),
		cmocka_unit_test(test_no_file_descriptors),
		cmocka_unit_test(test_ends_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
