/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For closefrom and MAP_ANONYMOUS, which POSIX has not. */
#define _DEFAULT_SOURCE

#include "worker.h"

#include "index_write.h"
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	MAX_ANSWER_BYTES = INDEX_MAX_TEXT_BYTES * 2,
	CHUNK_BYTES = 1 << 16,
	SOCKET_FD = 3, /* in the forked process */
	/* How the process of a file ends, beside by a signal. */
	END_DONE = 0,
	END_REFUSED = 1, /* no sandbox */
	END_MEMORY = EXTRACT_END_MEMORY,
	END_LOST = 3, /* nobody to answer to */
	END_UNSTARTED = 4, /* there was none */
};

struct worker {
	pid_t pid;
	int socket;
	struct buf answer;
};

static bool write_all(int fd, const char *bytes, size_t length)
{
	while (length) {
		ssize_t done = write(fd, bytes, length);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes += done;
		length -= (size_t)done;
	}
	return true;
}

/* Appends all that comes, up to `most` bytes; false when more comes or reading
 * fails. */
static bool read_all(int fd, struct buf *out, size_t most)
{
	for (;;) {
		if (!buf_reserve(out, CHUNK_BYTES))
			return false;
		ssize_t got = read(fd, out->bytes + out->length, CHUNK_BYTES);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0;
		out->length += (size_t)got;
		if (out->length > most)
			return false;
	}
}

/* ---- in the process of one file ---- */

/* C++ and GLib abort where they find no memory; a crash of another kind leaves
 * some. */
static void tell_abort(int number)
{
	/* A bare system call, if not one that POSIX lists as safe here. */
	/* NOLINTNEXTLINE(bugprone-signal-handler,cert-sig30-c) */
	void *piece = mmap(NULL, SANDBOX_MEMORY_BYTES / 4,
		PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (piece == MAP_FAILED)
		_exit(END_MEMORY);
	signal(number, SIG_DFL);
	raise(number);
}

_Noreturn static void serve_file(extract_parser *parser, int data)
{
	struct buf bytes = {0}, answer = {0};
	struct extract extract = {0};
	struct error err = {0};
	signal(SIGABRT, tell_abort);
	signal(SIGTRAP, tell_abort);
	if (!sandbox_enter())
		_exit(END_REFUSED);
	if (!read_all(data, &bytes, SIZE_MAX))
		_exit(bytes.failed ? END_MEMORY : END_LOST);
	bool ok = parser(buf_slice(&bytes), &extract, &err) &&
		  !extract_is_too_long(&extract, &err);
	if (!ok && err.code == ERROR_MEMORY)
		_exit(END_MEMORY);
	buf_free(&bytes);
	buf_put_byte(&answer, (unsigned char)err.code);
	if (ok)
		extract_pack(&extract, &answer);
	else
		buf_put_text(&answer, err.text);
	if (answer.failed)
		_exit(END_MEMORY);
	_exit(write_all(data, answer.bytes, answer.length) ? END_DONE
							   : END_LOST);
}

/* ---- in the process that forks them ---- */

struct request {
	extract_parser *parser; /* the same address in all of them */
};

union control {
	struct cmsghdr header;
	char bytes[CMSG_SPACE(sizeof(int))];
};

/* The next request and the socket for its data; -1 at the end. */
static int receive(int from, struct request *request)
{
	union control control = {0};
	struct iovec part = {request, sizeof *request};
	struct msghdr message = {.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof control.bytes};
	ssize_t got;
	int data = -1;
	do
		got = recvmsg(from, &message, 0);
	while (got < 0 && errno == EINTR);
	struct cmsghdr *header = CMSG_FIRSTHDR(&message);
	if (got == (ssize_t)sizeof *request && header)
		memcpy(&data, CMSG_DATA(header), sizeof data);
	return data;
}

/* Signals as a new process has them: what is ignored or blocked stays so over
 * fork and exec, and then no limit ends a parser, and no end of one is told.
 * SIGINT and SIGTERM are left to the program, which ends us with our socket. */
static void reset_signals(void)
{
	sigset_t none;
	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL); /* not for all, which is no harm */
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

_Noreturn static void serve(int parent)
{
	struct request request;
	int data, null = open("/dev/null", O_RDWR);
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	reset_signals();
	/* Parsers complain on standard error of what they read. */
	for (int fd = 0; null >= 0 && fd < SOCKET_FD; fd++)
		dup2(null, fd);
	dup2(parent, SOCKET_FD);
	closefrom(SOCKET_FD + 1);
	while ((data = receive(SOCKET_FD, &request)) >= 0) {
		int status = 0;
		pid_t child = fork();
		if (child == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
			signal(SIGPIPE, SIG_IGN);
			close(SOCKET_FD);
			serve_file(request.parser, data);
		}
		close(data);
		while (child > 0 && waitpid(child, &status, 0) < 0 &&
			errno == EINTR)
			;
		if (child < 0)
			status = END_UNSTARTED << 8;
		if (!write_all(SOCKET_FD, (char *)&status, sizeof status))
			break;
	}
	_exit(0);
}

/* ---- in the program ---- */

static bool start(struct worker *worker, struct error *err)
{
	int pair[2];
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
		return error_set_errno(err, "cannot make a socket");
	worker->pid = fork();
	if (worker->pid == 0)
		serve(pair[1]);
	close(pair[1]);
	if (worker->pid < 0) {
		error_set_errno(err, "cannot start a process");
		close(pair[0]);
		return false;
	}
	fcntl(pair[0], F_SETFD, FD_CLOEXEC);
	worker->socket = pair[0];
	return true;
}

/* The end of its socket is its end. */
static void stop(struct worker *worker)
{
	if (worker->pid <= 0)
		return;
	close(worker->socket);
	while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
		;
	worker->pid = 0;
}

struct worker *worker_new(struct error *err)
{
	struct worker *worker = calloc(1, sizeof *worker);
	if (!worker) {
		error_set_memory(err);
		return NULL;
	}
	if (start(worker, err))
		return worker;
	free(worker);
	return NULL;
}

void worker_free(struct worker *worker)
{
	if (!worker)
		return;
	stop(worker);
	buf_free(&worker->answer);
	free(worker);
}

static bool send_request(
	struct worker *worker, extract_parser *parser, int data)
{
	struct request request = {parser};
	union control control = {0};
	struct iovec part = {&request, sizeof request};
	struct msghdr message = {.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof control.bytes};
	struct cmsghdr *header = CMSG_FIRSTHDR(&message);
	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof data);
	memcpy(CMSG_DATA(header), &data, sizeof data);
	return sendmsg(worker->socket, &message, MSG_NOSIGNAL) ==
	       (ssize_t)sizeof request;
}

/* Sends the bytes and takes the answer; what breaks here shows in how the
 * process ended. */
static bool exchange(struct worker *worker, int data, struct slice bytes)
{
	while (bytes.length) {
		ssize_t done = send(
			data, bytes.bytes, bytes.length, MSG_NOSIGNAL);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes = slice_of(
			bytes.bytes + done, bytes.length - (size_t)done);
	}
	shutdown(data, SHUT_WR);
	return read_all(data, &worker->answer, MAX_ANSWER_BYTES);
}

static bool tell_signal(int number, struct error *err)
{
	if (number == SIGXCPU)
		return error_set(err, ERROR_LIMIT,
			"reading it takes more than %d s", SANDBOX_CPU_SECONDS);
	if (number == SIGALRM)
		return error_set(err, ERROR_ENGINE,
			"this system is too busy to read it in %d s",
			SANDBOX_WALL_SECONDS);
	if (number == SIGKILL)
		return error_set(err, ERROR_ENGINE,
			"the process that reads it was killed from outside");
	return error_set(err, ERROR_CORRUPT,
		"reading it crashes its parser (signal %d)", number);
}

static bool tell_end(int status, struct error *err)
{
	if (WIFSIGNALED(status))
		return tell_signal(WTERMSIG(status), err);
	switch (WEXITSTATUS(status)) {
	case END_REFUSED:
		return error_set(err, ERROR_ENGINE,
			"this system has no sandbox (seccomp) to read it in");
	case END_UNSTARTED:
		return error_set(err, ERROR_ENGINE,
			"no process can be started to read it");
	case END_MEMORY:
		return error_set(err, ERROR_LIMIT,
			"reading it takes more than %d MB of memory",
			SANDBOX_MEMORY_BYTES >> 20);
	default:
		return error_set(err, ERROR_CORRUPT,
			"reading it ends its parser (code %d)",
			WEXITSTATUS(status));
	}
}

static bool read_answer(
	struct slice answer, struct extract *out, struct error *err)
{
	if (answer.length == 0)
		return error_set(err, ERROR_CORRUPT, "its parser says nothing");
	struct slice rest = slice_of(answer.bytes + 1, answer.length - 1);
	if (*answer.bytes != ERROR_NONE)
		return error_set(err,
			*answer.bytes == ERROR_LIMIT ? ERROR_LIMIT
						     : ERROR_CORRUPT,
			"%.*s", (int)(rest.length < 400 ? rest.length : 400),
			rest.bytes);
	return extract_unpack(rest, out, err);
}

static bool tell_gone(struct error *err)
{
	return error_set(
		err, ERROR_ENGINE, "the process that reads files has ended");
}

bool worker_run(struct worker *worker, extract_parser *parser,
	struct slice bytes, struct extract *out, struct error *err)
{
	int pair[2], status = 0;
	if (worker->pid <= 0)
		return tell_gone(err);
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
		return error_set_errno(err, "cannot make a socket");
	buf_clear(&worker->answer);
	bool sent = send_request(worker, parser, pair[1]);
	close(pair[1]);
	bool answered = sent && exchange(worker, pair[0], bytes);
	close(pair[0]);
	ssize_t got = -1;
	do
		got = sent ? read(worker->socket, &status, sizeof status) : -1;
	while (got < 0 && sent && errno == EINTR);
	if (got != (ssize_t)sizeof status) {
		stop(worker);
		return tell_gone(err);
	}
	if (worker->answer.failed)
		return error_set_memory(err);
	if (worker->answer.length > MAX_ANSWER_BYTES)
		return error_set(err, ERROR_LIMIT, "more than %d MB of text",
			INDEX_MAX_TEXT_BYTES >> 20);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != END_DONE)
		return tell_end(status, err);
	if (!answered)
		return error_set(err, ERROR_ENGINE,
			"the process that reads files does not answer");
	return read_answer(buf_slice(&worker->answer), out, err);
}
