/* SPDX-License-Identifier: GPL-3.0-or-later */
/* segment.h - an immutable file of an index, mapped into memory.
 *
 * A segment holds what is read in bulk of the documents that were written
 * together: their records, the changes of the lexicon's counts, their stamps.
 * It is written once (segment_writer.h), named by the hash of its checksums,
 * and never changed: a name never comes back with other contents.  Which
 * segments an index consists of stands in its catalogue (catalogue.h).
 *
 * Layout, all numbers little endian:
 *
 *   magic "TLSRSEG1"
 *   sections, each begins at a multiple of SEGMENT_ALIGNMENT
 *   tail: table of sections (u64 offset, u64 length each),
 *         a u64 checksum for each block of SEGMENT_BLOCK_BYTES before the tail
 *   footer: u64 offset of the tail, u32 sections, u32 features
 *
 * The hash of tail and footer is the segment's name, so the checksums are
 * themselves checked when it is opened; the blocks are checked by
 * segment_check.  FORMAT.md has the sections byte by byte.
 */
#ifndef TELUSUR_SEGMENT_H
#define TELUSUR_SEGMENT_H

#include "buf.h"
#include "errors.h"
#include "hash.h"

enum {
	SEGMENT_ALIGNMENT = 8,
	SEGMENT_BLOCK_BYTES = 1 << 16,
	SEGMENT_NAME_BYTES = 41, /* 32 hexadecimal digits, suffix, NUL */
};

#define SEGMENT_MAGIC "TLSRSEG1"
#define SEGMENT_SUFFIX ".segment"

/* Bits of the footer that a reader must know, else it cannot read. */
enum { SEGMENT_FEATURES = 0 };

/* What is kept of each document in a column: column.h. */
enum column_id {
	COLUMN_DATE,
	COLUMN_TITLE,
	COLUMN_ID,
	COLUMN_AUTHOR,
	COLUMN_PATH,
	COLUMN_FOLDER,
	COLUMN_KIND,
	COLUMN_COUNT,
};

enum segment_section {
	SEGMENT_DOCUMENTS, /* u32 numbers, ascending */
	SEGMENT_RECORD_ENDS, /* u64 each: where in the records it ends */
	SEGMENT_RECORDS, /* record.h */
	SEGMENT_LEXICON, /* lexicon.h: entries in front-coded groups */
	SEGMENT_LEXICON_GROUPS, /* u32: where each group begins */
	SEGMENT_LEXICON_ROOTS, /* u32: entries by root */
	SEGMENT_STAMPS, /* stamp.h */
	SEGMENT_WORD_ROOTS, /* u32 each: the root of the words that this segment
			     * is the first to have, by their numbers */
	SEGMENT_COLUMNS, /* the first of them: column.h */
	SEGMENT_SECTIONS = SEGMENT_COLUMNS + COLUMN_COUNT,
};

/* What a catalogue says of a segment. */
struct segment_info {
	struct hash_wide hash; /* of tail and footer: the name */
	uint64_t length_bytes; /* of the file */
	uint32_t documents; /* written in it, the dead ones too */
	uint32_t first, last; /* of their numbers; 0 where there are none */
	uint32_t dead; /* documents that were removed since */
};

struct segment {
	struct segment_info info;
	struct slice section[SEGMENT_SECTIONS];
	void *map; /* read only */
	unsigned holders; /* see segment_hold */
	uint32_t first_word; /* number of the first of SEGMENT_WORD_ROOTS */
};

/* The file's name in the generation's folder. */
void segment_name(
	const struct segment_info *info, char name[SEGMENT_NAME_BYTES]);

/* Whether a file in a generation's folder is a segment's, or of one that was not
 * finished, by its name. */
bool segment_is_file(const char *name);

/* Maps the segment and checks tail and footer.  ERROR_NOT_FOUND when the file
 * is not there, ERROR_CORRUPT when it is not what the catalogue names,
 * ERROR_VERSION when it has features that this program does not know, ERROR_IO,
 * ERROR_MEMORY.  segment_release it. */
struct segment *segment_open(
	const char *folder, const struct segment_info *info, struct error *err);

/* Several states of an index may share a mapping, within one thread. */
void segment_hold(struct segment *segment);
void segment_release(struct segment *segment);

/* Compares every block with its checksum; ERROR_CORRUPT names the first that
 * differs. */
bool segment_check(
	const struct segment *segment, const char *folder, struct error *err);

/* Which of the segment's documents it is, from 0; false when it is none.  Inside
 * the segment's range *place is then that of the next one. */
bool segment_place(
	const struct segment *segment, uint32_t document, size_t *place);

/* The record of a document; empty when the segment has none. */
struct slice segment_record(const struct segment *segment, uint32_t document);

/* Number i of a section of u32 or u64.  Compilers make one load of it. */
static inline uint32_t segment_u32(struct slice section, size_t i)
{
	const unsigned char *at = (const unsigned char *)section.bytes + i * 4;
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
	       (uint32_t)at[3] << 24;
}

static inline uint64_t segment_u64(struct slice section, size_t i)
{
	return (uint64_t)segment_u32(section, 2 * i) |
	       (uint64_t)segment_u32(section, 2 * i + 1) << 32;
}

#endif
