/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.h - a file of topics through the search, and what comes of it. */
#ifndef TELUSUR_QUERY_RUN_H
#define TELUSUR_QUERY_RUN_H

#include "options.h"

bool run_topics(
	struct index *index, const struct options *options, struct error *err);

#endif
