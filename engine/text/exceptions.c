/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exceptions.h"

#include "lines.h"
#include "unicode.h"

static const char blanks[] = " \t\r\n";

/* Splits off the next word of a line; empty at its end. */
static struct slice next_word(const char **at)
{
	*at += strspn(*at, blanks);
	struct slice word = slice_of(*at, strcspn(*at, blanks));
	*at += word.length;
	return word;
}

static bool add_line(struct roots *roots, struct slice form, struct slice root,
	struct error *err)
{
	const struct root *known = roots_find(roots, root);
	struct root entry = {.word = root, .root = root};
	if (!known && !roots_put(roots, &entry, err))
		return false;
	known = roots_find(roots, form);
	if (known)
		entry = *known;
	entry.word = form;
	entry.root = root;
	entry.given = true;
	return roots_put(roots, &entry, err);
}

/* What is read into, and scratch for one line. */
struct reading {
	struct roots *roots;
	struct buf form, root;
};

static bool read_line(void *context, const char *line, struct error *err)
{
	struct reading *reading = context;
	struct slice first = next_word(&line);
	if (first.length == 0)
		return true;
	struct slice second = next_word(&line);
	if (second.length == 0 || next_word(&line).length != 0)
		return error_set(
			err, ERROR_CORRUPT, "a line is one form and its root");
	buf_clear(&reading->form);
	buf_clear(&reading->root);
	return unicode_fold(first, &reading->form, err) &&
	       unicode_fold(second, &reading->root, err) &&
	       add_line(reading->roots, buf_slice(&reading->form),
		       buf_slice(&reading->root), err);
}

bool exceptions_read(const char *path, struct roots *roots, struct error *err)
{
	struct reading reading = {.roots = roots};
	bool ok = lines_read(path, "exceptions", read_line, &reading, err);
	buf_free(&reading.form);
	buf_free(&reading.root);
	return ok;
}
