/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sandbox.h - takes from this process all rights that a parser of hostile files
 * does not need.
 *
 * Limits: SANDBOX_CPU_SECONDS of CPU time, SANDBOX_WALL_SECONDS of real time
 * and SANDBOX_MEMORY_BYTES of address space; no file can be created or grow.  A
 * limit that is reached ends the process by a signal. System calls (seccomp):
 * only those that read and write open descriptors, allocate memory, tell the
 * time and exit.  All others (open, connect, exec ...) fail with EPERM.
 */
#ifndef TELUSUR_SANDBOX_H
#define TELUSUR_SANDBOX_H

#include <stdbool.h>

enum {
	SANDBOX_CPU_SECONDS = 30,
	SANDBOX_WALL_SECONDS = 120,
	SANDBOX_MEMORY_BYTES = 512 << 20,
};

/* Cannot be undone.  False if the kernel refuses; then parse nothing. */
bool sandbox_enter(void);

#endif
