/* SPDX-License-Identifier: GPL-3.0-or-later */
/* person.h - recognises the name of an author.
 *
 * No author is better than a wrong one: what may not be the name of a person is
 * refused.
 */
#ifndef TELUSUR_PERSON_H
#define TELUSUR_PERSON_H

#include "buf.h"

/* Appends the name in a byline or metadata field: without "Oleh:" and the like
 * before it, and without what follows " - ", "|" or a line end.  False, and
 * nothing appended, unless that leaves one to six words of letters which begin
 * with a capital and are no office ("Redaksi", "Admin"). */
bool person_name(struct slice text, struct buf *out);

/* As person_name, for a line that must begin with "Oleh", "Penulis" or the like
 * ("Editor" and "Foto" do not count).  After "Oleh" without a colon every word
 * must begin with a capital. */
bool person_byline(struct slice line, struct buf *out);

#endif
