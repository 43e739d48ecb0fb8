/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counts of the lexicon against a recount of the essays that are there. */
#include "lexicon.h"

#include "index_support.h"
#include "lexicon_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ESSAYS = 40, ROUNDS = 120, COMMIT_EVERY = 7, MOST_SEGMENTS = 5 };

struct world {
	struct support_store store;
	struct morphology *morphology;
	/* One takes essays off and puts some in, the other puts some in. */
	struct analyser *analyser, *other_analyser;
	struct lexicon_delta *delta, *other_delta;
	struct buf text[ESSAYS]; /* the essays; an empty one is not there */
	uint64_t chance;
};

static int set_up(void **state)
{
	struct error err;
	struct world *world = calloc(1, sizeof *world);
	*state = world;
	support_store_open(&world->store);
	world->morphology = support_morphology();
	world->analyser = analyser_new(world->morphology, &err);
	support_ok(world->analyser != NULL, err);
	world->delta = lexicon_delta_new(&err);
	support_ok(world->delta != NULL, err);
	world->other_analyser = analyser_new(world->morphology, &err);
	support_ok(world->other_analyser != NULL, err);
	world->other_delta = lexicon_delta_new(&err);
	support_ok(world->other_delta != NULL, err);
	world->chance = 11;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;
	lexicon_delta_free(world->delta);
	lexicon_delta_free(world->other_delta);
	analyser_free(world->analyser);
	analyser_free(world->other_analyser);
	morphology_free(world->morphology);
	support_store_close(&world->store);
	for (size_t i = 0; i < ESSAYS; i++)
		buf_free(&world->text[i]);
	free(world);
	return 0;
}

static void count_text(struct world *world, struct slice text, int sign)
{
	struct error err;
	struct tokens tokens = {0};
	bool other = sign > 0 && text.length % 2;
	struct lexicon_delta *delta = other ? world->other_delta : world->delta;
	lexicon_delta_essay(delta);
	support_ok(analyse(other ? world->other_analyser : world->analyser,
			   text, &tokens, &err),
		err);
	support_ok(lexicon_delta_count(delta, &tokens, sign, &err), err);
	tokens_free(&tokens);
}

static void apply(struct world *world)
{
	struct error err;
	struct lexicon_part part[] = {{world->delta, world->analyser},
		{world->other_delta, world->other_analyser}};
	struct segment_writer *writer = support_segment(&world->store);
	support_ok(lexicon_write(part, 2, world->store.numbering, writer, &err),
		err);
	support_segment_end(&world->store, writer);
	numbering_settle(world->store.numbering);
	if (world->store.catalogue.count == MOST_SEGMENTS)
		support_merge(&world->store);
}

static void add(struct world *world, size_t i, const char *text)
{
	if (world->text[i].length)
		count_text(world, buf_slice(&world->text[i]), -1);
	buf_clear(&world->text[i]);
	buf_put_text(&world->text[i], text);
	if (world->text[i].length)
		count_text(world, buf_slice(&world->text[i]), 1);
}

/* ---- the recount ---- */

struct counted {
	struct slice form, root;
	size_t essay;
	uint32_t occurrences, documents;
};

static int compare_counted(const void *a, const void *b)
{
	const struct counted *x = a, *y = b;
	int order = slice_compare(x->form, y->form);
	if (order == 0)
		order = slice_compare(x->root, y->root);
	if (order == 0)
		order = x->essay < y->essay ? -1 : x->essay > y->essay;
	return order;
}

/* All forms with their roots and counts, sorted; counted anew. */
static struct counted *recount(struct world *world, size_t *count)
{
	struct error err;
	size_t capacity = 100000, made = 0;
	struct counted *all = malloc(capacity * sizeof *all);
	for (size_t i = 0; i < ESSAYS; i++) {
		struct tokens tokens = {0};
		support_ok(analyse(world->analyser, buf_slice(&world->text[i]),
				   &tokens, &err),
			err);
		for (size_t t = 0; t < tokens.count; t++) {
			assert_true(made < capacity);
			const struct word *word = tokens.token[t].word;
			all[made++] = (struct counted){
				word->form, word->root, i, 1, 1};
		}
		tokens_free(&tokens);
	}
	qsort(all, made, sizeof *all, compare_counted);
	*count = 0;
	size_t last_essay = 0;
	for (size_t i = 0; i < made; i++) {
		struct counted *top = *count ? &all[*count - 1] : NULL;
		if (!top || !slice_equal(top->form, all[i].form) ||
			!slice_equal(top->root, all[i].root)) {
			last_essay = all[i].essay;
			all[(*count)++] = all[i];
			continue;
		}
		top->occurrences++;
		top->documents += all[i].essay != last_essay;
		last_essay = all[i].essay;
	}
	return all;
}

struct walk {
	const struct counted *counted;
	size_t count, at;
};

static bool compare_entry(void *context, const struct lexicon_entry *entry)
{
	struct walk *walk = context;
	assert_true(walk->at < walk->count);
	const struct counted *counted = &walk->counted[walk->at++];
	assert_true(slice_equal(counted->form, entry->form));
	assert_true(slice_equal(counted->root, entry->root));
	return true;
}

static int compare_by_root(const void *a, const void *b)
{
	const struct counted *x = a, *y = b;
	int order = slice_compare(x->root, y->root);
	if (order == 0 && x->documents != y->documents)
		order = x->documents > y->documents ? -1 : 1;
	return order ? order : slice_compare(x->form, y->form);
}

/* Every root's family is all of its forms; counted is sorted anew. */
static void compare_families(
	struct world *world, struct counted *counted, size_t count)
{
	struct error err;
	struct arena arena = {0};
	const struct catalogue *catalogue = &world->store.catalogue;
	qsort(counted, count, sizeof *counted, compare_by_root);
	for (size_t i = 0; i < count;) {
		struct lexicon_family all, two;
		uint64_t occurrences = 0;
		size_t first = i;
		support_ok(lexicon_family(catalogue, counted[i].root, count,
				   &arena, &all, &err),
			err);
		support_ok(lexicon_family(catalogue, counted[i].root, 2, &arena,
				   &two, &err),
			err);
		for (; i < count &&
			slice_equal(counted[i].root, counted[first].root);
			i++) {
			const struct counted *wanted = &counted[i];
			assert_true(i - first < all.count);
			const struct lexicon_entry *entry =
				&all.entry[i - first];
			assert_true(slice_equal(wanted->form, entry->form));
			assert_true(slice_equal(wanted->root, entry->root));
			assert_int_equal(
				wanted->occurrences, entry->occurrences);
			assert_int_equal(wanted->documents, entry->documents);
			if (i - first < 2)
				assert_true(
					slice_equal(two.entry[i - first].form,
						wanted->form));
			occurrences += wanted->occurrences;
		}
		assert_int_equal(all.count, i - first);
		assert_int_equal(all.total, i - first);
		assert_int_equal(two.total, i - first);
		assert_int_equal(two.count, i - first < 2 ? i - first : 2);
		assert_int_equal(all.occurrences, occurrences);
		assert_int_equal(two.occurrences, occurrences);
	}
	arena_free(&arena);
}

/* A word has a number of its own, and its root's. */
static void check_code(
	const struct catalogue *catalogue, const struct lexicon_entry *entry)
{
	uint64_t code = lexicon_code(catalogue, entry->form, entry->root);
	assert_true(code == entry->code);
	assert_int_equal(catalogue_word_root(catalogue, code_word(code)),
		code_root(code));
	code = lexicon_code(catalogue, entry->root, entry->root);
	assert_int_equal(code_word(code), code_root(entry->code));
}

static void compare_with_recount(struct world *world)
{
	struct error err;
	size_t count;
	struct counted *counted = recount(world, &count);
	struct walk walk = {counted, count, 0};
	const struct catalogue *catalogue = &world->store.catalogue;
	support_ok(lexicon_each(catalogue, compare_entry, &walk, &err), err);
	assert_int_equal(walk.at, count);

	struct arena arena = {0};
	struct lexicon_entry *entry;
	size_t entries;
	bool more;
	support_ok(lexicon_prefix(catalogue, slice_of(NULL, 0), count + 1,
			   &arena, &entry, &entries, &more, &err),
		err);
	assert_int_equal(entries, count);
	assert_false(more);
	for (size_t i = 0; i < entries; i++) {
		struct counted *found = NULL;
		for (size_t k = 0; k < count && !found; k++)
			if (slice_equal(counted[k].form, entry[i].form) &&
				slice_equal(counted[k].root, entry[i].root))
				found = &counted[k];
		assert_non_null(found);
		assert_int_equal(found->occurrences, entry[i].occurrences);
		assert_int_equal(found->documents, entry[i].documents);
		struct lexicon_entry one;
		assert_true(lexicon_find(
			catalogue, entry[i].form, entry[i].root, &one));
		assert_int_equal(one.documents, entry[i].documents);
		assert_int_equal(one.occurrences, entry[i].occurrences);
		check_code(catalogue, &one);
	}
	arena_free(&arena);
	compare_families(world, counted, count);
	free(counted);
}

static void counts_equal_a_recount(void **state)
{
	struct world *world = *state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		struct buf text = {0};
		size_t i = support_random(&world->chance, ESSAYS);
		uint32_t words = support_random(&world->chance, 120);
		/* A third is removed. */
		if (support_random(&world->chance, 3))
			support_text(&text, &world->chance, words);
		buf_put_byte(&text, 0);
		add(world, i, text.bytes);
		buf_free(&text);
		if (round % COMMIT_EVERY == 0)
			apply(world);
		if (round % 40 == 39) {
			apply(world);
			compare_with_recount(world);
		}
	}
	for (size_t i = 0; i < ESSAYS; i++)
		add(world, i, "");
	apply(world);
	compare_with_recount(world);
}

static void a_change_that_undoes_itself_leaves_nothing(void **state)
{
	struct world *world = *state;
	add(world, 0, "satu dua satu");
	add(world, 0, "");
	apply(world);
	compare_with_recount(world);
	add(world, 0, "satu dua satu");
	apply(world);
	add(world, 0, "satu dua satu");
	apply(world);
	compare_with_recount(world);
	/* Applying again adds nothing. */
	apply(world);
	compare_with_recount(world);
}

/* A compound and a word of its own may come to one form and root. */
static void readings_of_one_form_are_one_entry(void **state)
{
	struct world *world = *state;
	add(world, 0, "kupu-kupu covid-19 anak-anak covid19 19 Jum'at");
	add(world, 1, "anak-anaknya kupu covid-19 12.000 12000");
	apply(world);
	compare_with_recount(world);
	add(world, 0, "");
	apply(world);
	compare_with_recount(world);
}

static void assert_prefix(struct world *world, const char *prefix, size_t limit,
	const char *wanted, bool wanted_more)
{
	struct error err;
	struct arena arena = {0};
	struct buf all = {0};
	struct lexicon_entry *entry;
	size_t count;
	bool more;
	support_ok(lexicon_prefix(&world->store.catalogue, slice_text(prefix),
			   limit, &arena, &entry, &count, &more, &err),
		err);
	for (size_t i = 0; i < count; i++)
		buf_put_format(&all, "%.*s:%u/%u ", (int)entry[i].form.length,
			entry[i].form.bytes, (unsigned)entry[i].occurrences,
			(unsigned)entry[i].documents);
	buf_put_byte(&all, 0);
	assert_string_equal(all.bytes, wanted);
	assert_int_equal(more, wanted_more);
	buf_free(&all);
	arena_free(&arena);
}

static void a_prefix_gives_its_most_frequent_forms(void **state)
{
	struct world *world = *state;
	static const char *const texts[] = {
		"zaa zab zab zac",
		"zab zac zad zad zad zad",
		"zab zae zaf zag zb",
		"zac zaf zag y zag zag",
		"zab za z",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		add(world, i, texts[i]);
	apply(world);
	assert_prefix(world, "za", 1, "zab:5/4 ", true);
	assert_prefix(world, "za", 3, "zab:5/4 zac:3/3 zaf:2/2 ", true);
	assert_prefix(world, "za", 7,
		"zab:5/4 zac:3/3 zaf:2/2 zag:4/2 za:1/1 zaa:1/1 zad:4/1 ",
		true);
	const char *all = "zab:5/4 zac:3/3 zaf:2/2 zag:4/2 za:1/1 zaa:1/1 "
			  "zad:4/1 zae:1/1 ";
	assert_prefix(world, "za", 8, all, false);
	assert_prefix(world, "za", 100, all, false);
	assert_prefix(world, "zab", 1, "zab:5/4 ", false);
	assert_prefix(world, "zabc", 5, "", false);
	assert_prefix(world, "zz", 5, "", false);
	assert_prefix(world, "x", 5, "", false);
	/* What is removed is found no more. */
	add(world, 1, "");
	apply(world);
	assert_prefix(world, "zad", 5, "", false);
	assert_prefix(world, "zac", 5, "zac:2/2 ", false);
}

static void an_unknown_root_has_no_family(void **state)
{
	struct world *world = *state;
	struct error err;
	struct arena arena = {0};
	struct lexicon_family family;
	add(world, 0, "buku bukunya anak-anak");
	apply(world);
	static const char *const unknown[] = {"", "b", "buk", "bukunya", "zz"};
	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
		support_ok(lexicon_family(&world->store.catalogue,
				   slice_text(unknown[i]), 16, &arena, &family,
				   &err),
			err);
		assert_int_equal(family.count, 0);
		assert_int_equal(family.total, 0);
	}
	support_ok(lexicon_family(&world->store.catalogue, slice_text("anak"),
			   0, &arena, &family, &err),
		err);
	assert_int_equal(family.count, 0);
	assert_int_equal(family.total, 1);
	arena_free(&arena);
}

/* Numbers are never given twice, nor changed by merging. */
static void words_keep_their_numbers(void **state)
{
	struct world *world = *state;
	const struct catalogue *catalogue = &world->store.catalogue;
	add(world, 0, "menulis tulisan satu");
	apply(world);
	uint64_t before = lexicon_code(
		catalogue, slice_text("satu"), slice_text("satu"));
	add(world, 0, "");
	add(world, 1, "dua tulis");
	apply(world);
	uint64_t other = lexicon_code(
		catalogue, slice_text("dua"), slice_text("dua"));
	assert_true(before != other);
	support_merge(&world->store);
	assert_true(lexicon_code(catalogue, slice_text("satu"),
			    slice_text("satu")) == before);
	assert_true(lexicon_code(catalogue, slice_text("dua"),
			    slice_text("dua")) == other);
	/* What it has not is unknown, with a root that it may have. */
	uint64_t unknown = lexicon_code(
		catalogue, slice_text("duaan"), slice_text("dua"));
	assert_true(code_word(unknown) & CODE_UNKNOWN);
	assert_int_equal(code_root(unknown), code_root(other));
	unknown = lexicon_code(catalogue, slice_text("x"), slice_text("x"));
	assert_true(code_root(unknown) & CODE_UNKNOWN);
	assert_int_equal(catalogue_word_root(catalogue, 0), 0);
	assert_int_equal(
		catalogue_word_root(catalogue, catalogue_words(catalogue) + 1),
		0);
}

static void an_unknown_form_stands_in_no_essay(void **state)
{
	struct world *world = *state;
	struct lexicon_entry entry;
	add(world, 0, "satu");
	apply(world);
	assert_false(lexicon_find(&world->store.catalogue, slice_text("satu"),
		slice_text("dua"), &entry));
	assert_int_equal(entry.documents, 0);
	assert_false(lexicon_find(&world->store.catalogue, slice_text("sat"),
		slice_text("sat"), &entry));
}

#define LEXICON_TEST(test) \
	cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LEXICON_TEST(counts_equal_a_recount),
		LEXICON_TEST(a_change_that_undoes_itself_leaves_nothing),
		LEXICON_TEST(readings_of_one_form_are_one_entry),
		LEXICON_TEST(a_prefix_gives_its_most_frequent_forms),
		LEXICON_TEST(an_unknown_root_has_no_family),
		LEXICON_TEST(an_unknown_form_stands_in_no_essay),
		LEXICON_TEST(words_keep_their_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
