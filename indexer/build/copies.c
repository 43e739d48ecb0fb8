/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "copies.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Two sketches with 26 equal bytes of 32 have four in a row of eight equal in
 * 98 of 100 cases. */
enum {
	BAND_BYTES = 4,
	BANDS = SKETCH_BYTES / BAND_BYTES,
	/* With so many of one key an essay is compared: of equal ones the
	 * first is enough, and others are few. */
	MAX_COMPARED = 64,
};

struct band {
	uint32_t key;
	uint32_t stamp; /* its place among the stamps */
};

/* One essay of a group. */
struct member {
	uint32_t group, stamp;
	char date[24];
};

struct finding {
	struct ingest *ingest;
	struct stamps *stamps;
	struct band *band; /* of the essays of this run, sorted */
	size_t bands;
	uint32_t *parent; /* by stamp: another of its group, or itself */
	struct member *member;
	size_t members;
};

/* Whether there is a word to compare. */
static bool has_sketch(const struct stamp *stamp)
{
	static const struct sketch none;
	return memcmp(&stamp->sketch, &none, sizeof none) != 0;
}

/* Whether this run wrote it. */
static bool is_new(const struct stamp *stamp)
{
	return stamp->fresh && !stamp->gone && has_sketch(stamp);
}

static uint32_t key_of(const struct stamp *stamp, size_t band)
{
	uint32_t key;
	memcpy(&key, stamp->sketch.bytes + band * BAND_BYTES, sizeof key);
	/* Other bands are other keys. */
	return key ^ (uint32_t)band * 0x9E3779B9u;
}

static int likeness(const struct stamp *a, const struct stamp *b)
{
	return sketch_likeness(&a->sketch, &b->sketch);
}

static uint32_t root_of(struct finding *finding, uint32_t i)
{
	while (finding->parent[i] != i) {
		finding->parent[i] = finding->parent[finding->parent[i]];
		i = finding->parent[i];
	}
	return i;
}

static int compare_bands(const void *a, const void *b)
{
	uint32_t x = ((const struct band *)a)->key;
	uint32_t y = ((const struct band *)b)->key;
	return x < y ? -1 : x > y;
}

static bool list_bands(struct finding *finding, struct error *err)
{
	size_t count = stamps_count(finding->stamps), fresh = 0;
	for (size_t i = 0; i < count; i++)
		fresh += is_new(stamps_at(finding->stamps, i));
	finding->band = malloc((fresh * BANDS + 1) * sizeof *finding->band);
	finding->parent = malloc((count + 1) * sizeof *finding->parent);
	if (!finding->band || !finding->parent)
		return error_set_memory(err);
	for (size_t i = 0; i < count; i++) {
		const struct stamp *stamp = stamps_at(finding->stamps, i);
		finding->parent[i] = (uint32_t)i;
		for (size_t b = 0; is_new(stamp) && b < BANDS; b++)
			finding->band[finding->bands++] = (struct band){
				key_of(stamp, b), (uint32_t)i};
	}
	qsort(finding->band, finding->bands, sizeof *finding->band,
		compare_bands);
	return true;
}

/* Joins two essays that are alike. */
static void compare(struct finding *finding, uint32_t a, uint32_t b)
{
	uint32_t x = root_of(finding, a), y = root_of(finding, b);
	if (x != y && likeness(stamps_at(finding->stamps, a),
			      stamps_at(finding->stamps, b)) >= COPIES_LIKENESS)
		finding->parent[x > y ? x : y] = x > y ? y : x;
}

/* Joins the essay with those of this run that are like it. */
static void join(struct finding *finding, uint32_t i)
{
	const struct stamp *stamp = stamps_at(finding->stamps, i);
	for (size_t b = 0; b < BANDS; b++) {
		uint32_t key = key_of(stamp, b);
		size_t low = 0, high = finding->bands;
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			if (finding->band[middle].key < key)
				low = middle + 1;
			else
				high = middle;
		}
		for (size_t end = low + MAX_COMPARED;
			low < end && low < finding->bands &&
			finding->band[low].key == key;
			low++)
			compare(finding, i, finding->band[low].stamp);
	}
}

/* The essay's date, else that of its file. */
static bool find_date(
	struct finding *finding, struct member *member, struct error *err)
{
	const struct stamp *stamp = stamps_at(finding->stamps, member->stamp);
	struct record record;
	if (!index_writer_record(
		    finding->ingest->writer, stamp->document, &record, err)) {
		record_free(&record);
		return false;
	}
	struct slice date = record.essay.date;
	if (date.length >= sizeof member->date)
		date.length = sizeof member->date - 1;
	memcpy(member->date, date.bytes ? date.bytes : "", date.length);
	record_free(&record);
	time_t changed = (time_t)(stamp->look.mtime_ns / 1000000000);
	struct tm parts;
	if (!date.length && changed && gmtime_r(&changed, &parts))
		strftime(member->date, sizeof member->date, "%Y-%m-%dT%H:%M:%S",
			&parts);
	return true;
}

static int compare_members(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (!x->date[0] != !y->date[0])
		return x->date[0] ? -1 : 1;
	int order = strcmp(x->date, y->date);
	if (order)
		return order;
	return x->stamp < y->stamp ? -1 : x->stamp > y->stamp;
}

/* Lists the essays that are not alone in their group. */
static bool list_members(struct finding *finding, struct error *err)
{
	size_t count = stamps_count(finding->stamps);
	uint32_t *size = calloc(count + 1, sizeof *size);
	if (!size)
		return error_set_memory(err);
	size_t members = 0;
	for (size_t i = 0; i < count; i++)
		size[root_of(finding, (uint32_t)i)]++;
	for (size_t i = 0; i < count; i++)
		members += size[root_of(finding, (uint32_t)i)] > 1;
	finding->member = calloc(members + 1, sizeof *finding->member);
	bool ok = finding->member || error_set_memory(err);
	for (size_t i = 0; ok && i < count; i++) {
		uint32_t root = root_of(finding, (uint32_t)i);
		if (size[root] < 2)
			continue;
		struct member *member = &finding->member[finding->members++];
		*member = (struct member){.group = root, .stamp = (uint32_t)i};
		ok = find_date(finding, member, err);
	}
	free(size);
	if (ok && finding->members)
		qsort(finding->member, finding->members,
			sizeof *finding->member, compare_members);
	return ok;
}

static bool report_groups(struct finding *finding, struct error *err)
{
	struct buf name = {0};
	const struct stamp *first = NULL;
	bool ok = true;
	for (size_t i = 0; ok && i < finding->members; i++) {
		const struct member *member = &finding->member[i];
		const struct stamp *stamp = stamps_at(
			finding->stamps, member->stamp);
		bool begins = i == 0 || member[-1].group != member->group;
		if (begins)
			first = stamp;
		ok = ingest_state_name(finding->ingest, stamp, &name, err) &&
		     report_copy(finding->ingest->report, name.bytes,
			     member->date, begins,
			     (double)likeness(first, stamp) / SKETCH_BYTES,
			     err);
	}
	buf_free(&name);
	return ok;
}

bool copies_find(struct ingest *ingest, struct error *err)
{
	struct finding finding = {.ingest = ingest,
		.stamps = index_writer_stamps(ingest->writer)};
	bool ok = list_bands(&finding, err);
	for (size_t i = 0;
		ok && finding.bands && i < stamps_count(finding.stamps); i++) {
		const struct stamp *stamp = stamps_at(finding.stamps, i);
		if (stamp->document && !stamp->gone && has_sketch(stamp))
			join(&finding, (uint32_t)i);
	}
	ok = ok &&
	     (finding.bands == 0 || (list_members(&finding, err) &&
					    report_groups(&finding, err)));
	free(finding.band);
	free(finding.parent);
	free(finding.member);
	return ok;
}
