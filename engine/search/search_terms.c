/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_terms.h"

#include "lexicon.h"

static bool copy_field(struct arena *arena, struct slice from, struct slice *to)
{
	char *copy = arena_copy(arena, from);
	*to = slice_of(copy, from.length);
	return copy != NULL;
}

static const char *kind_name(enum query_kind kind)
{
	return kind == QUERY_PHRASE   ? "phrase"
	       : kind == QUERY_PREFIX ? "prefix"
	       : kind == QUERY_EXACT  ? "exact"
				      : "word";
}

/* Lists the synonyms that are searched with a word. */
static bool fill_synonyms(struct arena *arena,
	const struct plan_position *place, struct search_term *term)
{
	term->synonym = arena_array(arena, place->count, sizeof *term->synonym);
	for (size_t i = 0; term->synonym && i < place->count; i++)
		if (place->term[i].synonym &&
			!copy_field(arena, place->term[i].form,
				&term->synonym[term->synonym_count++]))
			return false;
	return term->synonym != NULL;
}

static bool is_excluded(
	const struct plan *plan, const struct lexicon_entry *entry)
{
	for (size_t i = 0; i < plan->excluded_count; i++)
		if (slice_equal(plan->excluded[i].form, entry->form) &&
			slice_equal(plan->excluded[i].root, entry->root))
			return true;
	return false;
}

/* Lists the forms that a word of the text matches. */
static bool fill_forms(struct index *index, const struct plan *plan,
	struct arena *arena, struct search_term *term, struct error *err)
{
	struct lexicon_family family;
	if (!lexicon_family(index->catalogue, term->root, SEARCH_MAX_FORMS,
		    arena, &family, err))
		return false;
	term->form = arena_array(arena, family.count, sizeof *term->form);
	if (!term->form)
		return error_set_memory(err);
	for (size_t i = 0; i < family.count; i++)
		term->form[i] = (struct search_form){family.entry[i].form,
			family.entry[i].documents, family.entry[i].occurrences,
			is_excluded(plan, &family.entry[i])};
	term->form_count = family.count;
	term->forms_total = family.total;
	return true;
}

/* Lists the single form that an exact word matches. */
static bool fill_form(struct index *index, const struct plan *plan,
	struct slice form, struct arena *arena, struct search_term *term,
	struct error *err)
{
	struct lexicon_entry entry;
	bool found = lexicon_find(index->catalogue, form, term->root, &entry);
	term->documents = entry.documents;
	if (!found)
		return true;
	term->form = arena_array(arena, 1, sizeof *term->form);
	if (!term->form || !copy_field(arena, form, &term->form[0].form))
		return error_set_memory(err);
	term->form[0].documents = entry.documents;
	term->form[0].occurrences = entry.occurrences;
	term->form[0].excluded = is_excluded(plan, &entry);
	term->form_count = term->forms_total = 1;
	return true;
}

static bool fill_term(struct index *index, const struct plan *plan,
	const struct plan_pattern *pattern, struct arena *arena,
	struct search_term *term, struct error *err)
{
	const struct plan_term *first = &pattern->position[0].term[0];
	term->via = arena_copy(arena, slice_text(first->via));
	if (!copy_field(arena, first->root, &term->root) || !term->via ||
		!fill_synonyms(arena, &pattern->position[0], term))
		return error_set_memory(err);
	if (pattern->kind == QUERY_EXACT && pattern->field == QUERY_TEXT)
		return fill_form(index, plan, first->form, arena, term, err);
	bool counted = pattern->field == QUERY_TEXT ||
		       pattern->field == QUERY_TITLE;
	return !counted || pattern->kind == QUERY_PHRASE ||
	       fill_forms(index, plan, arena, term, err);
}

bool search_terms(struct index *index, const struct plan *plan,
	struct search_answer *answer, struct error *err)
{
	answer->term = arena_array(
		&answer->arena, plan->pattern_count, sizeof *answer->term);
	if (!answer->term)
		return error_set_memory(err);
	for (size_t i = 0; i < plan->pattern_count; i++) {
		const struct plan_pattern *pattern = &plan->pattern[i];
		struct search_term *term = &answer->term[i];
		*term = (struct search_term){
			.input = slice_of(
				answer->query->text.bytes + pattern->start,
				pattern->end - pattern->start),
			.root = slice_of("", 0),
			.via = "",
			.documents = pattern->documents,
			.kind = kind_name(pattern->kind),
			.negative = pattern->negative};
		if (pattern->kind == QUERY_PREFIX || !pattern->position_count)
			continue;
		if (!fill_term(index, plan, pattern, &answer->arena, term, err))
			return false;
	}
	answer->term_count = plan->pattern_count;
	return true;
}
