/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text_meta.h"

#include "date.h"
#include "furniture.h"
#include "person.h"
#include "title.h"
#include "title_line.h"

#include <ctype.h>
#include <strings.h>

enum { TEXT_META_MAX_LINES = 16 }; /* that hold words, as in title.c */

void text_meta_clear(struct text_meta *meta)
{
	buf_clear(&meta->title);
	buf_clear(&meta->author);
	buf_clear(&meta->date);
	buf_clear(&meta->url);
}

void text_meta_free(struct text_meta *meta)
{
	buf_free(&meta->title);
	buf_free(&meta->author);
	buf_free(&meta->date);
	buf_free(&meta->url);
}

/* A value as it is meant: without quotes around and a comment behind; empty
 * when it is no plain one. */
static struct slice plain_value(struct slice value)
{
	value = title_line_trim(value);
	char quote = value.length ? value.bytes[0] : 0;
	if (quote == '"' || quote == '\'') {
		const char *end = memchr(
			value.bytes + 1, quote, value.length - 1);
		return end ? slice_of(value.bytes + 1,
				     (size_t)(end - value.bytes) - 1)
			   : slice_of("", 0);
	}
	if (quote && strchr("[{|>&*!#", quote))
		return slice_of("", 0);
	for (size_t i = 1; i < value.length; i++)
		if (value.bytes[i] == '#' && value.bytes[i - 1] == ' ')
			value.length = i;
	return title_line_trim(value);
}

static bool is_key(struct slice key, const char *english, const char *ours)
{
	return (key.length == strlen(english) &&
		       strncasecmp(key.bytes, english, key.length) == 0) ||
	       (key.length == strlen(ours) &&
		       strncasecmp(key.bytes, ours, key.length) == 0);
}

/* One of several; what is no name is left out. */
static void add_author(struct slice value, struct text_meta *meta)
{
	struct buf name = {0};
	if (person_name(plain_value(value), &name)) {
		if (meta->author.length)
			buf_put_text(&meta->author, ", ");
		buf_put_slice(&meta->author, buf_slice(&name));
	}
	meta->author.failed |= name.failed;
	buf_free(&name);
}

/* "[Budi Santoso, Ani]" */
static void add_authors(struct slice list, struct text_meta *meta)
{
	const char *at = list.bytes + 1, *end = list.bytes + list.length;
	while (at < end) {
		const char *start = at;
		while (at < end && *at != ',' && *at != ']')
			at++;
		add_author(slice_of(start, (size_t)(at - start)), meta);
		at++;
	}
}

/* Reads a field; whether it is one of authors that follow, a line each. */
static bool read_field(struct slice line, char sign, struct text_meta *meta)
{
	const char *mark = memchr(line.bytes, sign, line.length);
	if (!mark || isspace((unsigned char)line.bytes[0]))
		return false;
	size_t at = (size_t)(mark - line.bytes);
	struct slice key = title_line_trim(slice_of(line.bytes, at));
	struct slice raw = title_line_trim(
		slice_of(mark + 1, line.length - at - 1));
	struct slice value = plain_value(raw);
	bool author = meta->author.length == 0 &&
		      (is_key(key, "author", "penulis") ||
			      is_key(key, "authors", "pengarang"));
	if (raw.length == 0)
		return author;
	if (author && raw.bytes[0] == '[')
		add_authors(raw, meta);
	else if (author)
		person_name(value, &meta->author);
	if (value.length == 0)
		return false;
	if (is_key(key, "title", "judul") && meta->title.length == 0)
		title_clean(value, &meta->title);
	else if (is_key(key, "date", "tanggal") && meta->date.length == 0)
		date_field(value, &meta->date);
	else if (is_key(key, "url", "canonical_url") && value.length > 7 &&
		 meta->url.length == 0 &&
		 strncasecmp(value.bytes, "http", 4) == 0)
		buf_put_slice(&meta->url, value);
	return false;
}

bool text_meta_front_matter(struct slice text, struct text_meta *meta)
{
	bool authors = false;
	text.length = furniture_front_matter(text);
	if (text.length == 0)
		return false;
	struct slice mark = title_line_trim(title_line_next(&text));
	char sign = mark.bytes[0] == '+' ? '=' : ':';
	while (text.length) {
		struct slice line = title_line_next(&text);
		struct slice item = title_line_trim(line);
		if (authors && item.length > 1 && item.bytes[0] == '-' &&
			item.bytes[1] == ' ')
			add_author(slice_of(item.bytes + 1, item.length - 1),
				meta);
		else
			authors = read_field(line, sign, meta);
	}
	return true;
}

/* How much a line's date is worth: none, when the text was changed, any, when
 * it was published. */
static int date_rank(struct slice line)
{
	static const char *const changed[] = {"diperbarui", "updated"};
	static const char *const published[] = {"dibuat", "dipublikasikan",
		"diterbitkan", "terbit", "published", "diunggah"};
	for (size_t i = 0; i < sizeof changed / sizeof *changed; i++)
		if (line.length > strlen(changed[i]) &&
			strncasecmp(line.bytes, changed[i],
				strlen(changed[i])) == 0)
			return 1;
	for (size_t i = 0; i < sizeof published / sizeof *published; i++)
		if (line.length > strlen(published[i]) &&
			strncasecmp(line.bytes, published[i],
				strlen(published[i])) == 0)
			return 3;
	return 2;
}

static void take_date(struct slice line, int *rank, struct text_meta *meta)
{
	struct buf date = {0};
	date_field(line, &date);
	if (date.length && date_rank(line) > *rank) {
		*rank = date_rank(line);
		buf_clear(&meta->date);
		buf_put_slice(&meta->date, buf_slice(&date));
	}
	meta->date.failed |= date.failed;
	buf_free(&date);
}

/* Whether the line begins a page of the kind that has the author first. */
static bool opens_page(struct slice line)
{
	static const char *const opening = "lihat ke halaman asli";
	return line.length == strlen(opening) &&
	       strncasecmp(line.bytes, opening, line.length) == 0;
}

void text_meta_saved_page(
	struct slice text, struct slice title, struct text_meta *meta)
{
	struct slice first = {0}; /* line behind the opening */
	bool opened = false, titled = false, dated = false;
	int rank = meta->date.length ? 4 : 0;
	for (int i = 0; i < TEXT_META_MAX_LINES && text.length;) {
		struct slice line = title_line_trim(title_line_next(&text));
		enum title_line kind = title_line(line);
		if (kind == TITLE_LINE_BODY)
			break;
		if (kind == TITLE_LINE_BYLINE && meta->author.length == 0)
			person_byline(line, &meta->author);
		if (kind == TITLE_LINE_DATE)
			take_date(line, &rank, meta);
		dated |= kind == TITLE_LINE_DATE && titled && rank;
		titled |= slice_equal(line, title);
		if (kind == TITLE_LINE_OTHER && opened && first.length == 0)
			first = line;
		opened |= opens_page(line);
		i += kind != TITLE_LINE_BLANK;
	}
	/* What the text goes on about is rather its title. */
	if (dated && first.length && !slice_equal(first, title) &&
		meta->author.length == 0 && title_share(first, text) == 0)
		person_name(first, &meta->author);
}
