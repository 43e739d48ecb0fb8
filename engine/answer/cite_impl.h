/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cite_impl.h - what cite.c, cite_bibtex.c and cite_csl.c share. */
#ifndef TELUSUR_CITE_IMPL_H
#define TELUSUR_CITE_IMPL_H

#include "buf.h"

/* The parts of a citation, cleaned; an unknown part is empty or 0. */
struct cite_parts {
	struct buf author, title, url, note;
	struct buf key; /* ASCII letters and digits: rahma2021keamanan */
	unsigned year, month, day;
};

/* Each appends a whole citation; out->failed tells that memory ran out. */
void cite_bibtex(const struct cite_parts *parts, struct buf *out);
void cite_csl(const struct cite_parts *parts, struct buf *out);

#endif
