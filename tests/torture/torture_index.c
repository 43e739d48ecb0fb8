/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "torture_index.h"

#include "lexicon.h"
#include "search_fixture.h"
#include "torture.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct torture_index torture_index;

/* Nothing here is about power cuts, and each round writes an index. */
int fsync(int file)
{
	(void)file;
	return 0;
}

int fdatasync(int file)
{
	(void)file;
	return 0;
}

static const char dictionary[] =
	"8\naman/DkKaMkP0PaQ0T0l0\nanak/B0DkMkMuPaa0o0l0\n"
	"batas/B0BaBkDiKuM0MiP0PaRaT0a0i0o0\ndunia/KaM0S0\n"
	"jahat/B0KaMiMkP0S0o0\nnegara/B0KaM0o0\nruang/M0a0\n"
	"serang/B0D0KaM0P0PaT0a0l0o0\n";
static const char affixes[] = "SET UTF-8\nFLAG long\n";

static char *write_file(const char *name, const char *text)
{
	char *path = support_path(torture_index.folder, name);
	FILE *file = fopen(path, "w");
	if (!file || fputs(text, file) < 0 || fclose(file) != 0)
		torture_must(false, &(struct error){.text = "a file"});
	return path;
}

static struct slice copy(struct arena *arena, const struct buf *text)
{
	char *bytes = arena_copy(arena, buf_slice(text));
	return slice_of(bytes, text->length);
}

struct essay torture_essay(
	struct arena *arena, unsigned number, unsigned version)
{
	static const char *const kinds[] = {"txt", "md", "html", "pdf"};
	static const char *const authors[] = {
		"Siti Rahma", "SITI  RAHMA", "Budi, S.H.", "caf\xC3\xA9 Ana"};
	struct buf text = {0}, part = {0};
	uint64_t chance = number / 13 * 100 + number % 13 + version;
	struct essay essay = {.source = 1, .titled = number % 3 != 0};
	buf_put_format(&part, "id-%u", number);
	essay.id = copy(arena, &part);
	buf_clear(&part);
	buf_put_format(&part, "%s/esai-%u.txt",
		number % 2 ? "berita/2021" : "kuliah", number);
	essay.path = copy(arena, &part);
	buf_clear(&part);
	buf_put_format(&part, "Keamanan siber dan serangan %u", number);
	essay.title = copy(arena, &part);
	buf_clear(&part);
	buf_put_format(&part, "%u-0%u-1%u", 2015 + number % 8, 1 + number % 9,
		number % 10);
	essay.date = copy(arena, &part);
	essay.author = slice_text(authors[number % 4]);
	essay.kind = slice_text(kinds[number % 4]);
	essay.url = slice_text("https://example.org/a?b=c&d");
	do {
		chance_text(&chance, 4, &text);
	} while (text.length < (number == 5 ? 90000 : 200));
	buf_put_text(&text, "\n\nKeamanan siber menyerang ruang kerjasama. "
			    "Olah raga, antarnegara dan kerja sama "
			    "pemerintah. \"Kata,\" ujarnya.\n");
	essay.text = copy(arena, &text);
	if (number % 4 == 3)
		essay.pages = slice_of("\0\0\0\0\50\0\0\0\120\0\0\0", 12);
	essay.extracted = number % 4 >= 2;
	buf_free(&text);
	buf_free(&part);
	return essay;
}

static void write_index(void)
{
	struct error err = {0};
	uint32_t source;
	bool changed;
	struct index_writer *writer = index_writer_open(
		torture_index.path, torture_index.morphology, false, &err);
	torture_must(
		writer && index_writer_add_source(writer, "/", &source, &err) &&
			index_writer_set_synonyms(
				writer, torture_index.synonyms, &changed, &err),
		&err);
	for (unsigned i = 0; i < TORTURE_ESSAYS; i++) {
		const struct essay *essay = &torture_index.essay[i];
		uint32_t document = 0;
		torture_must(
			index_writer_put(writer, essay, &document, &err), &err);
		struct stamp *stamp = stamps_put(
			index_writer_stamps(writer), source, essay->path, &err);
		torture_must(stamp != NULL, &err);
		stamp->document = document;
		stamp->dirty = true;
	}
	torture_must(index_writer_commit(writer, &err) &&
			     index_writer_publish(writer, &err),
		&err);
	index_writer_free(writer);
}

void torture_index_make(const char *exceptions)
{
	struct error err = {0};
	struct torture_index *made = &torture_index;
	/* Nor about disks. */
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	made->exceptions = exceptions;
	made->folder = support_folder();
	/* A child that ends half way leaves its own here. */
	setenv("TMPDIR", made->folder, 1);
	made->path = support_path(made->folder, "indeks");
	free(write_file("kata.aff", affixes));
	made->dictionary = write_file("kata.dic", dictionary);
	made->synonyms_file = write_file("sinonim.txt",
		"# dunia maya\nsiber = cyber\nserangan = aksi\n");
	made->morphology = morphology_build(
		made->dictionary, &made->exceptions, 1, &err);
	torture_must(made->morphology != NULL, &err);
	made->synonyms = synonyms_read(made->synonyms_file, &err);
	torture_must(made->synonyms != NULL, &err);
	for (unsigned i = 0; i < TORTURE_ESSAYS; i++)
		made->essay[i] = torture_essay(&made->arena, i, 0);
	write_index();
}

void torture_index_remove(void)
{
	arena_free(&torture_index.arena);
	synonyms_free(torture_index.synonyms);
	morphology_free(torture_index.morphology);
	free(torture_index.synonyms_file);
	free(torture_index.dictionary);
	free(torture_index.path);
	support_remove(torture_index.folder);
}

static void copy_file(const char *from, const char *to)
{
	char part[1 << 14];
	int in = open(from, O_RDONLY);
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL, 0600);
	ssize_t got = -1, put = 0;
	while (in >= 0 && out >= 0 && (got = read(in, part, sizeof part)) > 0 &&
		put >= 0)
		put = write(out, part, (size_t)got);
	if (got != 0 || put < 0)
		torture_must(false, &(struct error){.text = "a copy"});
	close(in);
	close(out);
}

void torture_copy(const char *from, const char *to)
{
	struct stat status;
	char target[256];
	bool ok = lstat(from, &status) == 0;
	if (ok && S_ISLNK(status.st_mode)) {
		ssize_t length = readlink(from, target, sizeof target - 1);
		target[length > 0 ? length : 0] = '\0';
		ok = symlink(target, to) == 0;
	} else if (ok && S_ISREG(status.st_mode)) {
		copy_file(from, to);
	} else if (ok) {
		DIR *folder = opendir(from);
		ok = folder && mkdir(to, 0700) == 0;
		for (struct dirent *entry; ok && (entry = readdir(folder));) {
			if (entry->d_name[0] == '.')
				continue;
			char *a = support_path(from, entry->d_name);
			char *b = support_path(to, entry->d_name);
			torture_copy(a, b);
			free(a);
			free(b);
		}
		closedir(folder);
	}
	torture_must(ok, &(struct error){.text = "a copy"});
}

static bool dump_entry(void *context, const struct lexicon_entry *entry)
{
	buf_put_string(context, entry->form);
	buf_put_varint(context, entry->documents);
	buf_put_varint(context, entry->occurrences);
	return true;
}

/* How the texts of a record are packed. */
static bool dump_packing(struct index *index, const struct record *record,
	struct buf *out, struct error *err)
{
	for (uint32_t n = 0; n < record->block_count; n++) {
		struct record_block block;
		if (!record_block(index->records, record, n, &block, err))
			return false;
		buf_put_byte(out, (unsigned char)block.text.kind);
		buf_put_varint(out, block.text.bytes.length);
	}
	return true;
}

static bool dump_document(struct index *index, uint32_t document,
	struct buf *out, struct error *err)
{
	struct record record;
	bool ok = record_read(index->records, document, &record, err);
	if (ok) {
		const struct essay *essay = &record.essay;
		buf_put_string(out, essay->id);
		buf_put_string(out, essay->path);
		buf_put_string(out, essay->title);
		buf_put_string(out, essay->author);
		buf_put_string(out, essay->date);
		buf_put_string(out, essay->url);
		buf_put_string(out, essay->kind);
		buf_put_string(out, essay->pages);
		buf_put_varint(out, record.token_count);
		ok = record_whole_text(index->records, &record, out, err) &&
		     dump_packing(index, &record, out, err);
	}
	record_free(&record);
	return ok;
}

bool torture_dump(struct index *index, struct buf *out, struct error *err)
{
	buf_put_varint(out, index->documents);
	buf_put_varint(out, index->totals.tokens);
	buf_put_varint(out, index->totals.text_bytes);
	buf_put_varint(out, synonyms_count(index->synonyms));
	bool ok = lexicon_each(index->catalogue, dump_entry, out, err);
	/* By id, for numbers depend on what was put before. */
	for (unsigned i = 0; ok && i < 2 * TORTURE_ESSAYS; i++) {
		char id[16];
		uint32_t document;
		snprintf(id, sizeof id, "id-%u", i);
		ok = index_find(index, slice_text(id), &document, err) &&
		     (document == 0 ||
			     dump_document(index, document, out, err));
	}
	return ok && (!out->failed || error_set_memory(err));
}
