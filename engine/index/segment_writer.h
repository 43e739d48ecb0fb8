/* SPDX-License-Identifier: GPL-3.0-or-later */
/* segment_writer.h - writes one segment, section by section.
 */
#ifndef TELUSUR_SEGMENT_WRITER_H
#define TELUSUR_SEGMENT_WRITER_H

#include "segment.h"

struct segment_writer;

/* Begins a file in the folder under a name that is no segment's.  The folder's
 * name stays borrowed.  Errors of all functions here: ERROR_IO, ERROR_MEMORY. */
struct segment_writer *segment_writer_new(
	const char *folder, struct error *err);

/* Removes the file unless it was finished. */
void segment_writer_free(struct segment_writer *writer);

/* Begins a section; what segment_put appends belongs to it.  Sections may come
 * in any order, none twice; one that is not begun is empty. */
bool segment_begin(struct segment_writer *writer, enum segment_section section,
	struct error *err);
bool segment_put(
	struct segment_writer *writer, struct slice bytes, struct error *err);
bool segment_put_u32(
	struct segment_writer *writer, uint32_t value, struct error *err);
bool segment_put_u64(
	struct segment_writer *writer, uint64_t value, struct error *err);

/* Notes the next document of SEGMENT_DOCUMENTS, for the catalogue. */
bool segment_put_document(
	struct segment_writer *writer, uint32_t document, struct error *err);

/* Bytes in the section that was begun last. */
uint64_t segment_section_bytes(const struct segment_writer *writer);

/* Writes tail and footer, syncs the file, and gives it its name.  The name is
 * durable when its folder is synced. */
bool segment_finish(struct segment_writer *writer, struct segment_info *info,
	struct error *err);

#endif
