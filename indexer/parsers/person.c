/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person.h"

#include "title_line.h"
#include "unicode.h"

#include <ctype.h>
#include <strings.h>

enum { MAX_NAME_BYTES = 80, MAX_NAME_WORDS = 6 };

/* Before a name; the longest first. */
static const char *const label[] = {"ditulis oleh", "dipublikasikan oleh",
	"diposting oleh", "posted by", "written by", "penulis", "oleh",
	"author", "by"};

/* Words that no person is called. */
static const char *const no_person[] = {"admin", "administrator", "redaksi",
	"redaktur", "editor", "tim", "team", "staff", "staf", "unknown",
	"anonim", "anonymous", "kontributor", "contributor", "author",
	"penulis", "user", "guest", "web", "website", "webmaster", "humas",
	"oleh", "karena", "sebab", "itu", "yang", "dan", "the", "posted",
	"berita", "artikel", "home", "beranda", "microsoft", "word", "blogger",
	"wordpress", "pengguna", "komentar", "null", "undefined"};

static bool is_label_end(char c)
{
	return c == ' ' || c == ':' || c == '\t' || c == '|';
}

static struct slice without_label(struct slice text)
{
	for (size_t i = 0; i < sizeof label / sizeof *label; i++) {
		size_t length = strlen(label[i]);
		if (text.length <= length ||
			strncasecmp(text.bytes, label[i], length) != 0 ||
			!is_label_end(text.bytes[length]))
			continue;
		while (length < text.length && is_label_end(text.bytes[length]))
			length++;
		return slice_of(text.bytes + length, text.length - length);
	}
	return text;
}

static struct slice before_mark(struct slice text)
{
	static const char *const mark[] = {
		" - ", " | ", "|", "\n", " \xE2\x80\x93 ", " \xC2\xB7 ", " ("};
	for (size_t m = 0; m < sizeof mark / sizeof *mark; m++) {
		size_t length = strlen(mark[m]);
		for (size_t i = 0; i + length <= text.length; i++)
			if (memcmp(text.bytes + i, mark[m], length) == 0) {
				text.length = i;
				break;
			}
	}
	return title_line_trim(text);
}

static bool is_refused(struct slice word)
{
	for (size_t i = 0; i < sizeof no_person / sizeof *no_person; i++)
		if (word.length == strlen(no_person[i]) &&
			strncasecmp(word.bytes, no_person[i], word.length) == 0)
			return true;
	return false;
}

/* Letters, with the signs that names have: "Hj.", "Ma'ruf", "Ali-Fauzi". */
static bool is_name(struct slice text)
{
	const char *at = text.bytes, *end = at + text.length;
	unsigned words = 0;
	while (at < end) {
		const char *start = at;
		while (at < end && *at != ' ' && *at != ',') {
			const char *sign = at;
			enum unicode_class class = unicode_class(
				unicode_decode(&at, end));
			if (class != UNICODE_LETTER && class != UNICODE_MARK &&
				class != UNICODE_APOSTROPHE &&
				class != UNICODE_HYPHEN &&
				(*sign != '.' || sign == start ||
					(at < end &&
						islower((unsigned char)*at))))
				return false;
		}
		struct slice word = slice_of(start, (size_t)(at - start));
		words += word.length > 0;
		if (is_refused(word))
			return false;
		at += at < end;
	}
	return words >= 1 && words <= MAX_NAME_WORDS;
}

bool person_name(struct slice text, struct buf *out)
{
	while (text.length && is_label_end(text.bytes[0]))
		text = slice_of(text.bytes + 1, text.length - 1);
	text = before_mark(without_label(title_line_trim(text)));
	while (text.length && strchr(",;:", text.bytes[text.length - 1]))
		text.length--;
	if (text.length == 0 || text.length > MAX_NAME_BYTES || !is_name(text))
		return false;
	const char *at = text.bytes;
	if (!unicode_is_upper(unicode_decode(&at, at + text.length)))
		return false;
	buf_put_slice(out, text);
	return true;
}

static bool is_capitalised(struct slice words)
{
	bool inside = false;
	for (size_t i = 0; i < words.length; i++) {
		if (!inside && islower((unsigned char)words.bytes[i]))
			return false;
		inside = words.bytes[i] != ' ';
	}
	return true;
}

bool person_byline(struct slice line, struct buf *out)
{
	line = title_line_trim(line);
	struct slice name = without_label(line);
	if (name.bytes == line.bytes ||
		(!memchr(line.bytes, ':', (size_t)(name.bytes - line.bytes)) &&
			!is_capitalised(before_mark(name))))
		return false;
	return person_name(name, out);
}
