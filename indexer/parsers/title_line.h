/* SPDX-License-Identifier: GPL-3.0-or-later */
/* title_line.h - what a line at the head of a text is, for title.c.
 */
#ifndef TELUSUR_TITLE_LINE_H
#define TELUSUR_TITLE_LINE_H

#include "buf.h"

enum { TITLE_MAX_LINE_CHARACTERS = 120 }; /* a longer line is a paragraph */

enum title_line {
	TITLE_LINE_BLANK, /* no letter and no digit */
	TITLE_LINE_BODY, /* a paragraph: the head ends here */
	TITLE_LINE_FURNITURE, /* what pages put around every text */
	TITLE_LINE_BYLINE, /* says that it names the author */
	TITLE_LINE_DATE, /* when the text was written or changed */
	TITLE_LINE_OTHER, /* may be a title */
};

/* The line is without its end. */
enum title_line title_line(struct slice line);

/* Takes the next line, without its end, off the text, which is not empty. */
struct slice title_line_next(struct slice *text);

/* The line without white space and a byte order mark around. */
struct slice title_line_trim(struct slice line);

#endif
