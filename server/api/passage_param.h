/* SPDX-License-Identifier: GPL-3.0-or-later */
/* passage_param.h - the parameters that say how passages are cut and ordered.
 */
#ifndef TELUSUR_PASSAGE_PARAM_H
#define TELUSUR_PASSAGE_PARAM_H

#include "passage.h"
#include "request.h"

/* words: about so many a passage; *words stays as it is when it is not given.
 * ERROR_USAGE names the range. */
bool passage_param_words(
	const struct request *request, uint32_t *words, struct error *err);

/* order: score or text, the same way. */
bool passage_param_order(const struct request *request,
	enum passage_order *order, struct error *err);

#endif
