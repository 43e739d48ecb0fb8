/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox.h"

#include <errno.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Address and thread sanitizer map terabytes that they do not use. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANDBOX_IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANDBOX_IS_SANITIZED 1
#endif
#endif
#ifndef SANDBOX_IS_SANITIZED
#define SANDBOX_IS_SANITIZED 0
#endif

static const int allowed[] = {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(lseek),
	SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(mmap),
	SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(mprotect), SCMP_SYS(brk),
	SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
	SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday), SCMP_SYS(getrandom), SCMP_SYS(exit),
	SCMP_SYS(exit_group)};

static bool limit(int resource, rlim_t most)
{
	/* One above, so that what ends the process is the soft one. */
	struct rlimit value = {most, most ? most + 1 : 0};
	struct rlimit before;
	if (getrlimit(resource, &before) != 0)
		return false;
	if (before.rlim_max < value.rlim_max)
		value.rlim_max = before.rlim_max;
	if (value.rlim_max < value.rlim_cur)
		value.rlim_cur = value.rlim_max;
	return setrlimit(resource, &value) == 0;
}

static bool filter_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool ok = filter != NULL;
	for (size_t i = 0; ok && i < sizeof allowed / sizeof *allowed; i++)
		ok = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) ==
		     0;
	/* Aborting is a signal to oneself. */
	ok = ok &&
	     seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
		     SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0)) == 0;
	ok = ok && seccomp_load(filter) == 0;
	if (filter)
		seccomp_release(filter);
	return ok;
}

bool sandbox_enter(void)
{
	alarm(SANDBOX_WALL_SECONDS);
	return (SANDBOX_IS_SANITIZED ||
		       limit(RLIMIT_AS, SANDBOX_MEMORY_BYTES)) &&
	       limit(RLIMIT_CPU, SANDBOX_CPU_SECONDS) &&
	       limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) &&
	       prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && filter_calls();
}
