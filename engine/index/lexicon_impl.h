/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lexicon_impl.h - what lexicon.c and lexicon_read.c share: how the entries of
 * the two tables look.
 *
 * SCHEMA_KEY_LEXICON: form, LEXICON_MARK, root.  SCHEMA_KEY_FAMILIES: root,
 * LEXICON_MARK, form, but for forms that are their own root.  Values: two
 * zigzag varints, occurrences and documents.
 */
#ifndef TELUSUR_LEXICON_IMPL_H
#define TELUSUR_LEXICON_IMPL_H

#include <stdint.h>

#define LEXICON_MARK '\x01' /* a byte that is in no form */

static inline int64_t lexicon_unzigzag(uint64_t value)
{
	return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

#endif
