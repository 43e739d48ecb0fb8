/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "match.h"

#include "match_impl.h"

#include <stdlib.h>

uint32_t match_count_apart(const struct match *match, size_t count)
{
	uint32_t apart = 0, end = 0;
	for (size_t i = 0; i < count; i++) {
		if (i && match[i].position < end)
			continue;
		apart++;
		end = match[i].position + match[i].length;
	}
	return apart;
}

static uint32_t slot_of(uint64_t code)
{
	return code_root(code) % MATCH_FILTER;
}

/* Notes what stands at a place of a pattern; begins is the pattern's bit for
 * its first place. */
static void note_place(struct matcher *matcher,
	const struct plan_position *place, uint64_t begins)
{
	for (size_t t = 0; t < place->count; t++) {
		uint32_t slot = slot_of(place->term[t].code);
		matcher->begins[slot] |= begins;
		matcher->wanted[slot / 64] |= (uint64_t)1 << slot % 64;
	}
}

struct matcher *matcher_new(const struct plan *plan, struct error *err)
{
	struct matcher *matcher = calloc(1, sizeof *matcher);
	if (!matcher) {
		error_set_memory(err);
		return NULL;
	}
	matcher->plan = plan;
	for (size_t p = 0; p < plan->pattern_count; p++) {
		const struct plan_pattern *pattern = &plan->pattern[p];
		uint64_t bit = (uint64_t)1 << p;
		matcher->of_field[pattern->field] |= bit;
		if (!pattern->negative)
			matcher->shown |= bit;
		if (pattern->in_near)
			matcher->in_near |= bit;
		for (size_t i = 0; i < pattern->position_count; i++)
			note_place(matcher, &pattern->position[i], i ? 0 : bit);
	}
	return matcher;
}

void matcher_free(struct matcher *matcher)
{
	if (!matcher)
		return;
	tokens_free(&matcher->tokens);
	free(matcher->code);
	free(matcher->first);
	free(matcher->match);
	free(matcher);
}

/* Grows the arrays to `count` tokens. */
static bool make_room(struct matcher *matcher, size_t count)
{
	if (count < matcher->capacity)
		return true;
	size_t capacity = count * 2 + 64;
	uint64_t *code = realloc(matcher->code, capacity * sizeof *code);
	if (code)
		matcher->code = code;
	uint32_t *first = realloc(matcher->first, capacity * sizeof *first);
	if (first)
		matcher->first = first;
	if (!code || !first)
		return false;
	matcher->capacity = capacity;
	return true;
}

static void stream_of(struct matcher *matcher, uint32_t tokens,
	uint32_t positions, const struct token *token,
	struct match_stream *stream)
{
	matcher->first[positions] = tokens;
	*stream = (struct match_stream){
		matcher->code, matcher->first, positions, token};
}

bool matcher_stream_codes(struct matcher *matcher, const uint64_t *codes,
	uint32_t count, struct match_stream *stream, struct error *err)
{
	if (!make_room(matcher, count))
		return error_set_memory(err);
	uint32_t tokens = 0, positions = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint64_t code = codes[i];
		if (code == CODE_OVER && i + 1 < count)
			code = codes[++i];
		else
			matcher->first[positions++] = tokens;
		matcher->code[tokens++] = code;
	}
	stream_of(matcher, tokens, positions, NULL, stream);
	return true;
}

/* The code of the word if a term of the place has it; with the root alone if one
 * has that; else 0. */
static uint64_t code_in_place(
	const struct plan_position *place, const struct word *word)
{
	uint64_t code = 0;
	for (size_t t = 0; t < place->count; t++) {
		const struct plan_term *term = &place->term[t];
		if (word_code_root(term->hash) != word_code_root(word->code) ||
			!slice_equal(term->root, word->root))
			continue;
		if (slice_equal(term->form, word->form))
			return term->code;
		code = code_of(0, code_root(term->code));
	}
	return code;
}

/* The code of a word of a text, as far as the plan asks for it: of words that it
 * does not, only that they are others is known. */
static uint64_t code_in_plan(const struct plan *plan, const struct word *word)
{
	uint64_t code = 0;
	for (size_t p = 0; p < plan->pattern_count; p++)
		for (size_t i = 0; i < plan->pattern[p].position_count; i++) {
			const struct plan_position *place =
				&plan->pattern[p].position[i];
			uint64_t found = code_in_place(place, word);
			if (found && code_word(found))
				return found;
			code = found ? found : code;
		}
	for (size_t i = 0; i < plan->excluded_count; i++)
		if (slice_equal(plan->excluded[i].form, word->form) &&
			slice_equal(plan->excluded[i].root, word->root))
			return plan->excluded[i].code;
	return code;
}

bool matcher_stream_tokens(struct matcher *matcher, const struct tokens *tokens,
	struct match_stream *stream, struct error *err)
{
	if (!make_room(matcher, tokens->count))
		return error_set_memory(err);
	uint32_t positions = 0;
	for (size_t i = 0; i < tokens->count; i++) {
		if (!tokens->token[i].over)
			matcher->first[positions++] = (uint32_t)i;
		matcher->code[i] = code_in_plan(
			matcher->plan, tokens->token[i].word);
	}
	stream_of(matcher, (uint32_t)tokens->count, positions, tokens->token,
		stream);
	return true;
}

/* Analyses only the tokens that may match. */
static bool fill_words(struct matcher *matcher, struct index *index,
	struct slice text, struct error *err)
{
	struct tokens *tokens = &matcher->tokens;
	for (size_t i = 0; i < tokens->count; i++) {
		uint32_t slot = slot_of(matcher->code[i]);
		if ((matcher->wanted[slot / 64] >> slot % 64 & 1) &&
			!analyse_word(
				index->analyser, text, &tokens->token[i], err))
			return false;
	}
	return true;
}

/* Whether the tokens agree with the record in positions and number. */
static bool tokens_fit(
	const struct tokens *tokens, const struct match_stream *stream)
{
	uint32_t positions = 0;
	for (size_t i = 0; i < tokens->count; i++)
		positions += !tokens->token[i].over;
	return positions == stream->positions &&
	       tokens->count == stream->first[positions];
}

bool matcher_stream_record(struct matcher *matcher, struct index *index,
	const struct record *record, const struct record_block *block,
	uint32_t paragraph, struct slice text, struct match_stream *stream,
	struct error *err)
{
	const struct record_paragraph *of = &block->paragraph[paragraph];
	if (!matcher_stream_codes(matcher, block->code + of->first_code,
		    of->code_count, stream, err) ||
		!analyse_spans(index->analyser, text, &matcher->tokens, err))
		return false;
	if (!tokens_fit(&matcher->tokens, stream))
		return record_unreadable(record->document, err);
	stream->token = matcher->tokens.token;
	return fill_words(matcher, index, text, err);
}

/* Whether the token is what the term asks for; *exact, whether its form is the
 * term's. */
static bool term_matches(const struct plan *plan,
	const struct match_stream *stream, uint32_t token,
	const struct plan_term *term, bool *exact)
{
	uint64_t code = stream->code[token];
	*exact = code == term->code;
	return (*exact || (term->by_root &&
				  code_root(code) == code_root(term->code))) &&
	       !plan_excludes(plan, code);
}

/* The token at the position that a term of the place matches; UINT32_MAX when
 * none does.  An exact one goes first, and the whole (covid-19) before its
 * parts, which stand before it. */
static uint32_t place_matches(const struct plan *plan,
	const struct match_stream *stream, uint32_t position,
	const struct plan_position *place, bool *exact, bool *synonym)
{
	uint32_t found = UINT32_MAX;
	uint32_t first = stream->first[position];
	for (uint32_t i = stream->first[position + 1]; i-- > first;) {
		for (size_t t = 0; t < place->count; t++) {
			bool same;
			const struct plan_term *term = &place->term[t];
			if (!term_matches(plan, stream, i, term, &same))
				continue;
			if (same && !term->synonym) {
				*exact = true;
				*synonym = false;
				return i;
			}
			if (found == UINT32_MAX) {
				found = i;
				*synonym = term->synonym;
			}
		}
	}
	*exact = false;
	return found;
}

/* Whether the pattern matches at the position. */
static bool pattern_matches(const struct plan *plan,
	const struct match_stream *stream, const struct plan_pattern *pattern,
	uint32_t position, struct match *match)
{
	if (pattern->position_count > stream->positions - position)
		return false;
	*match = (struct match){.position = position,
		.length = (uint32_t)pattern->position_count,
		.exact = true};
	for (uint32_t p = 0; p < match->length; p++) {
		bool exact, synonym;
		uint32_t token = place_matches(plan, stream, position + p,
			&pattern->position[p], &exact, &synonym);
		if (token == UINT32_MAX)
			return false;
		if (p == 0)
			match->first_token = token;
		match->last_token = token;
		match->exact = match->exact && exact;
		match->synonym = match->synonym || synonym;
	}
	return true;
}

static bool put_match(struct matcher *matcher, struct match match)
{
	struct match *grown = array_room(matcher->match, matcher->match_count,
		&matcher->match_capacity, sizeof *grown);
	if (!grown)
		return false;
	matcher->match = grown;
	matcher->match[matcher->match_count++] = match;
	return true;
}

/* The set of patterns that may start at the position. */
static uint64_t candidates(const struct matcher *matcher,
	const struct match_stream *stream, uint32_t position)
{
	uint64_t set = 0;
	for (uint32_t i = stream->first[position];
		i < stream->first[position + 1]; i++)
		set |= matcher->begins[slot_of(stream->code[i])];
	return set;
}

bool matcher_scan_for(struct matcher *matcher,
	const struct match_stream *stream, uint64_t wanted, struct error *err)
{
	const struct plan *plan = matcher->plan;
	matcher->match_count = 0;
	for (uint32_t at = 0; at < stream->positions; at++) {
		uint64_t set = candidates(matcher, stream, at) & wanted;
		for (size_t p = 0; set; p++, set >>= 1) {
			struct match match;
			if (!(set & 1) ||
				!pattern_matches(plan, stream,
					&plan->pattern[p], at, &match))
				continue;
			match.pattern = (uint32_t)p;
			if (!put_match(matcher, match))
				return error_set_memory(err);
		}
	}
	return true;
}

bool matcher_scan(struct matcher *matcher, const struct match_stream *stream,
	const struct match **match, size_t *count, struct error *err)
{
	if (!matcher_scan_for(
		    matcher, stream, matcher->of_field[QUERY_TEXT], err))
		return false;
	*match = matcher->match;
	*count = matcher->match_count;
	return true;
}

uint64_t matcher_shown(const struct matcher *matcher)
{
	return matcher->of_field[QUERY_TEXT] & matcher->shown;
}

bool matcher_scan_shown(struct matcher *matcher,
	const struct match_stream *stream, bool title,
	const struct match **match, size_t *count, struct error *err)
{
	uint64_t wanted = matcher->of_field[QUERY_TEXT];
	if (title)
		wanted |= matcher->of_field[QUERY_TITLE];
	if (!matcher_scan_for(matcher, stream, wanted & matcher->shown, err))
		return false;
	for (size_t i = 0; i < matcher->match_count; i++)
		matcher->match[i].shown = !(
			matcher->in_near >> matcher->match[i].pattern & 1);
	if (wanted & matcher->in_near)
		match_tree_show_near(matcher, matcher->plan->root);
	size_t kept = 0;
	for (size_t i = 0; i < matcher->match_count; i++)
		if (matcher->match[i].shown)
			matcher->match[kept++] = matcher->match[i];
	matcher->match_count = kept;
	*match = matcher->match;
	*count = kept;
	return true;
}
