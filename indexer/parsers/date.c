/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "date.h"

#include <ctype.h>
#include <strings.h>

/* The months in Indonesian and English, by as much as tells them apart. */
static const struct {
	const char *name;
	int month;
} month_name[] = {{"januari", 1}, {"january", 1}, {"februari", 2},
	{"pebruari", 2}, {"february", 2}, {"maret", 3}, {"march", 3},
	{"april", 4}, {"mei", 5}, {"may", 5}, {"juni", 6}, {"june", 6},
	{"juli", 7}, {"july", 7}, {"agustus", 8}, {"august", 8}, {"agt", 8},
	{"ags", 8}, {"september", 9}, {"oktober", 10}, {"october", 10},
	{"november", 11}, {"nopember", 11}, {"desember", 12}, {"december", 12}};

enum { SHORT_NAME_BYTES = 3 }; /* Des, Agu, Sept */

/* The digits at *at, which moves behind them; -1 when there are none or more
 * than `most`. */
static int read_digits(const char **at, const char *end, int most)
{
	int number = 0, digits = 0;
	while (*at < end && isdigit((unsigned char)**at)) {
		if (++digits > most)
			return -1;
		number = number * 10 + *(*at)++ - '0';
	}
	return digits ? number : -1;
}

/* The month whose name, or a beginning of it, stands at *at; 0 when none
 * does. */
static int read_month(const char **at, const char *end)
{
	size_t length = 0;
	while (*at + length < end && isalpha((unsigned char)(*at)[length]))
		length++;
	for (size_t i = 0; i < sizeof month_name / sizeof *month_name; i++) {
		size_t whole = strlen(month_name[i].name);
		if (length < SHORT_NAME_BYTES || length > whole ||
			(length > SHORT_NAME_BYTES + 1 && length < whole) ||
			strncasecmp(*at, month_name[i].name, length) != 0)
			continue;
		*at += length;
		if (*at < end && **at == '.')
			(*at)++;
		return month_name[i].month;
	}
	return 0;
}

static bool is_date(struct date date)
{
	static const int days[] = {
		31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int leap = date.year % 4 == 0 &&
		   (date.year % 100 != 0 || date.year % 400 == 0);
	if (date.year < 1800 || date.year > 2199 || date.month < 0 ||
		date.month > 12 || date.day < 0)
		return false;
	if (date.month == 0)
		return date.day == 0;
	return date.day <= days[date.month - 1] - (date.month == 2 && !leap);
}

static bool skip_blank(const char **at, const char *end)
{
	const char *start = *at;
	while (*at < end && (**at == ' ' || **at == ','))
		(*at)++;
	return *at > start;
}

/* Behind the first number: "12/2021", "-12-02". */
static const char *read_signs(
	const char *at, const char *end, int first, struct date *date)
{
	char mark = *at++;
	int second = read_digits(&at, end, 2);
	if (second < 1 || at == end || *at++ != mark)
		return NULL;
	const char *start = at;
	int third = read_digits(&at, end, 4);
	if (third < 1 || (first > 31) == (at - start == 4))
		return NULL;
	*date = first > 31 ? (struct date){first, second, third}
			   : (struct date){third, second, first};
	if (first <= 31 && second > 12)
		*date = (struct date){third, first, second};
	return is_date(*date) && date->month && date->day ? at : NULL;
}

/* "Dec 2, 2021", "Desember 2021" */
static const char *read_month_first(
	const char *at, const char *end, struct date *date)
{
	*date = (struct date){.month = read_month(&at, end)};
	if (date->month == 0 || !skip_blank(&at, end))
		return NULL;
	int number = read_digits(&at, end, 4);
	if (number > 0 && number <= 31) {
		date->day = number;
		if (!skip_blank(&at, end))
			return NULL;
		number = read_digits(&at, end, 4);
	}
	date->year = number;
	return is_date(*date) ? at : NULL;
}

const char *date_read(const char *at, const char *end, struct date *date)
{
	if (at < end && isalpha((unsigned char)*at))
		return read_month_first(at, end, date);
	int first = read_digits(&at, end, 4);
	if (first < 1 || at == end)
		return NULL;
	if (*at == '/' || *at == '-' || *at == '.') {
		const char *behind = read_signs(at, end, first, date);
		/* "2-Des-2021" */
		if (behind || *at != '-')
			return behind;
		at++;
	} else if (!skip_blank(&at, end)) {
		return NULL;
	}
	*date = (struct date){.day = first, .month = read_month(&at, end)};
	if (date->month == 0 || at == end ||
		(*at != '-' && !skip_blank(&at, end)))
		return NULL;
	at += *at == '-';
	date->year = read_digits(&at, end, 4);
	return is_date(*date) && date->day ? at : NULL;
}

bool date_find(struct slice text, struct date *date)
{
	const char *end = text.bytes + text.length;
	bool inside = false;
	for (const char *at = text.bytes; at < end; at++) {
		bool word = isalnum((unsigned char)*at) || *at & 0x80;
		const char *behind = word && !inside ? date_read(at, end, date)
						     : NULL;
		if (behind &&
			(behind == end || !isdigit((unsigned char)*behind)))
			return true;
		inside = word;
	}
	return false;
}

void date_put(struct date date, struct buf *out)
{
	buf_put_format(out, "%04d", date.year);
	if (date.month)
		buf_put_format(out, "-%02d", date.month);
	if (date.month && date.day)
		buf_put_format(out, "-%02d", date.day);
}

/* "2021", "2021-12", "2021-12-02...", "D:20211202..." */
static bool read_field(struct slice field, struct date *date)
{
	const char *at = field.bytes, *end = at + field.length;
	bool packed = field.length > 2 && memcmp(at, "D:", 2) == 0;
	int *part[] = {&date->year, &date->month, &date->day};
	at += packed ? 2 : 0;
	*date = (struct date){0};
	for (int i = 0; i < 3; i++) {
		int length = i ? 2 : 4;
		if (i && !packed && at < end && *at == '-')
			at++;
		else if (i && !packed)
			break;
		if (end - at < length)
			return packed && i && is_date(*date);
		for (int digit = 0; digit < length; digit++, at++) {
			if (!isdigit((unsigned char)*at))
				return packed && i && digit == 0 &&
				       is_date(*date);
			*part[i] = *part[i] * 10 + *at - '0';
		}
		if (i && *part[i] == 0)
			return false;
	}
	bool ended = at == end || packed || *at == 'T' || *at == ' ' ||
		     *at == '+' || *at == 'Z';
	return ended && is_date(*date);
}

void date_field(struct slice field, struct buf *out)
{
	struct date date;
	while (field.length && isspace((unsigned char)*field.bytes))
		field = slice_of(field.bytes + 1, field.length - 1);
	while (field.length &&
		isspace((unsigned char)field.bytes[field.length - 1]))
		field.length--;
	if (field.length &&
		(read_field(field, &date) || date_find(field, &date)))
		date_put(date, out);
}
