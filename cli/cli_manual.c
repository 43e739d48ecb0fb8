/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli_manual.h"

#include "cli_text.h"
#include "names.h"

enum { LINE_COLUMNS = 78 }; /* of the page's source */

/* A word of a text between the punctuation around it. */
struct word {
	struct slice before, core, after;
};

/* Takes the next word, or the next words between single quotes, off the
 * text. */
static struct word next_word(struct slice *text)
{
	static const char opening[] = "(", closing[] = ".,;:)";
	const char *at = text->bytes, *end = at + text->length;
	struct word word;
	const char *start = at;
	while (at < end && strchr(opening, *at))
		at++;
	word.before = slice_of(start, (size_t)(at - start));
	const char *core = at;
	const char *quote =
		at < end && *at == '\''
			? memchr(at + 1, '\'', (size_t)(end - at) - 1)
			: NULL;
	at = quote ? quote + 1 : at;
	while (at < end && *at != ' ')
		at++;
	const char *stop = at;
	while (stop > core && strchr(closing, stop[-1]))
		stop--;
	word.core = slice_of(core, (size_t)(stop - core));
	word.after = slice_of(stop, (size_t)(at - stop));
	at += at < end;
	*text = slice_of(at, (size_t)(end - at));
	return word;
}

static bool starts(struct slice text, const char *with)
{
	size_t length = strlen(with);
	return text.length > length && memcmp(text.bytes, with, length) == 0;
}

/* The macro that marks such a word; NULL for an ordinary one. */
static const char *macro_of(const struct cli_option *option, struct slice core)
{
	unsigned index;
	if (starts(core, "--"))
		return "Fl";
	if (starts(core, "'"))
		return "Ql";
	if (starts(core, "/") || starts(core, "$") || starts(core, "~/"))
		return "Pa";
	if (starts(core, "SIG"))
		return "Dv";
	if (option->argument && slice_equal(core, slice_text(option->argument)))
		return "Ar";
	if (option->names && names_find(option->names, core, &index))
		return "Cm";
	return NULL;
}

/* Appends the bytes so that mdoc takes them for text. */
static void put_plain(struct buf *out, struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		if (text.bytes[i] == '\\')
			buf_put_text(out, "\\e");
		else
			buf_put_byte(out, (unsigned char)text.bytes[i]);
	}
}

static void put_small(struct buf *out, struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = text.bytes[i];
		bool capital = c >= 'A' && c <= 'Z';
		buf_put_byte(out, (unsigned char)(capital ? c - 'A' + 'a' : c));
	}
}

/* Appends "Fl -index" for --index, "Ar dir" for DIR, and so on. */
static void put_marked(struct buf *out, const char *macro, struct slice core)
{
	bool flag = strcmp(macro, "Fl") == 0, literal = macro[0] == 'Q';
	size_t skip = flag || literal;
	buf_put_format(out, "%s ", macro);
	core = slice_of(core.bytes + skip, core.length - skip - literal);
	if (strcmp(macro, "Ar") == 0)
		put_small(out, core);
	else
		put_plain(out, core);
}

static void end_line(struct buf *out)
{
	if (out->length && out->bytes[out->length - 1] != '\n')
		buf_put_byte(out, '\n');
}

/* Appends each mark as an argument of a macro. */
static void put_delimiters(struct buf *out, struct slice marks, bool behind)
{
	for (size_t i = 0; i < marks.length; i++)
		buf_put_format(out, behind ? " %c" : "%c ", marks.bytes[i]);
}

/* Appends a marked word as a line of its own. */
static void put_macro(
	struct buf *out, const char *macro, const struct word *word)
{
	end_line(out);
	buf_put_text(out, word->before.length ? ".No " : ".");
	put_delimiters(out, word->before, false);
	put_marked(out, macro, word->core);
	put_delimiters(out, word->after, true);
	end_line(out);
}

/* Appends an ordinary word; *column is where it would begin on the line. */
static void put_ordinary(
	struct buf *out, size_t *column, const struct word *word)
{
	struct slice whole = slice_of(word->before.bytes,
		word->before.length + word->core.length + word->after.length);
	if (*column > 0 && *column + 1 + whole.length > LINE_COLUMNS) {
		end_line(out);
		*column = 0;
	}
	if (*column > 0)
		buf_put_byte(out, ' ');
	else if (whole.bytes[0] == '.' || whole.bytes[0] == '\'')
		buf_put_text(out, "\\&");
	put_plain(out, whole);
	*column += 1 + whole.length;
}

/* Appends a text: marked words and new sentences begin a line, as mdoc wants
 * it. */
static void put_text(
	struct buf *out, const struct cli_option *option, struct slice text)
{
	size_t column = 0;
	while (text.length) {
		struct word word = next_word(&text);
		const char *macro = macro_of(option, word.core);
		if (macro)
			put_macro(out, macro, &word);
		else
			put_ordinary(out, &column, &word);
		bool ends = memchr(word.after.bytes, '.', word.after.length);
		if (ends)
			end_line(out);
		if (macro || ends)
			column = 0;
	}
	end_line(out);
}

static void put_option(const struct cli_program *program,
	const struct cli_option *option, struct buf *out)
{
	struct buf text = {0};
	buf_put_format(out, ".It Fl -%s", option->name);
	if (option->argument) {
		buf_put_text(out, " Ar ");
		put_small(out, slice_text(option->argument));
	}
	buf_put_byte(out, '\n');
	cli_text_fill(program, option,
		option->manual ? option->manual : option->help, &text);
	put_text(out, option, buf_slice(&text));
	out->failed = out->failed || text.failed;
	buf_free(&text);
}

static void put_options(const struct cli_program *program, struct buf *out)
{
	size_t i = 0;
	for (size_t g = 0; g < program->group_count; g++) {
		const struct cli_group *group = &program->group[g];
		bool last = g + 1 == program->group_count;
		buf_put_format(
			out, ".Pp\n%s:\n.Bl -tag -width Ds\n", group->title);
		for (size_t n = 0; n < group->count; n++)
			put_option(program, cli_at(program, i++), out);
		while (last && i < cli_count(program))
			put_option(program, cli_at(program, i++), out);
		buf_put_text(out, ".El\n");
	}
}

/* Appends what stands between brackets, or one option or operand beside them:
 * "--index DIR" as "Fl -index Ar dir". */
static void put_form_part(struct buf *out, struct slice part)
{
	bool first = true;
	while (part.length) {
		struct word word = next_word(&part);
		if (!first)
			buf_put_byte(out, ' ');
		first = false;
		put_marked(
			out, starts(word.core, "--") ? "Fl" : "Ar", word.core);
		if (word.after.length)
			buf_put_text(out, " ...");
	}
}

static void put_form(struct buf *out, const char *form)
{
	while (*form) {
		bool optional = *form == '[';
		form += optional;
		size_t length = strcspn(form, optional ? "]" : " ");
		/* A value stays with its option. */
		if (starts(slice_text(form), "--") && !optional && form[length])
			length += 1 + strcspn(form + length + 1, " ");
		buf_put_text(out, optional ? ".Op " : ".");
		put_form_part(out, slice_of(form, length));
		buf_put_byte(out, '\n');
		form += length;
		form += optional && *form == ']';
		form += strspn(form, " ");
	}
}

static void put_synopsis(const struct cli_program *program, struct buf *out)
{
	for (size_t i = 0; program->forms[i]; i++) {
		buf_put_text(out, ".Nm\n");
		put_form(out, program->forms[i]);
	}
}

bool cli_manual(const struct cli_program *program, struct slice page,
	struct buf *out, struct error *err)
{
	unsigned forms = 0, options = 0;
	for (size_t at = 0; at < page.length;) {
		const char *line = page.bytes + at;
		const char *end = memchr(line, '\n', page.length - at);
		size_t length = end ? (size_t)(end - line) : page.length - at;
		if (slice_equal(
			    slice_of(line, length), slice_text("@SYNOPSIS@")) &&
			++forms)
			put_synopsis(program, out);
		else if (slice_equal(slice_of(line, length),
				 slice_text("@OPTIONS@")) &&
			 ++options)
			put_options(program, out);
		else
			buf_put_format(out, "%.*s\n", (int)length, line);
		at += length + 1;
	}
	if (forms != 1 || options != 1)
		return error_set(err, ERROR_SYNTAX,
			"the page must have each of the lines @SYNOPSIS@ and "
			"@OPTIONS@ once");
	return !out->failed || error_set_memory(err);
}
