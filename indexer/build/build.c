/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "build.h"

#include "copies.h"
#include "generation.h"
#include "index.h"
#include "index_check.h"
#include "ingest.h"
#include "material.h"
#include "source_list.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>

struct build {
	const struct options *options;
	struct report *report;
	char *index;
	bool fresh; /* there was no index, or it is rebuilt */
	struct source_list sources;
	struct material material;
	struct previous previous;
	struct ingest ingest;
};

/* Whether an index is begun: none is there, or it is rebuilt. */
static bool look_at_index(struct build *build, struct error *err)
{
	const struct options *options = build->options;
	unsigned current = 0;
	struct error cause = {0};
	build->fresh = options->rebuild;
	if (generation_current(build->index, &current, &cause)) {
		build->fresh |= current == 0;
		return true;
	}
	if (!options->rebuild || cause.code != ERROR_CORRUPT) {
		*err = cause;
		return false;
	}
	report_note(build->report, "%s; it is made anew", cause.text);
	return true;
}

/* Replaces the index's synonyms where these are others. */
static bool put_synonyms(struct build *build, struct error *err)
{
	bool changed;
	const struct material *material = &build->material;
	if (!material->synonyms)
		return true;
	if (!index_writer_set_synonyms(
		    build->ingest.writer, material->synonyms, &changed, err))
		return false;
	if (changed && !build->fresh)
		report_note(build->report, "the synonyms are now those of %s",
			material->synonyms_path);
	build->ingest.changed |= changed;
	return true;
}

/* Tells of a dictionary that the index does not know yet. */
static bool check_material(struct build *build, struct error *err)
{
	struct index_writer *writer = build->ingest.writer;
	bool same;
	if (!index_writer_check_material(
		    writer, build->material.hash, &same, err))
		return false;
	build->report->dictionary_changed = !same;
	if (!same)
		report_note(build->report,
			"the dictionary or the exceptions are not those that "
			"the index was made with; this run goes on with "
			"those, --rebuild uses the new ones");
	build->report->no_dictionary = !morphology_has_dictionary(
		index_writer_morphology(writer));
	return true;
}

/* Starts the processes that read foreign files. */
static bool open_jobs(struct build *build, struct error *err)
{
	struct ingest *ingest = &build->ingest;
	unsigned jobs = build->options->jobs;
	ingest->readers = reader_set_new(err);
	ingest->jobs = ingest->readers
			       ? jobs_new(jobs ? jobs : jobs_processors(), err)
			       : NULL;
	return ingest->jobs;
}

static bool open_index(struct build *build, struct error *err)
{
	const struct options *options = build->options;
	struct ingest *ingest = &build->ingest;
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	ingest->report = build->report;
	ingest->changed = build->fresh;
	ingest->previous = options->rebuild ? &build->previous : NULL;
	ingest->writer = options->dry_run ? index_writer_open_dry(build->index,
						    build->material.morphology,
						    options->rebuild, err)
					  : index_writer_open(build->index,
						    build->material.morphology,
						    options->rebuild, err);
	if (!ingest->writer || !put_synonyms(build, err) ||
		!check_material(build, err))
		return false;
	index_writer_keep(ingest->writer, options->keep);
	ingest->sync = sync_new(index_writer_stamps(ingest->writer),
		options->verify, (int64_t)now.tv_sec * 1000000000 + now.tv_nsec,
		err);
	return ingest->sync && jobs_start(ingest->jobs, ingest->writer, err);
}

static bool refuse_loss(const struct source *source, uint64_t before,
	uint64_t gone, struct error *err)
{
	return error_set(err, ERROR_LIMIT,
		"%llu of the %llu essays of %s are gone; nothing was removed. "
		"If that is meant, say --force",
		(unsigned long long)gone, (unsigned long long)before,
		source->path);
}

/* The guard against a folder that is empty because its disk is not there. */
static bool check_loss(struct build *build, struct error *err)
{
	for (size_t i = 0; i < build->sources.count; i++) {
		const struct source *source = &build->sources.source[i];
		struct sync_counts counts = sync_count(
			build->ingest.sync, source->number);
		build->report->unchanged += counts.unchanged;
		build->report->kept += counts.kept;
		if (!build->options->force &&
			sync_is_too_much(counts.before, counts.gone))
			return refuse_loss(
				source, counts.before, counts.gone, err);
	}
	return true;
}

/* The same for a rebuild, where nothing is removed but less may be there. */
static bool check_rebuild(struct build *build, struct error *err)
{
	const struct previous *previous = &build->previous;
	struct stamps *stamps = index_writer_stamps(build->ingest.writer);
	for (size_t i = 0; i < build->sources.count; i++) {
		const struct source *source = &build->sources.source[i];
		if (source->number_before > previous->source_count)
			continue;
		uint64_t now = 0;
		uint64_t before = previous->essays[source->number_before - 1];
		for (size_t s = 0; s < stamps_count(stamps); s++) {
			const struct stamp *stamp = stamps_at(stamps, s);
			now += stamp->source == source->number &&
			       stamp->document;
		}
		if (now < before && !build->options->force &&
			sync_is_too_much(before, before - now))
			return refuse_loss(source, before, before - now, err);
	}
	return true;
}

static bool note_stopped(struct build *build)
{
	build->report->stopped = true;
	report_note(build->report,
		"stopped before the end; what was done is kept, the next run "
		"does the rest");
	return true;
}

static bool stop_rebuild(struct error *err)
{
	return error_set(err, ERROR_IO,
		"the rebuild was stopped; the index is as it was before");
}

/* Commits what is not yet, and puts a rebuilt index in its place. */
static bool finish(struct build *build, bool rebuild, struct error *err)
{
	struct ingest *ingest = &build->ingest;
	if (ingest->changed && !ingest_state_commit(ingest, err))
		return false;
	if (rebuild && !build->options->dry_run &&
		!index_check_written(ingest->writer, err))
		return false;
	return index_writer_publish(ingest->writer, err);
}

/* Everything between opening and closing the index. */
static bool bring_in(struct build *build, struct error *err)
{
	struct ingest *ingest = &build->ingest;
	struct source_list *sources = &build->sources;
	bool rebuild = build->options->rebuild && build->previous.found;
	bool news;
	bool ok = source_list_number(sources, ingest->writer, &news, err);
	ingest->changed |= ok && news;
	ok = ok && ingest_scan(ingest, sources->source, sources->count, err) &&
	     ingest_find_moves(ingest, err) && ingest_read(ingest, err);
	struct error loss = {0};
	bool whole = ok && !ingest->stopped && check_loss(build, &loss);
	for (size_t i = 0; whole && ok && i < sources->count; i++)
		ok = ingest_remove_gone(ingest, &sources->source[i], err);
	if (ok && ingest->stopped && rebuild)
		return stop_rebuild(err);
	if (ok && rebuild && !check_rebuild(build, err))
		return false;
	ok = ok && finish(build, rebuild, err);
	if (ok && loss.code) {
		*err = loss;
		return false;
	}
	ok = ok && (build->options->dry_run || copies_find(ingest, err));
	build->report->rebuilt = ok && rebuild;
	return ok && (!ingest->stopped || note_stopped(build));
}

static void note_nothing(const struct build *build)
{
	const struct report *report = build->report;
	if (report->files_total == 0 && !report->stopped)
		report_note(build->report,
			"there is no text that can be read in %s",
			build->sources.count == 1
				? build->sources.source[0].path
				: "the sources");
}

static void block_signals(sigset_t *before)
{
	sigset_t wanted;
	sigemptyset(&wanted);
	sigaddset(&wanted, SIGINT);
	sigaddset(&wanted, SIGTERM);
	sigprocmask(SIG_BLOCK, &wanted, before);
}

static void close_build(struct build *build)
{
	jobs_free(build->ingest.jobs);
	reader_set_free(build->ingest.readers);
	sync_free(build->ingest.sync);
	index_writer_free(build->ingest.writer);
	ingest_state_free(&build->ingest);
	material_free(&build->material);
	previous_free(&build->previous);
	source_list_free(&build->sources);
	free(build->index);
}

bool build_run(
	const struct options *options, struct report *report, struct error *err)
{
	struct build build = {.options = options, .report = report};
	sigset_t signals;
	build.index = options->index ? strdup(options->index)
				     : index_default_path(err);
	if (!build.index)
		return !err->code && error_set_memory(err);
	report->index = arena_copy(&report->arena, slice_text(build.index));
	if (!report->index) {
		free(build.index);
		return error_set_memory(err);
	}
	report->dry_run = options->dry_run;
	/* A run asks for them where it may end: see ingest.c. */
	block_signals(&signals);
	bool ok = open_jobs(&build, err) && look_at_index(&build, err) &&
		  source_list_find(&build.sources, &build.previous, options,
			  build.index, report, err) &&
		  material_read(
			  &build.material, options, build.fresh, report, err) &&
		  open_index(&build, err) && bring_in(&build, err);
	if (ok)
		note_nothing(&build);
	report->seconds = progress_seconds(&report->progress);
	close_build(&build);
	return ok;
}
