/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded, with failing.c, into a program: the allocation of that number
 * (TELUSUR_STARVE_AT, from 1) fails; it is counted in the program's own process
 * and not in those it starts.  Without a number the first allocation of each
 * call stack is written into the file TELUSUR_STARVE_LIST, a number a line, and
 * behind them how many there were in all.  Where the refusal ends the program in
 * a way that is known to be Xapian's own, its exit code is 77. */
#include "failing.h"
#include "torture_xapian.h"

#include <execinfo.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_STACKS = 1 << 15, EXIT_KNOWN = 77 };

static uint64_t number[MAX_STACKS];

static void disarm(void)
{
	bool failed;
	failing_disarm(&failed);
	signal(SIGABRT, SIG_DFL);
}

static void aborted(int signal_number)
{
	struct failing_stack here;
	here.count = backtrace(here.frame, FAILING_FRAMES);
	if (torture_is_known(failing_where(), true) &&
		torture_is_known(&here, true))
		_exit(EXIT_KNOWN);
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

__attribute__((constructor)) static void begin(void)
{
	const char *at = getenv("TELUSUR_STARVE_AT");
	if (!at && !getenv("TELUSUR_STARVE_LIST"))
		return;
	pthread_atfork(NULL, NULL, disarm);
	signal(SIGABRT, aborted);
	if (!at)
		failing_watch(number, MAX_STACKS);
	failing_arm(at ? strtoull(at, NULL, 10) : 0);
}

__attribute__((destructor)) static void end(void)
{
	const char *list = getenv("TELUSUR_STARVE_LIST");
	bool failed;
	uint64_t asked = failing_disarm(&failed);
	FILE *out = list && asked ? fopen(list, "w") : NULL;
	if (!out)
		return;
	for (size_t i = 0; i < failing_met(); i++)
		fprintf(out, "%llu\n", (unsigned long long)number[i]);
	fprintf(out, "%llu\n", (unsigned long long)asked);
	fclose(out);
}
