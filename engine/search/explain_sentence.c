/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain_impl.h"

#include <stdlib.h>

enum {
	MOST_FORMS = 3, /* mentioned per word, besides the word itself */
	MOST_ITEMS = 6, /* words mentioned */
};

/* The matches of a pattern in the essay's text. */
struct item {
	const struct plan_pattern *pattern;
	struct slice word, root;
	uint32_t total; /* matches */
	uint32_t own; /* in the form of the query */
	bool whole; /* a compound, mentioned without its parts */
	struct explain_form form[EXPLAIN_MAX_FORMS]; /* other forms, by count */
	bool synonym[EXPLAIN_MAX_FORMS];
	size_t form_count;
};

struct telling {
	const struct plan *plan;
	const struct query *query;
	const struct explain_counts *counts;
	const struct explain_reasons *explanation;
	struct item item[PLAN_MAX_PATTERNS];
	size_t item_count;
	struct buf out;
};

struct slice explain_sentence_prefix(
	const struct plan_pattern *pattern, const struct query *query)
{
	struct slice word = slice_of(query->text.bytes + pattern->start,
		pattern->end - pattern->start);
	for (size_t i = word.length; i-- > 0;) {
		char c = word.bytes[i];
		if (c == ':' || c == '+' || c == '-' || c == ' ')
			return slice_of(
				word.bytes + i + 1, word.length - i - 1);
	}
	return word;
}

/* ---- what there is to tell ---- */

/* Whether the form matches a term of the pattern's word; *synonym: by a
 * synonym. */
static bool is_of(const struct plan_position *place,
	const struct explain_code *code, bool *synonym)
{
	for (size_t i = 0; i < place->count; i++) {
		const struct plan_term *term = &place->term[i];
		*synonym = term->synonym;
		if (slice_equal(term->root, code->root) &&
			(term->by_root || slice_equal(term->form, code->form)))
			return true;
	}
	return false;
}

/* Inserts a form, sorted by count. */
static void put_form(struct item *item, struct explain_form form, bool synonym)
{
	size_t at = item->form_count;
	if (at == EXPLAIN_MAX_FORMS) {
		at--;
		if (item->form[at].count >= form.count)
			return;
	} else {
		item->form_count++;
	}
	for (; at > 0 && item->form[at - 1].count < form.count; at--) {
		item->form[at] = item->form[at - 1];
		item->synonym[at] = item->synonym[at - 1];
	}
	item->form[at] = form;
	item->synonym[at] = synonym;
}

/* Adds a form to the item.  Two analyses of one word (PERADI) count once. */
static void take_form(struct item *item, struct explain_form form, bool synonym)
{
	if (slice_equal(form.form, item->word)) {
		if (form.count > item->own)
			item->own = form.count;
		return;
	}
	for (size_t i = 0; i < item->form_count; i++) {
		if (!slice_equal(item->form[i].form, form.form))
			continue;
		if (form.count > item->form[i].count)
			item->form[i].count = form.count;
		return;
	}
	put_form(item, form, synonym);
}

static uint32_t count_in_text(const struct telling *state, struct slice form)
{
	uint32_t most = 0;
	for (size_t i = 0; i < state->counts->count; i++) {
		const struct explain_code *code = &state->counts->code[i];
		uint32_t count = code->count - code->in_title;
		if (slice_equal(code->form, form) && count > most)
			most = count;
	}
	return most;
}

/* The whole compound (covid-19), an overlapping token at the position of its
 * first part, if the text has it; *count is its frequency. */
static bool find_whole(const struct telling *state,
	const struct plan_position *place, struct slice *whole, uint32_t *count)
{
	*count = 0;
	if (place->count < 2 || place->term[1].synonym ||
		slice_equal(place->term[0].form, place->term[1].form))
		return false;
	*whole = place->term[1].form;
	*count = count_in_text(state, *whole);
	return *count > 0;
}

/* Fills the item of a single word with its forms. */
static void fill_item(const struct telling *state,
	const struct plan_position *place, struct item *item)
{
	bool prefix = item->pattern->kind == QUERY_PREFIX;
	uint32_t over = 0;
	if (place->count == 0)
		return;
	item->root = place->term[0].root;
	if (!prefix) {
		item->word = place->term[0].form;
		item->whole = find_whole(state, place, &item->word, &over);
	}
	for (size_t i = 0; i < state->counts->count; i++) {
		const struct explain_code *code = &state->counts->code[i];
		uint32_t count = code->count - code->in_title;
		bool synonym;
		if (over && slice_equal(code->form, place->term[0].form))
			count -= over < count ? over : count;
		if (count > 0 && is_of(place, code, &synonym))
			take_form(item,
				(struct explain_form){code->form, count},
				synonym);
	}
	item->total = item->own;
	for (size_t i = 0; i < item->form_count; i++)
		item->total += item->form[i].count;
}

/* Adds an item, unless its count is 0 or the word was mentioned already. */
static void add_item(struct telling *state, const struct item *item)
{
	if (item->total == 0 || state->item_count == PLAN_MAX_PATTERNS)
		return;
	for (size_t i = 0; i < state->item_count; i++)
		if (item->word.length &&
			slice_equal(state->item[i].word, item->word))
			return;
	state->item[state->item_count++] = *item;
}

/* Whether the pattern is a part of a compound that is mentioned. */
static bool is_in_whole(
	const struct telling *state, const struct plan_pattern *pattern)
{
	for (size_t i = 0; i < state->item_count; i++)
		if (state->item[i].whole &&
			state->item[i].pattern->start == pattern->start)
			return true;
	return false;
}

static void find_items(struct telling *state)
{
	for (size_t i = 0; i < state->plan->pattern_count; i++) {
		const struct plan_pattern *pattern = &state->plan->pattern[i];
		bool phrase = pattern->position_count > 1;
		if (pattern->negative || pattern->field != QUERY_TEXT ||
			is_in_whole(state, pattern))
			continue;
		if (phrase && state->counts->phrase[i]) {
			struct item item = {.pattern = pattern,
				.total = state->counts->phrase[i]};
			add_item(state, &item);
			continue;
		}
		/* Words of an optional phrase score without it. */
		for (size_t p = 0; p < pattern->position_count; p++) {
			struct item item = {.pattern = pattern};
			fill_item(state, &pattern->position[p], &item);
			if (!phrase || pattern->choice)
				add_item(state, &item);
		}
	}
}

/* ---- telling ---- */

static void put_quoted(struct telling *state, struct slice word)
{
	buf_put_text(&state->out, "\xE2\x80\x9C");
	buf_put_slice(&state->out, word);
	buf_put_text(&state->out, "\xE2\x80\x9D");
}

static void put_times(struct telling *state, uint32_t count)
{
	if (count == 1)
		buf_put_text(&state->out, " sekali");
	else
		buf_put_format(&state->out, " %u kali", (unsigned)count);
}

static void put_counted(struct telling *state, struct explain_form form)
{
	put_quoted(state, form.form);
	put_times(state, form.count);
}

/* Forms from this one on, separated by commas, up to MOST_FORMS. */
static void put_forms(
	struct telling *state, const struct item *item, size_t from)
{
	for (size_t i = from; i < item->form_count && i < from + MOST_FORMS;
		i++) {
		if (i > from)
			buf_put_text(&state->out, ", ");
		put_counted(state, item->form[i]);
	}
	if (item->form_count > from + MOST_FORMS)
		buf_put_format(&state->out, ", dan %zu bentuk lain",
			item->form_count - from - MOST_FORMS);
}

static void put_phrase(struct telling *state, const struct item *item)
{
	const struct plan_pattern *pattern = item->pattern;
	buf_put_text(&state->out, "frasa \xE2\x80\x9C");
	for (size_t i = 0; i < pattern->position_count; i++) {
		if (i)
			buf_put_byte(&state->out, ' ');
		buf_put_slice(&state->out, pattern->position[i].term[0].form);
	}
	buf_put_text(&state->out, "\xE2\x80\x9D");
	put_times(state, item->total);
}

static void put_prefix(struct telling *state, const struct item *item)
{
	struct slice prefix = explain_sentence_prefix(
		item->pattern, state->query);
	prefix.length -= prefix.length > 0;
	buf_put_text(&state->out, "kata berawalan ");
	put_quoted(state, prefix);
	put_times(state, item->total);
	buf_put_text(&state->out, " (");
	put_forms(state, item, 0);
	buf_put_byte(&state->out, ')');
}

static void put_item(struct telling *state, const struct item *item)
{
	if (item->form_count == 0 && item->own == 0) {
		put_phrase(state, item);
	} else if (item->pattern->kind == QUERY_PREFIX) {
		put_prefix(state, item);
	} else if (item->own) {
		put_counted(
			state, (struct explain_form){item->word, item->own});
		if (item->form_count) {
			buf_put_text(&state->out, " (juga ");
			put_forms(state, item, 0);
			buf_put_byte(&state->out, ')');
		}
	} else {
		put_counted(state, item->form[0]);
		buf_put_text(&state->out, item->synonym[0]
						  ? " (bersinonim dengan "
						  : " (sekeluarga dengan ");
		put_quoted(state, item->word);
		if (item->form_count > 1) {
			buf_put_text(&state->out, "; juga ");
			put_forms(state, item, 1);
		}
		buf_put_byte(&state->out, ')');
	}
}

/* The separator before item i. */
static void put_joint(struct telling *state, size_t i, size_t count)
{
	if (i == 0)
		return;
	if (count > 2)
		buf_put_byte(&state->out, ',');
	buf_put_text(&state->out, i + 1 == count ? " dan " : " ");
}

/* "keduanya" (both) or "semuanya" (all) of the items. */
static const char *all_of(size_t count)
{
	return count == 2 ? "keduanya" : "semuanya";
}

static void put_items(struct telling *state)
{
	const struct explain_counts *counts = state->counts;
	size_t shown = state->item_count < MOST_ITEMS ? state->item_count
						      : MOST_ITEMS;
	size_t joined = shown + (state->item_count > shown);
	if (shown == 0)
		return;
	buf_put_text(&state->out, "memuat ");
	for (size_t i = 0; i < shown; i++) {
		put_joint(state, i, joined);
		put_item(state, &state->item[i]);
	}
	if (joined > shown) {
		put_joint(state, shown, joined);
		buf_put_format(&state->out, "%zu kata lain",
			state->item_count - shown);
	}
	if (state->item_count < 2 || counts->in_text != state->item_count)
		return;
	if (counts->in_sentence == counts->in_text)
		buf_put_format(&state->out, ", %s dalam satu kalimat",
			all_of(state->item_count));
	else if (counts->in_paragraph == counts->in_text)
		buf_put_format(&state->out, ", %s dalam satu paragraf",
			all_of(state->item_count));
}

static bool is_part_of(const struct explain_part *part, enum explain_kind kind,
	enum query_field field)
{
	return part->kind == kind && part->field == field;
}

static bool has_item(const struct telling *state, struct slice root)
{
	for (size_t i = 0; i < state->item_count; i++)
		if (slice_equal(state->item[i].root, root))
			return true;
	return false;
}

/* Whether the title has exactly the words of the text's items. */
static bool title_says_all(const struct telling *state, size_t words)
{
	if (words < 2 || words != state->item_count)
		return false;
	for (size_t i = 0; i < state->explanation->part_count; i++) {
		const struct explain_part *part = &state->explanation->part[i];
		if (part->kind == EXPLAIN_TITLE && !has_item(state, part->root))
			return false;
	}
	return true;
}

/* "; judulnya menyebut “aman” dan “siber”". */
static void put_field(struct telling *state, enum explain_kind kind,
	enum query_field field, const char *opening)
{
	const struct explain_reasons *explanation = state->explanation;
	size_t count = 0, at = 0;
	for (size_t i = 0; i < explanation->part_count; i++)
		count += is_part_of(&explanation->part[i], kind, field);
	if (count == 0)
		return;
	if (state->out.length)
		buf_put_text(&state->out, "; ");
	buf_put_text(&state->out, opening);
	if (kind == EXPLAIN_TITLE && title_says_all(state, count)) {
		buf_put_text(&state->out, all_of(count));
		return;
	}
	for (size_t i = 0; i < explanation->part_count; i++) {
		const struct explain_part *part = &explanation->part[i];
		if (!is_part_of(part, kind, field))
			continue;
		put_joint(state, at++, count);
		put_quoted(state, part->word);
	}
}

bool explain_sentence(const struct plan *plan, const struct query *query,
	const struct explain_counts *counts,
	struct explain_reasons *explanation, struct arena *arena,
	struct error *err)
{
	struct telling *state = calloc(1, sizeof *state);
	if (!state)
		return error_set_memory(err);
	state->plan = plan;
	state->query = query;
	state->counts = counts;
	state->explanation = explanation;
	find_items(state);
	put_items(state);
	put_field(state, EXPLAIN_TITLE, QUERY_TITLE, "judulnya menyebut ");
	put_field(state, EXPLAIN_WORD, QUERY_AUTHOR, "nama penulisnya memuat ");
	put_field(state, EXPLAIN_WORD, QUERY_PATH, "nama berkasnya memuat ");
	if (state->out.length == 0)
		buf_put_text(&state->out,
			plan->root ? "memenuhi semua syarat pertanyaan"
				   : "lolos saringan; tidak ada kata yang "
				     "dicari");
	buf_put_byte(&state->out, '.');
	char *copy = NULL;
	if (!state->out.failed) {
		state->out.bytes[0] = (char)(state->out.bytes[0] - 'a' + 'A');
		copy = arena_copy(arena, buf_slice(&state->out));
	}
	explanation->sentence = slice_of(copy, copy ? state->out.length : 0);
	buf_free(&state->out);
	free(state);
	return copy || error_set_memory(err);
}
