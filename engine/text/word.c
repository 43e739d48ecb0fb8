/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "word.h"

#include "hash.h"

#include <stdlib.h>

uint32_t word_code(struct slice form, struct slice root)
{
	uint32_t root_bits = (uint32_t)(hash_bytes(root) >> 44);
	uint32_t form_bits = (uint32_t)(hash_bytes(form) >> 52);
	uint32_t code = root_bits << WORD_FORM_BITS | form_bits;
	return code ? code : 1;
}

void tokens_free(struct tokens *tokens)
{
	free(tokens->token);
	*tokens = (struct tokens){0};
}
