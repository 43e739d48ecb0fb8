/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every allocation of what reads texts, files and lines, refused once.
 * argv[1]: the exceptions, data/exceptions.txt; then the arguments of
 * torture_main. */
#include "query_print.h"
#include "torture.h"
#include "torture_index.h"

#include "analyse.h"
#include "index.h"
#include "json_analysis.h"
#include "json_line.h"
#include "json_meta.h"
#include "layout.h"
#include "query.h"

#include <stdlib.h>

static bool whole(const struct buf *out, struct error *err)
{
	return !out->failed || error_set_memory(err);
}

/* The dictionary and the exceptions, saved and loaded again. */
static bool call_morphology(void *context, struct buf *out, struct error *err)
{
	(void)context;
	struct morphology *built = morphology_build(
		torture_index.dictionary, &torture_index.exceptions, 1, err);
	struct morphology *loaded = NULL;
	bool ok = built && morphology_read_old_spelling(built, err) &&
		  (morphology_save(built, out) || error_set_memory(err));
	if (ok)
		loaded = morphology_load(buf_slice(out), err);
	if (loaded)
		buf_put_varint(out, morphology_fingerprint(loaded));
	morphology_free(built);
	morphology_free(loaded);
	return loaded && whole(out, err);
}

static bool call_synonyms(void *context, struct buf *out, struct error *err)
{
	(void)context;
	struct synonyms *read = synonyms_read(torture_index.synonyms_file, err);
	struct synonyms *loaded = NULL;
	if (read && (synonyms_save(read, out) || error_set_memory(err)))
		loaded = synonyms_load(buf_slice(out), err);
	if (loaded)
		buf_put_varint(out, synonyms_count(loaded));
	synonyms_free(read);
	synonyms_free(loaded);
	return loaded && whole(out, err);
}

static bool call_layout(void *context, struct buf *out, struct error *err)
{
	(void)context;
	struct layout layout = {0};
	struct slice text = torture_index.essay[5].text;
	bool ok = layout_read(text, &layout, err);
	for (size_t i = 0; i < layout.count; i++)
		buf_put_u32(out, layout.paragraph[i].end);
	layout_free(&layout);
	return ok && whole(out, err);
}

/* An analyser that reads the spellings before 1972, and a new text. */
static void *open_old(const struct torture_entry *entry)
{
	struct error err = {0};
	(void)entry;
	struct morphology *old = morphology_build(
		torture_index.dictionary, &torture_index.exceptions, 1, &err);
	torture_must(old && morphology_read_old_spelling(old, &err), &err);
	return old;
}

static void close_old(void *state)
{
	morphology_free(state);
}

static bool call_old(void *context, struct buf *out, struct error *err)
{
	static const char text[] =
		"Tjerita anak-anak djaman dahoeloe: undang2 dan perundang-"
		"undangannja, Soekarno menjerang 1980-an. X-Y-Z buku2 "
		"sajur-majur undang-undangnya bapak-bapak-nya nama@ui.ac.id.";
	struct analyser *analyser = analyser_new(context, err);
	struct tokens tokens = {0};
	bool ok = analyser &&
		  analyse(analyser, slice_text(text), &tokens, err) &&
		  json_analysis(&tokens, "1-1", out, err);
	tokens_free(&tokens);
	analyser_free(analyser);
	return ok;
}

static bool call_line(void *context, struct buf *out, struct error *err)
{
	static const char line[] =
		"{\"id\":\"a\",\"title\":\"Judul \\u00e9\",\"text\":\"Teks "
		"panjang\\n\\nlagi\",\"author\":\"Siti\",\"date\":null,"
		"\"url\":\"https://example.org\",\"lain\":[1,2,{\"x\":3.5}]}";
	struct arena arena = {0};
	struct essay essay;
	(void)context;
	bool ok = json_line(slice_text(line), &arena, &essay, err);
	if (ok) {
		buf_put_string(out, essay.id);
		buf_put_string(out, essay.title);
		buf_put_string(out, essay.text);
		buf_put_string(out, essay.author);
	}
	arena_free(&arena);
	return ok && whole(out, err);
}

static void put_meta(const struct json_meta *meta, struct buf *out)
{
	buf_put_string(out, buf_slice(&meta->title));
	buf_put_string(out, buf_slice(&meta->author));
	buf_put_string(out, buf_slice(&meta->url));
	buf_put_string(out, buf_slice(&meta->date));
	buf_put_string(out, buf_slice(&meta->publisher));
}

static bool call_ld(void *context, struct buf *out, struct error *err)
{
	static const char block[] =
		"{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":"
		"\"Judul\","
		"\"author\":[{\"@type\":\"Person\",\"name\":\"Siti Rahma\"},"
		"{\"@type\":\"Person\",\"name\":\"Budi\"}],"
		"\"datePublished\":\"2021-02-03\",\"url\":\"https://a.id/b\","
		"\"publisher\":{\"@type\":\"Organization\",\"name\":\"Koran\"}"
		"}]}";
	struct json_meta meta = {0};
	(void)context;
	bool ok = json_meta_ld(slice_text(block), &meta, err);
	put_meta(&meta, out);
	json_meta_free(&meta);
	return ok && whole(out, err);
}

static bool call_sidecar(void *context, struct buf *out, struct error *err)
{
	static const char text[] =
		"{\"title\":\"Judul\",\"author\":\"Siti\","
		"\"date\":\"2021-02-03\",\"url\":\"https://a.id/b\"}";
	struct json_meta meta = {0};
	(void)context;
	bool ok = json_meta_sidecar(slice_text(text), &meta, err);
	put_meta(&meta, out);
	json_meta_free(&meta);
	return ok && whole(out, err);
}

static bool call_query(void *context, struct buf *out, struct error *err)
{
	static const char q[] =
		"+(siber ATAU =keamanan) DAN \"ruang siber\"~ -judul:kata "
		"tahun:2015..2020 a NEAR/3 b ser* \"belum tutup";
	(void)context;
	struct query *query = query_parse(slice_text(q), false, err);
	char *printed = query ? query_print(query) : NULL;
	if (query && !printed)
		error_set_memory(err);
	if (printed)
		buf_put_text(out, printed);
	free(printed);
	query_free(query);
	return printed && whole(out, err);
}

static bool call_default_path(void *context, struct buf *out, struct error *err)
{
	(void)context;
	char *path = index_default_path(err);
	if (!path)
		return false;
	buf_put_text(out, path);
	free(path);
	return whole(out, err);
}

static const struct torture_entry entries[] = {
	{"morphology", NULL, NULL, call_morphology, NULL, NULL},
	{"synonyms", NULL, NULL, call_synonyms, NULL, NULL},
	{"layout", NULL, NULL, call_layout, NULL, NULL},
	{"analyse old spellings", open_old, close_old, call_old, NULL, NULL},
	{"line of NDJSON", NULL, NULL, call_line, NULL, NULL},
	{"JSON-LD", NULL, NULL, call_ld, NULL, NULL},
	{"sidecar", NULL, NULL, call_sidecar, NULL, NULL},
	{"query", NULL, NULL, call_query, NULL, NULL},
	{"default path", NULL, NULL, call_default_path, NULL, NULL},
};

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	torture_index_make(argv[1]);
	int status = torture_main(
		argc - 1, argv + 1, entries, sizeof entries / sizeof *entries);
	torture_index_remove();
	return status;
}
