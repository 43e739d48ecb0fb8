/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_analysis.h"

#include "json_part.h"
#include "json_write.h"

/* The token at `first` with the readings over it; returns what follows. */
static size_t put_token(
	struct json_writer *json, const struct tokens *tokens, size_t first)
{
	const struct token *token = &tokens->token[first];
	json_open(json, '{');
	json_put_number(json, "byteStart", token->start);
	json_put_number(json, "byteEnd", token->end);
	json_put_string(json, "form", token->word->form);
	json_put_string(json, "root", token->word->root);
	json_part_via(json, token->word->via);
	json_name(json, "terms");
	json_open(json, '[');
	size_t i = first;
	do
		json_text(json, tokens->token[i++].word->root);
	while (i < tokens->count && tokens->token[i].over);
	json_close(json, ']');
	json_close(json, '}');
	return i;
}

bool json_analysis(const struct tokens *tokens, const char *generation,
	struct buf *out, struct error *err)
{
	struct json_writer json = {.out = out};
	json_open(&json, '{');
	json_name(&json, "tokens");
	json_open(&json, '[');
	for (size_t i = 0; i < tokens->count;)
		i = put_token(&json, tokens, i);
	json_close(&json, ']');
	json_put_string(&json, "generation", slice_text(generation));
	json_close(&json, '}');
	return !out->failed || error_set_memory(err);
}
