/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include "cli_read.h"
#include "cli_shared.h"
#include "hunspell.h"
#include "kinds.h"

#define AT(field) offsetof(struct options, field)
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct options defaults = {.keep = 1};

static const struct cli_option index_options[] = {
	CLI_SHARED_INDEX(AT(index)),
	{.name = "rebuild",
		.type = CLI_SWITCH,
		.at = AT(rebuild),
		.help = "make a new generation of the index from all of its "
			"sources, and publish it when it is complete; essays "
			"keep their ids, --rollback brings the old one back",
		.manual = "Make a new generation of the index from all of its "
			  "sources, beside the one that is read, and publish "
			  "it when it is complete and checked. Essays keep "
			  "their ids. Nothing else replaces an index that "
			  "cannot be read or was made by another version."},
	{.name = "keep",
		.argument = "N",
		.type = CLI_NUMBER,
		.at = AT(keep),
		.most = OPTIONS_MAX_GENERATIONS,
		.help = "how many generations before the current one --rebuild "
			"keeps ({default})",
		.manual = "How many generations before the current one "
			  "--rebuild keeps, {values}; {default} without it."},
	{.name = "rollback",
		.type = CLI_SWITCH,
		.at = AT(rollback),
		.alone = true,
		.excludes = "check watch rebuild dry-run",
		.help = "make the generation before the current one current "
			"again",
		.manual = "Make the generation before the current one current "
			  "again."},
	{.name = "check",
		.type = CLI_SWITCH,
		.at = AT(check),
		.alone = true,
		.excludes = "rollback watch rebuild dry-run",
		.help = "check whether the index is whole",
		.manual = "Check whether the index is whole."},
};

static const struct cli_option run_options[] = {
	{.name = "watch",
		.type = CLI_SWITCH,
		.at = AT(watch),
		.excludes = "rebuild dry-run",
		.help = "go on, and index what is written or removed within "
			"two seconds; SIGTERM ends it",
		.manual = "Go on, and index what is written or removed within "
			  "two seconds. SIGTERM ends it."},
	{.name = "dry-run",
		.type = CLI_SWITCH,
		.at = AT(dry_run),
		.help = "name what would change, and change nothing",
		.manual = "Name what would change, and change nothing."},
	{.name = "verify",
		.type = CLI_SWITCH,
		.at = AT(verify),
		.help = "compare the content of every file, also where size, "
			"times and inode say that it is unchanged, and try "
			"skipped files again",
		.manual = "Compare the content of every file, also where size, "
			  "times and inode say that it is unchanged. Try "
			  "skipped files again."},
	{.name = "force",
		.type = CLI_SWITCH,
		.at = AT(force),
		.help = "go on where more than half of a source's essays are "
			"gone, or where a rebuild misses a source",
		.manual = "Go on where more than half of a source's essays are "
			  "gone, or where a rebuild misses a source."},
	{.name = "jobs",
		.argument = "N",
		.type = CLI_NUMBER,
		.at = AT(jobs),
		.least = 1,
		.most = OPTIONS_MAX_JOBS,
		.help = "read and analyse N files at once (as many as there "
			"are processors)",
		.manual = "Read and analyse N files at once, {values}; without "
			  "it as many as there are processors. The result does "
			  "not depend on it."},
	{.name = "json",
		.type = CLI_SWITCH,
		.at = AT(json),
		.help = "print the report as JSON",
		.manual = "Print the report as JSON."},
};

static const struct cli_option word_options[] = {
	{.name = "exceptions",
		.argument = "FILE",
		.type = CLI_TEXTS,
		.at = AT(exceptions),
		.help = "words and their roots that overrule the rules; may be "
			"given again",
		.manual = "Words and their roots that overrule the rules, one "
			  "pair a line: 'pelajar ajar'. May be given again."},
	{.name = "synonyms",
		.argument = "FILE",
		.type = CLI_TEXT,
		.at = AT(synonyms),
		.help = "words that mean the same, instead of the installed "
			"list; they act on queries, nothing is indexed again",
		.manual = "Words that mean the same, one group a line: 'siber "
			  "= cyber'. It replaces the installed list. Synonyms "
			  "act on queries: nothing is indexed again."},
	{.name = "dictionary",
		.argument = "FILE",
		.type = CLI_TEXT,
		.at = AT(dictionary),
		.help = "hunspell's list of Indonesian words "
			"(" HUNSPELL_INDONESIAN ", if it is there)",
		.manual =
			"Hunspell's list of Indonesian words, which the roots "
			"are taken from. Without it " HUNSPELL_INDONESIAN
			" is read, if it is there."},
	{.name = "old-spelling",
		.type = CLI_SWITCH,
		.at = AT(old_spelling),
		.help = "when an index is made: read words as they were "
			"spelled before 1972, too (tjerita, djalan)",
		.manual = "Read words as they were spelled before 1972, too "
			  "(tjerita, djalan). It is decided when an index is "
			  "made."},
};

static const struct cli_group groups[] = {
	{"The index", index_options, COUNT(index_options)},
	{"A run", run_options, COUNT(run_options)},
	{"How words are read", word_options, COUNT(word_options)},
};

static const char *const forms[] = {"[OPTION...] [SOURCE...]", NULL};

const struct cli_program options_program = {
	.name = "telusur-index",
	.forms = forms,
	.about =
		"Puts Indonesian texts into an index that telusur-server and "
		"telusur-query search. A SOURCE is a folder or a file of one "
		"of these kinds:\n"
		"\n" KIND_LINES "\n"
		"A JSON object has id, title and text, and where known author, "
		"date and url. NAME.meta.json beside NAME overrules its title, "
		"author, date and url. Only what is new, changed, moved or "
		"gone since the last run is touched. The index remembers its "
		"sources: without SOURCE all of them are looked at again.",
	.after = "Exit codes: 0 done; 1 failed; 2 wrong usage; 3 done, but "
		 "files were skipped, each named with its reason.",
	.group = groups,
	.group_count = COUNT(groups),
	.defaults = &defaults,
	.options_bytes = sizeof defaults,
	.operand = "SOURCE",
	.operand_at = AT(sources),
	.operand_most = SIZE_MAX,
};

bool options_read(
	struct options *options, int argc, char **argv, struct error *err)
{
	enum cli_asked asked;
	bool ok = cli_read(&options_program, argc, argv, options, &asked, err);
	options->asked = asked;
	for (size_t i = 0; ok && i < options->sources.count; i++)
		if (!*options->sources.text[i])
			ok = error_set(err, ERROR_USAGE,
				"the name of a SOURCE is empty; leave it out");
	return ok;
}

void options_free(struct options *options)
{
	cli_texts_free(&options->exceptions);
	cli_texts_free(&options->sources);
	*options = (struct options){0};
}
