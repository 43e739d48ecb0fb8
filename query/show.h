/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.h - answers for people on a terminal, and for programs as JSON. */
#ifndef TELUSUR_QUERY_SHOW_H
#define TELUSUR_QUERY_SHOW_H

#include "options.h"

bool show_search(
	struct index *index, const struct options *options, struct error *err);
bool show_analysis(
	struct index *index, const struct options *options, struct error *err);

#endif
