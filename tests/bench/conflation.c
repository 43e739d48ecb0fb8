/* SPDX-License-Identifier: GPL-3.0-or-later */
/* conflation.c - how well roots bring together the forms that belong together.
 *
 *     conflation [--errors N] [--no-dictionary] EXCEPTIONS GOLD.tsv
 *
 * GOLD.tsv has lines of form, lemma, count.  A type is a distinct lower-cased
 * form of letters, hyphens and apostrophes; its lemma is the most frequent one.
 * Of all pairs of types, those that share a root are compared with those that
 * share a lemma: precision, recall, F1.  Reduplication is read as the analyser
 * reads it: two halves with one root count as that root.
 */
#include "hunspell.h"
#include "stem.h"

#include <stdio.h>
#include <stdlib.h>

struct type {
	const char *form, *lemma, *root;
	unsigned count;
};

struct gold {
	struct arena arena;
	struct type *type;
	size_t count, capacity;
};

struct score {
	double precision, recall, f1;
};

static void lower(char *text)
{
	for (; *text; text++)
		if (*text >= 'A' && *text <= 'Z')
			*text = (char)(*text - 'A' + 'a');
}

static bool is_type(const char *form)
{
	bool letter = false;
	for (; *form; form++) {
		if (*form >= 'a' && *form <= 'z')
			letter = true;
		else if (*form != '-' && *form != '\'')
			return false;
	}
	return letter;
}

static bool add_type(
	struct gold *gold, const char *form, const char *lemma, unsigned count)
{
	if (gold->count == gold->capacity) {
		size_t capacity = gold->capacity ? gold->capacity * 2 : 1024;
		struct type *type = realloc(
			gold->type, capacity * sizeof *type);
		if (!type)
			return false;
		gold->type = type;
		gold->capacity = capacity;
	}
	struct type type = {arena_copy(&gold->arena, slice_text(form)),
		arena_copy(&gold->arena, slice_text(lemma)), NULL, count};
	if (!type.form || !type.lemma)
		return false;
	gold->type[gold->count++] = type;
	return true;
}

static int by_form(const void *a, const void *b)
{
	const struct type *left = a, *right = b;
	int order = strcmp(left->form, right->form);
	return order ? order
		     : (left->count < right->count) -
			       (left->count > right->count);
}

static int by_lemma(const void *a, const void *b)
{
	const struct type *left = a, *right = b;
	int order = strcmp(left->lemma, right->lemma);
	return order ? order : strcmp(left->root, right->root);
}

static int by_root(const void *a, const void *b)
{
	const struct type *left = a, *right = b;
	int order = strcmp(left->root, right->root);
	return order ? order : strcmp(left->lemma, right->lemma);
}

static bool read_gold(const char *path, struct gold *gold)
{
	char line[4096];
	FILE *file = fopen(path, "r");
	if (!file)
		return false;
	bool ok = true;
	while (ok && fgets(line, sizeof line, file)) {
		char *save = NULL;
		lower(line);
		char *form = strtok_r(line, "\t\n", &save);
		char *lemma = strtok_r(NULL, "\t\n", &save);
		char *count = strtok_r(NULL, "\t\n", &save);
		if (form && lemma && is_type(form))
			ok = add_type(gold, form, lemma,
				count ? (unsigned)strtoul(count, NULL, 10) : 1);
	}
	fclose(file);
	qsort(gold->type, gold->count, sizeof *gold->type, by_form);
	size_t kept = 0;
	for (size_t i = 0; i < gold->count; i++)
		if (kept == 0 || strcmp(gold->type[kept - 1].form,
					 gold->type[i].form) != 0)
			gold->type[kept++] = gold->type[i];
	gold->count = kept;
	return ok;
}

static struct slice root_of(
	struct stem *stem, struct slice form, bool snowball, char room[128])
{
	struct stem_result found = {form, ""};
	bool ok = snowball ? stem_snowball(stem, form, &found.root, NULL)
			   : stem_find(stem, form, &found, NULL);
	if (!ok)
		abort();
	if (found.root.length > 127)
		found.root.length = 127;
	memcpy(room, found.root.bytes, found.root.length);
	return slice_of(room, found.root.length);
}

/* Halves with one root are that root; else the form is one word. */
static bool find_root(
	struct gold *gold, struct stem *stem, struct type *type, bool snowball)
{
	char room[128], other[128];
	struct slice root = slice_of(NULL, 0);
	const char *hyphen = strchr(type->form, '-');
	if (hyphen && !snowball) {
		size_t length = (size_t)(hyphen - type->form);
		root = root_of(stem, slice_of(type->form, length), false, room);
		struct slice second = root_of(
			stem, slice_text(hyphen + 1), false, other);
		if (!slice_equal(root, second))
			root.length = 0;
	}
	if (root.length == 0)
		root = root_of(stem, slice_text(type->form), snowball, room);
	type->root = arena_copy(&gold->arena, root);
	return type->root != NULL;
}

typedef bool same_type(const struct type *a, const struct type *b);

static bool same_lemma(const struct type *a, const struct type *b)
{
	return strcmp(a->lemma, b->lemma) == 0;
}

static bool same_root(const struct type *a, const struct type *b)
{
	return strcmp(a->root, b->root) == 0;
}

static bool same_both(const struct type *a, const struct type *b)
{
	return same_lemma(a, b) && same_root(a, b);
}

/* Pairs within runs of equal neighbours. */
static double count_pairs(const struct gold *gold, same_type *same)
{
	double pairs = 0;
	for (size_t i = 0, start = 0; i < gold->count; i++) {
		if (i && !same(&gold->type[i - 1], &gold->type[i]))
			start = i;
		pairs += (double)(i - start);
	}
	return pairs;
}

static struct score score(struct gold *gold)
{
	struct score s = {0, 0, 0};
	qsort(gold->type, gold->count, sizeof *gold->type, by_lemma);
	double wanted = count_pairs(gold, same_lemma);
	double right = count_pairs(gold, same_both);
	qsort(gold->type, gold->count, sizeof *gold->type, by_root);
	double made = count_pairs(gold, same_root);
	if (right > 0) {
		s.precision = right / made;
		s.recall = right / wanted;
		s.f1 = 2 * right / (made + wanted);
	}
	return s;
}

struct group {
	size_t start, length;
	double lost;
};

static int by_lost(const void *a, const void *b)
{
	const struct group *left = a, *right = b;
	return (left->lost < right->lost) - (left->lost > right->lost);
}

/* The groups that one side holds together and the other splits. */
static bool print_errors(struct gold *gold, bool split, size_t most)
{
	qsort(gold->type, gold->count, sizeof *gold->type,
		split ? by_lemma : by_root);
	same_type *outer = split ? same_lemma : same_root;
	struct group *group = calloc(gold->count + 1, sizeof *group);
	size_t groups = 0;
	if (!group)
		return false;
	for (size_t i = 0, run = 0; i < gold->count; i++) {
		struct type *type = gold->type;
		if (i == 0 || !outer(&type[i - 1], &type[i]))
			group[groups++] = (struct group){i, 0, 0};
		struct group *now = &group[groups - 1];
		if (now->length == 0 || !same_both(&type[i - 1], &type[i]))
			run = i;
		now->lost += (double)(now->length - (i - run));
		now->length++;
	}
	qsort(group, groups, sizeof *group, by_lost);
	printf("%s\n", split ? "torn apart:" : "thrown together:");
	for (size_t g = 0; g < groups && g < most && group[g].lost > 0; g++) {
		const struct type *type = &gold->type[group[g].start];
		printf("%4.0f  %s:", group[g].lost,
			split ? type->lemma : type->root);
		for (size_t i = 0; i < group[g].length; i++)
			printf(" %s=%s", type[i].form,
				split ? type[i].root : type[i].lemma);
		printf("\n");
	}
	free(group);
	return true;
}

static bool measure(struct gold *gold, struct stem *stem, bool snowball)
{
	for (size_t i = 0; i < gold->count; i++)
		if (!find_root(gold, stem, &gold->type[i], snowball))
			return false;
	struct score s = score(gold);
	printf("%-9s precision %.4f recall %.4f F1 %.4f\n",
		snowball ? "snowball" : "repaired", s.precision, s.recall,
		s.f1);
	return true;
}

int main(int argc, char **argv)
{
	struct error err = {0};
	struct gold gold = {0};
	size_t errors = 0;
	const char *dictionary = HUNSPELL_INDONESIAN;
	int at = 1, status = 1;
	for (; at < argc && strncmp(argv[at], "--", 2) == 0; at++) {
		if (strcmp(argv[at], "--errors") == 0 && at + 1 < argc)
			errors = strtoul(argv[++at], NULL, 10);
		else if (strcmp(argv[at], "--no-dictionary") == 0)
			dictionary = NULL;
	}
	if (argc - at != 2) {
		fprintf(stderr, "usage: conflation [--errors N] "
				"[--no-dictionary] EXCEPTIONS GOLD.tsv\n");
		return 2;
	}
	const char *exceptions = argv[at];
	struct stem *stem = NULL;
	struct morphology *morphology = morphology_build(
		dictionary, &exceptions, 1, &err);
	if (morphology)
		stem = stem_new(morphology, &err);
	if (!stem) {
		fprintf(stderr, "conflation: %s\n", err.text);
	} else if (!read_gold(argv[at + 1], &gold)) {
		fprintf(stderr, "conflation: cannot read %s\n", argv[at + 1]);
	} else {
		printf("%zu types\n", gold.count);
		bool ok = measure(&gold, stem, true) &&
			  measure(&gold, stem, false);
		if (ok && errors)
			ok = print_errors(&gold, true, errors) &&
			     print_errors(&gold, false, errors);
		status = !ok;
	}
	stem_free(stem);
	morphology_free(morphology);
	arena_free(&gold.arena);
	free(gold.type);
	return status;
}
