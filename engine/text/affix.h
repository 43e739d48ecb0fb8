/* SPDX-License-Identifier: GPL-3.0-or-later */
/* affix.h - what may come off an Indonesian word: every way of reading a form
 * as prefixes, a base, a suffix and clitics that the grammar allows.  Whether
 * a base is a word is not asked here (stem.h does).
 *
 * Order in a word: up to three prefixes, base, one of -kan -an -i, one of -ku
 * -mu -nya, one of -lah -kah -pun.  The old -tah is left alone: it comes off
 * more words by mistake (perintah) than by right.
 */
#ifndef TELUSUR_AFFIX_H
#define TELUSUR_AFFIX_H

#include "buf.h"

enum {
	AFFIX_MAX_BYTES = 40, /* longer forms have no readings */
	AFFIX_MIN_BASE_BYTES = 3, /* bom, cek; shorter words take no affix */
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
	AFFIX_PREFIXES /* how many there are, with none */
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

/* What came off, by the enumerations above. */
struct affixes {
	uint8_t prefix[AFFIX_MAX_PREFIXES]; /* outermost first, then none */
	uint8_t suffix, pronoun, particle;
};

/* How many came off. */
unsigned affix_count(const struct affixes *affixes);

/* One number for one set of affixes, below 2^20; 0 for none. */
uint32_t affix_code(const struct affixes *affixes);

/* "me- -kan -nya", terminated; "" for none. */
enum { AFFIX_TEXT_BYTES = 40 };
void affix_text(const struct affixes *affixes, char text[AFFIX_TEXT_BYTES]);

/* Called for every reading.  The base lives for the call. */
typedef void affix_visit(
	void *context, struct slice base, const struct affixes *affixes);

/* Visits the readings of a form, the bare form first.  Several readings may
 * have one base.  None when the form is longer than AFFIX_MAX_BYTES. */
void affix_read(struct slice form, affix_visit *visit, void *context);

#endif
