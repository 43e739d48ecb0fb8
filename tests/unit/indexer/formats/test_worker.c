/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parsers that do what no parser should. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, which POSIX has not */

#include "worker.h"

#include "index_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

static bool repeats(struct slice bytes, struct extract *out, struct error *err)
{
	(void)err;
	buf_put_slice(&out->text, bytes);
	buf_put_text(&out->title, "judul");
	buf_put_u32(&out->pages, 0);
	out->furniture = 3;
	return true;
}

static bool refuses(struct slice bytes, struct extract *out, struct error *err)
{
	(void)bytes;
	(void)out;
	return error_set(err, ERROR_LIMIT, "so it is");
}

static bool crashes(struct slice bytes, struct extract *out, struct error *err)
{
	(void)bytes;
	(void)out;
	(void)err;
	raise(SIGQUIT);
	return false;
}

static bool aborts(struct slice bytes, struct extract *out, struct error *err)
{
	(void)bytes;
	(void)out;
	(void)err;
	abort();
}

/* As a system does that has no memory left. */
static bool is_killed(
	struct slice bytes, struct extract *out, struct error *err)
{
	(void)bytes;
	(void)out;
	(void)err;
	raise(SIGKILL);
	return false;
}

static bool is_late(struct slice bytes, struct extract *out, struct error *err)
{
	(void)bytes;
	(void)out;
	(void)err;
	raise(SIGALRM);
	return false;
}

/* As C++ does when it can have no more memory.  Under a sanitizer there is no
 * limit to meet. */
static bool aborts_without_memory(
	struct slice bytes, struct extract *out, struct error *err)
{
	(void)bytes;
	(void)out;
	(void)err;
	for (int i = 0; i < 64; i++)
		if (mmap(NULL, 16 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS,
			    -1, 0) == MAP_FAILED)
			abort();
	extract_out_of_memory();
}

static bool leaves(struct slice bytes, struct extract *out, struct error *err)
{
	(void)bytes;
	(void)out;
	(void)err;
	_exit(7);
}

static bool lacks_memory(
	struct slice bytes, struct extract *out, struct error *err)
{
	(void)bytes;
	(void)out;
	(void)err;
	extract_out_of_memory();
}

/* Tries what the sandbox must refuse; says what it could do. */
static bool pries(struct slice bytes, struct extract *out, struct error *err)
{
	(void)bytes;
	(void)err;
	if (open("/etc/passwd", O_RDONLY) >= 0 || errno != EPERM)
		buf_put_text(&out->text, "open ");
	if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM)
		buf_put_text(&out->text, "socket ");
	if (fork() >= 0 || errno != EPERM)
		buf_put_text(&out->text, "fork ");
	if (kill(getppid(), SIGTERM) == 0)
		buf_put_text(&out->text, "kill ");
	if (execl("/bin/true", "true", (char *)NULL) == 0 || errno != EPERM)
		buf_put_text(&out->text, "exec ");
	return true;
}

static bool says_no_text(
	struct slice bytes, struct extract *out, struct error *err)
{
	(void)bytes;
	(void)err;
	buf_put_text(&out->text, "a\xFF");
	return true;
}

static bool says_wrong_pages(
	struct slice bytes, struct extract *out, struct error *err)
{
	(void)bytes;
	(void)err;
	buf_put_text(&out->text, "teks");
	buf_put_u32(&out->pages, 5);
	return true;
}

/* Says which signals are not as a new process has them. */
static bool tells_signals(
	struct slice bytes, struct extract *out, struct error *err)
{
	sigset_t blocked;
	(void)bytes;
	(void)err;
	sigprocmask(SIG_SETMASK, NULL, &blocked);
	for (int number = 1; number < 32; number++) {
		struct sigaction now;
		bool ours = number == SIGABRT || number == SIGTRAP ||
			    number == SIGPIPE || number == SIGINT ||
			    number == SIGTERM;
		if (sigaction(number, NULL, &now) == 0 && !ours &&
			now.sa_handler != SIG_DFL)
			buf_put_format(&out->text, "handled %d ", number);
		if (sigismember(&blocked, number))
			buf_put_format(&out->text, "blocked %d ", number);
	}
	return true;
}

static struct worker *worker;

static void refused(
	extract_parser *parser, enum error_code code, const char *reason)
{
	struct extract extract = {0};
	struct error err = {0};
	assert_false(
		worker_run(worker, parser, slice_text("isi"), &extract, &err));
	assert_int_equal(err.code, code);
	if (!strstr(err.text, reason))
		fail_msg("%s", err.text);
	extract_free(&extract);
}

static void serves(size_t length)
{
	struct extract extract = {0};
	struct error err = {0};
	char *bytes = malloc(length + 1);
	assert_non_null(bytes);
	memset(bytes, 'a', length);
	support_ok(worker_run(worker, repeats, slice_of(bytes, length),
			   &extract, &err),
		err);
	assert_int_equal(extract.text.length, length);
	assert_true(
		slice_equal(buf_slice(&extract.title), slice_text("judul")));
	assert_int_equal(extract.pages.length, 4);
	assert_int_equal(extract.furniture, 3);
	extract_free(&extract);
	free(bytes);
}

static void test_texts_come_back(void **state)
{
	(void)state;
	serves(0);
	serves(5);
	serves(5 << 20);
}

static void test_what_goes_wrong_has_its_reason(void **state)
{
	(void)state;
	refused(refuses, ERROR_LIMIT, "so it is");
	refused(crashes, ERROR_CORRUPT, "crashes its parser (signal");
	refused(aborts, ERROR_CORRUPT, "crashes its parser (signal");
	serves(5);
	refused(leaves, ERROR_CORRUPT, "code 7");
	refused(lacks_memory, ERROR_LIMIT, "512 MB of memory");
	refused(aborts_without_memory, ERROR_LIMIT, "512 MB of memory");
	refused(is_killed, ERROR_ENGINE, "from outside");
	refused(is_late, ERROR_ENGINE, "too busy");
	refused(says_no_text, ERROR_CORRUPT, "no text");
	refused(says_wrong_pages, ERROR_CORRUPT, "no text");
	serves(5);
}

static void test_a_text_has_a_limit(void **state)
{
	size_t length = ((size_t)64 << 20) + 1;
	struct extract extract = {0};
	struct error err = {0};
	char *bytes = calloc(1, length);
	(void)state;
	assert_non_null(bytes);
	assert_false(worker_run(
		worker, repeats, slice_of(bytes, length), &extract, &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	assert_non_null(strstr(err.text, "64 MB"));
	extract_free(&extract);
	free(bytes);
}

static void test_the_sandbox_holds(void **state)
{
	struct extract extract = {0};
	struct error err = {0};
	(void)state;
	support_ok(
		worker_run(worker, pries, slice_text(""), &extract, &err), err);
	if (extract.text.length)
		fail_msg("could %.*s", (int)extract.text.length,
			extract.text.bytes);
	extract_free(&extract);
}

/* As where a program is started by one that ignores them, under nohup, or with
 * signals blocked: the limits hold, and every end is told. */
static void test_inherited_signals_do_not_matter(void **state)
{
	static const int numbers[] = {SIGCHLD, SIGPIPE, SIGTERM, SIGINT, SIGHUP,
		SIGQUIT, SIGALRM, SIGXCPU, SIGUSR1};
	enum { COUNT = sizeof numbers / sizeof *numbers };
	struct sigaction before[COUNT];
	sigset_t all, unblocked;
	struct worker *usual = worker;
	struct extract extract = {0};
	struct error err = {0};
	(void)state;
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, NULL, &unblocked);
	for (size_t i = 0; i < COUNT; i++) {
		const struct sigaction ignored = {.sa_handler = SIG_IGN};
		sigaction(numbers[i], &ignored, &before[i]);
	}
	sigprocmask(SIG_SETMASK, &all, NULL);
	worker = worker_new(&err);
	support_ok(worker != NULL, err);
	support_ok(worker_run(worker, tells_signals, slice_text(""), &extract,
			   &err),
		err);
	if (extract.text.length)
		fail_msg("%.*s", (int)extract.text.length, extract.text.bytes);
	extract_free(&extract);
	refused(crashes, ERROR_CORRUPT, "crashes its parser (signal");
	refused(is_late, ERROR_ENGINE, "too busy");
	refused(is_killed, ERROR_ENGINE, "from outside");
	refused(leaves, ERROR_CORRUPT, "code 7");
	serves(5);
	worker_free(worker);
	worker = usual;
	sigprocmask(SIG_SETMASK, &unblocked, NULL);
	for (size_t i = 0; i < COUNT; i++)
		sigaction(numbers[i], &before[i], NULL);
}

static int start(void **state)
{
	struct error err = {0};
	(void)state;
	worker = worker_new(&err);
	return worker ? 0 : -1;
}

static int stop(void **state)
{
	(void)state;
	worker_free(worker);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts_come_back),
		cmocka_unit_test(test_what_goes_wrong_has_its_reason),
		cmocka_unit_test(test_a_text_has_a_limit),
		cmocka_unit_test(test_the_sandbox_holds),
		cmocka_unit_test(test_inherited_signals_do_not_matter),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
