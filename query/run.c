/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "compare.h"
#include "measure.h"
#include "search_run.h"
#include "trec.h"

#include <stdio.h>
#include <stdlib.h>

/* Rows of the run as they are found. */
struct running {
	struct index *index;
	const struct options *options;
	struct trec run;
	size_t capacity;
	struct error *err;
};

static bool put_hit(struct running *running, const char *query,
	const struct search_hit *hit)
{
	struct trec_row *grown = array_room(running->run.row,
		running->run.count, &running->capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(running->err);
	running->run.row = grown;
	struct trec_row *row = &running->run.row[running->run.count++];
	row->query = arena_copy(&running->run.arena, slice_text(query));
	row->essay = arena_copy(&running->run.arena, hit->essay.id);
	row->value = hit->score;
	return (row->query && row->essay) || error_set_memory(running->err);
}

static bool run_topic(
	struct running *running, const char *id, const char *query)
{
	struct search_request request = {.q = slice_text(query),
		.mode = running->options->mode,
		.exclude = slice_text(running->options->exclude),
		.filter = running->options->filter,
		.sort = running->options->sort,
		.limit = running->options->depth};
	struct search_answer *answer = search_run(
		running->index, &request, running->err);
	if (!answer) {
		/* One query that is refused is one query without an answer. */
		if (running->err->code != ERROR_LIMIT)
			return false;
		fprintf(stderr, "telusur-query: topic %s: %s\n", id,
			running->err->text);
		return true;
	}
	bool ok = true;
	for (size_t i = 0; ok && i < answer->hit_count; i++)
		ok = put_hit(running, id, &answer->hit[i]);
	search_answer_free(answer);
	return ok;
}

static bool read_topics(struct running *running)
{
	const char *path = running->options->topics;
	FILE *file = fopen(path, "r");
	if (!file)
		return error_set_errno(running->err, "cannot read %s", path);
	char *line = NULL;
	size_t room = 0, number = 0;
	bool ok = true;
	while (ok && getline(&line, &room, file) >= 0) {
		number++;
		line[strcspn(line, "\r\n")] = '\0';
		char *tab = strchr(line, '\t');
		if (!*line)
			continue;
		if (!tab) {
			ok = error_set(running->err, ERROR_USAGE,
				"%s, line %zu: no tab between id and query",
				path, number);
			break;
		}
		*tab = '\0';
		ok = run_topic(running, line, tab + 1);
	}
	free(line);
	fclose(file);
	return ok;
}

static bool write_run(struct running *running)
{
	const char *path = running->options->run;
	FILE *file = path ? fopen(path, "w") : stdout;
	if (!file)
		return error_set_errno(running->err, "cannot write %s", path);
	const char *query = "";
	size_t rank = 0;
	for (size_t i = 0; i < running->run.count; i++) {
		const struct trec_row *row = &running->run.row[i];
		rank = strcmp(query, row->query) == 0 ? rank + 1 : 1;
		query = row->query;
		fprintf(file, "%s Q0 %s %zu %.6f telusur\n", row->query,
			row->essay, rank, row->value);
	}
	bool ok = fflush(file) == 0 && !ferror(file);
	if (path && fclose(file) != 0)
		ok = false;
	return ok || error_set_errno(running->err, "cannot write the run");
}

/* Sums over judged queries while they are scored. */
struct scoring {
	struct trec qrels, baseline;
	struct measure sum, base_sum;
	double *difference; /* in nDCG@10, by query */
	size_t queries, unanswered;
};

/* Scores the query whose judgments begin at row `at`; returns how many. */
static size_t score_query(
	struct running *running, struct scoring *scoring, size_t at)
{
	const char *query = scoring->qrels.row[at].query;
	const struct trec_row *judged, *ranked, *base;
	size_t judgments = trec_rows(&scoring->qrels, query, &judged);
	size_t answers = trec_rows(&running->run, query, &ranked);
	size_t base_answers = trec_rows(&scoring->baseline, query, &base);
	struct measure scored = measure_query(
		judged, judgments, ranked, answers);
	struct measure before = measure_query(
		judged, judgments, base, base_answers);
	if (running->options->per_query)
		printf("%s\t%.4f\t%.4f\t%.4f\n", query, scored.ndcg10,
			scored.mrr10, scored.recall100);
	scoring->sum.ndcg10 += scored.ndcg10;
	scoring->sum.mrr10 += scored.mrr10;
	scoring->sum.recall100 += scored.recall100;
	scoring->base_sum.ndcg10 += before.ndcg10;
	scoring->difference[scoring->queries++] = scored.ndcg10 - before.ndcg10;
	scoring->unanswered += answers == 0;
	return judgments;
}

static void print_scores(const struct scoring *scoring, bool baseline)
{
	double n = scoring->queries ? (double)scoring->queries : 1;
	printf("nDCG@10\t%.4f\nMRR@10\t%.4f\nRecall@100\t%.4f\n"
	       "queries\t%zu\nunanswered\t%zu\n",
		scoring->sum.ndcg10 / n, scoring->sum.mrr10 / n,
		scoring->sum.recall100 / n, scoring->queries,
		scoring->unanswered);
	if (baseline)
		printf("baseline nDCG@10\t%.4f\ndifference\t%+.4f\np\t%.4f\n",
			scoring->base_sum.ndcg10 / n,
			(scoring->sum.ndcg10 - scoring->base_sum.ndcg10) / n,
			compare_p(scoring->difference, scoring->queries));
}

/* Prints the means over all judged queries, and where a baseline is given what
 * differs. */
static bool score(struct running *running)
{
	const char *baseline = running->options->baseline;
	struct scoring scoring = {0};
	bool ok = trec_read(&scoring.qrels, running->options->qrels, TREC_QRELS,
		running->err);
	if (ok && baseline)
		ok = trec_read(
			&scoring.baseline, baseline, TREC_RUN, running->err);
	if (ok) {
		scoring.difference = malloc(
			(scoring.qrels.count + 1) * sizeof *scoring.difference);
		ok = scoring.difference || error_set_memory(running->err);
		ok = ok && trec_sort(&running->run, running->err);
	}
	if (ok) {
		for (size_t at = 0; at < scoring.qrels.count;)
			at += score_query(running, &scoring, at);
		print_scores(&scoring, baseline != NULL);
	}
	free(scoring.difference);
	trec_free(&scoring.qrels);
	trec_free(&scoring.baseline);
	return ok;
}

bool run_topics(
	struct index *index, const struct options *options, struct error *err)
{
	struct running running = {
		.index = index, .options = options, .err = err};
	bool ok = read_topics(&running);
	if (ok && (options->run || !options->qrels))
		ok = write_run(&running);
	if (ok && options->qrels)
		ok = score(&running);
	trec_free(&running.run);
	return ok;
}
