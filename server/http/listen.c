/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

bool listen_read(
	const char *text, struct listen_address *address, struct error *err)
{
	const char *colon = strrchr(text, ':');
	size_t length = colon ? (size_t)(colon - text) : 0;
	size_t digits = colon ? strspn(colon + 1, "0123456789") : 0;
	bool bracketed = length > 2 && text[0] == '[' &&
			 text[length - 1] == ']';
	bool sound = length > 0 && length <= HOSTS_MAX_NAME_BYTES &&
		     digits > 0 && digits <= 5 && colon[1 + digits] == '\0' &&
		     (bracketed || strcspn(text, ":[") >= length);
	unsigned long port = sound ? strtoul(colon + 1, NULL, 10) : 0;
	if (!sound || port > 65535)
		return error_set(err, ERROR_USAGE,
			"an address and a port such as 127.0.0.1:8080 or "
			"[::1]:8080 are wanted");
	memcpy(address->host, text, length);
	address->host[length] = '\0';
	address->port = (uint16_t)port;
	return true;
}

static struct addrinfo *look_up(
	const struct listen_address *address, struct error *err)
{
	char name[sizeof address->host];
	char port[8];
	size_t length = strlen(address->host);
	size_t bracket = address->host[0] == '[';
	memcpy(name, address->host + bracket, length - 2 * bracket);
	name[length - 2 * bracket] = '\0';
	snprintf(port, sizeof port, "%u", address->port);
	struct addrinfo wanted = {.ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_PASSIVE | AI_NUMERICSERV};
	struct addrinfo *found = NULL;
	int cause = getaddrinfo(name, port, &wanted, &found);
	if (cause == 0)
		return found;
	error_set(err, ERROR_IO, "cannot listen on %s:%u: %s", address->host,
		address->port, gai_strerror(cause));
	return NULL;
}

static bool is_loopback(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET6)
		return IN6_IS_ADDR_LOOPBACK(
			&((const struct sockaddr_in6 *)(const void *)address)
				 ->sin6_addr);
	const struct sockaddr_in *in = (const void *)address;
	return ntohl(in->sin_addr.s_addr) >> 24 == 127;
}

static bool set_up(int fd, const struct addrinfo *info)
{
	int on = 1;
	/* A restart must not wait for the last connections to be forgotten. */
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0)
		return false;
	return fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 &&
	       fcntl(fd, F_SETFL, O_NONBLOCK) == 0 &&
	       bind(fd, info->ai_addr, info->ai_addrlen) == 0 &&
	       listen(fd, SOMAXCONN) == 0;
}

static bool read_port(int fd, uint16_t *port)
{
	struct sockaddr_storage name;
	socklen_t length = sizeof name;
	if (getsockname(fd, (struct sockaddr *)&name, &length) < 0)
		return false;
	*port = ntohs(name.ss_family == AF_INET6
			      ? ((struct sockaddr_in6 *)&name)->sin6_port
			      : ((struct sockaddr_in *)&name)->sin_port);
	return true;
}

bool listen_open(struct listen_address *address, struct listener *listener,
	struct error *err)
{
	struct addrinfo *info = look_up(address, err);
	if (!info)
		return false;
	int fd = socket(info->ai_family, info->ai_socktype, info->ai_protocol);
	bool ok = fd >= 0 && set_up(fd, info) && read_port(fd, &address->port);
	int cause = errno;
	if (ok)
		*listener = (struct listener){fd, is_loopback(info->ai_addr)};
	else if (fd >= 0)
		close(fd);
	freeaddrinfo(info);
	if (ok)
		return true;
	if (cause == EADDRINUSE)
		return error_set(err, ERROR_IO,
			"cannot listen on %s:%u: another program does; choose "
			"another port with --listen ADDR:PORT",
			address->host, address->port);
	errno = cause;
	return error_set_errno(
		err, "cannot listen on %s:%u", address->host, address->port);
}
