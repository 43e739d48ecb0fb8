/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include "cli_read.h"
#include "cli_shared.h"
#include "kinds.h"

#include <stdlib.h>

#define AT(field) offsetof(struct options, field)
#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
	DEFAULT_DEPTH = 1000,
	RANK_MOST = 100, /* of a parameter of ranking */
};

/* Adds a value to the filter of the name. */
static bool add_filter(
	void *target, const char *name, const char *value, struct error *err)
{
	struct options *options = target;
	return filter_add(&options->filter, name, slice_text(value), err);
}

static bool parse_author(void *options, const char *value, struct error *err)
{
	return add_filter(options, "author", value, err);
}

static bool parse_year(void *options, const char *value, struct error *err)
{
	return add_filter(options, "year", value, err);
}

static bool parse_path(void *options, const char *value, struct error *err)
{
	return add_filter(options, "path", value, err);
}

static bool parse_kind(void *options, const char *value, struct error *err)
{
	return add_filter(options, "kind", value, err);
}

#define RANK_DEFAULT(id, member, value, name, meaning) .rank.member = value,
static const struct options defaults = {.limit = SEARCH_DEFAULT_LIMIT,
	.depth = DEFAULT_DEPTH,
	RANK_PARAMS(RANK_DEFAULT)};

static const struct cli_option search_rows[] = {
	CLI_SHARED_INDEX(AT(index)),
	{.name = "mode",
		.argument = "MODE",
		.type = CLI_NAME,
		.at = AT(mode),
		.names = plan_mode_names,
		.meanings = plan_mode_meanings,
		.help = "how words match: {values}; {default} without it",
		.manual = "How words match: {values}; {default} without it."},
	{.name = "exclude",
		.argument = "FORMS",
		.type = CLI_TEXT,
		.at = AT(exclude),
		.empty = true,
		.help = "forms that match nothing, separated by commas",
		.manual = "Forms that match nothing, separated by commas."},
	{.name = "author",
		.argument = "NAME",
		.type = CLI_PARSED,
		.parse = parse_author,
		.empty = true,
		.help = "only essays by this author, the whole name; may be "
			"given again: any of them",
		.manual = "Only essays by this author, the whole name. May be "
			  "given again: any of the authors."},
	{.name = "year",
		.argument = "YEARS",
		.type = CLI_PARSED,
		.parse = parse_year,
		.empty = true,
		.help = "only essays of 2019, 2019..2022, 2019.. or ..2022",
		.manual = "Only essays of these years: '2019', '2019..2022', "
			  "'2019..' or '..2022'."},
	{.name = "path",
		.argument = "BEGINNING",
		.type = CLI_PARSED,
		.parse = parse_path,
		.empty = true,
		.help = "only essays whose path begins so, such as a folder "
			"with its slash; may be given again: any of them",
		.manual = "Only essays whose path begins so, such as a folder "
			  "with its slash. May be given again: any of the "
			  "beginnings."},
	{.name = "kind",
		.argument = "KINDS",
		.type = CLI_PARSED,
		.parse = parse_kind,
		.empty = true,
		.help = "only files of one or several of these "
			"kinds: " KIND_NAMES "separated by commas",
		.manual = "Only files of one or several of these "
			  "kinds: " KIND_NAMES
			  "separated by commas. With an author, "
			  "years, a path or kinds the query may be left out: "
			  "all essays that pass are listed."},
	{.name = "sort",
		.argument = "ORDER",
		.type = CLI_NAME,
		.at = AT(sort),
		.names = search_sort_names,
		.meanings = search_sort_meanings,
		.help = "{values}; {default} without it",
		.manual = "The order of the answer: {values}; {default} "
			  "without it."},
	{.name = "explain",
		.type = CLI_SWITCH,
		.at = AT(explain),
		.help = "say why each essay was found",
		.manual = "Say why each essay was found."},
	{.name = "limit",
		.argument = "N",
		.type = CLI_NUMBER,
		.at = AT(limit),
		.least = 1,
		.most = SEARCH_MAX_DEPTH,
		.help = "how many essays to show ({default})",
		.manual =
			"How many essays to show, {values}; {default} without "
			"it."},
	{.name = "json",
		.type = CLI_SWITCH,
		.at = AT(json),
		.help = "print the answer as the HTTP API gives it",
		.manual = "Print the answer as the HTTP API gives it."},
};

static const struct cli_option text_rows[] = {
	{.name = "analyze",
		.argument = "TEXT",
		.type = CLI_TEXT,
		.at = AT(analyse),
		.empty = true,
		.alone = true,
		.help = "one token a line, separated by tabs: byteStart "
			"byteEnd "
			"form root via terms",
		.manual = "Print a line for each token, with tabs between "
			  "byteStart, byteEnd, form, root, via and terms."},
};

static const struct cli_option topic_rows[] = {
	{.name = "topics",
		.argument = "FILE",
		.type = CLI_TEXT,
		.at = AT(topics),
		.alone = true,
		.help = "queries to run, one a line: id, tab, query",
		.manual = "Queries to run, one a line: id, tab, query."},
	{.name = "run",
		.argument = "FILE",
		.type = CLI_TEXT,
		.at = AT(run),
		.needs = "topics",
		.help = "where to write the run in TREC's form; standard "
			"output "
			"without it, unless --qrels is given",
		.manual = "Where to write the run in TREC's form; standard "
			  "output without it, unless --qrels is given."},
	{.name = "qrels",
		.argument = "FILE",
		.type = CLI_TEXT,
		.at = AT(qrels),
		.needs = "topics",
		.help = "judgments in TREC's form; prints nDCG@10, MRR@10, "
			"Recall@100 and how many queries had no answer",
		.manual = "Judgments in TREC's form. Prints nDCG@10, MRR@10, "
			  "Recall@100 and how many queries had no answer."},
	{.name = "depth",
		.argument = "N",
		.type = CLI_NUMBER,
		.at = AT(depth),
		.least = 1,
		.most = SEARCH_MAX_DEPTH,
		.help = "how many essays for each topic ({default})",
		.manual = "How many essays for each topic, {values}; {default} "
			  "without it."},
	{.name = "per-query",
		.type = CLI_SWITCH,
		.at = AT(per_query),
		.needs = "qrels",
		.help = "print the scores of each query, too",
		.manual = "Print the scores of each query, too."},
	{.name = "baseline",
		.argument = "RUN",
		.type = CLI_TEXT,
		.at = AT(baseline),
		.needs = "qrels",
		.help = "another run: prints the difference, and its p-value "
			"by "
			"paired randomisation",
		.manual = "Another run to compare with. Prints the difference, "
			  "and its p-value by paired randomisation."},
};

#define RANK_OPTION(id, member, value, flag, meaning) \
	{.name = flag,                                \
		.argument = "X",                      \
		.type = CLI_REAL,                     \
		.most = RANK_MOST,                    \
		.at = AT(rank.member),                \
		.help = meaning " ({default})"},
static const struct cli_option rank_rows[] = {RANK_PARAMS(RANK_OPTION)};

static const struct cli_group groups[] = {
	{"A search", search_rows, COUNT(search_rows)},
	{"How a text becomes terms", text_rows, COUNT(text_rows)},
	{"How well the ranking does on a test collection", topic_rows,
		COUNT(topic_rows)},
	{"Parameters of the ranking, for experiments", rank_rows,
		COUNT(rank_rows)},
};

static const char *const forms[] = {
	"[OPTION...] [QUERY]",
	"[--index DIR] --analyze TEXT",
	"[OPTION...] --topics FILE [--run FILE] [--qrels FILE]",
	NULL,
};

const struct cli_program options_program = {
	.name = "telusur-query",
	.forms = forms,
	.about = "Searches an index made by telusur-index. With a filter "
		 "(--author, --year, --path, --kind) or another order than by "
		 "relevance QUERY may be left out: all essays that pass are "
		 "listed.",
	.after = "Exit codes: 0 done; 1 failed; 2 wrong usage, or a query that "
		 "is refused.",
	.group = groups,
	.group_count = COUNT(groups),
	.defaults = &defaults,
	.options_bytes = sizeof defaults,
	.operand = "QUERY",
	.operand_at = AT(operands),
	.operand_most = 1,
	.operand_excess = "put the whole query in quotes",
};

/* Finds the query; it may be missing where something else says what is
 * wanted. */
static bool read_query(struct options *options, struct error *err)
{
	bool lists = !filter_empty(&options->filter) ||
		     options->sort != SEARCH_BY_RELEVANCE;
	if (!options->analyse && !options->topics && !lists &&
		!options->operands.count)
		return error_set(err, ERROR_USAGE,
			"there is no QUERY; add one, or a filter such as "
			"--author NAME");
	options->text = options->operands.count ? options->operands.text[0]
						: "";
	return true;
}

bool options_read(
	struct options *options, int argc, char **argv, struct error *err)
{
	enum cli_asked asked;
	bool ok = cli_read(&options_program, argc, argv, options, &asked, err);
	options->asked = asked;
	if (!ok || asked != CLI_WORK)
		return ok;
	if (!read_query(options, err))
		return false;
	if (!options->index)
		options->index = options->default_index = index_default_path(
			err);
	return options->index;
}

void options_free(struct options *options)
{
	free(options->default_index);
	cli_texts_free(&options->operands);
	*options = (struct options){0};
}
