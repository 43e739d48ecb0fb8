/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parsers.h - the parsers of formats that others made.
 *
 * Each is a function of a file's bytes and is called by the worker alone
 * (formats/worker.h), in a process of its own that can open nothing: nothing
 * here knows paths or descriptors.
 */
#ifndef TELUSUR_PARSERS_H
#define TELUSUR_PARSERS_H

#include "extract.h"

extract_parser docx_extract, epub_extract, html_extract, odt_extract,
	pdf_extract;

#endif
