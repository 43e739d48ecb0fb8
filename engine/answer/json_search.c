/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_search.h"

#include "json_explain.h"
#include "json_family.h"
#include "json_part.h"
#include "json_write.h"

/* Of a score beside its parts, so that they add up to it. */
enum { EXPLAINED_DIGITS = 12 };

static void put_term(struct json_writer *json, const struct search_term *term)
{
	json_open(json, '{');
	json_put_string(json, "input", term->input);
	json_put_string(json, "root", term->root);
	json_part_via(json, term->via);
	json_put_number(json, "documents", term->documents);
	json_put_string(json, "kind", slice_text(term->kind));
	if (term->synonym_count) {
		json_name(json, "synonyms");
		json_open(json, '[');
		for (size_t i = 0; i < term->synonym_count; i++)
			json_text(json, term->synonym[i]);
		json_close(json, ']');
	}
	if (term->form_count) {
		json_family_forms(json, term->form, term->form_count);
		json_put_number(json, "formsTotal", term->forms_total);
	}
	if (term->negative) {
		json_name(json, "excluded");
		json_bool(json, true);
	}
	json_close(json, '}');
}

void json_search_query(
	struct json_writer *json, const struct search_answer *answer)
{
	json_name(json, "query");
	json_open(json, '{');
	json_put_string(json, "q", answer->query->text);
	json_put_string(json, "mode",
		slice_text(plan_mode_names[answer->request.mode]));
	json_name(json, "terms");
	json_open(json, '[');
	for (size_t i = 0; i < answer->term_count; i++)
		put_term(json, &answer->term[i]);
	json_close(json, ']');
	json_name(json, "suggestion");
	if (answer->suggestion.length)
		json_text(json, answer->suggestion);
	else
		json_none(json);
	json_name(json, "notes");
	json_open(json, '[');
	for (size_t i = 0; i < answer->query->note_count; i++) {
		const struct query_note *note = &answer->query->note[i];
		json_open(json, '{');
		json_put_string(
			json, "kind", slice_text(query_note_name(note->kind)));
		json_put_number(json, "position", note->position);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

static void put_hit(
	struct json_writer *json, const struct search_hit *hit, bool explained)
{
	json_open(json, '{');
	json_part_fields(json, &hit->essay, FIELD_id, FIELD_title);
	json_part_segments(json, "titleSegments", hit->essay.title, 0,
		hit->title_highlight, hit->title_highlight_count);
	json_part_fields(json, &hit->essay, FIELD_author, FIELD_kind);
	json_name(json, "score");
	json_decimal(json, hit->score,
		explained ? EXPLAINED_DIGITS : JSON_PART_SCORE_DIGITS);
	if (explained)
		json_explain(json, &hit->explanation);
	json_name(json, "passages");
	json_open(json, '[');
	for (size_t i = 0; i < hit->passages.count; i++) {
		json_open(json, '{');
		json_part_passage(json, &hit->passages.passage[i]);
		json_close(json, '}');
	}
	json_close(json, ']');
	/* Without passages nobody looked. */
	if (hit->passages.passage) {
		json_put_number(
			json, "passagesTotal", hit->passages.paragraphs_total);
		json_put_number(
			json, "matchesTotal", hit->passages.matches_total);
		json_name(json, "matchesTotalIsExact");
		json_bool(json, hit->passages.totals_exact);
	}
	json_close(json, '}');
}

static void put_facets(
	struct json_writer *json, const struct search_answer *answer)
{
	json_name(json, "facets");
	json_open(json, '{');
	for (unsigned kind = 0; kind < FACET_COUNT; kind++) {
		const struct facet *facet = &answer->facet[kind];
		if (!(answer->request.facets >> kind & 1))
			continue;
		json_name(json, facet_name((enum facet_kind)kind));
		json_open(json, '[');
		for (size_t i = 0; i < facet->count; i++) {
			json_open(json, '{');
			json_put_string(json, "value", facet->value[i].value);
			json_put_number(json, "count", facet->value[i].count);
			json_close(json, '}');
		}
		json_close(json, ']');
	}
	json_close(json, '}');
	json_name(json, "facetsTotal");
	json_open(json, '{');
	for (unsigned kind = 0; kind < FACET_COUNT; kind++)
		if (answer->request.facets >> kind & 1)
			json_put_number(json, facet_name((enum facet_kind)kind),
				answer->facet[kind].total);
	json_close(json, '}');
	json_name(json, "facetsAreExact");
	json_bool(json, answer->total_exact);
}

bool json_search_answer(
	const struct search_answer *answer, struct buf *out, struct error *err)
{
	struct json_writer json = {.out = out};
	json_open(&json, '{');
	json_search_query(&json, answer);
	json_name(&json, "hits");
	json_open(&json, '[');
	for (size_t i = 0; i < answer->hit_count; i++)
		put_hit(&json, &answer->hit[i], answer->request.explain);
	json_close(&json, ']');
	json_put_string(&json, "sort",
		slice_text(search_sort_names[answer->request.sort]));
	json_put_number(&json, "offset", answer->request.offset);
	json_put_number(&json, "limit", answer->request.limit);
	json_put_number(&json, "estimatedTotalHits", answer->total);
	json_name(&json, "totalIsExact");
	json_bool(&json, answer->total_exact);
	if (answer->request.facets)
		put_facets(&json, answer);
	json_name(&json, "processingTimeMs");
	json_decimal(&json, answer->time_ms, 4);
	json_put_string(&json, "generation", slice_text(answer->generation));
	json_close(&json, '}');
	return !out->failed || error_set_memory(err);
}

bool json_search_hit(
	const struct search_hit *hit, struct buf *out, struct error *err)
{
	struct json_writer json = {.out = out};
	put_hit(&json, hit, false);
	return !out->failed || error_set_memory(err);
}
