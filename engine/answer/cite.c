/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cite.h"

#include "cite_impl.h"
#include "unicode.h"

const char *const cite_style_names[] = {
	[CITE_PLAIN] = "plain",
	[CITE_BIBTEX] = "bibtex",
	[CITE_RIS] = "ris",
	[CITE_CSL_JSON] = "csl-json",
	NULL,
};

static const char *const types[] = {
	[CITE_PLAIN] = "text/plain; charset=utf-8",
	[CITE_BIBTEX] = "application/x-bibtex; charset=utf-8",
	[CITE_RIS] = "application/x-research-info-systems; charset=utf-8",
	[CITE_CSL_JSON] =
		"application/vnd.citationstyles.csl+json; charset=utf-8",
};

const char *cite_type(enum cite_style style)
{
	return types[style];
}

/* Characters that must not reach a bibliography: line breaks, control and
 * bidirectional formatting characters. */
static bool is_dropped(int32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF ||
	       c == 0x061C || c == 0x200E || c == 0x200F ||
	       (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Appends the text as one line, trimmed, with single spaces.  A text longer
 * than `most` characters is cut at a word boundary, or inside the first word,
 * and gets an ellipsis. */
static void put_clean(struct buf *out, struct slice text, size_t most)
{
	size_t start = out->length, word_end = start, count = 0;
	bool space = false;
	if (text.length == 0)
		return;
	const char *end = text.bytes + text.length;
	for (const char *at = text.bytes; at < end;) {
		size_t place = (size_t)(at - text.bytes);
		size_t white = unicode_space_at(text, place);
		if (white || *at == '\0') {
			at += white ? white : 1;
			space = true;
			continue;
		}
		const char *next = at;
		int32_t c = unicode_decode(&next, end);
		if (c == 0xFFFD && next - at == 1) {
			buf_put_text(out, "\xEF\xBF\xBD");
			at = next;
			count++;
			continue;
		}
		if (is_dropped(c)) {
			at = next;
			continue;
		}
		if (space && out->length > start) {
			word_end = out->length;
			buf_put_byte(out, ' ');
			count++;
		}
		space = false;
		if (count++ >= most) {
			if (word_end > start) {
				out->length = word_end;
				buf_put_byte(out, ' ');
			}
			buf_put_text(out, "\xE2\x80\xA6");
			return;
		}
		buf_put(out, at, (size_t)(next - at));
		at = next;
	}
}

static unsigned read_digits(struct slice text, size_t at, size_t count)
{
	unsigned value = 0;
	if (at + count > text.length)
		return 0;
	for (size_t i = at; i < at + count; i++) {
		if (text.bytes[i] < '0' || text.bytes[i] > '9')
			return 0;
		value = value * 10 + (unsigned)(text.bytes[i] - '0');
	}
	return value;
}

/* The parts of 2021, 2021-03 or 2021-03-04 with whatever follows; as many as
 * are sound. */
static void read_date(struct slice date, struct cite_parts *parts)
{
	parts->year = read_digits(date, 0, 4);
	if (!parts->year || date.length < 7 || date.bytes[4] != '-')
		return;
	unsigned month = read_digits(date, 5, 2);
	if (month < 1 || month > 12)
		return;
	parts->month = month;
	if (date.length < 10 || date.bytes[7] != '-')
		return;
	unsigned day = read_digits(date, 8, 2);
	parts->day = day <= 31 ? day : 0;
}

/* Appends the ASCII letters and digits of a word in small letters. */
static void put_key(struct buf *key, const char *word, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		char c = word[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			buf_put_byte(key, (unsigned char)c);
	}
}

/* The last word of the author, the year, the first long word of the title; or
 * the id of the essay if all are empty. */
static void make_key(const struct essay *essay, struct cite_parts *parts)
{
	enum { LONG = 4, MOST = 24 };
	struct slice author = buf_slice(&parts->author);
	struct slice title = buf_slice(&parts->title);
	size_t from = author.length;
	while (from && author.bytes[from - 1] != ' ')
		from--;
	if (author.length)
		put_key(&parts->key, author.bytes + from, author.length - from);
	if (parts->year)
		buf_put_format(&parts->key, "%u", parts->year);
	for (size_t at = 0; at < title.length;) {
		size_t end = at;
		while (end < title.length && title.bytes[end] != ' ')
			end++;
		if (end - at >= LONG || end == title.length) {
			put_key(&parts->key, title.bytes + at,
				end - at < MOST ? end - at : MOST);
			break;
		}
		at = end + 1;
	}
	if (parts->key.length == 0)
		put_key(&parts->key, essay->id.bytes, essay->id.length);
}

/* esai/a.txt, paragraf 12: “Ruang siber ...”, of which all may be missing. */
static void put_note(
	const struct cite *cite, const char *mark, struct buf *note)
{
	if (!cite->essay->url.length)
		put_clean(note, cite->essay->path, SIZE_MAX);
	if (cite->paragraph)
		buf_put_format(note, "%sparagraf %u", note->length ? ", " : "",
			(unsigned)cite->paragraph);
	if (!cite->quote.length)
		return;
	buf_put_text(note, note->length ? mark : "");
	buf_put_text(note, "\xE2\x80\x9C");
	put_clean(note, cite->quote, CITE_QUOTE_CHARACTERS);
	buf_put_text(note, "\xE2\x80\x9D");
}

/* An address has no space, control or bracket in it: those become %XX. */
static void put_url(struct buf *out, struct slice url)
{
	for (size_t i = 0; i < url.length; i++) {
		unsigned char c = (unsigned char)url.bytes[i];
		if (c <= 0x20 || c >= 0x7F || strchr("\"<>\\^`{|}", c))
			buf_put_format(out, "%%%02X", c);
		else
			buf_put_byte(out, c);
	}
}

/* Ends a sentence, unless its last character does. */
static void put_stop(struct buf *out)
{
	if (out->length && !strchr(".?!", out->bytes[out->length - 1]))
		buf_put_byte(out, '.');
}

static void put_plain(
	const struct cite *cite, struct cite_parts *parts, struct buf *out)
{
	put_stop(&parts->author);
	put_stop(&parts->title);
	if (parts->author.length) {
		buf_put_slice(out, buf_slice(&parts->author));
		buf_put_byte(out, ' ');
	}
	if (parts->year)
		buf_put_format(out, "%u. ", parts->year);
	if (parts->title.length) {
		buf_put_text(out, "\xE2\x80\x9C");
		buf_put_slice(out, buf_slice(&parts->title));
		buf_put_text(out, "\xE2\x80\x9D ");
	}
	buf_clear(&parts->note);
	put_note(cite, ". ", &parts->note);
	buf_put_slice(out, buf_slice(&parts->note));
	if (parts->note.length)
		buf_put_text(out, cite->quote.length ? " " : ". ");
	buf_put_slice(out, buf_slice(&parts->url));
	while (out->length && out->bytes[out->length - 1] == ' ')
		out->length--;
	buf_put_byte(out, '\n');
}

static void put_field(struct buf *out, const char *tag, const struct buf *value)
{
	if (!value->length)
		return;
	buf_put_format(out, "%s  - ", tag);
	buf_put_slice(out, buf_slice(value));
	buf_put_text(out, "\r\n");
}

static void put_ris(const struct cite_parts *parts, struct buf *out)
{
	buf_put_format(out, "TY  - %s\r\n", parts->url.length ? "ELEC" : "GEN");
	put_field(out, "AU", &parts->author);
	put_field(out, "TI", &parts->title);
	if (parts->year)
		buf_put_format(out, "PY  - %04u\r\n", parts->year);
	if (parts->month && parts->day)
		buf_put_format(out, "DA  - %04u/%02u/%02u\r\n", parts->year,
			parts->month, parts->day);
	else if (parts->month)
		buf_put_format(
			out, "DA  - %04u/%02u\r\n", parts->year, parts->month);
	put_field(out, "UR", &parts->url);
	put_field(out, "N1", &parts->note);
	buf_put_text(out, "ER  - \r\n");
}

bool cite_write(enum cite_style style, const struct cite *cite, struct buf *out,
	struct error *err)
{
	const struct essay *essay = cite->essay;
	struct cite_parts parts = {.year = 0};
	put_clean(&parts.author, essay->author, SIZE_MAX);
	put_clean(&parts.title, essay->title, SIZE_MAX);
	put_url(&parts.url, essay->url.length ? essay->url : cite->page);
	put_note(cite, ": ", &parts.note);
	read_date(essay->date, &parts);
	make_key(essay, &parts);
	if (style == CITE_PLAIN)
		put_plain(cite, &parts, out);
	else if (style == CITE_BIBTEX)
		cite_bibtex(&parts, out);
	else if (style == CITE_RIS)
		put_ris(&parts, out);
	else
		cite_csl(&parts, out);
	bool ok = !out->failed && !parts.author.failed && !parts.title.failed &&
		  !parts.url.failed && !parts.note.failed && !parts.key.failed;
	buf_free(&parts.author);
	buf_free(&parts.title);
	buf_free(&parts.url);
	buf_free(&parts.note);
	buf_free(&parts.key);
	return ok || error_set_memory(err);
}
