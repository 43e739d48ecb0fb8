/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.h - what stands where in an index: the contract between the program
 * that writes one and those that read it.
 *
 * An index folder:  current -> g000001   the generation that is searched
 *                   g000001/             a Xapian database, and beside its
 *                                        tables the segments (segment.h)
 *                   next -> g000002      a generation that is not finished
 *                   lock                 held by the one writer
 *
 * Terms.  A root stands without prefix (folding leaves it no capital first);
 * its wdf is rank_wdf's code of count and length.  Prefixes are capitals.
 *
 * Xapian's tables hold postings and the metadata below; all that is
 * read in bulk stands in the segments that SCHEMA_KEY_SEGMENTS names.
 */
#ifndef TELUSUR_SCHEMA_H
#define TELUSUR_SCHEMA_H

/* Raised with any change to what an index holds; shown to people.  Whether a
 * program can use an index is decided by the features. */
#define SCHEMA_VERSION 8

/* What an index is made of, a bit each.  A program reads an index if it knows
 * all bits of SCHEMA_TO_READ that were set when it was made, and writes to it if
 * it knows those of SCHEMA_TO_WRITE too.  So what only a writer must keep up is
 * no reason for a reader to refuse. */
enum schema_feature {
	SCHEMA_SEGMENTS = 1 << 0, /* records, lexicon and stamps: catalogue.h */
	SCHEMA_COLUMNS = 1 << 1, /* in the segments: column.h */
};
enum {
	SCHEMA_TO_READ = SCHEMA_SEGMENTS | SCHEMA_COLUMNS,
	SCHEMA_TO_WRITE = SCHEMA_TO_READ,
};

/* Term prefixes. */
#define SCHEMA_ID "Q" /* + essay id: one essay */
#define SCHEMA_SOURCE "J" /* + source number, decimal: filter */
#define SCHEMA_TITLE \
	"S" /* + root in the title; wdf as RANK_TITLE_LENGTH says */
#define SCHEMA_AUTHOR "A" /* + root in the author's name */
#define SCHEMA_PATH "P" /* + root in the path */
#define SCHEMA_TITLE_FORM "S=" /* the same by form, for prefixes */
#define SCHEMA_AUTHOR_FORM "A="
#define SCHEMA_PATH_FORM "P="

#define SCHEMA_AUTHOR_WHOLE "N" /* + the author's name, see slot.h: filter */
#define SCHEMA_KIND "K" /* + kind of file: filter */

/* Metadata keys. */
/* "version read write analysis": SCHEMA_VERSION and ANALYSE_VERSION in decimal,
 * the features in hexadecimal */
#define SCHEMA_KEY_VERSION "schema"
#define SCHEMA_KEY_ANALYSER "analyser" /* what the analysis used */
#define SCHEMA_KEY_MATERIAL "material" /* hash of the files it came from */
#define SCHEMA_KEY_MORPHOLOGY "morphology" /* roots and exceptions */
#define SCHEMA_KEY_TOTALS "totals" /* struct totals, see index.h */
#define SCHEMA_KEY_SYNONYMS "synonyms" /* see synonyms.h */
#define SCHEMA_KEY_SOURCES "sources" /* the folders and files indexed */
#define SCHEMA_KEY_SEGMENTS "segments" /* see catalogue.h */
#define SCHEMA_KEY_PACKING "packing" /* a dictionary of zstd's: pack.h */

#endif
