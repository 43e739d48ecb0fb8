/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_family.h - the forms of a root as JSON. */
#ifndef TELUSUR_JSON_FAMILY_H
#define TELUSUR_JSON_FAMILY_H

#include "family.h"
#include "json_write.h"
#include "search_answer.h"

/* Appends the families of a word to out.  ERROR_MEMORY. */
bool json_family(const struct family_list *families, const char *generation,
	struct buf *out, struct error *err);

/* The member "forms" of a query's term. */
void json_family_forms(
	struct json_writer *json, const struct search_form *form, size_t count);

#endif
