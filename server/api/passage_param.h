/* SPDX-License-Identifier: GPL-3.0-or-later */
/* passage_param.h - the parameters that set length and order of passages.
 */
#ifndef TELUSUR_PASSAGE_PARAM_H
#define TELUSUR_PASSAGE_PARAM_H

#include "passage.h"
#include "request.h"

/* words: the length of a passage, about so many words.  *words is unchanged if
 * it is not given.  ERROR_USAGE names the range. */
bool passage_param_words(
	const struct request *request, uint32_t *words, struct error *err);

/* order: by score, or by position in the text.  Likewise. */
bool passage_param_order(const struct request *request,
	enum passage_order *order, struct error *err);

#endif
