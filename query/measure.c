/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure.h"

#include <math.h>

static double grade_of(
	const struct trec_row *judged, size_t judgments, const char *essay)
{
	for (size_t i = 0; i < judgments; i++)
		if (strcmp(judged[i].essay, essay) == 0)
			return fmax(judged[i].value, 0);
	return 0;
}

/* The gain that the best possible ranking collects in ten places. */
static double ideal_gain(const struct trec_row *judged, size_t judgments)
{
	double best[10] = {0};
	for (size_t i = 0; i < judgments; i++) {
		double grade = judged[i].value;
		for (int place = 0; place < 10; place++)
			if (grade > best[place]) {
				double down = best[place];
				best[place] = grade;
				grade = down;
			}
	}
	double gain = 0;
	for (int place = 0; place < 10; place++)
		gain += best[place] / log2(place + 2);
	return gain;
}

struct measure measure_query(const struct trec_row *judged, size_t judgments,
	const struct trec_row *ranked, size_t answers)
{
	struct measure measure = {0};
	double ideal = ideal_gain(judged, judgments), relevant = 0;
	for (size_t i = 0; i < judgments; i++)
		relevant += judged[i].value > 0;
	if (relevant == 0)
		return measure;
	for (size_t i = 0; i < answers && i < 100; i++) {
		double grade = grade_of(judged, judgments, ranked[i].essay);
		if (grade == 0)
			continue;
		measure.recall100 += 1 / relevant;
		if (i >= 10)
			continue;
		measure.ndcg10 += grade / log2((double)i + 2) / ideal;
		if (measure.mrr10 == 0)
			measure.mrr10 = 1 / ((double)i + 1);
	}
	return measure;
}
