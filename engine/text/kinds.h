/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kinds.h - the kinds of files that essays are read from.
 *
 * KINDS is the only list of them.  The field and the filter `kind`, the
 * indexer's readers, --help and error messages are made from it.
 *
 * A new kind is one row here, its parser (indexer/parsers, one .c file and its
 * line in meson.build), and a test.  A row without a parser does not link.
 */
#ifndef TELUSUR_KINDS_H
#define TELUSUR_KINDS_H

#include "buf.h"

/* id, value of the field and filter `kind`, what people call it, reader, and
 * extensions of file names: in small letters, one space between.
 *
 * READ   the indexer reads the file in its own process; reader is a struct
 *        reader_type (indexer/formats/reader.h).
 * PARSE  a foreign format; reader is an extract_parser (indexer/parsers), which
 *        runs in the sandbox.
 *
 * The engine does not use the column reader; it stands here so that a kind is
 * one row.
 */
/* clang-format off */
#define KINDS(READ, PARSE) \
	READ(TXT, "txt", "plain text", reader_text, ".txt") \
	READ(MD, "md", "Markdown", reader_text, ".md") \
	READ(NDJSON, "ndjson", "one JSON object a line", reader_ndjson, \
		".ndjson .jsonl") \
	PARSE(HTML, "html", "HTML", html_extract, ".html .htm .xhtml") \
	PARSE(PDF, "pdf", "PDF", pdf_extract, ".pdf") \
	PARSE(DOCX, "docx", "DOCX", docx_extract, ".docx .docm") \
	PARSE(ODT, "odt", "ODT", odt_extract, ".odt") \
	PARSE(EPUB, "epub", "EPUB", epub_extract, ".epub")
/* clang-format on */

#define KIND_ID(id, name, label, reader, extensions) KIND_##id,
enum kind_id { KINDS(KIND_ID, KIND_ID) KIND_COUNT };

/* "txt, md, ..., epub, ": a string literal, for messages and --help. */
#define KIND_NAME(id, name, label, reader, extensions) name ", "
#define KIND_NAMES KINDS(KIND_NAME, KIND_NAME)

/* A line for each kind: "  HTML: .html .htm .xhtml\n", likewise. */
#define KIND_LINE(id, name, label, reader, extensions) \
	"  " label ": " extensions "\n"
#define KIND_LINES KINDS(KIND_LINE, KIND_LINE)

enum { KIND_NAME_BYTES = 12 }; /* the longest name, with its NUL */

struct kind {
	char name[KIND_NAME_BYTES];
	const char *label, *extensions;
};

/* By enum kind_id. */
extern const struct kind kinds[KIND_COUNT];

/* NULL where no kind has the name; capitals are not small letters. */
const struct kind *kind_find(struct slice name);

/* The kind of a file by the extension of its name, in capitals or small
 * letters; NULL for other files.  The name may be a path. */
const struct kind *kind_of_file(const char *name);

#endif
