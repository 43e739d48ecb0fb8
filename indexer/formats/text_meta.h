/* SPDX-License-Identifier: GPL-3.0-or-later */
/* head.h - what a plain text or Markdown says of itself above the text.
 *
 * Front matter: fields between lines of "---" (or, as key = value, of "+++") at
 * the beginning, as static sites have them: title (judul), author or authors
 * (penulis, pengarang), date (tanggal), url.  A value may be quoted; authors may
 * be a list; any other list, and what goes over several lines, is unknown.
 *
 * The head of a saved page (title.h): a line that names the author ("Oleh:
 * Siti Aminah"), a line with a date ("Diperbarui: 2 Desember 2021 22:24"); of
 * several dates that of publication.  The author without a label is believed on
 * one kind of page alone: between "Lihat ke Halaman Asli" and the title, with a
 * date behind the title, and where the text has none of its words.
 */
#ifndef TELUSUR_TEXT_META_H
#define TELUSUR_TEXT_META_H

#include "buf.h"

struct text_meta {
	struct buf title, author, date, url; /* empty: unknown */
};
void text_meta_clear(struct text_meta *meta);
void text_meta_free(struct text_meta *meta);

/* Adds what the front matter says; false when there is none. */
bool text_meta_front_matter(struct slice text, struct text_meta *meta);

/* Adds what the head of a saved page says; title is what title_find found. */
void text_meta_saved_page(
	struct slice text, struct slice title, struct text_meta *meta);

#endif
