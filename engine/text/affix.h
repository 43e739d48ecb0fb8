/* SPDX-License-Identifier: GPL-3.0-or-later */
/* affix.h - Indonesian affixes (imbuhan): all segmentations of a form into
 * prefixes, base, suffix and clitics that the grammar allows.  Whether a base
 * is a word is not checked here, but in stem.h.
 *
 * Order in a word: up to three prefixes, base, one of -kan -an -i, one of the
 * pronouns -ku -mu -nya, one of the particles -lah -kah -pun.  The archaic -tah
 * is not stripped: it is more often part of the base (perintah).
 */
#ifndef TELUSUR_AFFIX_H
#define TELUSUR_AFFIX_H

#include "buf.h"

enum {
	AFFIX_MAX_BYTES = 40, /* longer forms have no readings */
	AFFIX_MIN_BASE_BYTES = 3, /* bom, cek; shorter bases take no affix */
	AFFIX_MAX_PREFIXES = 3, /* ber-ke-se-..., me-m-ber-... */
};

enum affix_prefix {
	AFFIX_NO_PREFIX,
	AFFIX_DI,
	AFFIX_KU,
	AFFIX_KAU,
	AFFIX_ME,
	AFFIX_BER,
	AFFIX_TER,
	AFFIX_PER,
	AFFIX_PE,
	AFFIX_KE,
	AFFIX_SE,
	AFFIX_PREFIXES /* the number of values */
};

enum affix_suffix {
	AFFIX_NO_SUFFIX,
	AFFIX_KAN,
	AFFIX_AN,
	AFFIX_I,
	AFFIX_SUFFIXES
};

enum affix_pronoun { AFFIX_NO_PRONOUN, AFFIX_KU_END, AFFIX_MU, AFFIX_NYA };

enum affix_particle { AFFIX_NO_PARTICLE, AFFIX_LAH, AFFIX_KAH, AFFIX_PUN };

/* Stripped affixes, by the enumerations above. */
struct affixes {
	uint8_t prefix[AFFIX_MAX_PREFIXES]; /* outermost first; the rest 0 */
	uint8_t suffix, pronoun, particle;
};

/* The number of affixes. */
unsigned affix_count(const struct affixes *affixes);

/* A number below 2^20, different for each combination; 0 for none. */
uint32_t affix_code(const struct affixes *affixes);

/* "me- -kan -nya", NUL-terminated; "" for none. */
enum { AFFIX_TEXT_BYTES = 40 };
void affix_text(const struct affixes *affixes, char text[AFFIX_TEXT_BYTES]);

/* Gets one segmentation.  The base is valid during the call. */
typedef void affix_visit(
	void *context, struct slice base, const struct affixes *affixes);

/* Visits every segmentation of a form, first the form without affixes.  Bases
 * may repeat.  Visits none for a form longer than AFFIX_MAX_BYTES. */
void affix_read(struct slice form, affix_visit *visit, void *context);

#endif
