#include "options.h"

#include <stdlib.h>
#include <string.h>

const char options_help[] =
	"Usage: telusur-index [FLAG...] [SOURCE...]\n"
	"\n"
	"Puts Indonesian texts into an index that telusur-server and\n"
	"telusur-query search.  A SOURCE is a folder, a text file (.txt .md)\n"
	"or a file with one JSON object a line (.ndjson .jsonl: id, title,\n"
	"text, and where known author, date, url).  Only what is new, changed\n"
	"or gone since the last run is touched.  The index remembers its\n"
	"sources: without SOURCE all of them are looked at again.\n"
	"\n"
	"  --index DIR        the folder of the index; without it\n"
	"                     $XDG_DATA_HOME/telusur/index, which usually is\n"
	"                     ~/.local/share/telusur/index\n"
	"  --rebuild          make the index anew from all of its sources and\n"
	"                     put it in the old one's place when it is done\n"
	"  --verify           compare every file's content, also where size\n"
	"                     and time say that it is unchanged\n"
	"  --force            go on where more than half of a source's essays\n"
	"                     are gone, or where a rebuild misses a source\n"
	"  --exceptions FILE  words and their roots that overrule the rules;\n"
	"                     may be given more than once\n"
	"  --synonyms FILE    words that mean the same, in the place of our "
	"own\n"
	"                     list; they act on queries, nothing is made anew\n"
	"  --dictionary FILE  hunspell's list of Indonesian words; without it\n"
	"                     /usr/share/hunspell/id_ID.dic, if it is there\n"
	"  --old-spelling     read words as they were spelled before 1972, "
	"too:\n"
	"                     tjerita, djalan; of one index all or no run\n"
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

/* Takes one flag with what belongs to it. */
static bool take_flag(struct options *options, int argc, char **argv, int *i,
	struct error *err)
{
	const char *value = NULL;
	if (take_switch(options, argv[*i]))
		return true;
	if (strcmp(argv[*i], "--help") == 0) {
		options->action = OPTIONS_HELP;
		return true;
	}
	if (strcmp(argv[*i], "--version") == 0) {
		options->action = OPTIONS_VERSION;
		return true;
	}
	if (take_value(argc, argv, i, "--index", &value, err)) {
		options->index = value;
		return value;
	}
	if (take_value(argc, argv, i, "--dictionary", &value, err)) {
		options->dictionary = value;
		return value;
	}
	if (take_value(argc, argv, i, "--synonyms", &value, err)) {
		options->synonyms = value;
		return value;
	}
	if (take_value(argc, argv, i, "--exceptions", &value, err)) {
		if (value)
			options->exceptions[options->exception_count++] = value;
		return value;
	}
	return error_set(err, ERROR_USAGE,
		"unknown flag %s; telusur-index --help lists them", argv[*i]);
}

bool options_read(
	struct options *options, int argc, char **argv, struct error *err)
{
	*options = (struct options){0};
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
			if (options->action != OPTIONS_RUN)
				return true;
		} else if (argv[i][0] == '\0') {
			return error_set(err, ERROR_USAGE,
				"the name of a source is "
				"empty");
		} else {
			options->source[options->source_count++] = argv[i];
		}
	}
	return true;
}

void options_free(struct options *options)
{
	free(options->source);
	free(options->exceptions);
	*options = (struct options){0};
}
