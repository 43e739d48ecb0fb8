/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query_print.h"

#include <limits.h>

static const char *kind_name(const struct query_node *node)
{
	switch (node->kind) {
	case QUERY_WORD:
		return "word";
	case QUERY_EXACT:
		return "exact";
	case QUERY_PREFIX:
		return "prefix";
	case QUERY_PHRASE:
		return node->family ? "phrase~" : "phrase";
	case QUERY_NEAR:
		return "near";
	case QUERY_YEARS:
		return "years";
	case QUERY_AND:
		return "and";
	case QUERY_OR:
		return "or";
	case QUERY_NOT:
		return "not";
	case QUERY_MAYBE:
		return "maybe";
	}
	return "unknown";
}

static const char *field_suffix(enum query_field field)
{
	switch (field) {
	case QUERY_TEXT:
		return "";
	case QUERY_TITLE:
		return "@title";
	case QUERY_AUTHOR:
		return "@author";
	case QUERY_PATH:
		return "@path";
	}
	return "@unknown";
}

static bool is_control(unsigned char byte)
{
	return byte < ' ' || byte == 127;
}

/* Unquoted if unambiguous, else in quotes with the escapes \" \\ \x0a. */
static void print_atom(struct buf *buf, struct slice text)
{
	bool bare = text.length > 0;
	for (size_t i = 0; i < text.length && bare; i++)
		bare = !is_control((unsigned char)text.bytes[i]) &&
		       !strchr(" \"\\()", text.bytes[i]);
	if (bare) {
		buf_put_slice(buf, text);
		return;
	}
	buf_put_byte(buf, '"');
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];
		if (is_control(byte)) {
			buf_put_format(buf, "\\x%02x", byte);
			continue;
		}
		if (byte == '"' || byte == '\\')
			buf_put_byte(buf, '\\');
		buf_put_byte(buf, byte);
	}
	buf_put_byte(buf, '"');
}

static void print_year(struct buf *buf, int year)
{
	if (year == INT_MIN || year == INT_MAX)
		buf_put_text(buf, " *");
	else
		buf_put_format(buf, " %d", year);
}

static void print_node(struct buf *buf, const struct query_node *node)
{
	buf_put_byte(buf, '(');
	buf_put_text(buf, kind_name(node));
	buf_put_text(buf, field_suffix(node->field));
	if (node->kind == QUERY_NEAR)
		buf_put_format(buf, "/%u", node->distance);
	if (node->kind == QUERY_YEARS) {
		print_year(buf, node->first_year);
		print_year(buf, node->last_year);
	} else if (node->child_count == 0) {
		buf_put_byte(buf, ' ');
		print_atom(buf, node->text);
	}
	for (size_t i = 0; i < node->child_count; i++) {
		buf_put_byte(buf, ' ');
		print_node(buf, node->child[i]);
	}
	buf_put_byte(buf, ')');
}

char *query_print(const struct query *query)
{
	struct buf buf = {0};
	if (query->root)
		print_node(&buf, query->root);
	else
		buf_put_text(&buf, "()");
	buf_put_byte(&buf, '\0');
	if (buf.failed) {
		buf_free(&buf);
		return NULL;
	}
	return buf.bytes;
}
