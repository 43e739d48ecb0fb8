/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cite_impl.h"

static const char *escape_of(char c)
{
	switch (c) {
	case '\\':
		return "{\\textbackslash}";
	/* BibTeX counts braces behind a backslash, too: these balance. */
	case '{':
		return "{\\textbraceleft}";
	case '}':
		return "{\\textbraceright}";
	case '~':
		return "{\\textasciitilde}";
	case '^':
		return "{\\textasciicircum}";
	case '&':
		return "\\&";
	case '%':
		return "\\%";
	case '$':
		return "\\$";
	case '#':
		return "\\#";
	case '_':
		return "\\_";
	default:
		return NULL;
	}
}

/* A field, in as many braces as open says; nothing for an unknown value. */
static void put_field(struct buf *out, const char *name, const char *open,
	const struct buf *value, const char *close)
{
	if (!value->length)
		return;
	buf_put_format(out, "  %s = %s", name, open);
	for (size_t i = 0; i < value->length; i++) {
		const char *escape = escape_of(value->bytes[i]);
		if (escape)
			buf_put_text(out, escape);
		else
			buf_put_byte(out, (unsigned char)value->bytes[i]);
	}
	buf_put_format(out, "%s,\n", close);
}

void cite_bibtex(const struct cite_parts *parts, struct buf *out)
{
	static const char *const months[] = {"jan", "feb", "mar", "apr", "may",
		"jun", "jul", "aug", "sep", "oct", "nov", "dec"};
	buf_put_text(out, "@misc{");
	buf_put_slice(out, buf_slice(&parts->key));
	buf_put_text(out, ",\n");
	put_field(out, "author", "{{", &parts->author, "}}");
	put_field(out, "title", "{{", &parts->title, "}}");
	if (parts->year)
		buf_put_format(out, "  year = {%u},\n", parts->year);
	if (parts->month)
		buf_put_format(
			out, "  month = %s,\n", months[parts->month - 1]);
	put_field(out, "note", "{", &parts->note, "}");
	/* Nothing is escaped in an address: cite.c left no brace in it. */
	if (parts->url.length) {
		buf_put_text(out, "  url = {");
		buf_put_slice(out, buf_slice(&parts->url));
		buf_put_text(out, "},\n");
	}
	buf_put_text(out, "}\n");
}
