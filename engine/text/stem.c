/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stem.h"

#include "affix_flags.h"
#include "roots.h"

#include <libstemmer.h>
#include <stdlib.h>

enum {
	STEM_VIA_SLOTS = 4096, /* sets of affixes that have a text */
	STEM_SAFE_BYTES = 4, /* a base so long is rarely an accident */
	STEM_LONG_BYTES = 5, /* ... even with a single affix of two letters */
};

struct via {
	uint32_t code;
	const char *text;
};

struct stem {
	const struct roots *roots;
	bool has_dictionary;
	struct sb_stemmer *snowball;
	struct via via[STEM_VIA_SLOTS];
	unsigned via_count;
	struct arena arena; /* the texts of via */
	char unknown[AFFIX_MAX_BYTES + 4]; /* a root made here */
	bool failed; /* memory ran out since the call at hand began */
	uint64_t verb, verb_kan, verb_i, simple, owned, stressed;
};

static struct sb_stemmer *new_snowball(struct error *err)
{
	static const char language[] = "indonesian";
	const char *const *known = sb_stemmer_list();
	while (*known && strcmp(*known, language) != 0)
		known++;
	struct sb_stemmer *stemmer = sb_stemmer_new(language, "UTF_8");
	if (!*known)
		error_set(err, ERROR_ENGINE,
			"libstemmer has no Indonesian stemmer");
	else if (!stemmer)
		error_set_memory(err);
	return stemmer;
}

struct stem *stem_new(const struct morphology *morphology, struct error *err)
{
	struct stem *stem = calloc(1, sizeof *stem);
	if (!stem) {
		error_set_memory(err);
		return NULL;
	}
	stem->snowball = new_snowball(err);
	if (!stem->snowball) {
		stem_free(stem);
		return NULL;
	}
	stem->roots = morphology_roots(morphology);
	stem->has_dictionary = morphology_has_dictionary(morphology);
	stem->verb = affix_flags_group(AFFIX_FLAGS_VERB);
	stem->verb_kan = affix_flags_group(AFFIX_FLAGS_VERB_KAN);
	stem->verb_i = affix_flags_group(AFFIX_FLAGS_VERB_I);
	stem->simple = affix_flags_group(AFFIX_FLAGS_SIMPLE);
	stem->owned = affix_flags_group(AFFIX_FLAGS_OWNED);
	stem->stressed = affix_flags_group(AFFIX_FLAGS_STRESSED);
	return stem;
}

void stem_free(struct stem *stem)
{
	if (!stem)
		return;
	sb_stemmer_delete(stem->snowball);
	arena_free(&stem->arena);
	free(stem);
}

/* Ends a call. */
static bool finish(struct stem *stem, struct error *err)
{
	bool failed = stem->failed;
	stem->failed = false;
	return !failed || error_set_memory(err);
}

static struct slice snowball_root(struct stem *stem, struct slice form)
{
	const sb_symbol *root = sb_stemmer_stem(stem->snowball,
		(const sb_symbol *)form.bytes, (int)form.length);
	int length = sb_stemmer_length(stem->snowball);
	if (!root)
		stem->failed = true;
	if (!root || length <= 0)
		return form;
	return slice_of((const char *)root, (size_t)length);
}

bool stem_snowball(struct stem *stem, struct slice form, struct slice *root,
	struct error *err)
{
	*root = snowball_root(stem, form);
	return finish(stem, err);
}

/* The text for the affixes, made once for each set.  The sets that words have
 * are some hundreds; should the slots run out, there is no text. */
static const char *via_text(struct stem *stem, const struct affixes *affixes)
{
	uint32_t code = affix_code(affixes);
	if (code == 0)
		return "";
	size_t slot = code * UINT32_C(2654435769) % STEM_VIA_SLOTS;
	while (stem->via[slot].text && stem->via[slot].code != code)
		slot = (slot + 1) % STEM_VIA_SLOTS;
	if (stem->via[slot].text)
		return stem->via[slot].text;
	char text[AFFIX_TEXT_BYTES];
	affix_text(affixes, text);
	if (stem->via_count == STEM_VIA_SLOTS - 1)
		return "";
	const char *copy = arena_copy(&stem->arena, slice_text(text));
	if (!copy) {
		stem->failed = true;
		return "";
	}
	stem->via[slot] = (struct via){code, copy};
	stem->via_count++;
	return copy;
}

struct between {
	struct slice root;
	struct affixes affixes;
	bool found;
};

static void look_between(
	void *context, struct slice base, const struct affixes *affixes)
{
	struct between *between = context;
	if (between->found || !slice_equal(base, between->root))
		return;
	between->affixes = *affixes;
	between->found = true;
}

/* The affixes between a form and a root that was not found by stripping. */
static const char *via_between(
	struct stem *stem, struct slice form, struct slice root)
{
	struct between between = {.root = root};
	affix_read(form, look_between, &between);
	return between.found ? via_text(stem, &between.affixes) : "";
}

/* The evidence for a reading, weakest first. */
enum grade {
	GRADE_NONE,
	GRADE_ALLOWED, /* the grammar allows it, the base is long enough */
	GRADE_IMPLIED, /* the dictionary gives a related form */
	GRADE_LISTED, /* the dictionary gives the form, or the root is of an
		       * exception */
	GRADE_GIVEN, /* an exception names the form, clitics aside */
};

/* Clitics follow any noun, but a short base may end like one by accident: mu in
 * temu, kah in langkah.  -nya is frequent enough to be trusted. */
static bool clitics_fit(const struct stem *stem, const struct root *root,
	const struct affixes *affixes)
{
	if (root->root.length >= STEM_SAFE_BYTES)
		return true;
	if (affixes->pronoun && affixes->pronoun != AFFIX_NYA &&
		!(root->affix_flags & stem->owned))
		return false;
	return !affixes->particle || affixes->particle == AFFIX_PUN ||
	       (root->affix_flags & stem->stressed) != 0;
}

/* A lone suffix.  -i ends too many words that have none (Bali, polisi), so it
 * wants a root with me-...-i (hindari); -kan wants one with me-...-kan
 * (berikan) or any other verb; -an makes nouns of verbs (binaan, dugaan) and,
 * rarely, of other words (cekungan; but Iran-ian, Papu-an). */
static enum grade grade_suffix(const struct stem *stem, const struct root *root,
	const struct affixes *affixes)
{
	size_t length = root->root.length;
	uint64_t has = root->affix_flags;
	if (length < STEM_SAFE_BYTES)
		return GRADE_NONE;
	bool is_long = length >= STEM_LONG_BYTES;
	switch (affixes->suffix) {
	case AFFIX_I:
		return has & stem->verb_i ? GRADE_IMPLIED : GRADE_NONE;
	case AFFIX_KAN:
		if (has & stem->verb_kan)
			return GRADE_IMPLIED;
		return is_long && has & stem->verb ? GRADE_ALLOWED : GRADE_NONE;
	default:
		if (has & stem->simple)
			return GRADE_IMPLIED;
		return is_long ? GRADE_ALLOWED : GRADE_NONE;
	}
}

/* Affixes that the dictionary does not give the root but that the grammar
 * allows: it lacks many forms (berhasil, dimana, terlama).  The shorter the
 * base and the fewer the affixes, the likelier it is an accident. */
static enum grade grade_allowed(const struct stem *stem,
	const struct root *root, const struct affixes *affixes)
{
	size_t length = root->root.length;
	bool is_verb = (root->affix_flags & stem->verb) != 0;
	unsigned outer = affixes->prefix[0];
	if (outer == AFFIX_NO_PREFIX)
		return grade_suffix(stem, root, affixes);
	bool lone = !affixes->prefix[1] && !affixes->suffix;
	if (lone && (outer == AFFIX_KU || outer == AFFIX_KAU) && !is_verb)
		return GRADE_NONE;
	if (lone && outer == AFFIX_PER && length < STEM_LONG_BYTES)
		return GRADE_NONE;
	if (length >= STEM_SAFE_BYTES)
		return GRADE_ALLOWED;
	return is_verb && !lone && !affixes->prefix[1] ? GRADE_ALLOWED
						       : GRADE_NONE;
}

/* Roots of exceptions that the dictionary does not have: siber, luring. */
static bool is_trusted(const struct root *root)
{
	return root->given && root->weight == 0 &&
	       root->word.length >= STEM_SAFE_BYTES;
}

static enum grade grade_of(const struct stem *stem, const struct root *root,
	const struct affixes *affixes)
{
	bool affixed = affixes->prefix[0] || affixes->suffix;
	if (!clitics_fit(stem, root, affixes))
		return GRADE_NONE;
	if (!affixed && root->given)
		return GRADE_GIVEN;
	if (!affixed || root->affix_flags & affix_flags_bit(affixes) ||
		is_trusted(root))
		return GRADE_LISTED;
	return grade_allowed(stem, root, affixes);
}

struct search {
	struct stem *stem;
	struct slice form;
	const struct root *best;
	struct affixes affixes;
	enum grade grade;
	unsigned count; /* of affixes */
};

/* The last tie-break between two roots. */
static bool is_rather(struct search *search, const struct root *root)
{
	struct slice ours = root->root, other = search->best->root;
	struct slice snowball = snowball_root(search->stem, search->form);
	bool first = slice_equal(ours, snowball);
	if (first != slice_equal(other, snowball))
		return first;
	return ours.length > other.length;
}

static bool is_better(struct search *search, const struct root *root,
	enum grade grade, unsigned count)
{
	if (grade != search->grade)
		return grade > search->grade;
	if (count != search->count)
		return count < search->count;
	if (root == search->best)
		return false;
	if (root->weight != search->best->weight)
		return root->weight > search->best->weight;
	return is_rather(search, root);
}

static void weigh(
	void *context, struct slice base, const struct affixes *affixes)
{
	struct search *search = context;
	const struct root *root = roots_find(search->stem->roots, base);
	if (!root)
		return;
	enum grade grade = grade_of(search->stem, root, affixes);
	unsigned count = affix_count(affixes);
	if (grade == GRADE_NONE || !is_better(search, root, grade, count))
		return;
	search->best = root;
	search->affixes = *affixes;
	search->grade = grade;
	search->count = count;
}

struct guess {
	struct stem *stem;
	struct affixes affixes;
	size_t length; /* of the root in stem->unknown; 0: none */
	bool both_ends;
};

/* The affixes stripped from an unknown word: a prefix and a suffix around a
 * long base (dikomposisikan), and -nya. */
static void guess(
	void *context, struct slice base, const struct affixes *affixes)
{
	struct guess *guess = context;
	unsigned prefix = affixes->prefix[0];
	bool plain = !prefix && !affixes->suffix;
	bool both =
		prefix && !affixes->prefix[1] &&
		(affixes->suffix == AFFIX_KAN || affixes->suffix == AFFIX_AN) &&
		prefix != AFFIX_SE && prefix != AFFIX_KU && prefix != AFFIX_KAU;
	if (affixes->particle ||
		(affixes->pronoun && affixes->pronoun != AFFIX_NYA))
		return;
	if (both ? base.length < STEM_LONG_BYTES || guess->both_ends
		 : !plain || !affixes->pronoun || guess->length ||
				base.length < STEM_SAFE_BYTES)
		return;
	memcpy(guess->stem->unknown, base.bytes, base.length);
	guess->length = base.length;
	guess->affixes = *affixes;
	guess->both_ends = both;
}

static void find_unknown(
	struct stem *stem, struct slice form, struct stem_result *out)
{
	struct guess found = {.stem = stem};
	if (!stem->has_dictionary) {
		out->root = snowball_root(stem, form);
		out->via = via_between(stem, form, out->root);
		return;
	}
	affix_read(form, guess, &found);
	if (found.length == 0)
		return;
	out->root = slice_of(stem->unknown, found.length);
	out->via = via_text(stem, &found.affixes);
}

static bool is_word(struct slice form)
{
	if (form.length < AFFIX_MIN_BASE_BYTES || form.length > AFFIX_MAX_BYTES)
		return false;
	for (size_t i = 0; i < form.length; i++)
		if (form.bytes[i] < 'a' || form.bytes[i] > 'z')
			return false;
	return true;
}

static void take_known(struct stem *stem, struct slice form,
	const struct root *known, struct stem_result *out)
{
	out->root = known->root;
	out->via = known->word.bytes == known->root.bytes
			   ? ""
			   : via_between(stem, form, known->root);
}

static void find(struct stem *stem, struct slice form, struct stem_result *out)
{
	const struct root *known = roots_find(stem->roots, form);
	if (known) {
		take_known(stem, form, known, out);
		return;
	}
	out->root = form;
	out->via = "";
	if (!is_word(form))
		return;
	struct search search = {.stem = stem, .form = form};
	affix_read(form, weigh, &search);
	if (!search.best) {
		find_unknown(stem, form, out);
		return;
	}
	take_known(stem, form, search.best, out);
	if (out->via[0] == '\0')
		out->via = via_text(stem, &search.affixes);
}

bool stem_find(struct stem *stem, struct slice form, struct stem_result *out,
	struct error *err)
{
	find(stem, form, out);
	return finish(stem, err);
}

bool stem_exception(
	const struct stem *stem, struct slice form, struct slice *root)
{
	const struct root *known = roots_find(stem->roots, form);
	if (!known || !known->given)
		return false;
	*root = known->root;
	return true;
}
