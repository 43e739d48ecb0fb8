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
static bool put_word(struct completing *c, const struct complete_word *word)
{
	struct complete_item *made = &c->out->completion[c->out->count];
	struct buf text = {0};
	struct slice form = word->form, typed = c->typed;
	bool same_bytes = typed.length == c->prefix.length;
	bool shouting = typed.length > 1;
	for (size_t i = 0; i < typed.length; i++)
		shouting = shouting && typed.bytes[i] >= 'A' &&
			   typed.bytes[i] <= 'Z';
	buf_put_slice(&text, c->before);
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
	bool ok = (!text.failed && copy_text(&c->out->arena, buf_slice(&text),
					   &made->text)) ||
		  error_set_memory(c->err);
	buf_free(&text);
	c->out->count += ok;
	return ok;
}

static bool add_words(struct completing *c)
{
	struct complete_word *word;
	size_t count;
	if (c->prefix.length == 0)
		return true;
	if (!complete_words(c->index, c->plan, buf_slice(&c->prefix), c->limit,
		    &c->out->arena, &word, &count, c->err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!put_word(c, &word[i]))
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
static struct xap_query *typed_query(struct completing *c)
{
	struct xap_query *part[TITLE_FORMS];
	struct lexicon_entry *entry;
	size_t count;
	bool more;
	if (!lexicon_field_prefix(c->index->reader,
		    slice_text(SCHEMA_TITLE_FORM), buf_slice(&c->prefix),
		    TITLE_FORMS, &c->out->arena, &entry, &count, &more, c->err))
		return NULL;
	if (count == 0)
		return xap_query_none(c->err);
	for (size_t i = 0; i < count; i++)
		part[i] = field_term(SCHEMA_TITLE_FORM, entry[i].form, c->err);
	return xap_query_join_free(XAP_OR, part, count, c->err);
}

/* Titles with all words; *query is NULL if there are none. */
static bool title_query(struct completing *c, struct xap_query **query)
{
	struct xap_query *part[PLAN_MAX_PATTERNS + 1];
	size_t count = 0;
	for (size_t i = 0; i < c->plan->word_count; i++)
		if (c->plan->word[i].idf > 0)
			part[count++] = field_term(
				SCHEMA_TITLE, c->plan->word[i].root, c->err);
	if (c->prefix.length)
		part[count++] = typed_query(c);
	*query = count ? xap_query_join_free(XAP_AND, part, count, c->err)
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

static bool put_title(struct completing *c, uint32_t document)
{
	struct record record;
	struct complete_list *out = c->out;
	struct complete_item *made = &out->completion[out->count];
	bool ok = record_read(c->index->records, document, &record, c->err);
	if (ok && record.essay.title.length &&
		!is_there(out, record.essay.title)) {
		*made = (struct complete_item){.kind = COMPLETE_TITLE};
		ok = (copy_text(&out->arena, record.essay.title, &made->text) &&
			     copy_text(&out->arena, record.essay.id,
				     &made->id)) ||
		     error_set_memory(c->err);
		out->count += ok;
	}
	record_free(&record);
	return ok;
}

/* Adds up to `titles` titles. */
static bool run_titles(
	struct completing *c, const struct xap_query *query, size_t titles)
{
	/* Several essays may share a title. */
	struct xap_search search = {.limit = (uint32_t)titles * 4,
		.weights = {c->index->saturation, RANK_CODES,
			c->index->rank.idf_power}};
	struct xap_results *results = xap_search_run(
		c->index->reader, query, &search, c->err);
	size_t full = c->out->count + titles;
	bool ok = results != NULL;
	for (uint32_t i = 0;
		ok && i < xap_results_count(results) && c->out->count < full;
		i++)
		ok = put_title(c, xap_results_document(results, i));
	xap_results_free(results);
	return ok;
}

static bool add_titles(struct completing *c, size_t titles)
{
	struct xap_query *query;
	bool ok = title_query(c, &query) &&
		  (!query || run_titles(c, query, titles));
	xap_query_free(query);
	return ok;
}

/* Words first; titles replace the last words. */
static bool fill(struct completing *c)
{
	struct complete_list *out = c->out;
	if (!add_words(c))
		return false;
	size_t words = out->count, titles = c->limit;
	if (words && titles > COMPLETE_MAX_TITLES)
		titles = COMPLETE_MAX_TITLES;
	if (words && titles > c->limit / 2)
		titles = c->limit / 2;
	if (!add_titles(c, titles))
		return false;
	titles = out->count - words;
	if (out->count > c->limit) {
		memmove(&out->completion[c->limit - titles],
			&out->completion[words],
			titles * sizeof *out->completion);
		out->count = c->limit;
	}
	return true;
}

/* Corrects the query.  A last word with completions is not a typo yet. */
static bool add_suggestion(struct completing *c)
{
	struct complete_list *out = c->out;
	bool open = out->count && out->completion[0].kind == COMPLETE_WORD;
	struct query *query = query_parse(
		open ? c->before : out->q, false, c->err);
	bool ok = query && suggest_query(c->index, query, &out->arena,
				   &out->suggestion, c->err);
	if (ok && open && out->suggestion.length) {
		struct buf whole = {0};
		buf_put_slice(&whole, out->suggestion);
		buf_put_slice(&whole, c->typed);
		ok = (!whole.failed && copy_text(&out->arena, buf_slice(&whole),
					       &out->suggestion)) ||
		     error_set_memory(c->err);
		buf_free(&whole);
	}
	query_free(query);
	return ok;
}

/* Parses the words before the typed prefix, without a field operator before it.
 */
static bool read_before(struct completing *c)
{
	struct plan_options options = {.mode = PLAN_MODE_STEM};
	struct slice words = c->before;
	if (words.length && words.bytes[words.length - 1] == ':')
		while (words.length && words.bytes[words.length - 1] != ' ')
			words.length--;
	struct query *query = query_parse(words, false, c->err);
	c->plan = query ? plan_make(c->index, query, &options, c->err) : NULL;
	query_free(query);
	return c->plan != NULL;
}

/* Splits off and folds the typed prefix.  It may be short only if words precede
 * it. */
static bool read_query(struct completing *c)
{
	struct slice q = c->out->q;
	size_t start = find_typed(q);
	c->before = slice_of(q.bytes, start);
	c->typed = slice_of(q.bytes + start, q.length - start);
	if (!read_before(c) || !unicode_fold(c->typed, &c->prefix, c->err))
		return false;
	if (c->prefix.length < COMPLETE_MIN_LETTERS && !c->plan->root)
		buf_clear(&c->prefix);
	return true;
}

struct complete_list *complete(
	struct index *index, struct slice q, size_t limit, struct error *err)
{
	struct complete_list *out = calloc(1, sizeof *out);
	struct completing c = {
		.index = index, .out = out, .limit = limit, .err = err};
	if (!out) {
		error_set_memory(err);
		return NULL;
	}
	out->completion = arena_array(
		&out->arena, 2 * limit, sizeof *out->completion);
	bool ok = (out->completion && copy_text(&out->arena, q, &out->q)) ||
		  error_set_memory(err);
	ok = ok && read_query(&c) && fill(&c) && add_suggestion(&c);
	plan_free(c.plan);
	buf_free(&c.prefix);
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
