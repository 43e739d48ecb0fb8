/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redup.h"

enum { REDUP_MIN_STEM_BYTES = 3 };

struct prefix {
	const char *text;
	enum redup_source source;
};

/* se- and per- are not stripped: their reduplications often have a meaning of
 * their own (semata-mata, only; mata, the eye).  me- and pe- may have
 * assimilated the stem's first letter (menari: tari). */
static const struct prefix prefixes[] = {
	{"", REDUP_FIRST},
	{"be", REDUP_STEM},
	{"ber", REDUP_STEM},
	{"di", REDUP_STEM},
	{"ke", REDUP_STEM},
	{"ku", REDUP_STEM},
	{"te", REDUP_STEM},
	{"ter", REDUP_STEM},
	{"me", REDUP_EITHER},
	{"mem", REDUP_EITHER},
	{"men", REDUP_EITHER},
	{"meng", REDUP_EITHER},
	{"pe", REDUP_EITHER},
	{"pem", REDUP_EITHER},
	{"pen", REDUP_EITHER},
	{"peng", REDUP_EITHER},
	{"per", REDUP_FIRST},
	{"se", REDUP_FIRST},
};

static enum redup_source prefix_source(struct slice prefix)
{
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (slice_equal(prefix, slice_text(prefixes[i].text)))
			return prefixes[i].source;
	return REDUP_NONE;
}

static bool is_ending(struct slice ending)
{
	static const char *const endings[] = {"", "an", "kan", "i", "nya",
		"annya", "kannya", "inya", "ku", "mu", "lah"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (slice_equal(ending, slice_text(endings[i])))
			return true;
	return false;
}

enum redup_source redup_read(
	struct slice first, struct slice second, struct slice *stem)
{
	size_t length = first.length < second.length ? first.length
						     : second.length;
	for (; length >= REDUP_MIN_STEM_BYTES; length--) {
		size_t before = first.length - length;
		if (memcmp(first.bytes + before, second.bytes, length) != 0)
			continue;
		enum redup_source source = prefix_source(
			slice_of(first.bytes, before));
		if (source == REDUP_NONE ||
			!is_ending(slice_of(
				second.bytes + length, second.length - length)))
			continue;
		*stem = slice_of(second.bytes, length);
		return source;
	}
	return REDUP_NONE;
}

size_t redup_short(struct slice form)
{
	static const char *const tails[] = {"", "nya", "ku", "mu", "lah", "an"};
	size_t letters = 0;
	while (letters < form.length && form.bytes[letters] >= 'a' &&
		form.bytes[letters] <= 'z')
		letters++;
	if (letters < REDUP_MIN_STEM_BYTES || letters == form.length ||
		form.bytes[letters] != '2')
		return 0;
	struct slice tail = slice_of(
		form.bytes + letters + 1, form.length - letters - 1);
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		if (slice_equal(tail, slice_text(tails[i])))
			return letters;
	return 0;
}
