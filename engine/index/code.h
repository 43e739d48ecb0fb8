/* SPDX-License-Identifier: GPL-3.0-or-later */
/* code.h - a token as a number: its word's and its root's, exact in one index.
 *
 * The words of an index (a form with a root) are numbered as they are met, from
 * 1 (numbering.h); a root has the number of the word that is its own root.
 * Records store the numbers of words, packed; in memory a code has the root's
 * number in its upper half and the word's in the lower one, so that tokens of
 * one word have equal codes and tokens of one root equal upper halves, and no
 * others do.
 *
 * What an index does not have, a query may still ask for: its number is a hash
 * of the string with CODE_UNKNOWN set, which no word has.
 */
#ifndef TELUSUR_CODE_H
#define TELUSUR_CODE_H

#include <stdint.h>

#define CODE_UNKNOWN UINT32_C(0x80000000)

/* In a stream: the next code is an alternative token at the position before. */
enum { CODE_OVER = 0 };

static inline uint64_t code_of(uint32_t word, uint32_t root)
{
	return (uint64_t)root << 32 | word;
}

static inline uint32_t code_word(uint64_t code)
{
	return (uint32_t)code;
}

static inline uint32_t code_root(uint64_t code)
{
	return (uint32_t)(code >> 32);
}

#endif
