/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_family.h - the forms of a word's family, as several answers give them.
 */
#ifndef TELUSUR_JSON_FAMILY_H
#define TELUSUR_JSON_FAMILY_H

#include "json_write.h"
#include "search_run.h"

/* The member "forms". */
void json_put_forms(
	struct json_writer *json, const struct search_form *form, size_t count);

#endif
