#include "build.h"

#include "index.h"
#include "ingest.h"
#include "morphology.h"
#include "previous.h"
#include "synonyms.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define DEBIAN_DICTIONARY "/usr/share/hunspell/id_ID.dic"

struct build {
	const struct options *options;
	struct report *report;
	char *index;
	struct place *place; /* the sources of this run */
	size_t place_count;
	struct morphology *morphology;
	struct synonyms *synonyms; /* NULL: those of the index stay */
	char *synonyms_path;
	struct previous previous;
	struct ingest ingest;
};

/* A file of our own; the caller frees the path.  TELUSUR_DATA is for a program
 * that is not installed. */
static char *own_file(const char *name, struct error *err)
{
	const char *data = getenv("TELUSUR_DATA");
	struct buf path = {0};
	buf_put_format(
		&path, "%s/%s", data && *data ? data : TELUSUR_DATA_DIR, name);
	buf_put_byte(&path, 0);
	if (path.failed) {
		buf_free(&path);
		error_set_memory(err);
	}
	return path.bytes;
}

static bool read_morphology(struct build *build, struct error *err)
{
	const struct options *options = build->options;
	const char *dictionary = options->dictionary;
	if (!dictionary && access(DEBIAN_DICTIONARY, F_OK) == 0)
		dictionary = DEBIAN_DICTIONARY;
	if (!dictionary) {
		build->report->no_dictionary = true;
		report_note(build->report,
			"there is no dictionary in %s (Debian: hunspell-id); "
			"roots are found by rules alone",
			DEBIAN_DICTIONARY);
	}
	char *own = own_file("exceptions.txt", err);
	const char **path = calloc(options->exception_count + 1, sizeof *path);
	size_t count = 0;
	bool ok = own && (path || error_set_memory(err));
	if (ok && access(own, F_OK) == 0)
		path[count++] = own;
	else if (ok)
		report_note(build->report,
			"there are no exceptions in %s; going on without", own);
	for (size_t i = 0; ok && i < options->exception_count; i++)
		path[count++] = options->exceptions[i];
	if (ok) {
		build->morphology = morphology_build(
			dictionary, path, count, err);
		ok = build->morphology &&
		     (!options->old_spelling ||
			     morphology_read_old_spelling(
				     build->morphology, err));
	}
	free(path);
	free(own);
	return ok;
}

/* The synonyms that are named, else our own. */
static bool read_synonyms(struct build *build, struct error *err)
{
	const char *named = build->options->synonyms;
	build->synonyms_path = named ? strdup(named)
				     : own_file("synonyms.txt", err);
	if (!build->synonyms_path)
		return !err->code && error_set_memory(err);
	if (!named && access(build->synonyms_path, F_OK) != 0) {
		report_note(build->report,
			"there are no synonyms in %s; going on without",
			build->synonyms_path);
		return true;
	}
	build->synonyms = synonyms_read(build->synonyms_path, err);
	return build->synonyms;
}

/* Replaces the index's synonyms where these are others. */
static bool put_synonyms(struct build *build, struct error *err)
{
	bool changed;
	if (!build->synonyms)
		return true;
	if (!index_writer_set_synonyms(
		    build->ingest.writer, build->synonyms, &changed, err))
		return false;
	if (changed && !build->ingest.changed)
		report_note(build->report, "the synonyms are now those of %s",
			build->synonyms_path);
	build->ingest.changed |= changed;
	return true;
}

/* Adds a source to this run, unless it is there already. */
static bool add_place(struct build *build, const char *path, struct error *err)
{
	struct place place;
	struct place *grown = realloc(
		build->place, (build->place_count + 1) * sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	build->place = grown;
	bool ok = place_find(&place, path, err) &&
		  place_check_index(&place, build->index, err);
	for (size_t i = 0; ok && i < build->place_count; i++)
		if (strcmp(build->place[i].path, place.path) == 0) {
			place_free(&place);
			return true;
		}
	if (ok)
		build->place[build->place_count++] = place;
	else
		place_free(&place);
	return ok;
}

/* The sources that the index knows already: all of them for a rebuild, which
 * must lose none; else only where the command line names none.  They come
 * first, in their order, so that they keep their numbers. */
static bool add_known_sources(struct build *build, struct error *err)
{
	const struct options *options = build->options;
	struct previous *previous = &build->previous;
	if (options->source_count && !options->rebuild)
		return true;
	if (!previous_read(previous, build->index, options->rebuild, err))
		return false;
	for (uint32_t i = 0; i < previous->source_count; i++) {
		if (add_place(build, previous->source[i], err))
			continue;
		if (!options->rebuild || !options->force ||
			err->code == ERROR_MEMORY)
			return false;
		report_note(build->report, "left out: %s", err->text);
		*err = (struct error){0};
	}
	return true;
}

static bool find_sources(struct build *build, struct error *err)
{
	const struct options *options = build->options;
	if (!add_known_sources(build, err))
		return false;
	for (size_t i = 0; i < options->source_count; i++)
		if (!add_place(build, options->source[i], err))
			return false;
	if (build->place_count == 0)
		return error_set(err, ERROR_USAGE,
			"nothing to index: name a folder or a file");
	return true;
}

static bool open_index(struct build *build, struct error *err)
{
	struct ingest *ingest = &build->ingest;
	unsigned current;
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	if (!index_current(build->index, &current, err))
		current = 0; /* opening it says what is wrong */
	*err = (struct error){0};
	ingest->report = build->report;
	ingest->sources = sources_new(err);
	if (!ingest->sources)
		return false;
	ingest->changed = build->options->rebuild || current == 0;
	ingest->writer = index_writer_open(
		build->index, build->morphology, build->options->rebuild, err);
	if (!ingest->writer || !put_synonyms(build, err))
		return false;
	ingest->sync = sync_new(index_writer_stamps(ingest->writer),
		build->options->verify,
		(int64_t)now.tv_sec * 1000000000 + now.tv_nsec, err);
	return ingest->sync != NULL;
}

/* Gives the sources their numbers. */
static bool number_sources(struct build *build, struct error *err)
{
	struct ingest *ingest = &build->ingest;
	uint32_t known = 0;
	while (index_writer_source(ingest->writer, known + 1))
		known++;
	for (size_t i = 0; i < build->place_count; i++) {
		struct place *place = &build->place[i];
		if (!index_writer_add_source(
			    ingest->writer, place->path, &place->number, err))
			return false;
		ingest->changed |= place->number > known;
	}
	return true;
}

static bool refuse_loss(const struct place *place, uint64_t before,
	uint64_t gone, struct error *err)
{
	return error_set(err, ERROR_LIMIT,
		"%llu of the %llu essays of %s are gone; nothing was removed. "
		"If that is meant, say --force",
		(unsigned long long)gone, (unsigned long long)before,
		place->path);
}

/* The guard against a folder that is empty because its disk is not there. */
static bool check_loss(struct build *build, struct error *err)
{
	for (size_t i = 0; i < build->place_count; i++) {
		const struct place *place = &build->place[i];
		struct sync_counts counts = sync_count(
			build->ingest.sync, place->number);
		build->report->unchanged += counts.unchanged;
		build->report->kept += counts.kept;
		if (!build->options->force &&
			sync_is_too_much(counts.before, counts.gone))
			return refuse_loss(
				place, counts.before, counts.gone, err);
	}
	return true;
}

/* The same for a rebuild, where nothing is removed but less may be there. */
static bool check_rebuild(struct build *build, struct error *err)
{
	const struct previous *previous = &build->previous;
	struct stamps *stamps = index_writer_stamps(build->ingest.writer);
	for (uint32_t p = 0; p < previous->source_count; p++) {
		const struct place *place = NULL;
		uint64_t now = 0, before = previous->essays[p];
		for (size_t i = 0; i < build->place_count; i++)
			if (strcmp(build->place[i].path, previous->source[p]) ==
				0)
				place = &build->place[i];
		for (size_t i = 0; place && i < stamps_count(stamps); i++) {
			const struct stamp *stamp = stamps_at(stamps, i);
			now += stamp->source == place->number &&
			       stamp->document;
		}
		if (place && now < before && !build->options->force &&
			sync_is_too_much(before, before - now))
			return refuse_loss(place, before, before - now, err);
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

/* Everything between opening and closing the index. */
static bool bring_in(struct build *build, struct error *err)
{
	struct ingest *ingest = &build->ingest;
	bool rebuild = build->options->rebuild && build->previous.found;
	bool ok = number_sources(build, err);
	for (size_t i = 0; ok && i < build->place_count; i++)
		ok = ingest_place(ingest, &build->place[i], err);
	struct error loss = {0};
	bool whole = ok && !ingest->stopped && check_loss(build, &loss);
	for (size_t i = 0; whole && ok && i < build->place_count; i++)
		ok = ingest_remove_gone(ingest, &build->place[i], err);
	if (whole && ok)
		ok = ingest_read_again(ingest, err);
	if (ok && ingest->stopped && rebuild)
		return stop_rebuild(err);
	if (ok && rebuild && !check_rebuild(build, err))
		return false;
	if (ok && ingest->changed)
		ok = ingest_commit(ingest, err);
	ok = ok && index_writer_publish(ingest->writer, err);
	if (ok && loss.code) {
		*err = loss;
		return false;
	}
	build->report->rebuilt = ok && rebuild;
	return ok && (!ingest->stopped || note_stopped(build));
}

static void note_nothing(const struct build *build)
{
	const struct report *report = build->report;
	if (report->files_total == 0 && !report->stopped)
		report_note(build->report,
			"there is no text (.txt .md .ndjson .jsonl) in %s",
			build->place_count == 1 ? build->place[0].path
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
	sources_free(build->ingest.sources);
	sync_free(build->ingest.sync);
	index_writer_free(build->ingest.writer);
	ingest_free(&build->ingest);
	morphology_free(build->morphology);
	synonyms_free(build->synonyms);
	free(build->synonyms_path);
	previous_free(&build->previous);
	for (size_t i = 0; i < build->place_count; i++)
		place_free(&build->place[i]);
	free(build->place);
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
	/* A run asks for them where it may end: see ingest.c. */
	block_signals(&signals);
	bool ok = find_sources(&build, err) && read_morphology(&build, err) &&
		  read_synonyms(&build, err) && open_index(&build, err) &&
		  bring_in(&build, err);
	if (ok)
		note_nothing(&build);
	report->seconds = progress_seconds(&report->progress);
	close_build(&build);
	return ok;
}
