/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "complete.h"

#include "complete_word.h"
#include "lexicon.h"
#include "plan_make.h"
#include "schema.h"
#include "suggest.h"
#include "unicode.h"

#include <stdlib.h>

enum { TITLE_FORMS = 50 }; /* forms that the last word may be in a title */

struct completing {
	struct index *index;
	struct complete_list *out;
	size_t limit;
	struct slice before, typed; /* the query without the word being typed,
				     * and that word */
	struct plan *plan; /* of the words before; fields are left out */
	struct buf prefix; /* the word, folded; empty where it is too short */
	struct error *err;
};

/* Where the word being typed starts: the longest suffix of word characters. */
static size_t find_typed(struct slice q)
{
	size_t start = q.length;
	const char *end = q.bytes + q.length;
	for (size_t at = 0; at < q.length;) {
		const char *next = q.bytes + at;
		enum unicode_class class = unicode_class(
			unicode_decode(&next, end));
		bool inner = class == UNICODE_APOSTROPHE ||
			     class == UNICODE_HYPHEN || class == UNICODE_MARK ||
			     class == UNICODE_IGNORED;
		bool letter = class == UNICODE_LETTER || class == UNICODE_DIGIT;
		if (letter && start == q.length)
			start = at;
		else if (!letter && !(inner && start != q.length))
			start = q.length;
		at = (size_t)(next - q.bytes);
	}
	return start;
}

static bool copy_text(struct arena *arena, struct slice from, struct slice *to)
{
	char *copy = arena_copy(arena, from);
	*to = slice_of(copy, from.length);
	return copy != NULL;
}

/* The query with its last word completed to the form.  The typed letters are
 * kept; if they are capitals, the rest is capitalised too. */
static bool put_word(struct completing *state, const struct complete_word *word)
{
	struct complete_item *made = &state->out->completion[state->out->count];
	struct buf text = {0};
	struct slice form = word->form, typed = state->typed;
	bool same_bytes = typed.length == state->prefix.length;
	bool shouting = typed.length > 1;
	for (size_t i = 0; i < typed.length; i++)
		shouting = shouting && typed.bytes[i] >= 'A' &&
			   typed.bytes[i] <= 'Z';
	buf_put_slice(&text, state->before);
	if (same_bytes)
		buf_put_slice(&text, typed);
	for (size_t i = same_bytes ? typed.length : 0; i < form.length; i++) {
		char letter = form.bytes[i];
		if (shouting && letter >= 'a' && letter <= 'z')
			letter = (char)(letter - 'a' + 'A');
		buf_put_byte(&text, (unsigned char)letter);
	}
	*made = (struct complete_item){
		.kind = COMPLETE_WORD, .documents = word->documents};
	bool ok = (!text.failed && copy_text(&state->out->arena,
					   buf_slice(&text), &made->text)) ||
		  error_set_memory(state->err);
	buf_free(&text);
	state->out->count += ok;
	return ok;
}

static bool add_words(struct completing *state)
{
	struct complete_word *word;
	size_t count;
	if (state->prefix.length == 0)
		return true;
	if (!complete_words(state->index, state->plan,
		    buf_slice(&state->prefix), state->limit, &state->out->arena,
		    &word, &count, state->err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!put_word(state, &word[i]))
			return false;
	return true;
}

/* ---- titles ---- */

static struct xap_query *field_term(
	const char *prefix, struct slice word, struct error *err)
{
	struct buf term = {0};
	buf_put_text(&term, prefix);
	buf_put_slice(&term, word);
	struct xap_query *query = NULL;
	if (term.failed)
		error_set_memory(err);
	else
		query = xap_query_term(buf_slice(&term), err);
	buf_free(&term);
	return query;
}

/* Titles with a form that starts with the typed prefix. */
static struct xap_query *typed_query(struct completing *state)
{
	struct xap_query *part[TITLE_FORMS];
	struct lexicon_entry *entry;
	size_t count;
	bool more;
	if (!lexicon_field_prefix(state->index->reader,
		    slice_text(SCHEMA_TITLE_FORM), buf_slice(&state->prefix),
		    TITLE_FORMS, &state->out->arena, &entry, &count, &more,
		    state->err))
		return NULL;
	if (count == 0)
		return xap_query_none(state->err);
	for (size_t i = 0; i < count; i++)
		part[i] = field_term(
			SCHEMA_TITLE_FORM, entry[i].form, state->err);
	return xap_query_join_free(XAP_OR, part, count, state->err);
}

/* Titles with all words; *query is NULL if there are none. */
static bool title_query(struct completing *state, struct xap_query **query)
{
	struct xap_query *part[PLAN_MAX_PATTERNS + 1];
	size_t count = 0;
	for (size_t i = 0; i < state->plan->word_count; i++)
		if (state->plan->word[i].idf > 0)
			part[count++] = field_term(SCHEMA_TITLE,
				state->plan->word[i].root, state->err);
	if (state->prefix.length)
		part[count++] = typed_query(state);
	*query = count ? xap_query_join_free(XAP_AND, part, count, state->err)
		       : NULL;
	return *query || count == 0;
}

/* Whether the texts are equal ignoring case. */
static bool same_text(struct slice a, struct slice b)
{
	struct buf x = {0}, y = {0};
	bool same = unicode_fold(a, &x, NULL) && unicode_fold(b, &y, NULL) &&
		    slice_equal(buf_slice(&x), buf_slice(&y));
	buf_free(&x);
	buf_free(&y);
	return same;
}

static bool is_there(const struct complete_list *out, struct slice text)
{
	for (size_t i = 0; i < out->count; i++)
		if (same_text(out->completion[i].text, text))
			return true;
	return false;
}

static bool put_title(struct completing *state, uint32_t document)
{
	struct record record;
	struct complete_list *out = state->out;
	struct complete_item *made = &out->completion[out->count];
	bool ok = record_read(
		state->index->records, document, &record, state->err);
	if (ok && record.essay.title.length &&
		!is_there(out, record.essay.title)) {
		*made = (struct complete_item){.kind = COMPLETE_TITLE};
		ok = (copy_text(&out->arena, record.essay.title, &made->text) &&
			     copy_text(&out->arena, record.essay.id,
				     &made->id)) ||
		     error_set_memory(state->err);
		out->count += ok;
	}
	record_free(&record);
	return ok;
}

/* Adds up to `titles` titles. */
static bool run_titles(
	struct completing *state, const struct xap_query *query, size_t titles)
{
	/* Several essays may share a title. */
	struct xap_search search = {.limit = (uint32_t)titles * 4,
		.weights = {state->index->saturation, RANK_CODES,
			state->index->rank.idf_power}};
	struct xap_results *results = xap_search_run(
		state->index->reader, query, &search, state->err);
	size_t full = state->out->count + titles;
	bool ok = results != NULL;
	for (uint32_t i = 0; ok && i < xap_results_count(results) &&
			     state->out->count < full;
		i++)
		ok = put_title(state, xap_results_document(results, i));
	xap_results_free(results);
	return ok;
}

static bool add_titles(struct completing *state, size_t titles)
{
	struct xap_query *query;
	bool ok = title_query(state, &query) &&
		  (!query || run_titles(state, query, titles));
	xap_query_free(query);
	return ok;
}

/* Words first; titles replace the last words. */
static bool fill(struct completing *state)
{
	struct complete_list *out = state->out;
	if (!add_words(state))
		return false;
	size_t words = out->count, titles = state->limit;
	if (words && titles > COMPLETE_MAX_TITLES)
		titles = COMPLETE_MAX_TITLES;
	if (words && titles > state->limit / 2)
		titles = state->limit / 2;
	if (!add_titles(state, titles))
		return false;
	titles = out->count - words;
	if (out->count > state->limit) {
		memmove(&out->completion[state->limit - titles],
			&out->completion[words],
			titles * sizeof *out->completion);
		out->count = state->limit;
	}
	return true;
}

/* Corrects the query.  A last word with completions is not a typo yet. */
static bool add_suggestion(struct completing *state)
{
	struct complete_list *out = state->out;
	bool open = out->count && out->completion[0].kind == COMPLETE_WORD;
	struct query *query = query_parse(
		open ? state->before : out->q, false, state->err);
	bool ok = query && suggest_query(state->index, query, &out->arena,
				   &out->suggestion, state->err);
	if (ok && open && out->suggestion.length) {
		struct buf whole = {0};
		buf_put_slice(&whole, out->suggestion);
		buf_put_slice(&whole, state->typed);
		ok = (!whole.failed && copy_text(&out->arena, buf_slice(&whole),
					       &out->suggestion)) ||
		     error_set_memory(state->err);
		buf_free(&whole);
	}
	query_free(query);
	return ok;
}

/* Parses the words before the typed prefix, without a field operator before it.
 */
static bool read_before(struct completing *state)
{
	struct plan_options options = {.mode = PLAN_MODE_STEM};
	struct slice words = state->before;
	if (words.length && words.bytes[words.length - 1] == ':')
		while (words.length && words.bytes[words.length - 1] != ' ')
			words.length--;
	struct query *query = query_parse(words, false, state->err);
	state->plan = query ? plan_make(
				      state->index, query, &options, state->err)
			    : NULL;
	query_free(query);
	return state->plan != NULL;
}

/* Splits off and folds the typed prefix.  It may be short only if words precede
 * it. */
static bool read_query(struct completing *state)
{
	struct slice q = state->out->q;
	size_t start = find_typed(q);
	state->before = slice_of(q.bytes, start);
	state->typed = slice_of(q.bytes + start, q.length - start);
	if (!read_before(state) ||
		!unicode_fold(state->typed, &state->prefix, state->err))
		return false;
	if (state->prefix.length < COMPLETE_MIN_LETTERS && !state->plan->root)
		buf_clear(&state->prefix);
	return true;
}

struct complete_list *complete(
	struct index *index, struct slice q, size_t limit, struct error *err)
{
	struct complete_list *out = calloc(1, sizeof *out);
	struct completing state = {
		.index = index, .out = out, .limit = limit, .err = err};
	if (!out) {
		error_set_memory(err);
		return NULL;
	}
	out->completion = arena_array(
		&out->arena, 2 * limit, sizeof *out->completion);
	bool ok = (out->completion && copy_text(&out->arena, q, &out->q)) ||
		  error_set_memory(err);
	ok = ok && read_query(&state) && fill(&state) && add_suggestion(&state);
	plan_free(state.plan);
	buf_free(&state.prefix);
	if (ok)
		return out;
	complete_free(out);
	return NULL;
}

void complete_free(struct complete_list *completions)
{
	if (!completions)
		return;
	arena_free(&completions->arena);
	free(completions);
}
