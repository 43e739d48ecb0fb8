/* SPDX-License-Identifier: GPL-3.0-or-later */
/* torture_xapian.h - what Xapian leaves behind by itself when memory runs out,
 * told apart from what we do.  torture_xapian.c has the list.
 */
#ifndef TELUSUR_TESTS_TORTURE_XAPIAN_H
#define TELUSUR_TESTS_TORTURE_XAPIAN_H

#include "failing.h"

/* Whether a block was allocated by Xapian for itself. */
bool torture_is_xapians(const struct failing_stack *stack);

/* Whether the stack goes through a function of Xapian's that is known to leave
 * blocks behind where an allocation fails, or (ends) to end the process. */
bool torture_is_known(const struct failing_stack *stack, bool ends);

#endif
