/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hunspell.h"

#include "affix_flags.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	HUNSPELL_MAX_LINE_BYTES = 4096,
	HUNSPELL_MAX_WORDS = 1 << 20,
	HUNSPELL_MIN_LETTERS =
		4, /* of a base, if its forms are to be dropped */
};

/* Flag A2 marks bound stems, not words of their own (merata, for meratakan;
 * ketahu, for mengetahui). */
static const char helper_flag[] = "A2";

struct reading {
	struct roots *all; /* every word */
	bool *helper; /* flag A2, by index in all */
	size_t count, capacity;
};

static FILE *open_text(const char *path, struct error *err)
{
	FILE *file = fopen(path, "r");
	if (!file)
		error_set_errno(err, "cannot read the dictionary %s", path);
	return file;
}

/* Reads a line without its end.  False at the end of the file, or with err
 * set. */
static bool next_line(FILE *file, const char *path, char *line,
	struct slice *out, struct error *err)
{
	errno = 0;
	if (!fgets(line, HUNSPELL_MAX_LINE_BYTES, file)) {
		if (ferror(file))
			error_set_errno(err, "cannot read %s", path);
		return false;
	}
	*out = slice_of(line, strcspn(line, " \t\r\n"));
	return true;
}

/* The .aff file beside the .dic must say that flags have two letters and that
 * the encoding is a superset of ASCII. */
static bool check_aff(const char *dic_path, struct error *err)
{
	struct buf path = {0};
	bool ok = false, long_flags = false, ascii = false;
	FILE *file = NULL;
	char line[HUNSPELL_MAX_LINE_BYTES];
	size_t length = strlen(dic_path);
	if (length > 4 && strcmp(dic_path + length - 4, ".dic") == 0)
		length -= 4;
	buf_put(&path, dic_path, length);
	buf_put(&path, ".aff", sizeof ".aff");
	if (path.failed) {
		error_set_memory(err);
		goto out;
	}
	file = open_text(path.bytes, err);
	if (!file)
		goto out;
	while (fgets(line, sizeof line, file)) {
		line[strcspn(line, "\r\n")] = '\0';
		if (strcmp(line, "FLAG long") == 0)
			long_flags = true;
		if (strncmp(line, "SET ISO8859-", 12) == 0 ||
			strcmp(line, "SET UTF-8") == 0)
			ascii = true;
	}
	ok = long_flags && ascii;
	if (!ok)
		error_set(err, ERROR_CORRUPT,
			"%s is not the dictionary we can read: it needs 'FLAG "
			"long' and 'SET' of ISO8859-* or UTF-8",
			path.bytes);
out:
	if (file)
		fclose(file);
	buf_free(&path);
	return ok;
}

/* Lower-cases a word in place; false if it has anything but letters a-z. */
static bool take_word(char *word, size_t length)
{
	if (length < AFFIX_MIN_BASE_BYTES || length > AFFIX_MAX_BYTES)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (word[i] >= 'A' && word[i] <= 'Z')
			word[i] = (char)(word[i] - 'A' + 'a');
		if (word[i] < 'a' || word[i] > 'z')
			return false;
	}
	return true;
}

static bool has_flag(struct slice flags, const char flag[2])
{
	for (size_t i = 0; i + 1 < flags.length; i += 2)
		if (memcmp(flags.bytes + i, flag, 2) == 0)
			return true;
	return false;
}

/* Adds a word; one that is listed twice (tobat) gets the flags of both. */
static bool add_entry(struct reading *reading, struct slice word,
	struct slice flags, struct error *err)
{
	struct root root = {.word = word, .root = word};
	const struct root *known = roots_find(reading->all, word);
	size_t weight = flags.length / 2;
	root.affix_flags = affix_flags_read(flags);
	if (known) {
		root.affix_flags |= known->affix_flags;
		weight += known->weight;
	}
	root.weight = weight > UINT8_MAX ? UINT8_MAX : (uint8_t)weight;
	if (!roots_put(reading->all, &root, err))
		return false;
	if (known)
		return true;
	bool *helper = array_room(reading->helper, reading->count,
		&reading->capacity, sizeof *helper);
	if (!helper)
		return error_set_memory(err);
	reading->helper = helper;
	reading->helper[reading->count++] = has_flag(flags, helper_flag);
	return true;
}

static bool read_entries(
	const char *path, struct reading *reading, struct error *err)
{
	char line[HUNSPELL_MAX_LINE_BYTES];
	struct slice text;
	struct error failed = {0};
	FILE *file = open_text(path, err);
	if (!file)
		return false;
	/* The first line is the number of words. */
	bool ok = next_line(file, path, line, &text, &failed);
	while (ok && next_line(file, path, line, &text, &failed)) {
		const char *slash = memchr(text.bytes, '/', text.length);
		size_t length = slash ? (size_t)(slash - text.bytes)
				      : text.length;
		struct slice flags = slice_of(NULL, 0);
		if (slash)
			flags = slice_of(slash + 1, text.length - length - 1);
		if (!take_word(line, length))
			continue;
		if (reading->count >= HUNSPELL_MAX_WORDS)
			ok = error_set(&failed, ERROR_LIMIT,
				"%s has more than %d words", path,
				HUNSPELL_MAX_WORDS);
		else
			ok = add_entry(reading, slice_of(line, length), flags,
				&failed);
	}
	fclose(file);
	if (failed.code == ERROR_NONE && reading->count == 0)
		error_set(&failed, ERROR_CORRUPT, "%s has no words", path);
	if (failed.code != ERROR_NONE && err)
		*err = failed;
	return failed.code == ERROR_NONE;
}

struct check {
	const struct reading *reading;
	struct slice word;
	bool helper, derived;
};

static bool allows(const struct root *base, uint64_t flags)
{
	return (base->affix_flags & flags) != 0;
}

/* Whether a listed word is derived and thus no root.  It is if the dictionary
 * allows it from another listed word by an affix that does not make a new word:
 * a clitic (akalnya, apakah, ataupun), -kan or -i on a verb (bicarakan,
 * lempari), a circumfix around a noun (kepulauan, pengawinan); or if it is a
 * bound stem (merata).  Words with a single prefix or with -an are kept: they
 * are listed because they mean something of their own (perangkat, pelopor,
 * seragam, melarat, kuningan).  The errors of this rule are in the exceptions
 * (berlaku is laku, abadi is abadi). */
static void check_reading(
	void *context, struct slice text, const struct affixes *affixes)
{
	struct check *check = context;
	if (check->derived || affix_count(affixes) == 0)
		return;
	const struct root *base = roots_find(check->reading->all, text);
	if (!base)
		return;
	unsigned prefix = affixes->prefix[0];
	bool clitic = affixes->pronoun || affixes->particle;
	bool grown = text.length >= HUNSPELL_MIN_LETTERS;
	uint64_t bit = affix_flags_bit(affixes);
	if (affixes->prefix[1] || (clitic && (prefix || affixes->suffix)))
		return;
	if (affixes->pronoun && !affixes->particle)
		check->derived = allows(
			base, affix_flags_group(AFFIX_FLAGS_OWNED));
	else if (affixes->particle == AFFIX_PUN)
		check->derived = grown && !affixes->pronoun;
	else if (affixes->particle)
		check->derived =
			!affixes->pronoun &&
			allows(base, affix_flags_group(AFFIX_FLAGS_STRESSED));
	else if (!prefix && affixes->suffix == AFFIX_KAN)
		check->derived = allows(
			base, bit | affix_flags_group(AFFIX_FLAGS_VERB));
	else if (!prefix && affixes->suffix == AFFIX_I)
		check->derived = grown && allows(base, bit);
	else if (affixes->suffix == AFFIX_AN)
		check->derived = grown &&
				 (prefix == AFFIX_KE || prefix == AFFIX_PE ||
					 prefix == AFFIX_PER) &&
				 allows(base, bit);
	else if (check->helper && prefix && !affixes->suffix)
		check->derived = grown &&
				 (allows(base, bit) || prefix == AFFIX_KE);
}

bool hunspell_read(const char *dic_path, struct roots *roots, struct error *err)
{
	bool ok = false;
	struct reading reading = {0};
	if (!check_aff(dic_path, err))
		goto out;
	reading.all = roots_new(err);
	if (!reading.all || !read_entries(dic_path, &reading, err))
		goto out;
	for (size_t i = 0; i < roots_count(reading.all); i++) {
		const struct root *root = roots_at(reading.all, i);
		/* add_entry made a helper for each root. */
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
		bool helper = reading.helper[i];
		struct check check = {&reading, root->word, helper, false};
		affix_read(root->word, check_reading, &check);
		if (!check.derived && !roots_put(roots, root, err))
			goto out;
	}
	ok = true;
out:
	roots_free(reading.all);
	free(reading.helper);
	return ok;
}
