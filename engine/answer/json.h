/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.h - the names of query modes in the API and on the command line. */
#ifndef TELUSUR_JSON_H
#define TELUSUR_JSON_H

#include "plan.h"

/* stem, exact, family; json_read_mode returns false for any other name. */
const char *json_mode_name(enum plan_mode mode);
bool json_read_mode(struct slice name, enum plan_mode *mode);

#endif
