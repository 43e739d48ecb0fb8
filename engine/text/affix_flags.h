/* SPDX-License-Identifier: GPL-3.0-or-later */
/* affix_flags.h - the affixes that the dictionary gives a root, as a set of
 * bits: what the flags of hunspell-id mean.
 *
 * A bit stands for one combination of outer prefix, inner prefix and suffix.
 * di- ku- kau- share the bits of me-.  Bits are stored in indexes: another
 * order needs another MORPHOLOGY_VERSION.
 */
#ifndef TELUSUR_AFFIX_FLAGS_H
#define TELUSUR_AFFIX_FLAGS_H

#include "affix.h"

/* The set for the flags of a dictionary entry: pairs of letters, as after its
 * '/'.  Unknown flags are skipped. */
uint64_t affix_flags_read(struct slice flags);

/* The bit for these affixes; 0 when no flag stands for them.  Pronouns and
 * particles are ignored. */
uint64_t affix_flags_bit(const struct affixes *affixes);

/* Sets that several affixes are judged by. */
enum affix_flags_group {
	AFFIX_FLAGS_VERB, /* me-, me-...-kan, me-...-i */
	AFFIX_FLAGS_VERB_KAN, /* me-...-kan */
	AFFIX_FLAGS_VERB_I, /* me-...-i */
	AFFIX_FLAGS_SIMPLE, /* me- ber- pe- without a suffix */
	AFFIX_FLAGS_OWNED, /* -ku -mu -nya */
	AFFIX_FLAGS_STRESSED, /* -lah -kah */
};
uint64_t affix_flags_group(enum affix_flags_group group);

#endif
