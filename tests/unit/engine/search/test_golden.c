/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries over corpus/ and what they must find.  argv: the corpus, the folder
 * of golden pairs (its files tell their format), the exceptions, and, if
 * given, a folder where the pairs are written as they come out now: to be read
 * with care before they are taken over. */
#include "hunspell.h"
#include "search_fixture.h"
#include "search_run.h"

#include <dirent.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum {
	MAX_ESSAYS = 50,
	LEAST_PAIRS = 60,
	TITLE_BYTES = 120, /* of a first line that is a title */
	FIRST_WORDS = 5, /* of a passage */
};

static const char *corpus_folder, *golden_folder, *exceptions_path, *out_folder;

/* ---- the corpus ---- */

struct corpus {
	struct fixture fixture;
	struct buf text[MAX_ESSAYS];
	char *id[MAX_ESSAYS], *title[MAX_ESSAYS];
	struct essay essay[MAX_ESSAYS];
	size_t count;
};

static void read_file(const char *folder, const char *name, struct buf *out)
{
	char path[PATH_MAX], bytes[4096];
	size_t length;
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	if (!file)
		fail_msg("%s cannot be read", path);
	while ((length = fread(bytes, 1, sizeof bytes, file)) > 0)
		buf_put(out, bytes, length);
	fclose(file);
	assert_false(out->failed);
}

/* The names in a folder that end so, sorted; the caller frees them. */
static size_t list_folder(const char *folder, char *name[MAX_ESSAYS])
{
	struct dirent **entry;
	int found = scandir(folder, &entry, NULL, alphasort);
	size_t count = 0;
	if (found < 0)
		fail_msg("%s cannot be read", folder);
	for (int i = 0; i < found; i++) {
		size_t length = strlen(entry[i]->d_name);
		if (length > 4 && count < MAX_ESSAYS &&
			strcmp(entry[i]->d_name + length - 4, ".txt") == 0)
			name[count++] = strdup(entry[i]->d_name);
		free(entry[i]);
	}
	free(entry);
	return count;
}

static void read_essay(struct corpus *corpus, size_t i)
{
	struct buf *text = &corpus->text[i];
	read_file(corpus_folder, corpus->id[i], text);
	buf_put_byte(text, 0);
	text->length--;
	struct essay *essay = &corpus->essay[i];
	*essay = (struct essay){
		.path = slice_text(corpus->id[i]), .text = buf_slice(text)};
	essay->id = slice_of(corpus->id[i], essay->path.length - 4);
	essay->title = slice_of(text->bytes, strcspn(text->bytes, "\n"));
	if (essay->title.length <= TITLE_BYTES)
		return;
	char *title = corpus->title[i] = strdup(corpus->id[i]);
	assert_non_null(title);
	essay->title = slice_of(title, essay->id.length);
	essay->titled = true;
	for (char *c = title; *c; c++)
		*c = *c == '-' ? ' ' : *c;
}

static int open_corpus(void **state)
{
	static struct corpus corpus;
	corpus.count = list_folder(corpus_folder, corpus.id);
	for (size_t i = 0; i < corpus.count; i++)
		read_essay(&corpus, i);
	fixture_open(&corpus.fixture, HUNSPELL_INDONESIAN, exceptions_path,
		corpus.essay, corpus.count);
	*state = &corpus;
	return 0;
}

static int close_corpus(void **state)
{
	struct corpus *corpus = *state;
	fixture_close(&corpus->fixture);
	for (size_t i = 0; i < corpus->count; i++) {
		buf_free(&corpus->text[i]);
		free(corpus->id[i]);
		free(corpus->title[i]);
	}
	return 0;
}

/* ---- what comes out ---- */

/* The forms in order of their first places, with how often each stands. */
static void put_forms(const struct passage *passage, struct buf *out)
{
	const char *between = "    ";
	for (size_t i = 0; i < passage->highlight_count; i++) {
		const struct highlight *mark = &passage->highlight[i];
		size_t times = 0, first = i;
		for (size_t k = 0; k < passage->highlight_count; k++) {
			const struct highlight *other = &passage->highlight[k];
			if (!slice_equal(other->form, mark->form) ||
				strcmp(other->match, mark->match) != 0)
				continue;
			first = k < first ? k : first;
			times++;
		}
		if (first < i)
			continue;
		buf_put_text(out, between);
		buf_put_slice(out, mark->form);
		buf_put_format(out, " (%s", mark->match);
		if (times > 1)
			buf_put_format(out, " x%zu", times);
		buf_put_byte(out, ')');
		between = ", ";
	}
	buf_put_text(out, passage->highlight_count ? "\n" : "    -\n");
}

static void put_first_words(struct slice text, struct buf *out)
{
	size_t at = 0;
	buf_put_text(out, "   ");
	for (size_t word = 0; word < FIRST_WORDS; word++) {
		while (at < text.length && (unsigned char)text.bytes[at] <= ' ')
			at++;
		size_t start = at;
		while (at < text.length && (unsigned char)text.bytes[at] > ' ')
			at++;
		buf_put_text(out, start < at ? " " : "");
		buf_put_slice(out, slice_of(text.bytes + start, at - start));
	}
	buf_put_byte(out, '\n');
}

static void describe(struct index *index, struct slice q, struct buf *out)
{
	struct error err = {0};
	struct search_request request = {
		.q = q, .limit = MAX_ESSAYS, .passages = 1};
	struct search_answer *answer = search_run(index, &request, &err);
	buf_put_text(out, "? ");
	buf_put_slice(out, q);
	buf_put_byte(out, '\n');
	if (!answer) {
		buf_put_format(out, "! %s\n", err.text);
		return;
	}
	for (size_t i = 0; i < answer->query->note_count; i++)
		buf_put_format(out, "! %s at %u\n",
			query_note_name(answer->query->note[i].kind),
			(unsigned)answer->query->note[i].position);
	if (answer->hit_count == 0)
		buf_put_text(out, "  nothing\n");
	for (size_t i = 0; i < answer->hit_count; i++) {
		const struct search_hit *hit = &answer->hit[i];
		buf_put_text(out, "  ");
		buf_put_slice(out, hit->essay.id);
		buf_put_byte(out, '\n');
		assert_true(hit->passages.count > 0);
		put_first_words(hit->passages.passage[0].text, out);
		put_forms(&hit->passages.passage[0], out);
	}
	search_answer_free(answer);
}

/* ---- against what is written ---- */

struct outcome {
	size_t pairs, wrong;
};

/* The next line, which is moved behind; its end is cut off. */
static struct slice next_line(struct slice *text)
{
	const char *feed = memchr(text->bytes, '\n', text->length);
	size_t length = feed ? (size_t)(feed - text->bytes) : text->length;
	struct slice line = slice_of(text->bytes, length);
	size_t step = length + (feed != NULL);
	*text = slice_of(text->bytes + step, text->length - step);
	return line;
}

/* Compares a pair, which begins with the line of its query and ends before an
 * empty line, and appends it as it comes out. */
static void check_pair(struct index *index, struct slice *text,
	struct slice line, struct outcome *outcome, struct buf *out)
{
	size_t before = out->length;
	const char *start = line.bytes;
	struct slice q = slice_of(line.bytes + 2, line.length - 2);
	describe(index, q, out);
	while (text->length && *text->bytes != '\n')
		line = next_line(text);
	struct slice wanted = slice_of(
		start, (size_t)(line.bytes + line.length - start));
	struct slice got = slice_of(
		out->bytes + before, out->length - before - 1);
	outcome->pairs++;
	if (slice_equal(wanted, got))
		return;
	outcome->wrong++;
	print_error("should be\n%.*s\nbut is\n%.*s\n\n", (int)wanted.length,
		wanted.bytes, (int)got.length, got.bytes);
}

static void write_out(const char *name, const struct buf *out)
{
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s/%s", out_folder, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fwrite(out->bytes, 1, out->length, file);
	fclose(file);
}

static void check_file(
	struct index *index, const char *name, struct outcome *outcome)
{
	struct buf file = {0}, out = {0};
	read_file(golden_folder, name, &file);
	struct slice text = buf_slice(&file);
	while (text.length) {
		struct slice line = next_line(&text);
		if (line.length >= 2 && memcmp(line.bytes, "? ", 2) == 0) {
			check_pair(index, &text, line, outcome, &out);
		} else {
			if (line.length && *line.bytes != '#')
				fail_msg("%s: \"%.*s\" is no part of a pair",
					name, (int)line.length, line.bytes);
			buf_put_slice(&out, line);
			buf_put_byte(&out, '\n');
		}
	}
	if (out_folder)
		write_out(name, &out);
	buf_free(&file);
	buf_free(&out);
}

static void golden_pairs(void **state)
{
	struct corpus *corpus = *state;
	struct outcome outcome = {0};
	char *name[MAX_ESSAYS];
	size_t files = list_folder(golden_folder, name);
	for (size_t i = 0; i < files; i++) {
		check_file(corpus->fixture.index, name[i], &outcome);
		free(name[i]);
	}
	assert_true(outcome.pairs >= LEAST_PAIRS);
	assert_int_equal(outcome.wrong, 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_pairs),
	};
	if (argc < 4) {
		fprintf(stderr, "usage: %s CORPUS GOLDEN EXCEPTIONS [OUT]\n",
			argv[0]);
		return 2;
	}
	corpus_folder = argv[1];
	golden_folder = argv[2];
	exceptions_path = argv[3];
	out_folder = argv[4];
	return cmocka_run_group_tests(tests, open_corpus, close_corpus);
}
