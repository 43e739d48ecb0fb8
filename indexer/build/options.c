/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include "kinds.h"

#include <stdlib.h>
#include <string.h>

const char options_help[] =
	"Usage: telusur-index [FLAG...] [SOURCE...]\n"
	"\n"
	"Puts Indonesian texts into an index that telusur-server and\n"
	"telusur-query search.  A SOURCE is a folder or a file of one of the\n"
	"kinds\n"
	"\n" KIND_LINES "\n"
	"A JSON object has id, title and text, and where known author, date\n"
	"and url.  NAME.meta.json beside NAME overrules its title, author,\n"
	"date and url.  Only what is new, changed, moved or gone since the\n"
	"last run is touched.  The index remembers its sources: without\n"
	"SOURCE all of them are looked at again.\n"
	"\n"
	"  --index DIR        the folder of the index; without it\n"
	"                     $XDG_DATA_HOME/telusur/index, which usually is\n"
	"                     ~/.local/share/telusur/index\n"
	"  --rebuild          make the index anew from all of its sources and\n"
	"                     put it in the old one's place when it is done;\n"
	"                     ids stay, and the old one for --rollback\n"
	"  --keep N           how many generations before the one that is "
	"read\n"
	"                     --rebuild keeps; 1 without it\n"
	"  --rollback         make the generation before the current one "
	"again\n"
	"  --check            tell whether the index is whole\n"
	"  --watch            go on, and bring in what is written or removed\n"
	"                     within two seconds; SIGTERM ends it\n"
	"  --dry-run          name what would change, and change nothing\n"
	"  --verify           compare every file's content, also where size,\n"
	"                     times and inode say that it is unchanged, and\n"
	"                     try again what was skipped\n"
	"  --force            go on where more than half of a source's essays\n"
	"                     are gone, or where a rebuild misses a source\n"
	"  --jobs N           read and analyse N files at once; without it as\n"
	"                     many as there are processors\n"
	"  --exceptions FILE  words and their roots that overrule the rules;\n"
	"                     may be given more than once\n"
	"  --synonyms FILE    words that mean the same, in the place of our "
	"own\n"
	"                     list; they act on queries, nothing is made anew\n"
	"  --dictionary FILE  hunspell's list of Indonesian words; without it\n"
	"                     /usr/share/hunspell/id_ID.dic, if it is there\n"
	"  --old-spelling     read words as they were spelled before 1972, "
	"too:\n"
	"                     tjerita, djalan; when an index is made\n"
	"  --json             print the report as JSON\n"
	"  --help             print this text\n"
	"  --version          print the version\n"
	"\n"
	"Ends with 0 when all is done, 1 when it failed, 2 when the command\n"
	"line makes no sense, 3 when it is done but files were skipped (each\n"
	"is named with its reason).\n";

/* Takes argv[*i] when it is the flag; a value may follow as the next argument
 * or behind '='. */
static bool take_value(int argc, char **argv, int *i, const char *flag,
	const char **value, struct error *err)
{
	size_t length = strlen(flag);
	if (strncmp(argv[*i], flag, length) != 0)
		return false;
	if (argv[*i][length] == '=')
		*value = argv[*i] + length + 1;
	else if (argv[*i][length] != '\0')
		return false;
	else if (*i + 1 < argc)
		*value = argv[++*i];
	if (!*value || !**value) {
		*value = NULL;
		error_set(err, ERROR_USAGE, "%s needs a value", flag);
	}
	return true;
}

static bool take_switch(struct options *options, const char *flag)
{
	static const struct {
		const char *flag;
		size_t at;
	} known[] = {
		{"--rebuild", offsetof(struct options, rebuild)},
		{"--verify", offsetof(struct options, verify)},
		{"--force", offsetof(struct options, force)},
		{"--dry-run", offsetof(struct options, dry_run)},
		{"--json", offsetof(struct options, json)},
		{"--old-spelling", offsetof(struct options, old_spelling)},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(flag, known[i].flag) != 0)
			continue;
		*(bool *)((char *)options + known[i].at) = true;
		return true;
	}
	return false;
}

/* What telusur-index does but for bringing texts in: one thing at a time. */
static bool take_action(
	struct options *options, const char *flag, struct error *err)
{
	static const struct {
		const char *flag;
		enum options_action action;
	} known[] = {
		{"--help", OPTIONS_HELP},
		{"--version", OPTIONS_VERSION},
		{"--watch", OPTIONS_WATCH},
		{"--rollback", OPTIONS_ROLLBACK},
		{"--check", OPTIONS_CHECK},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(flag, known[i].flag) != 0)
			continue;
		bool asks = known[i].action == OPTIONS_HELP ||
			    known[i].action == OPTIONS_VERSION;
		if (!asks && options->action != OPTIONS_RUN &&
			options->action != known[i].action)
			error_set(err, ERROR_USAGE,
				"--watch, --rollback and --check do not go "
				"together");
		options->action = known[i].action;
		return true;
	}
	return false;
}

static bool take_number(const char *flag, const char *value, unsigned least,
	unsigned *number, struct error *err)
{
	char *end;
	unsigned long read = strtoul(value, &end, 10);
	if (*end || !strchr("0123456789", value[0]) || read < least ||
		read > OPTIONS_MAX_NUMBER)
		return error_set(err, ERROR_USAGE,
			"%s needs a number from %u to %d, not %s", flag, least,
			OPTIONS_MAX_NUMBER, value);
	*number = (unsigned)read;
	return true;
}

/* Takes one flag with what belongs to it. */
static bool take_flag(struct options *options, int argc, char **argv, int *i,
	struct error *err)
{
	const struct {
		const char *flag;
		const char **text;
		unsigned *number;
		unsigned least;
	} known[] = {
		{"--index", &options->index, NULL, 0},
		{"--dictionary", &options->dictionary, NULL, 0},
		{"--synonyms", &options->synonyms, NULL, 0},
		{"--exceptions", &options->exceptions[options->exception_count],
			NULL, 0},
		{"--keep", NULL, &options->keep, 0},
		{"--jobs", NULL, &options->jobs, 1},
	};
	if (take_switch(options, argv[*i]))
		return true;
	if (take_action(options, argv[*i], err))
		return !err->code;
	for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
		const char *value = NULL;
		if (!take_value(argc, argv, i, known[k].flag, &value, err))
			continue;
		if (!value)
			return false;
		if (known[k].number)
			return take_number(known[k].flag, value, known[k].least,
				known[k].number, err);
		*known[k].text = value;
		options->exception_count +=
			options->exceptions[options->exception_count] != NULL;
		return true;
	}
	return error_set(err, ERROR_USAGE,
		"unknown flag %s; telusur-index --help lists them", argv[*i]);
}

bool options_read(
	struct options *options, int argc, char **argv, struct error *err)
{
	*options = (struct options){.keep = 1};
	options->source = calloc((size_t)argc + 1, sizeof *options->source);
	options->exceptions = calloc(
		(size_t)argc + 1, sizeof *options->exceptions);
	if (!options->source || !options->exceptions)
		return error_set_memory(err);
	bool flags = true;
	for (int i = 1; i < argc; i++) {
		if (flags && strcmp(argv[i], "--") == 0) {
			flags = false;
		} else if (flags && argv[i][0] == '-') {
			if (!take_flag(options, argc, argv, &i, err))
				return false;
			if (options->action == OPTIONS_HELP ||
				options->action == OPTIONS_VERSION)
				return true;
		} else if (argv[i][0] == '\0') {
			return error_set(err, ERROR_USAGE,
				"the name of a source is "
				"empty");
		} else {
			options->source[options->source_count++] = argv[i];
		}
	}
	if (options->action == OPTIONS_WATCH &&
		(options->rebuild || options->dry_run))
		return error_set(err, ERROR_USAGE,
			"--watch goes with neither --rebuild nor --dry-run");
	if ((options->source_count || options->rebuild || options->dry_run) &&
		(options->action == OPTIONS_ROLLBACK ||
			options->action == OPTIONS_CHECK))
		return error_set(err, ERROR_USAGE,
			"--rollback and --check read no source and go with "
			"neither --rebuild nor --dry-run");
	return true;
}

void options_free(struct options *options)
{
	free(options->source);
	free(options->exceptions);
	*options = (struct options){0};
}
