/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "affix_flags.h"

/* The flags of hunspell-id (id_ID.aff, version 2) by the affixes they stand
 * for: flags, outer prefix, inner prefix, suffix.  The passive di- and the
 * first and second persons ku- kau- count as me-.  A row's index is its bit in
 * the set; frequent rows come first, so that the varints of stored sets are
 * short. */
static const struct row {
	const char *flags;
	uint8_t outer, inner, suffix;
} rows[] = {
	{"M0MMMGD0O0", AFFIX_ME, 0, 0},
	{"B0BE", AFFIX_BER, 0, 0},
	{"MkMoMhDkOk", AFFIX_ME, 0, AFFIX_KAN},
	{"a0", 0, 0, AFFIX_AN},
	{"PaPfPgPlPo", AFFIX_PE, 0, AFFIX_AN},
	{"T0TE", AFFIX_TER, 0, 0},
	{"Ka", AFFIX_KE, 0, AFFIX_AN},
	{"P0PEPGPKPN", AFFIX_PE, 0, 0},
	{"MiMmMgDiOi", AFFIX_ME, 0, AFFIX_I},
	{"o0n0nl", 0, 0, 0}, /* -ku -mu -nya: OWNED_BIT */
	{"l0nl", 0, 0, 0}, /* -lah -kah: STRESSED_BIT */
	{"S0", AFFIX_SE, 0, 0},
	{"Ra", AFFIX_PER, 0, AFFIX_AN},
	{"BaBbBf", AFFIX_BER, 0, AFFIX_AN},
	{"MuDuRkMq", AFFIX_ME, AFFIX_PER, AFFIX_KAN},
	{"k0", 0, 0, AFFIX_KAN},
	{"MRDRR0MP", AFFIX_ME, AFFIX_PER, 0},
	{"i0", 0, 0, AFFIX_I},
	{"BkBg", AFFIX_BER, 0, AFFIX_KAN},
	{"MG", AFFIX_ME, AFFIX_KE, 0},
	{"TkTh", AFFIX_TER, 0, AFFIX_KAN},
	{"K0", AFFIX_KE, 0, 0},
	{"Bl", AFFIX_BER, AFFIX_KE, AFFIX_AN},
	{"Ku", AFFIX_KE, AFFIX_TER, AFFIX_AN},
	{"Sa", AFFIX_SE, 0, AFFIX_AN},
	{"R0", AFFIX_PER, 0, 0},
	{"Po", AFFIX_PE, AFFIX_KE, AFFIX_AN},
	{"MhDn", AFFIX_ME, AFFIX_KE, AFFIX_KAN},
	{"SP", AFFIX_SE, AFFIX_PE, 0},
	{"MtDtRiMp", AFFIX_ME, AFFIX_PER, AFFIX_I},
	{"TiTg", AFFIX_TER, 0, AFFIX_I},
	{"BS", AFFIX_BER, AFFIX_SE, 0},
	{"MxDv", AFFIX_ME, AFFIX_SE, AFFIX_KAN},
	{"Kc", AFFIX_KE, AFFIX_BER, AFFIX_AN},
	{"Kq", AFFIX_KE, AFFIX_PE, AFFIX_AN},
	{"Bq", AFFIX_BER, AFFIX_PE, AFFIX_AN},
	{"Rk", AFFIX_PER, 0, AFFIX_KAN},
	{"Kt", AFFIX_KE, AFFIX_SE, AFFIX_AN},
	{"SR", AFFIX_SE, AFFIX_PER, 0},
	{"Sq", AFFIX_SE, AFFIX_PE, AFFIX_AN},
	{"MS", AFFIX_ME, AFFIX_SE, 0},
	{"Rt", AFFIX_PER, AFFIX_SE, AFFIX_AN},
	{"Me", AFFIX_ME, AFFIX_BER, AFFIX_KAN},
	{"BP", AFFIX_BER, AFFIX_PE, 0},
	{"Mw", AFFIX_ME, AFFIX_SE, AFFIX_I},
	{"Ss", AFFIX_SE, AFFIX_PER, AFFIX_AN},
	{"Ps", AFFIX_PE, AFFIX_PER, AFFIX_AN},
	{"MgDm", AFFIX_ME, AFFIX_KE, AFFIX_I},
	{"TR", AFFIX_TER, AFFIX_PER, 0},
	{"PR", AFFIX_PE, AFFIX_PER, 0},
	{"Pc", AFFIX_PE, AFFIX_BER, AFFIX_AN},
	{"TK", AFFIX_TER, AFFIX_KE, 0},
	{"Pv", AFFIX_PE, AFFIX_SE, AFFIX_AN},
	{"Bt", AFFIX_BER, AFFIX_SE, AFFIX_AN},
	{"Ri", AFFIX_PER, 0, AFFIX_I},
	{"Sl", AFFIX_SE, AFFIX_KE, AFFIX_AN},
	{"RS", AFFIX_PER, AFFIX_SE, 0},
	{"Ko", AFFIX_KE, AFFIX_ME, AFFIX_AN},
	{"Rq", AFFIX_PER, AFFIX_PE, AFFIX_AN},
	{"BK", AFFIX_BER, AFFIX_KE, 0},
	{"SK", AFFIX_SE, AFFIX_KE, 0},
	{"SB", AFFIX_SE, AFFIX_BER, 0},
	{"ST", AFFIX_SE, AFFIX_TER, 0},
	{"TB", AFFIX_TER, AFFIX_BER, 0},
};

enum { ROWS = sizeof rows / sizeof rows[0], OWNED_BIT = 9, STRESSED_BIT = 10 };
_Static_assert(ROWS <= 64, "a row is a bit of 64");

uint64_t affix_flags_bit(const struct affixes *affixes)
{
	uint8_t outer = affixes->prefix[0], inner = affixes->prefix[1];
	if (outer == AFFIX_DI || outer == AFFIX_KU || outer == AFFIX_KAU)
		outer = AFFIX_ME;
	if (affixes->prefix[2] || (!outer && !affixes->suffix))
		return 0;
	for (unsigned i = 0; i < ROWS; i++)
		if (rows[i].outer == outer && rows[i].inner == inner &&
			rows[i].suffix == affixes->suffix)
			return UINT64_C(1) << i;
	return 0;
}

static bool holds(const char *flags, const char flag[2])
{
	for (; *flags; flags += 2)
		if (flags[0] == flag[0] && flags[1] == flag[1])
			return true;
	return false;
}

uint64_t affix_flags_read(struct slice flags)
{
	uint64_t set = 0;
	for (size_t at = 0; at + 1 < flags.length; at += 2)
		for (unsigned i = 0; i < ROWS; i++)
			if (holds(rows[i].flags, flags.bytes + at))
				set |= UINT64_C(1) << i;
	return set;
}

static uint64_t bit_of(uint8_t prefix, uint8_t suffix)
{
	struct affixes affixes = {{prefix, 0, 0}, suffix, 0, 0};
	return affix_flags_bit(&affixes);
}

uint64_t affix_flags_group(enum affix_flags_group group)
{
	switch (group) {
	case AFFIX_FLAGS_VERB:
		return bit_of(AFFIX_ME, 0) | bit_of(AFFIX_ME, AFFIX_KAN) |
		       bit_of(AFFIX_ME, AFFIX_I);
	case AFFIX_FLAGS_VERB_KAN:
		return bit_of(AFFIX_ME, AFFIX_KAN);
	case AFFIX_FLAGS_VERB_I:
		return bit_of(AFFIX_ME, AFFIX_I);
	case AFFIX_FLAGS_SIMPLE:
		return bit_of(AFFIX_ME, 0) | bit_of(AFFIX_BER, 0) |
		       bit_of(AFFIX_PE, 0);
	case AFFIX_FLAGS_OWNED:
		return UINT64_C(1) << OWNED_BIT;
	case AFFIX_FLAGS_STRESSED:
		return UINT64_C(1) << STRESSED_BIT;
	}
	return 0;
}
