/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_document.h - one whole essay as JSON. */
#ifndef TELUSUR_JSON_DOCUMENT_H
#define TELUSUR_JSON_DOCUMENT_H

#include "search_document.h"

/* Appends the essay to out: its fields, text, paragraphs and highlights, and
 * where a quoted passage is now, if one was asked for.  ERROR_MEMORY. */
bool json_document(const struct search_document *document, struct buf *out,
	struct error *err);

#endif
