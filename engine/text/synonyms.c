/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "synonyms.h"

#include "lines.h"
#include "unicode.h"

#include <stdlib.h>

struct synonym {
	struct slice word;
	uint32_t group; /* index in `word` of the group's first word */
	uint32_t count; /* words in the group */
};

struct synonyms {
	struct slice *word; /* group after group */
	struct synonym *sorted; /* by word */
	uint32_t count, capacity;
	struct arena arena;
};

static struct synonyms *synonyms_new(struct error *err)
{
	struct synonyms *synonyms = calloc(1, sizeof *synonyms);
	if (!synonyms)
		error_set_memory(err);
	return synonyms;
}

void synonyms_free(struct synonyms *synonyms)
{
	if (!synonyms)
		return;
	free(synonyms->word);
	free(synonyms->sorted);
	arena_free(&synonyms->arena);
	free(synonyms);
}

size_t synonyms_count(const struct synonyms *synonyms)
{
	return synonyms->count;
}

static int compare(const void *a, const void *b)
{
	return slice_compare(((const struct synonym *)a)->word,
		((const struct synonym *)b)->word);
}

static const struct synonym *find(
	const struct synonyms *synonyms, struct slice word)
{
	struct synonym wanted = {.word = word};
	if (synonyms->count == 0)
		return NULL;
	return bsearch(&wanted, synonyms->sorted, synonyms->count,
		sizeof wanted, compare);
}

size_t synonyms_find(const struct synonyms *synonyms, struct slice form,
	const struct slice **group)
{
	const struct synonym *found = find(synonyms, form);
	if (!found)
		return 0;
	*group = &synonyms->word[found->group];
	return found->count;
}

static bool make_room(struct synonyms *synonyms)
{
	if (synonyms->count + SYNONYMS_MAX_GROUP <= synonyms->capacity)
		return true;
	uint32_t capacity = synonyms->capacity * 2 + 64;
	struct slice *word = realloc(synonyms->word, capacity * sizeof *word);
	if (word)
		synonyms->word = word;
	struct synonym *sorted = realloc(
		synonyms->sorted, capacity * sizeof *sorted);
	if (sorted)
		synonyms->sorted = sorted;
	if (!word || !sorted)
		return false;
	synonyms->capacity = capacity;
	return true;
}

/* Appends a group; its words go to the end of `sorted`, unsorted. */
static bool put_group(struct synonyms *synonyms, const struct slice *word,
	uint32_t count, struct error *err)
{
	uint32_t group = synonyms->count;
	if (group + count > SYNONYMS_MAX_WORDS)
		return error_set(err, ERROR_LIMIT, "more than %d words",
			SYNONYMS_MAX_WORDS);
	if (!make_room(synonyms))
		return error_set_memory(err);
	for (uint32_t i = 0; i < count; i++) {
		if (word[i].length == 0 ||
			word[i].length > SYNONYMS_MAX_WORD_BYTES)
			return error_set(err, ERROR_CORRUPT,
				"a word has 1 to %d bytes",
				SYNONYMS_MAX_WORD_BYTES);
		char *copy = arena_copy(&synonyms->arena, word[i]);
		if (!copy)
			return error_set_memory(err);
		struct slice kept = slice_of(copy, word[i].length);
		synonyms->word[group + i] = kept;
		synonyms->sorted[group + i] = (struct synonym){
			kept, group, count};
	}
	synonyms->count += count;
	return true;
}

/* Insertion sort step: sorts the word at index `at` among those before it. */
static bool sort_in(struct synonyms *synonyms, uint32_t at, struct error *err)
{
	struct synonym moved = synonyms->sorted[at];
	uint32_t to = at;
	while (to > 0 && compare(&moved, &synonyms->sorted[to - 1]) < 0)
		to--;
	if (to > 0 && compare(&moved, &synonyms->sorted[to - 1]) == 0)
		return error_set(err, ERROR_CORRUPT,
			"\"%.*s\" stands here twice, or in a line before",
			(int)moved.word.length, moved.word.bytes);
	memmove(synonyms->sorted + to + 1, synonyms->sorted + to,
		(at - to) * sizeof moved);
	synonyms->sorted[to] = moved;
	return true;
}

static struct slice trim(struct slice text)
{
	static const char blanks[] = " \t\r\n";
	while (text.length && strchr(blanks, text.bytes[0]))
		text = slice_of(text.bytes + 1, text.length - 1);
	while (text.length && strchr(blanks, text.bytes[text.length - 1]))
		text.length--;
	return text;
}

/* What is read into, and scratch for one line. */
struct reading {
	struct synonyms *synonyms;
	struct buf folded;
};

static bool read_line(void *context, const char *line, struct error *err)
{
	struct reading *reading = context;
	struct synonyms *synonyms = reading->synonyms;
	struct buf *folded = &reading->folded;
	size_t end[SYNONYMS_MAX_GROUP];
	struct slice word[SYNONYMS_MAX_GROUP];
	uint32_t count = 0;
	if (trim(slice_text(line)).length == 0)
		return true;
	buf_clear(folded);
	for (const char *at = line;; at++) {
		struct slice raw = trim(slice_of(at, strcspn(at, "=")));
		if (memchr(raw.bytes, ' ', raw.length) ||
			memchr(raw.bytes, '\t', raw.length))
			return error_set(err, ERROR_CORRUPT,
				"\"%.*s\" is more than one word",
				(int)raw.length, raw.bytes);
		if (count == SYNONYMS_MAX_GROUP)
			return error_set(err, ERROR_LIMIT,
				"a group has at most %d words",
				SYNONYMS_MAX_GROUP);
		if (!unicode_fold(raw, folded, err))
			return false;
		end[count++] = folded->length;
		at += strcspn(at, "=");
		if (*at == '\0')
			break;
	}
	if (count < 2)
		return error_set(err, ERROR_CORRUPT,
			"a line is two words or more, with = between them");
	for (uint32_t i = 0; i < count; i++) {
		size_t start = i ? end[i - 1] : 0;
		word[i] = slice_of(folded->bytes + start, end[i] - start);
	}
	if (!put_group(synonyms, word, count, err))
		return false;
	for (uint32_t at = synonyms->count - count; at < synonyms->count; at++)
		if (!sort_in(synonyms, at, err))
			return false;
	return true;
}

struct synonyms *synonyms_read(const char *path, struct error *err)
{
	struct reading reading = {.synonyms = synonyms_new(err)};
	if (!reading.synonyms)
		return NULL;
	bool ok = lines_read(path, "synonyms", read_line, &reading, err);
	buf_free(&reading.folded);
	if (ok)
		return reading.synonyms;
	synonyms_free(reading.synonyms);
	return NULL;
}

bool synonyms_save(const struct synonyms *synonyms, struct buf *out)
{
	const struct slice *group;
	for (size_t i = 0; i < synonyms->count;) {
		size_t count = synonyms_find(
			synonyms, synonyms->word[i], &group);
		buf_put_varint(out, count);
		for (size_t k = 0; k < count; k++)
			buf_put_string(out, group[k]);
		i += count;
	}
	return !out->failed;
}

static bool load_group(
	struct synonyms *synonyms, struct cursor *in, struct error *err)
{
	struct slice word[SYNONYMS_MAX_GROUP];
	uint64_t count = cursor_varint(in);
	bool sound = count >= 2 && count <= SYNONYMS_MAX_GROUP;
	for (uint64_t i = 0; sound && i < count; i++)
		word[i] = cursor_string(in);
	if (!sound || in->failed)
		return error_set(err, ERROR_CORRUPT,
			"the stored synonyms cannot be read");
	return put_group(synonyms, word, (uint32_t)count, err);
}

struct synonyms *synonyms_load(struct slice saved, struct error *err)
{
	struct synonyms *synonyms = synonyms_new(err);
	struct cursor in = cursor_of(saved);
	if (!synonyms)
		return NULL;
	while (in.at < in.end) {
		if (!load_group(synonyms, &in, err)) {
			synonyms_free(synonyms);
			return NULL;
		}
	}
	if (synonyms->count)
		qsort(synonyms->sorted, synonyms->count,
			sizeof *synonyms->sorted, compare);
	return synonyms;
}
