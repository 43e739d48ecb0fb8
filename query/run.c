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

static bool put_hit(
	struct running *r, const char *query, const struct search_hit *hit)
{
	struct trec_row *grown = array_room(
		r->run.row, r->run.count, &r->capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(r->err);
	r->run.row = grown;
	struct trec_row *row = &r->run.row[r->run.count++];
	row->query = arena_copy(&r->run.arena, slice_text(query));
	row->essay = arena_copy(&r->run.arena, hit->essay.id);
	row->value = hit->score;
	return (row->query && row->essay) || error_set_memory(r->err);
}

static bool run_topic(struct running *r, const char *id, const char *query)
{
	struct search_request request = {.q = slice_text(query),
		.mode = r->options->mode,
		.exclude = slice_text(r->options->exclude),
		.filter = r->options->filter,
		.sort = r->options->sort,
		.limit = r->options->depth};
	struct search_answer *answer = search_run(r->index, &request, r->err);
	if (!answer) {
		/* One query that is refused is one query without an answer. */
		if (r->err->code != ERROR_LIMIT)
			return false;
		fprintf(stderr, "telusur-query: topic %s: %s\n", id,
			r->err->text);
		return true;
	}
	bool ok = true;
	for (size_t i = 0; ok && i < answer->hit_count; i++)
		ok = put_hit(r, id, &answer->hit[i]);
	search_answer_free(answer);
	return ok;
}

static bool read_topics(struct running *r)
{
	const char *path = r->options->topics;
	FILE *file = fopen(path, "r");
	if (!file)
		return error_set_errno(r->err, "cannot read %s", path);
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
			ok = error_set(r->err, ERROR_USAGE,
				"%s, line %zu: no tab between id and query",
				path, number);
			break;
		}
		*tab = '\0';
		ok = run_topic(r, line, tab + 1);
	}
	free(line);
	fclose(file);
	return ok;
}

static bool write_run(struct running *r)
{
	const char *path = r->options->run;
	FILE *file = path ? fopen(path, "w") : stdout;
	if (!file)
		return error_set_errno(r->err, "cannot write %s", path);
	const char *query = "";
	size_t rank = 0;
	for (size_t i = 0; i < r->run.count; i++) {
		const struct trec_row *row = &r->run.row[i];
		rank = strcmp(query, row->query) == 0 ? rank + 1 : 1;
		query = row->query;
		fprintf(file, "%s Q0 %s %zu %.6f telusur\n", row->query,
			row->essay, rank, row->value);
	}
	bool ok = fflush(file) == 0 && !ferror(file);
	if (path && fclose(file) != 0)
		ok = false;
	return ok || error_set_errno(r->err, "cannot write the run");
}

/* Sums over judged queries while they are scored. */
struct scoring {
	struct trec qrels, baseline;
	struct measure sum, base_sum;
	double *difference; /* in nDCG@10, by query */
	size_t queries, unanswered;
};

/* Scores the query whose judgments begin at row `at`; returns how many. */
static size_t score_query(struct running *r, struct scoring *s, size_t at)
{
	const char *query = s->qrels.row[at].query;
	const struct trec_row *judged, *ranked, *base;
	size_t judgments = trec_rows(&s->qrels, query, &judged);
	size_t answers = trec_rows(&r->run, query, &ranked);
	size_t base_answers = trec_rows(&s->baseline, query, &base);
	struct measure m = measure_query(judged, judgments, ranked, answers);
	struct measure b = measure_query(judged, judgments, base, base_answers);
	if (r->options->per_query)
		printf("%s\t%.4f\t%.4f\t%.4f\n", query, m.ndcg10, m.mrr10,
			m.recall100);
	s->sum.ndcg10 += m.ndcg10;
	s->sum.mrr10 += m.mrr10;
	s->sum.recall100 += m.recall100;
	s->base_sum.ndcg10 += b.ndcg10;
	s->difference[s->queries++] = m.ndcg10 - b.ndcg10;
	s->unanswered += answers == 0;
	return judgments;
}

static void print_scores(const struct scoring *s, bool baseline)
{
	double n = s->queries ? (double)s->queries : 1;
	printf("nDCG@10\t%.4f\nMRR@10\t%.4f\nRecall@100\t%.4f\n"
	       "queries\t%zu\nunanswered\t%zu\n",
		s->sum.ndcg10 / n, s->sum.mrr10 / n, s->sum.recall100 / n,
		s->queries, s->unanswered);
	if (baseline)
		printf("baseline nDCG@10\t%.4f\ndifference\t%+.4f\np\t%.4f\n",
			s->base_sum.ndcg10 / n,
			(s->sum.ndcg10 - s->base_sum.ndcg10) / n,
			compare_p(s->difference, s->queries));
}

/* Prints the means over all judged queries, and where a baseline is given what
 * differs. */
static bool score(struct running *r)
{
	const char *baseline = r->options->baseline;
	struct scoring s = {0};
	bool ok = trec_read(&s.qrels, r->options->qrels, TREC_QRELS, r->err);
	if (ok && baseline)
		ok = trec_read(&s.baseline, baseline, TREC_RUN, r->err);
	if (ok) {
		s.difference = malloc(
			(s.qrels.count + 1) * sizeof *s.difference);
		ok = (s.difference && trec_sort(&r->run)) ||
		     error_set_memory(r->err);
	}
	if (ok) {
		for (size_t at = 0; at < s.qrels.count;)
			at += score_query(r, &s, at);
		print_scores(&s, baseline != NULL);
	}
	free(s.difference);
	trec_free(&s.qrels);
	trec_free(&s.baseline);
	return ok;
}

bool run_topics(
	struct index *index, const struct options *options, struct error *err)
{
	struct running r = {.index = index, .options = options, .err = err};
	bool ok = read_topics(&r);
	if (ok && (options->run || !options->qrels))
		ok = write_run(&r);
	if (ok && options->qrels)
		ok = score(&r);
	trec_free(&r.run);
	return ok;
}
