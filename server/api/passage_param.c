/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "passage_param.h"

bool passage_param_words(
	const struct request *request, uint32_t *words, struct error *err)
{
	bool given;
	request_param(request, "words", &given);
	if (!given)
		return true;
	if (!request_number(request, "words", PASSAGE_MAX_WORDS, words, err))
		return false;
	return *words >= PASSAGE_MIN_WORDS ||
	       error_set(err, ERROR_USAGE,
		       "words must be a number from %d to %d",
		       PASSAGE_MIN_WORDS, PASSAGE_MAX_WORDS);
}

bool passage_param_order(const struct request *request,
	enum passage_order *order, struct error *err)
{
	bool given;
	struct slice name = request_param(request, "order", &given);
	if (!given)
		return true;
	bool by_place = slice_equal(name, slice_text("text"));
	*order = by_place ? PASSAGE_BY_POSITION : PASSAGE_BY_SCORE;
	return by_place || slice_equal(name, slice_text("score")) ||
	       error_set(err, ERROR_USAGE, "order must be score or text");
}
