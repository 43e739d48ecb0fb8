#include "exceptions.h"

#include "unicode.h"

#include <stdio.h>

enum { EXCEPTIONS_MAX_LINE_BYTES = 1024 };

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

/* One line, already without its comment. */
static bool read_line(struct roots *roots, const char *line, struct buf *form,
	struct buf *root, struct error *err)
{
	if (!unicode_valid(slice_text(line)))
		return error_set(err, ERROR_CORRUPT, "this is not UTF-8");
	struct slice first = next_word(&line);
	if (first.length == 0)
		return true;
	struct slice second = next_word(&line);
	if (second.length == 0 || next_word(&line).length != 0)
		return error_set(
			err, ERROR_CORRUPT, "a line is one form and its root");
	buf_clear(form);
	buf_clear(root);
	return unicode_fold(first, form, err) &&
	       unicode_fold(second, root, err) &&
	       add_line(roots, buf_slice(form), buf_slice(root), err);
}

bool exceptions_read(const char *path, struct roots *roots, struct error *err)
{
	char line[EXCEPTIONS_MAX_LINE_BYTES];
	struct buf form = {0}, root = {0};
	struct error cause = {0};
	bool ok = true;
	FILE *file = fopen(path, "r");
	if (!file)
		return error_set_errno(
			err, "cannot read the exceptions %s", path);
	for (unsigned number = 1; ok && fgets(line, sizeof line, file);
		number++) {
		size_t length = strlen(line);
		if (length + 1 == sizeof line && line[length - 1] != '\n')
			ok = error_set(&cause, ERROR_LIMIT,
				"a line of more than %d bytes",
				EXCEPTIONS_MAX_LINE_BYTES - 2);
		line[strcspn(line, "#")] = '\0';
		if (ok)
			ok = read_line(roots, line, &form, &root, &cause);
		if (!ok)
			error_set(err, cause.code, "%s:%u: %s", path, number,
				cause.text);
	}
	if (ok && ferror(file))
		ok = error_set_errno(err, "cannot read %s", path);
	fclose(file);
	buf_free(&form);
	buf_free(&root);
	return ok;
}
