/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include "kinds.h"
#include "search_run.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

/* The parameters of ranking, made from the table of rank.h. */
#define OPTION_HELP(id, member, value, name, meaning) \
	"  --" name " X: " meaning " (" #value ")\n"
#define OPTION_ID(id, member, value, name, meaning) OPTION_RANK_##id,
#define OPTION_NAME(id, member, value, name, meaning) \
	{name, required_argument, NULL, OPTION_RANK_##id},
#define OPTION_READ(id, member, value_, name, meaning) \
	case OPTION_RANK_##id:                         \
		return read_real(value, &options->rank.member);

static const char usage[] =
	"Usage: telusur-query [--index DIR] [--mode stem|exact|family]\n"
	"                     [--author NAME] [--year YEARS] [--path "
	"BEGINNING]\n"
	"                     [--kind KINDS] [--exclude FORMS] [--sort ORDER]\n"
	"                     [--limit N] [--explain] [--json] QUERY\n"
	"       telusur-query [--index DIR] --analyze TEXT\n"
	"       telusur-query [--index DIR] --topics FILE [--run FILE]\n"
	"                     [--qrels FILE] [--depth N] [--per-query]\n"
	"                     [--baseline RUN]\n"
	"\n"
	"Searches an index made by telusur-index.\n"
	"\n"
	"  --index DIR     the index (default: ~/.local/share/telusur/index)\n"
	"  --mode MODE     stem: words by root, phrases by form (default);\n"
	"                  exact: all by form; family: all by root\n"
	"  --exclude FORMS forms that match nothing, commas between them\n"
	"  --author NAME   only essays by this author, the whole name\n"
	"  --year YEARS    only of 2019, 2019..2022, 2019.. or ..2022\n"
	"  --path BEGINNING  only of paths that begin so: a folder/\n"
	"  --kind KINDS    only of files of one or several of these kinds:\n"
	"                  " KIND_NAMES "commas between\n"
	"                  --author, --path and --kind may be given again: "
	"any\n"
	"                  of them.  With one of these QUERY may be left out:\n"
	"                  all essays that pass\n"
	"  --sort ORDER    relevance (default), date, -date (newest first) or\n"
	"                  title\n"
	"  --explain       say why each essay was found\n"
	"  --limit N       essays to show (default 10)\n"
	"  --json          the answer as the HTTP API gives it\n"
	"  --analyze TEXT  how a text becomes terms, one token a line, tabs\n"
	"                  between: byteStart byteEnd form root via terms\n"
	"  --topics FILE   queries to run, a line each: id, tab, query\n"
	"  --run FILE      write a TREC run (default: standard output, unless\n"
	"                  --qrels is given)\n"
	"  --qrels FILE    judgments in TREC's form; prints nDCG@10, MRR@10,\n"
	"                  Recall@100 and how many queries had no answer\n"
	"  --depth N       essays for each topic (default 1000)\n"
	"  --per-query     print the scores of each query too\n"
	"  --baseline RUN  another run: the difference, and its p-value by\n"
	"                  paired randomisation\n"
	"  Parameters of ranking, for experiments:\n" RANK_PARAMS(
		OPTION_HELP) "  --help, --version\n"
			     "\n"
			     "Exit codes: 0 done, 1 failed, 2 usage or a query "
			     "that is refused.\n";

enum {
	OPTION_INDEX = 256,
	OPTION_MODE,
	OPTION_EXCLUDE,
	OPTION_LIMIT,
	OPTION_AUTHOR,
	OPTION_YEAR,
	OPTION_PATH,
	OPTION_KIND,
	OPTION_SORT,
	OPTION_EXPLAIN,
	OPTION_JSON,
	OPTION_ANALYSE,
	OPTION_TOPICS,
	OPTION_RUN,
	OPTION_QRELS,
	OPTION_DEPTH,
	OPTION_PER_QUERY,
	OPTION_BASELINE,
	RANK_PARAMS(OPTION_ID) OPTION_HELP,
	OPTION_VERSION,
};

static const struct option names[] = {
	{"index", required_argument, NULL, OPTION_INDEX},
	{"mode", required_argument, NULL, OPTION_MODE},
	{"exclude", required_argument, NULL, OPTION_EXCLUDE},
	{"limit", required_argument, NULL, OPTION_LIMIT},
	{"author", required_argument, NULL, OPTION_AUTHOR},
	{"year", required_argument, NULL, OPTION_YEAR},
	{"path", required_argument, NULL, OPTION_PATH},
	{"kind", required_argument, NULL, OPTION_KIND},
	{"sort", required_argument, NULL, OPTION_SORT},
	{"explain", no_argument, NULL, OPTION_EXPLAIN},
	{"json", no_argument, NULL, OPTION_JSON},
	{"analyze", required_argument, NULL, OPTION_ANALYSE},
	{"topics", required_argument, NULL, OPTION_TOPICS},
	{"run", required_argument, NULL, OPTION_RUN},
	{"qrels", required_argument, NULL, OPTION_QRELS},
	{"depth", required_argument, NULL, OPTION_DEPTH},
	{"per-query", no_argument, NULL, OPTION_PER_QUERY},
	{"baseline", required_argument, NULL, OPTION_BASELINE},
	RANK_PARAMS(OPTION_NAME){"help", no_argument, NULL, OPTION_HELP},
	{"version", no_argument, NULL, OPTION_VERSION},
	{NULL, 0, NULL, 0},
};

static bool complain(const char *what, const char *value)
{
	fprintf(stderr,
		"telusur-query: %s: %s; telusur-query --help lists the "
		"options\n",
		what, value);
	return false;
}

static bool read_count(const char *name, const char *value, uint32_t *count)
{
	char *end;
	unsigned long read = strtoul(value, &end, 10);
	if (*value < '0' || *value > '9' || *end || read < 1 ||
		read > SEARCH_MAX_DEPTH)
		return complain(name, "a whole number from 1 to 10000");
	*count = (uint32_t)read;
	return true;
}

static bool read_real(const char *value, double *real)
{
	char *end;
	*real = strtod(value, &end);
	if (end == value || *end || !(*real >= 0 && *real <= 100))
		return complain(value, "not a number from 0 to 100");
	return true;
}

static bool read_mode(const char *value, enum plan_mode *mode)
{
	struct error err;
	return plan_mode_read(slice_text(value), mode, &err) ||
	       complain(value, err.text);
}

static bool read_sort(const char *value, enum search_sort *sort)
{
	struct error err;
	return search_read_sort(slice_text(value), sort, &err) ||
	       complain(value, err.text);
}

static bool read_filter(
	struct options *options, const char *name, const char *value)
{
	struct error err;
	return search_filter_add(
		       &options->filter, name, slice_text(value), &err) ||
	       complain(value, err.text);
}

/* Reads what narrows, orders and explains. */
static bool read_choice(struct options *options, int option, const char *value)
{
	switch (option) {
	case OPTION_AUTHOR:
		return read_filter(options, "author", value);
	case OPTION_YEAR:
		return read_filter(options, "year", value);
	case OPTION_PATH:
		return read_filter(options, "path", value);
	case OPTION_KIND:
		return read_filter(options, "kind", value);
	case OPTION_SORT:
		return read_sort(value, &options->sort);
	case OPTION_EXPLAIN:
		options->explain = true;
		return true;
	default:
		return false; /* getopt has said what is wrong */
	}
}

static bool read_option(struct options *options, int option, char *value)
{
	switch (option) {
	case OPTION_INDEX:
		free(options->index);
		options->index = strdup(value);
		return options->index != NULL;
	case OPTION_MODE:
		return read_mode(value, &options->mode);
	case OPTION_EXCLUDE:
		options->exclude = value;
		return true;
	case OPTION_LIMIT:
		return read_count("--limit", value, &options->limit);
	case OPTION_DEPTH:
		return read_count("--depth", value, &options->depth);
		RANK_PARAMS(OPTION_READ)
	case OPTION_JSON:
		options->json = true;
		return true;
	case OPTION_PER_QUERY:
		options->per_query = true;
		return true;
	case OPTION_ANALYSE:
		options->analyse = true;
		options->text = value;
		return true;
	case OPTION_TOPICS:
		options->topics = value;
		return true;
	case OPTION_RUN:
		options->run = value;
		return true;
	case OPTION_QRELS:
		options->qrels = value;
		return true;
	case OPTION_BASELINE:
		options->baseline = value;
		return true;
	default:
		return read_choice(options, option, value);
	}
}

/* What is left behind the options must fit them. */
static bool check(struct options *options, int argc, char **argv)
{
	int left = argc - optind;
	bool wants_query = !options->analyse && !options->topics;
	bool lists = !search_filter_empty(&options->filter) ||
		     options->sort != SEARCH_BY_RELEVANCE;
	if (left > (wants_query ? 1 : 0))
		return complain(argv[optind + wants_query],
			"one argument too many (put the query in quotes)");
	if (wants_query && left == 0 && !lists)
		return complain("QUERY", "missing");
	if (wants_query)
		options->text = left ? argv[optind] : "";
	if ((options->run || options->qrels) && !options->topics)
		return complain("--run and --qrels", "need --topics");
	if ((options->baseline || options->per_query) && !options->qrels)
		return complain("--baseline and --per-query", "need --qrels");
	return true;
}

bool options_read(struct options *options, int argc, char **argv, int *status)
{
	*options = (struct options){.limit = SEARCH_DEFAULT_LIMIT,
		.depth = 1000,
		.rank = rank_defaults};
	*status = 2;
	for (int option;
		(option = getopt_long(argc, argv, "", names, NULL)) != -1;) {
		if (option == OPTION_HELP || option == OPTION_VERSION) {
			fputs(option == OPTION_HELP
					? usage
					: "telusur-query " TELUSUR_VERSION "\n",
				stdout);
			*status = 0;
			return false;
		}
		if (!read_option(options, option, optarg))
			return false;
	}
	if (!check(options, argc, argv))
		return false;
	struct error err = {0};
	if (!options->index)
		options->index = index_default_path(&err);
	if (!options->index)
		fprintf(stderr, "telusur-query: %s\n", err.text);
	return options->index != NULL;
}

void options_free(struct options *options)
{
	free(options->index);
}
