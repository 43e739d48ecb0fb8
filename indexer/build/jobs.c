/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs.h"

#include "unicode.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	SLOTS_A_THREAD = 2, /* one at work, one to wait for the writer */
	/* Jobs at work have no more bytes than this together, or are one. */
	MAX_BYTES_AT_WORK = 64 << 20,
	MAX_KEPT_BYTES = 1 << 20, /* room for a line that a slot keeps */
	MAX_THREADS = 64,
};

enum state { SLOT_FREE, SLOT_WANTED, SLOT_WORKING, SLOT_DONE };

struct slot {
	struct job job;
	struct reader_set *readers;
	enum state state;
};

struct jobs {
	struct slot *slot; /* a ring */
	size_t slots, first, count;
	uint64_t bytes; /* of the jobs in it */
	pthread_t thread[MAX_THREADS];
	unsigned threads, wanted_threads;
	pthread_mutex_t lock; /* of all below, and of the states */
	pthread_cond_t wanted, done;
	unsigned working;
	bool paused, ending;
};

unsigned jobs_processors(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);
	return count < 1             ? 1
	       : count > MAX_THREADS ? MAX_THREADS
				     : (unsigned)count;
}

/* ---- the work on one essay ---- */

static void read_essay(struct job *job, struct reader *reader)
{
	size_t replaced;
	job->essay_result = job->format->type->essay(
		reader, &job->essay, &job->encoding, &job->err);
	if (job->essay_result != READER_ITEM)
		return;
	sidecar_apply(&job->sidecar, &job->essay);
	buf_clear(&job->path);
	unicode_repair(slice_text(job->file->path), &job->path, &replaced);
	if (job->path.failed) {
		error_set_memory(&job->err);
		return;
	}
	job->essay.source = job->source->number;
	job->essay.path = buf_slice(&job->path);
	job->prepared = index_worker_prepare(
		job->worker, &job->essay, &job->err);
}

/* One that cannot be read makes the essay go without. */
static void read_sidecar(struct job *job)
{
	job->sidecar.known = false;
	if (!job->file->sidecar ||
		sidecar_read(&job->sidecar, job->source->folder,
			job->file->path, &job->item, &job->sidecar_err) ||
		job->sidecar_err.code != ERROR_MEMORY)
		return;
	job->err = job->sidecar_err;
	job->result = READER_FAILED;
}

static void read_item(struct job *job, struct reader *reader)
{
	const struct hash_wide *content = &job->item.content;
	job->same = job->contents ? contents_have(job->contents, content)
				  : job->known && memcmp(&job->content, content,
							  sizeof *content) == 0;
	if (!job->same)
		read_essay(job, reader);
}

static void work_on_line(struct job *job, struct reader *reader)
{
	job->result = job->format->type->take(reader, &job->item, &job->err);
	if (job->result == READER_ITEM)
		read_item(job, reader);
}

static void work_on_file(struct job *job, struct reader *reader)
{
	int fd = scan_open(job->source->folder, job->file->path);
	if (fd < 0) {
		job->open_errno = errno;
		return;
	}
	job->format->type->start(reader, fd, job->file->path);
	job->result = job->format->type->next(reader, &job->item, &job->err);
	if (job->result == READER_ITEM)
		read_sidecar(job);
	if (job->result == READER_ITEM)
		read_item(job, reader);
	close(fd);
}

static void work_on(struct slot *slot)
{
	struct job *job = &slot->job;
	job->result = READER_FAILED;
	if (job->err.code)
		return;
	struct reader *reader = reader_set_reader(
		slot->readers, job->format, &job->err);
	if (!reader)
		return;
	if (job->format->type->many)
		work_on_line(job, reader);
	else
		work_on_file(job, reader);
}

/* ---- the threads ---- */

/* The oldest job that nobody works on, NULL when there is none. */
static struct slot *find_wanted(struct jobs *jobs)
{
	for (size_t i = 0; i < jobs->count && !jobs->paused; i++) {
		struct slot *slot =
			&jobs->slot[(jobs->first + i) % jobs->slots];
		if (slot->state == SLOT_WANTED)
			return slot;
	}
	return NULL;
}

static void *run(void *context)
{
	struct jobs *jobs = context;
	pthread_mutex_lock(&jobs->lock);
	while (!jobs->ending) {
		struct slot *slot = find_wanted(jobs);
		if (!slot) {
			pthread_cond_wait(&jobs->wanted, &jobs->lock);
			continue;
		}
		slot->state = SLOT_WORKING;
		jobs->working++;
		pthread_mutex_unlock(&jobs->lock);
		work_on(slot);
		pthread_mutex_lock(&jobs->lock);
		jobs->working--;
		slot->state = SLOT_DONE;
		pthread_cond_broadcast(&jobs->done);
	}
	pthread_mutex_unlock(&jobs->lock);
	return NULL;
}

/* Fewer threads than wanted do, and none too. */
static void start_threads(struct jobs *jobs)
{
	while (jobs->wanted_threads > 1 &&
		jobs->threads < jobs->wanted_threads &&
		pthread_create(&jobs->thread[jobs->threads], NULL, run, jobs) ==
			0)
		jobs->threads++;
}

struct jobs *jobs_new(unsigned threads, struct error *err)
{
	struct jobs *jobs = calloc(1, sizeof *jobs);
	if (!jobs) {
		error_set_memory(err);
		return NULL;
	}
	pthread_mutex_init(&jobs->lock, NULL);
	pthread_cond_init(&jobs->wanted, NULL);
	pthread_cond_init(&jobs->done, NULL);
	jobs->wanted_threads = threads < MAX_THREADS ? threads : MAX_THREADS;
	size_t slots =
		threads > 1 ? (size_t)jobs->wanted_threads * SLOTS_A_THREAD : 1;
	jobs->slot = calloc(slots, sizeof *jobs->slot);
	bool ok = jobs->slot || error_set_memory(err);
	for (; ok && jobs->slots < slots; jobs->slots++) {
		struct slot *slot = &jobs->slot[jobs->slots];
		slot->readers = reader_set_new(err);
		ok = slot->readers;
	}
	if (ok)
		return jobs;
	jobs_free(jobs);
	return NULL;
}

bool jobs_start(
	struct jobs *jobs, struct index_writer *writer, struct error *err)
{
	for (size_t i = 0; i < jobs->slots; i++) {
		struct job *job = &jobs->slot[i].job;
		job->worker = index_writer_worker(writer, err);
		if (!job->worker)
			return false;
	}
	start_threads(jobs);
	return true;
}

void jobs_free(struct jobs *jobs)
{
	if (!jobs)
		return;
	pthread_mutex_lock(&jobs->lock);
	jobs->ending = true;
	pthread_cond_broadcast(&jobs->wanted);
	pthread_mutex_unlock(&jobs->lock);
	for (unsigned i = 0; i < jobs->threads; i++)
		pthread_join(jobs->thread[i], NULL);
	for (size_t i = 0; i < jobs->slots; i++) {
		reader_set_free(jobs->slot[i].readers);
		buf_free(&jobs->slot[i].job.path);
		buf_free(&jobs->slot[i].job.line);
		sidecar_free(&jobs->slot[i].job.sidecar);
	}
	pthread_cond_destroy(&jobs->wanted);
	pthread_cond_destroy(&jobs->done);
	pthread_mutex_destroy(&jobs->lock);
	free(jobs->slot);
	free(jobs);
}

/* ---- putting in and taking out ---- */

/* What a job holds of a file: the line, or all of it. */
static uint64_t job_bytes(const struct job *job)
{
	return job->format->type->many ? job->item.bytes.length
				       : job->file->look.size_bytes;
}

/* Makes the wanted job that of the slot, which keeps its own parts. */
static void fill(struct job *job, const struct job *wanted)
{
	struct job own = *job;
	*job = *wanted;
	job->worker = own.worker;
	job->path = own.path;
	job->sidecar = own.sidecar;
	job->line = own.line;
	if (job->line.capacity > MAX_KEPT_BYTES)
		buf_free(&job->line);
	buf_clear(&job->line);
	buf_put_slice(&job->line, wanted->item.bytes);
	if (job->line.failed)
		error_set_memory(&job->err);
	job->item.bytes = buf_slice(&job->line);
}

bool jobs_put(struct jobs *jobs, const struct job *wanted)
{
	uint64_t bytes = job_bytes(wanted);
	if (jobs->count == jobs->slots ||
		(jobs->count && jobs->bytes + bytes > MAX_BYTES_AT_WORK))
		return false;
	struct slot *slot =
		&jobs->slot[(jobs->first + jobs->count) % jobs->slots];
	fill(&slot->job, wanted);
	jobs->bytes += bytes;
	pthread_mutex_lock(&jobs->lock);
	jobs->count++;
	slot->state = SLOT_WANTED;
	pthread_cond_signal(&jobs->wanted);
	pthread_mutex_unlock(&jobs->lock);
	return true;
}

struct job *jobs_first(struct jobs *jobs)
{
	struct slot *slot = &jobs->slot[jobs->first];
	if (jobs->count == 0)
		return NULL;
	if (jobs->threads == 0) {
		if (slot->state == SLOT_WANTED)
			work_on(slot);
		slot->state = SLOT_DONE;
		return &slot->job;
	}
	pthread_mutex_lock(&jobs->lock);
	while (slot->state != SLOT_DONE)
		pthread_cond_wait(&jobs->done, &jobs->lock);
	pthread_mutex_unlock(&jobs->lock);
	return &slot->job;
}

void jobs_next(struct jobs *jobs)
{
	struct slot *slot = &jobs->slot[jobs->first];
	pthread_mutex_lock(&jobs->lock);
	slot->state = SLOT_FREE;
	jobs->bytes -= job_bytes(&slot->job);
	jobs->first = (jobs->first + 1) % jobs->slots;
	jobs->count--;
	pthread_mutex_unlock(&jobs->lock);
}

void jobs_read(struct jobs *jobs)
{
	struct slot *slot = &jobs->slot[jobs->first];
	struct job *job = &slot->job;
	struct reader *reader = reader_set_reader(
		slot->readers, job->format, &job->err);
	job->essay_result = READER_SKIP;
	if (reader)
		read_essay(job, reader);
}

void jobs_pause(struct jobs *jobs)
{
	pthread_mutex_lock(&jobs->lock);
	jobs->paused = true;
	while (jobs->working)
		pthread_cond_wait(&jobs->done, &jobs->lock);
	pthread_mutex_unlock(&jobs->lock);
}

void jobs_resume(struct jobs *jobs)
{
	pthread_mutex_lock(&jobs->lock);
	jobs->paused = false;
	pthread_cond_broadcast(&jobs->wanted);
	pthread_mutex_unlock(&jobs->lock);
}
