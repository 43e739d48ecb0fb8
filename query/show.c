/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "show.h"

#include "json_search.h"
#include "search_run.h"

#include <stdio.h>
#include <unistd.h>

/* Marks for matched words: bold on a terminal, brackets elsewhere. */
struct marks {
	const char *on, *off;
};

static struct marks choose_marks(void)
{
	if (isatty(STDOUT_FILENO))
		return (struct marks){"\033[1m", "\033[0m"};
	return (struct marks){"[", "]"};
}

/* Prints text as one line: control characters, which could steer a terminal,
 * become spaces. */
static void print_text(struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.bytes[i];
		putchar(c < 0x20 || c == 0x7f ? ' ' : c);
	}
}

/* Prints text, which begins at byte `start`, with its highlights. */
static void print_marked(struct slice text, uint32_t start,
	const struct highlight *highlight, size_t count)
{
	struct marks marks = choose_marks();
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		size_t from = highlight[i].start - start;
		size_t to = highlight[i].end - start;
		print_text(slice_of(text.bytes + at, from - at));
		fputs(marks.on, stdout);
		print_text(slice_of(text.bytes + from, to - from));
		fputs(marks.off, stdout);
		at = to;
	}
	print_text(slice_of(text.bytes + at, text.length - at));
}

static void print_hit(const struct search_hit *hit, uint32_t rank)
{
	const struct passages *passages = &hit->passages;
	printf("%u. ", (unsigned)rank);
	print_marked(hit->essay.title, 0, hit->title_highlight,
		hit->title_highlight_count);
	printf("  (");
	print_text(hit->essay.path);
	printf(", %u matches, score %.2f)\n", (unsigned)passages->matches_total,
		hit->score);
	if (hit->explanation.sentence.length) {
		printf("   ");
		print_text(hit->explanation.sentence);
		putchar('\n');
	}
	for (size_t i = 0; i < passages->count; i++) {
		const struct passage *passage = &passages->passage[i];
		printf("   paragraph %u, line %u: ",
			(unsigned)passage->paragraph,
			(unsigned)passage->first_line);
		print_marked(passage->text, passage->start, passage->highlight,
			passage->highlight_count);
		putchar('\n');
	}
}

static bool print_json(const struct search_answer *answer, struct error *err)
{
	struct buf text = {0};
	bool ok = json_search_answer(answer, &text, err);
	if (ok) {
		fwrite(text.bytes, 1, text.length, stdout);
		putchar('\n');
	}
	buf_free(&text);
	return ok;
}

bool show_search(
	struct index *index, const struct options *options, struct error *err)
{
	struct search_request request = {.q = slice_text(options->text),
		.mode = options->mode,
		.exclude = slice_text(options->exclude),
		.filter = options->filter,
		.sort = options->sort,
		.explain = options->explain,
		.limit = options->limit,
		.passages = SEARCH_DEFAULT_PASSAGES};
	struct search_answer *answer = search_run(index, &request, err);
	if (!answer)
		return false;
	bool ok = true;
	if (options->json) {
		ok = print_json(answer, err);
	} else {
		for (size_t i = 0; i < answer->query->note_count; i++)
			fprintf(stderr, "note: %s at byte %u\n",
				query_note_name(answer->query->note[i].kind),
				(unsigned)answer->query->note[i].position);
		if (answer->suggestion.length)
			fprintf(stderr, "did you mean: %.*s\n",
				(int)answer->suggestion.length,
				answer->suggestion.bytes);
		for (size_t i = 0; i < answer->hit_count; i++)
			print_hit(&answer->hit[i], (uint32_t)i + 1);
		printf("%s%u essays, %.1f ms\n",
			answer->total_exact ? "" : "about ",
			(unsigned)answer->total, answer->time_ms);
	}
	search_answer_free(answer);
	return ok;
}

bool show_analysis(
	struct index *index, const struct options *options, struct error *err)
{
	struct tokens tokens = {0};
	bool ok = analyse(
		index->analyser, slice_text(options->analyse), &tokens, err);
	for (size_t i = 0; ok && i < tokens.count; i++) {
		const struct token *token = &tokens.token[i];
		const struct word *word = token->word;
		if (token->over)
			continue;
		printf("%u\t%u\t%.*s\t%.*s\t%s\t%.*s", (unsigned)token->start,
			(unsigned)token->end, (int)word->form.length,
			word->form.bytes, (int)word->root.length,
			word->root.bytes, word->via, (int)word->root.length,
			word->root.bytes);
		for (size_t o = i + 1; o < tokens.count && tokens.token[o].over;
			o++) {
			struct slice root = tokens.token[o].word->root;
			printf(" %.*s", (int)root.length, root.bytes);
		}
		putchar('\n');
	}
	tokens_free(&tokens);
	return ok;
}
