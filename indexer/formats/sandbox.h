/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sandbox.h - takes from this process what a parser of hostile files does not
 * need.
 *
 * Limits: SANDBOX_CPU_SECONDS of CPU, SANDBOX_WALL_SECONDS in all, and
 * SANDBOX_MEMORY_BYTES of address space; files are neither made nor grown.
 * System calls: reading and writing what is open, memory, time, and the end;
 * whatever else is asked for (opening, connecting, starting programs) is
 * refused with EPERM.  A limit that is reached ends the process by a signal.
 */
#ifndef TELUSUR_SANDBOX_H
#define TELUSUR_SANDBOX_H

#include <stdbool.h>

enum {
	SANDBOX_CPU_SECONDS = 30,
	SANDBOX_WALL_SECONDS = 120,
	SANDBOX_MEMORY_BYTES = 512 << 20,
};

/* For good.  False when the kernel cannot; then nothing may be parsed. */
bool sandbox_enter(void);

#endif
