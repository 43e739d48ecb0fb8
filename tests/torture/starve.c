/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded, with failing.c, into a program: the allocation of that number
 * (TELUSUR_STARVE_AT, from 1) fails; it is counted in the program's own process
 * and not in those it starts.  Without a number the first allocation of each
 * call stack is written into the file TELUSUR_STARVE_LIST, a number a line, and
 * behind them how many there were in all. */
#include "failing.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_STACKS = 1 << 15 };

static uint64_t number[MAX_STACKS];

static void disarm(void)
{
	bool failed;
	failing_disarm(&failed);
}

__attribute__((constructor)) static void begin(void)
{
	const char *at = getenv("TELUSUR_STARVE_AT");
	if (!at && !getenv("TELUSUR_STARVE_LIST"))
		return;
	pthread_atfork(NULL, NULL, disarm);
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
