/* SPDX-License-Identifier: GPL-3.0-or-later */
/* date.h - dates as people and programs write them.
 */
#ifndef TELUSUR_DATE_H
#define TELUSUR_DATE_H

#include "buf.h"

/* Of what is not known (a month without a day) the rest is 0. */
struct date {
	int year, month, day;
};

/* Reads a date that begins at `at`: "2 Desember 2021", "02/12/2021", "2 Des
 * 2021", "Dec. 2, 2021", "2021-12-02", "2021/12/02", "Desember 2021".  Between
 * signs the day stands before the month, as in Indonesia, unless only the other
 * order gives a date.  The end of it, or NULL where no day of the calendar
 * begins (years 1800 to 2199). */
const char *date_read(const char *at, const char *end, struct date *date);

/* The first date in the text that begins at a word or number.  Of a day that no
 * month has, month and year are left. */
bool date_find(struct slice text, struct date *date);

/* Appends a date as in ISO 8601, as far as it is known. */
void date_put(struct date date, struct buf *out);

/* Appends the date that a field of a program says: as in ISO 8601 ("2021",
 * "2021-12", "2021-12-02T22:24:00+07:00"), as in PDF ("D:20211202222400"), or
 * else the first that date_find sees.  Nothing when there is none. */
void date_field(struct slice field, struct buf *out);

#endif
