/* SPDX-License-Identifier: GPL-3.0-or-later */
/* date.h - parses dates as people and programs write them, in Indonesian and
 * English.
 */
#ifndef TELUSUR_DATE_H
#define TELUSUR_DATE_H

#include "buf.h"

/* A date may be known in part: then day, or month and day, are 0. */
struct date {
	int year, month, day;
};

/* Parses a date that begins at `at`: "2 Desember 2021", "2 Des 2021", "Dec. 2,
 * 2021", "Desember 2021", "2021-12-02", "2021/12/02", "02/12/2021".  In the
 * last form the day comes before the month, as in Indonesia, unless only the
 * other order is a date.  Returns the end of the date; NULL if there is no
 * valid date (years 1800 to 2199, days that the month has). */
const char *date_read(const char *at, const char *end, struct date *date);

/* Finds the first date in the text that begins at the start of a word or
 * number.  If the month has no such day, only month and year are set. */
bool date_find(struct slice text, struct date *date);

/* Appends the date in ISO 8601, as far as it is known: 2021, 2021-12 or
 * 2021-12-02. */
void date_put(struct date date, struct buf *out);

/* Parses a metadata field and appends its date in ISO 8601.  The field is in
 * ISO 8601 ("2021", "2021-12", "2021-12-02T22:24:00+07:00"), in the format of
 * PDF ("D:20211202222400"), or any text in which date_find finds a date.
 * Appends nothing if there is none. */
void date_field(struct slice field, struct buf *out);

#endif
