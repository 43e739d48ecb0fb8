/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.h - a sorted map of strings kept in a database's metadata, so that it
 * commits with the documents.
 *
 * Entries lie in front-coded pages of half to one and a half TABLE_PAGE_BYTES
 * (less where entries were removed); a page's key is the map's name and the
 * page's last entry, so that seeking the first key not before an entry finds
 * its page.
 */
#ifndef TELUSUR_TABLE_H
#define TELUSUR_TABLE_H

#include "buf.h"
#include "errors.h"
#include "xap.h"

enum { TABLE_PAGE_BYTES = 4096, TABLE_MAX_KEY_BYTES = 220 };

struct table_change {
	struct slice key; /* 1..TABLE_MAX_KEY_BYTES bytes */
	struct slice value;
};

/* Appends the new value of an entry to out, given the old one (empty when it
 * is new) and the change.  Nothing appended removes the entry. */
typedef void table_combine(
	struct slice old, struct slice change, struct buf *out);

/* The usual ones: the change is the new value; it is new or removed. */
table_combine table_replace;

/* Applies changes, which are sorted by key with none twice. */
bool table_apply(struct xap_writer *writer, struct slice name,
	const struct table_change *change, size_t count, table_combine *combine,
	struct error *err);

/* Puts the entry's value into out; *found says whether there is one. */
bool table_find(struct xap_reader *reader, struct slice name, struct slice key,
	struct buf *out, bool *found, struct error *err);

/* Calls visit for every entry from `from` on, in order, until it returns
 * false.  Key and value are borrowed for the call. */
typedef bool table_visit(void *context, struct slice key, struct slice value);
bool table_each(struct xap_reader *reader, struct slice name, struct slice from,
	table_visit *visit, void *context, struct error *err);

#endif
