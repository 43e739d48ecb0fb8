/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "torture.h"

#include "failing.h"
#include "torture_xapian.h"

#include <dirent.h>
#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	CHOSEN = 120, /* allocations of an entry point, without --all */
	MAX_FINDINGS = 40, /* of an entry point: then it is given up */
	MAX_STACKS = 1 << 14,
};

/* What a child tells of itself, also when it crashes. */
struct report {
	uint64_t number; /* the allocation that is being refused */
	uint64_t refused; /* how many were */
	uint64_t asked; /* by a call that nothing was refused to */
	unsigned findings;
	unsigned known; /* leaks and ends that are Xapian's */
	bool ended; /* the last end is one of these */
	bool done;
};

static struct report *report;

void torture_must(bool ok, const struct error *err)
{
	if (ok)
		return;
	fprintf(stderr, "# a step that nothing is refused to failed: %s\n",
		err->text);
	_exit(3);
}

static void show(const struct failing_stack *stack)
{
	backtrace_symbols_fd(stack->frame, stack->count, STDERR_FILENO);
}

static void found(
	const struct torture_entry *entry, const char *what, const char *detail)
{
	fprintf(stderr, "# %s, allocation %llu: %s%s\n", entry->name,
		(unsigned long long)report->number, what, detail);
	show(failing_where());
	report->findings++;
}

static void crashed(int number)
{
	static const char text[] = "# crashed; the allocation refused, then "
				   "the crash:\n";
	struct failing_stack here;
	here.count = backtrace(here.frame, FAILING_FRAMES);
	report->ended = number == SIGABRT &&
			torture_is_known(failing_where(), true) &&
			torture_is_known(&here, true);
	if (!report->ended) {
		ssize_t done = write(STDERR_FILENO, text, sizeof text - 1);
		(void)done;
		show(failing_where());
		show(&here);
	}
	signal(number, SIG_DFL);
	raise(number);
}

static int open_files(void)
{
	int count = 0;
	DIR *folder = opendir("/proc/self/fd");
	while (folder && readdir(folder))
		count++;
	if (folder)
		closedir(folder);
	return count;
}

static bool same(const struct buf *a, const struct buf *b)
{
	return slice_equal(buf_slice(a), buf_slice(b));
}

/* The call once more, with nothing refused. */
static void call_again(const struct torture_entry *entry, void *state,
	const struct buf *wanted)
{
	struct buf answer = {0};
	struct error err = {0};
	if (!entry->call(state, &answer, &err))
		found(entry, "the next call fails: ", err.text);
	else if (!same(&answer, wanted))
		found(entry, "the next answer differs", "");
	buf_free(&answer);
}

/* The call with an allocation refused (0: with none), once more without, and
 * all closed again.  False when the call did not ask for so many. */
static bool refuse_one(const struct torture_entry *entry, uint64_t number,
	const struct buf *wanted)
{
	struct buf answer = {0};
	struct error err = {0};
	bool refused;
	report->number = number;
	void *state = entry->open ? entry->open(entry) : NULL;
	failing_arm(number);
	bool ok = entry->call(state, &answer, &err);
	report->asked = failing_disarm(&refused);
	if (ok != (err.code == ERROR_NONE))
		found(entry, "result and error do not agree: ", err.text);
	else if (!ok && err.code != ERROR_MEMORY)
		found(entry, "another error: ", err.text);
	if (ok && !same(&answer, wanted))
		found(entry, "another answer", "");
	buf_free(&answer);
	if (!ok && entry->between && !entry->between(state, &err))
		found(entry, "what came between failed: ", err.text);
	if (refused) {
		call_again(entry, state, wanted);
		report->refused++;
	}
	if (entry->close)
		entry->close(state);
	return refused;
}

struct leak {
	size_t blocks;
	size_t ours;
};

static void look_at_left(void *context, const struct failing_stack *stack)
{
	struct leak *leak = context;
	leak->blocks++;
	if (torture_is_xapians(stack))
		return;
	if (leak->ours++ == 0) {
		fprintf(stderr, "# a block left behind is from:\n");
		show(stack);
	}
}

/* Something was left behind: does the same again to see what. */
static void judge_leak(const struct torture_entry *entry, uint64_t number,
	const struct buf *wanted)
{
	struct leak leak = {0};
	char detail[60];
	failing_trace(true);
	refuse_one(entry, number, wanted);
	failing_trace(false);
	report->refused--;
	failing_left(look_at_left, &leak);
	snprintf(detail, sizeof detail, "%zu, %zu of them ours", leak.blocks,
		leak.ours);
	if (leak.blocks && leak.ours == 0 &&
		torture_is_known(failing_where(), false))
		report->known++;
	else
		found(entry, "blocks left behind: ", detail);
}

/* The same, and looks for what is left behind. */
static bool round_of(const struct torture_entry *entry, uint64_t number,
	const struct buf *wanted)
{
	int files = open_files();
	int64_t before = failing_live();
	bool refused = refuse_one(entry, number, wanted);
	if (failing_live() != before)
		judge_leak(entry, number, wanted);
	if (open_files() != files)
		found(entry, "a file is left open", "");
	return refused;
}

/* Makes the answer that is wanted, and chooses the allocations to be refused
 * without --all: of each call stack the first, and where these are too many, a
 * selection spread over them. */
static size_t prepare(
	const struct torture_entry *entry, struct buf *wanted, uint64_t *number)
{
	struct error err = {0};
	bool refused;
	void *state = entry->open ? entry->open(entry) : NULL;
	failing_watch(number, MAX_STACKS);
	failing_arm(0);
	torture_must(entry->call(state, wanted, &err), &err);
	failing_disarm(&refused);
	size_t met = failing_met();
	failing_watch(NULL, 0);
	if (entry->close)
		entry->close(state);
	if (wanted->failed || wanted->length == 0)
		torture_must(false, &(struct error){.text = "no answer"});
	if (met <= CHOSEN)
		return met;
	for (size_t i = 0; i < CHOSEN; i++)
		number[i] = number[i * met / CHOSEN];
	return CHOSEN;
}

/* The child's part: begins at the number, or at the choice with it. */
static void torture(
	const struct torture_entry *entry, uint64_t from, bool all, bool one)
{
	static uint64_t chosen[MAX_STACKS];
	struct buf wanted = {0};
	size_t count = prepare(entry, &wanted, chosen);
	/* What libraries make once and keep is made now. */
	refuse_one(entry, 0, &wanted);
	round_of(entry, 0, &wanted);
	for (size_t i = 0; i < count && !all && !one; i++)
		if (chosen[i] >= from && report->findings < MAX_FINDINGS)
			round_of(entry, chosen[i], &wanted);
	while (all && report->findings < MAX_FINDINGS &&
		round_of(entry, from, &wanted))
		from++;
	if (one) {
		round_of(entry, from, &wanted);
		show(failing_where());
	}
	report->done = true;
	buf_free(&wanted);
}

static void run_child(
	const struct torture_entry *entry, uint64_t from, bool all, bool one)
{
	static const int signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
			signal(signals[i], crashed);
		torture(entry, from, all, one);
		_exit(0);
	}
	int status = 0;
	if (child > 0)
		waitpid(child, &status, 0);
	if (child > 0 && report->done)
		return;
	if (child > 0 && report->ended) {
		report->ended = false;
		report->refused++;
		report->known++;
		return;
	}
	/* It crashed, or gave up. */
	fprintf(stderr, "# %s, allocation %llu: status %d\n", entry->name,
		(unsigned long long)report->number, status);
	report->findings++;
	if (report->number == 0 || (WIFEXITED(status) && WEXITSTATUS(status)))
		report->findings = MAX_FINDINGS;
}

static bool torture_entry(
	const struct torture_entry *entry, int test, uint64_t only, bool all)
{
	uint64_t from = only ? only : 1;
	*report = (struct report){0};
	do {
		run_child(entry, from, all, only != 0);
		from = report->number + 1;
	} while (!report->done && !only && report->findings < MAX_FINDINGS);
	bool ok = report->findings == 0;
	printf("%sok %d - %s: %llu allocations, %llu refused, "
	       "%u known of Xapian, %u findings\n",
		ok ? "" : "not ", test, entry->name,
		(unsigned long long)report->asked,
		(unsigned long long)report->refused, report->known,
		report->findings);
	return ok;
}

int torture_main(
	int argc, char **argv, const struct torture_entry *entry, size_t count)
{
	bool all = argc > 1 && strcmp(argv[1], "--all") == 0, ok = true;
	const char *name = argc > 1 && !all ? argv[1] : NULL;
	uint64_t only = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
	int test = 0;
	report = mmap(NULL, sizeof *report, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (report == MAP_FAILED)
		return 2;
	for (size_t i = 0; i < count; i++)
		if (!name || strcmp(name, entry[i].name) == 0)
			ok = torture_entry(
				     &entry[i], ++test, only, all || name) &&
			     ok;
	printf("1..%d\n", test);
	return ok && test > 0 ? 0 : 1;
}
