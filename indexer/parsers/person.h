/* SPDX-License-Identifier: GPL-3.0-or-later */
/* person.h - whether words can be the name of an author.
 *
 * Better no author than a wrong one: what is no name of a person is refused.
 */
#ifndef TELUSUR_PERSON_H
#define TELUSUR_PERSON_H

#include "buf.h"

/* Appends the name that a byline or a field holds: without "Oleh:" and the like
 * before it, and without what follows " - ", "|" or a line end.  Nothing is
 * appended (and false returned) unless one to six words of letters are left
 * that begin with a capital and are no office ("Redaksi", "Admin"). */
bool person_name(struct slice text, struct buf *out);

/* The same of a line that must begin with "Oleh", "Penulis" or the like, which
 * "Editor" and "Foto" are not; behind an "Oleh" without a colon each word must
 * begin with a capital. */
bool person_byline(struct slice line, struct buf *out);

#endif
