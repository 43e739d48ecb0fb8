/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every allocation of what answers questions, refused once.  argv[1]: the
 * exceptions, data/exceptions.txt; then the arguments of torture_main. */
#include "cite.h"
#include "complete.h"
#include "concordance.h"
#include "examples.h"
#include "export.h"
#include "family.h"
#include "json_analysis.h"
#include "json_concordance.h"
#include "json_document.h"
#include "json_family.h"
#include "json_passages.h"
#include "json_problem.h"
#include "json_search.h"
#include "json_stats.h"
#include "json_suggest.h"
#include "search_document.h"
#include "search_list.h"
#include "search_passages.h"
#include "search_run.h"
#include "torture.h"
#include "torture_index.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ALL_FACETS = (1 << FACET_COUNT) - 1 };

/* What is asked; each entry point takes of it what it knows. */
struct ask {
	struct search_request request;
	const char *q;
	const char *filter[4]; /* name, value, ... */
	enum concordance_sort lines;
	enum export_format format;
	enum cite_style style;
};

/* The index is opened anew each time: an analyser that knows all words, or a
 * memo that is made, asks for nothing. */
struct state {
	struct index *index;
	const struct ask *ask;
	struct search_request request;
	FILE *file;
};

static void *open_index(const struct torture_entry *entry)
{
	struct error err = {0};
	struct state *state = calloc(1, sizeof *state);
	state->ask = entry->with;
	state->index = index_open(torture_index.path, &err);
	torture_must(state->index != NULL, &err);
	state->request = state->ask->request;
	if (state->ask->q)
		state->request.q = slice_text(state->ask->q);
	const char *const *filter = state->ask->filter;
	for (size_t i = 0; i < 4 && filter[i]; i += 2)
		torture_must(filter_add(&state->request.filter, filter[i],
				     slice_text(filter[i + 1]), &err),
			&err);
	state->file = tmpfile();
	torture_must(state->file != NULL, &(struct error){.text = "tmpfile"});
	return state;
}

static void close_index(void *context)
{
	struct state *state = context;
	index_close(state->index);
	fclose(state->file);
	free(state);
}

static bool call_search(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	struct search_answer *answer = search_run(
		state->index, &state->request, err);
	if (!answer)
		return false;
	answer->time_ms = 0;
	bool ok = json_search_answer(answer, out, err);
	search_answer_free(answer);
	return ok;
}

static bool call_list(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	struct search_list *list = search_list_open(
		state->index, &state->request, err);
	if (!list)
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < list->count; i++) {
		struct search_hit hit;
		ok = search_list_hit(list, i, &hit, err) &&
		     json_search_hit(&hit, out, err);
	}
	search_list_close(list);
	return ok;
}

static bool call_passages(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	struct search_passages *passages = search_passages(
		state->index, &state->request, err);
	if (!passages)
		return false;
	passages->time_ms = 0;
	bool ok = json_passages(passages, out, err);
	search_passages_free(passages);
	return ok;
}

static bool call_complete(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	struct complete_list *completions = complete(
		state->index, state->request.q, COMPLETE_DEFAULT_LIMIT, err);
	if (!completions)
		return false;
	bool ok = json_suggest(completions, "1-1", out, err) &&
		  json_suggest_opensearch(completions, out, err);
	complete_free(completions);
	return ok;
}

/* The long essay, and a passage of it that was moved. */
static bool call_document(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	const struct essay *essay = &torture_index.essay[5];
	const struct plan_options options = {0};
	struct quote quote;
	struct search_document *document = search_document(
		state->index, essay->id, state->request.q, &options, err);
	if (!document)
		return false;
	quote_make(essay->text, 1000, 1400, 100, &quote);
	search_document_locate(document, &quote);
	bool ok = json_document(document, out, err);
	search_document_free(document);
	return ok;
}

static bool call_stats(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	const struct examples *examples = examples_of(state->index, err);
	return examples && json_stats(state->index, examples, "0", out, err);
}

static bool call_analyse(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	struct tokens tokens = {0};
	bool ok = analyse(state->index->analyser, state->request.q, &tokens,
			  err) &&
		  json_analysis(&tokens, "1-1", out, err);
	tokens_free(&tokens);
	return ok;
}

static bool call_families(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	struct family_list *families = family_find(
		state->index, state->request.q, err);
	if (!families)
		return false;
	bool ok = json_family(families, "1-1", out, err);
	family_free(families);
	return ok;
}

static bool call_concordance(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	const struct concordance_request request = {.search = state->request,
		.sort = state->ask->lines,
		.width = 60};
	struct concordance *concordance = concordance_run(
		state->index, &request, err);
	if (!concordance)
		return false;
	concordance->time_ms = 0;
	bool ok = json_concordance(concordance, out, err);
	concordance_free(concordance);
	return ok;
}

static bool is_wanted(void *context)
{
	(void)context;
	return false;
}

static bool call_export(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	struct export_file to = {
		.file = fileno(state->file), .unwanted = is_wanted};
	if (!export_write(state->index, &state->request, state->ask->format,
		    &to, err))
		return false;
	if (!buf_reserve(out, to.bytes))
		return error_set_memory(err);
	ssize_t got = pread(to.file, out->bytes, to.bytes, 0);
	torture_must(got == (ssize_t)to.bytes, err);
	out->length += to.bytes;
	return true;
}

static bool call_cite(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	const struct cite cite = {.essay = &torture_index.essay[3],
		.quote = slice_text("Ruang siber, dan \xE2\x80\x9Ckata\xE2\x80"
				    "\x9D {yang} & lain."),
		.paragraph = 3,
		.page = slice_text("https://example.org/baca")};
	return cite_write(state->ask->style, &cite, out, err);
}

static bool call_problem(void *context, struct buf *out, struct error *err)
{
	struct state *state = context;
	const struct json_problem problem = {.status = 400,
		.title = "Bad Request",
		.code = "badQuery",
		.detail = state->request.q,
		.instance = slice_text("/api/v1/search?q=\xFF")};
	return json_problem(&problem, out, err);
}

#define ASK(...)            \
	&(const struct ask) \
	{                   \
		__VA_ARGS__ \
	}
#define REQUEST(...) .request = {.limit = 10, __VA_ARGS__}
#define ENTRY(title, function, ...)                                      \
	{                                                                \
		.name = title, .open = open_index, .close = close_index, \
		.call = function, .with = ASK(__VA_ARGS__)               \
	}

static const struct torture_entry entries[] = {
	ENTRY("search words", call_search, .q = "keamanan ruang siber",
		REQUEST(.passages = 2)),
	ENTRY("search everything", call_search, .q = "menyerang negara",
		.filter = {"author", "Siti Rahma", "year", "2015..2030"},
		REQUEST(.passages = 3, .facets = ALL_FACETS, .facet_limit = 20,
			.explain = true, .total_exact = true)),
	ENTRY("search phrase", call_search,
		.q = "\"keamanan siber\" \"ruang kerjasama\"~",
		REQUEST(.passages = 1, .explain = true)),
	ENTRY("search loose phrase", call_search,
		.q = "\"siber keamanan ruang dunia\"", REQUEST(.passages = 1)),
	ENTRY("search prefix", call_search, .q = "ser* kea*",
		REQUEST(.passages = 1)),
	ENTRY("search near", call_search,
		.q = "keamanan NEAR/5 ruang NEAR/4 menyerang",
		REQUEST(.passages = 1)),
	ENTRY("search negation", call_search,
		.q = "siber -(perang ATAU covid-19) BUKAN \"win-win\"",
		REQUEST(.passages = 1)),
	ENTRY("search tree", call_search,
		.q = "+(siber ATAU =keamanan) DAN judul:serangan "
		     "penulis:siti berkas:kuliah tahun:2015..2020",
		REQUEST(.passages = 1)),
	ENTRY("search filters", call_search, .q = "",
		.filter = {"path", "kuliah/", "kind", "txt,html"},
		REQUEST(.facets = ALL_FACETS, .facet_limit = 20)),
	ENTRY("search by date", call_search, .q = "siber",
		REQUEST(.sort = SEARCH_BY_DATE_DOWN, .passages = 1)),
	ENTRY("search by title", call_search, .q = "siber",
		REQUEST(.sort = SEARCH_BY_TITLE, .passages = 1)),
	ENTRY("search exact", call_search, .q = "menyerang siber",
		REQUEST(.mode = PLAN_MODE_EXACT)),
	ENTRY("search family", call_search, .q = "\"serangan siber\"",
		REQUEST(.mode = PLAN_MODE_FAMILY)),
	ENTRY("search without forms", call_search, .q = "serang keamanan",
		REQUEST(.passages = 1, .exclude = {"menyerang,serangan", 18})),
	ENTRY("search synonyms", call_search, .q = "cyber aksi",
		REQUEST(.passages = 1)),
	ENTRY("search typo", call_search, .q = "kemananx sibeer kerja sma",
		REQUEST(.passages = 1)),
	ENTRY("search list", call_list, .q = "keamanan siber",
		REQUEST(.passages = 2)),
	ENTRY("passages", call_passages, .q = "keamanan \"ruang siber\"",
		REQUEST(.words = 40)),
	ENTRY("complete", call_complete, .q = "keamanan se", REQUEST(0)),
	ENTRY("complete typo", call_complete, .q = "keamnan ", REQUEST(0)),
	ENTRY("document", call_document, .q = "\"keamanan siber\" serang*",
		REQUEST(0)),
	ENTRY("stats", call_stats, REQUEST(0)),
	ENTRY("analyse", call_analyse,
		.q = "Menyerang anak-anak KTP-nya di ui.ac.id, Covid-19; U.S.A "
		     "dan caf\xC3\xA9 kejahatannya diamankan PERADI.",
		REQUEST(0)),
	ENTRY("families", call_families, .q = "menyerang-covid-19", REQUEST(0)),
	ENTRY("concordance", call_concordance, .q = "keamanan siber",
		.lines = CONCORDANCE_BY_RELEVANCE, REQUEST(0)),
	ENTRY("concordance by position", call_concordance, .q = "\"siber\"",
		.lines = CONCORDANCE_BY_POSITION, .filter = {"kind", "pdf"},
		REQUEST(0)),
	ENTRY("concordance by words before", call_concordance, .q = "menyerang",
		.lines = CONCORDANCE_BY_LEFT, .filter = {"kind", "pdf"},
		REQUEST(0)),
	ENTRY("concordance by words behind", call_concordance, .q = "menyerang",
		.lines = CONCORDANCE_BY_RIGHT, .filter = {"kind", "pdf"},
		REQUEST(0)),
	ENTRY("export ndjson", call_export, .q = "siber",
		.format = EXPORT_NDJSON, REQUEST(.passages = 1)),
	ENTRY("export csv", call_export, .q = "siber", .format = EXPORT_CSV,
		REQUEST(.passages = 1)),
	ENTRY("cite plain", call_cite, .style = CITE_PLAIN, REQUEST(0)),
	ENTRY("cite bibtex", call_cite, .style = CITE_BIBTEX, REQUEST(0)),
	ENTRY("cite ris", call_cite, .style = CITE_RIS, REQUEST(0)),
	ENTRY("cite csl", call_cite, .style = CITE_CSL_JSON, REQUEST(0)),
	ENTRY("problem", call_problem, .q = "kata \xFF \"", REQUEST(0)),
};

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	torture_index_make(argv[1]);
	int status = torture_main(
		argc - 1, argv + 1, entries, sizeof entries / sizeof *entries);
	torture_index_remove();
	return status;
}
