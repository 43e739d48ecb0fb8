/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_meta.h - metadata in the first lines of a plain text or Markdown file.
 *
 * Front matter: fields between two lines of "---" (YAML, `key: value`) or "+++"
 * (TOML, `key = value`) at the start of the file, as static site generators
 * write them: title (judul), author or authors (penulis, pengarang), date
 * (tanggal), url (canonical_url).  A value may be quoted; authors may be a
 * list. Other lists and values of several lines are ignored.
 *
 * A saved web page (title.h): a byline ("Oleh: Siti Aminah") and lines with a
 * date ("Diperbarui: 2 Desember 2021 22:24"); the date of publication is
 * preferred.  An author without a label is taken from one kind of page only:
 * the line between "Lihat ke Halaman Asli" and the title, if a date follows the
 * title and no word of the line occurs in the text.
 */
#ifndef TELUSUR_TEXT_META_H
#define TELUSUR_TEXT_META_H

#include "buf.h"

/* Empty: not found.  Out of memory: the buffer is marked as failed. */
struct text_meta {
	struct buf title, author, date, url;
};
void text_meta_clear(struct text_meta *meta);
void text_meta_free(struct text_meta *meta);

/* Fills fields that are empty from the front matter; false if there is none. */
bool text_meta_front_matter(struct slice text, struct text_meta *meta);

/* Fills author and date, where empty, from the first lines of a saved page.
 * title: what title_find found, or empty. */
void text_meta_saved_page(
	struct slice text, struct slice title, struct text_meta *meta);

#endif
