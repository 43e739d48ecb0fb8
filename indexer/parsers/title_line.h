/* SPDX-License-Identifier: GPL-3.0-or-later */
/* title_line.h - classifies a line at the beginning of a text.
 */
#ifndef TELUSUR_TITLE_LINE_H
#define TELUSUR_TITLE_LINE_H

#include "buf.h"

enum { TITLE_MAX_LINE_CHARACTERS = 120 }; /* a longer line is a paragraph */

enum title_line {
	TITLE_LINE_BLANK, /* no letter and no digit */
	TITLE_LINE_BODY, /* a paragraph: no title comes after it */
	TITLE_LINE_FURNITURE, /* see furniture.h */
	TITLE_LINE_BYLINE, /* names the author, and says so */
	TITLE_LINE_DATE, /* when the text was written or changed */
	TITLE_LINE_OTHER, /* may be a title */
};

/* Classifies a line, given without its line end. */
enum title_line title_line(struct slice line);

/* Removes the first line from the text, which is not empty, and returns it
 * without its line end. */
struct slice title_line_next(struct slice *text);

/* The line without white space and byte order mark at both ends. */
struct slice title_line_trim(struct slice line);

#endif
