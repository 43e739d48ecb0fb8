/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_mode.h"

#include "names.h"

const char *const plan_mode_names[] = {
	[PLAN_MODE_STEM] = "stem",
	[PLAN_MODE_EXACT] = "exact",
	[PLAN_MODE_FAMILY] = "family",
	NULL,
};

const char *const plan_mode_meanings[] = {
	[PLAN_MODE_STEM] = "words by root, phrases by form",
	[PLAN_MODE_EXACT] = "all by form",
	[PLAN_MODE_FAMILY] = "all by root",
	NULL,
};

bool plan_mode_read(struct slice name, enum plan_mode *mode, struct error *err)
{
	unsigned index;
	if (!names_find(plan_mode_names, name, &index))
		return names_refuse(plan_mode_names, "mode", err);
	*mode = (enum plan_mode)index;
	return true;
}
