/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

struct morphology *support_morphology(void)
{
	struct error err;
	struct morphology *morphology = morphology_build(NULL, NULL, 0, &err);
	support_ok(morphology != NULL, err);
	return morphology;
}
