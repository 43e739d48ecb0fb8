/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lexicon_write.h"

#include "lexicon_impl.h"

#include <stdlib.h>

/* A form and root, and by how much their counts changed. */
struct change {
	struct slice form, root;
	uint64_t code;
	int64_t occurrences, documents;
};

/* An entry that is found by its root, too. */
struct rooted {
	struct slice root;
	uint32_t number;
};

/* A lexicon on its way into a segment. */
struct writing {
	struct segment_writer *writer;
	struct buf entry, groups;
	char form[WORD_MAX_FORM_BYTES]; /* the one before */
	size_t form_length;
	uint32_t entries;
	struct rooted *rooted;
	size_t rooted_count, rooted_capacity;
	struct arena roots; /* the strings of a merge */
};

static void writing_free(struct writing *w)
{
	buf_free(&w->entry);
	buf_free(&w->groups);
	free(w->rooted);
	arena_free(&w->roots);
}

static uint64_t zigzag(int64_t value)
{
	return (uint64_t)value << 1 ^ (uint64_t)(value >> 63);
}

/* Notes an entry by its root; the root's bytes are borrowed. */
static bool note_root(struct writing *w, struct slice root, struct error *err)
{
	struct rooted *grown = array_room(
		w->rooted, w->rooted_count, &w->rooted_capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	w->rooted = grown;
	w->rooted[w->rooted_count++] = (struct rooted){root, w->entries};
	return true;
}

/* How many bytes of the form are those of the one before. */
static size_t shared_with(const struct writing *w, struct slice form)
{
	size_t shared = 0;
	if (w->entries % LEXICON_GROUP == 0)
		return 0;
	while (shared < form.length && shared < w->form_length &&
		form.bytes[shared] == w->form[shared])
		shared++;
	return shared;
}

/* Writes the next entry; the root of one whose root is not its form is
 * borrowed until finish. */
static bool put_entry(
	struct writing *w, const struct change *change, struct error *err)
{
	struct buf *out = &w->entry;
	struct slice form = change->form;
	bool own = slice_equal(form, change->root);
	if (w->entries % LEXICON_GROUP == 0)
		buf_put_u32(
			&w->groups, (uint32_t)segment_section_bytes(w->writer));
	size_t shared = shared_with(w, form);
	buf_clear(out);
	buf_put_varint(out, shared);
	buf_put_string(
		out, slice_of(form.bytes + shared, form.length - shared));
	buf_put_varint(out, own ? 0 : change->root.length + 1);
	if (!own)
		buf_put_slice(out, change->root);
	buf_put_varint(out, code_word(change->code));
	if (!own)
		buf_put_varint(out, code_root(change->code));
	buf_put_varint(out, zigzag(change->occurrences));
	buf_put_varint(out, zigzag(change->documents));
	memcpy(w->form, form.bytes, form.length);
	w->form_length = form.length;
	if (out->failed || w->groups.failed)
		return error_set_memory(err);
	if (!own && !note_root(w, change->root, err))
		return false;
	w->entries++;
	return segment_put(w->writer, buf_slice(out), err);
}

/* Entries are in the order of their forms, so that numbers decide. */
static int compare_rooted(const void *a, const void *b)
{
	const struct rooted *x = a, *y = b;
	int order = slice_compare(x->root, y->root);
	if (order)
		return order;
	return x->number < y->number ? -1 : x->number > y->number;
}

/* Writes what leads to the entries. */
static bool finish(struct writing *w, struct error *err)
{
	if (w->rooted_count)
		qsort(w->rooted, w->rooted_count, sizeof *w->rooted,
			compare_rooted);
	bool ok = segment_begin(w->writer, SEGMENT_LEXICON_GROUPS, err) &&
		  segment_put_u32(w->writer, w->entries, err) &&
		  segment_put(w->writer, buf_slice(&w->groups), err) &&
		  segment_begin(w->writer, SEGMENT_LEXICON_ROOTS, err);
	for (size_t i = 0; ok && i < w->rooted_count; i++)
		ok = segment_put_u32(w->writer, w->rooted[i].number, err);
	return ok;
}

static int compare_change(const void *a, const void *b)
{
	const struct change *x = a, *y = b;
	int order = slice_compare(x->form, y->form);
	return order ? order : slice_compare(x->root, y->root);
}

/* Appends the words whose counts changed; how many there are then. */
static size_t gather(
	const struct lexicon_part *part, struct change *change, size_t count)
{
	uint32_t words;
	const struct lexicon_count *word = lexicon_delta_counts(
		part->delta, &words);
	for (uint32_t id = 0; id < words; id++) {
		if (!word[id].occurrences && !word[id].documents)
			continue;
		const struct word *named = analyser_word(part->analyser, id);
		change[count++] = (struct change){named->form, named->root, 0,
			word[id].occurrences, word[id].documents};
	}
	return count;
}

/* Numbers the words whose counts changed, and so their roots, which may be words
 * that stand nowhere themselves. */
static bool number_words(const struct lexicon_part *part,
	struct numbering *numbering, struct error *err)
{
	uint32_t words;
	const struct lexicon_count *word = lexicon_delta_counts(
		part->delta, &words);
	for (uint32_t id = 0; id < words; id++) {
		if (!word[id].occurrences && !word[id].documents)
			continue;
		const struct word *named = analyser_word(part->analyser, id);
		if (!numbering_code(numbering, named->form, named->root, err))
			return false;
	}
	return true;
}

/* The words whose counts changed and those that are new, sorted, one for each
 * form and root, which a compound and a plain word may share, and two parts;
 * *count of them. */
static struct change *collect(const struct lexicon_part *part, size_t parts,
	const struct numbering *numbering, size_t *count)
{
	size_t fresh, room = 1, all = 0;
	const struct numbering_word *word = numbering_fresh(numbering, &fresh);
	room += fresh;
	for (size_t i = 0; i < parts; i++) {
		uint32_t words;
		lexicon_delta_counts(part[i].delta, &words);
		room += words;
	}
	struct change *change = malloc(room * sizeof *change);
	*count = 0;
	if (!change)
		return NULL;
	for (size_t i = 0; i < parts; i++)
		all = gather(&part[i], change, all);
	for (size_t i = 0; i < fresh; i++)
		change[all++] = (struct change){
			.form = word[i].form, .root = word[i].root};
	qsort(change, all, sizeof *change, compare_change);
	for (size_t i = 0; i < all; i++) {
		struct change *top = *count ? &change[*count - 1] : NULL;
		if (top && compare_change(top, &change[i]) == 0) {
			top->occurrences += change[i].occurrences;
			top->documents += change[i].documents;
		} else {
			change[(*count)++] = change[i];
		}
	}
	return change;
}

/* Writes the roots of the words that are new. */
static bool write_roots(const struct numbering *numbering,
	struct segment_writer *writer, struct error *err)
{
	size_t fresh;
	const struct numbering_word *word = numbering_fresh(numbering, &fresh);
	bool ok = segment_begin(writer, SEGMENT_WORD_ROOTS, err);
	for (size_t i = 0; ok && i < fresh; i++)
		ok = segment_put_u32(writer, code_root(word[i].code), err);
	return ok;
}

bool lexicon_write(const struct lexicon_part *part, size_t parts,
	struct numbering *numbering, struct segment_writer *writer,
	struct error *err)
{
	struct writing w = {.writer = writer};
	size_t count = 0;
	bool ok = true;
	for (size_t i = 0; ok && i < parts; i++)
		ok = number_words(&part[i], numbering, err);
	struct change *change = ok ? collect(part, parts, numbering, &count)
				   : NULL;
	ok = ok && (change || error_set_memory(err));
	for (size_t i = 0; ok && i < count; i++) {
		change[i].code = numbering_code(
			numbering, change[i].form, change[i].root, err);
		ok = change[i].code;
	}
	ok = ok && segment_begin(writer, SEGMENT_LEXICON, err);
	for (size_t i = 0; ok && i < count; i++)
		ok = put_entry(&w, &change[i], err);
	ok = ok && finish(&w, err) && write_roots(numbering, writer, err);
	for (size_t i = 0; i < parts; i++)
		lexicon_delta_clear(part[i].delta);
	free(change);
	writing_free(&w);
	return ok;
}

/* Writes the entry that the walk is at; its root is needed longer than the walk
 * shows it. */
static bool put_sum(
	struct writing *w, const struct lexicon_walk *walk, struct error *err)
{
	struct change change = {.form = slice_of(walk->form, walk->form_length),
		.root = slice_of(walk->root, walk->root_length),
		.code = walk->code,
		.occurrences = walk->occurrences,
		.documents = walk->documents};
	if (!slice_equal(change.form, change.root)) {
		char *copy = arena_copy(&w->roots, change.root);
		if (!copy)
			return error_set_memory(err);
		change.root.bytes = copy;
	}
	return put_entry(w, &change, err);
}

bool lexicon_merge(struct segment *const *segment, size_t count,
	struct segment_writer *writer, struct error *err)
{
	struct writing w = {.writer = writer};
	struct lexicon_walk walk;
	bool ok = lexicon_walk_open(
			  &walk, segment, count, slice_of("", 0), err) &&
		  segment_begin(writer, SEGMENT_LEXICON, err);
	while (ok && lexicon_walk_next(&walk))
		ok = put_sum(&w, &walk, err);
	ok = ok && finish(&w, err) &&
	     segment_begin(writer, SEGMENT_WORD_ROOTS, err);
	for (size_t i = 0; ok && i < count; i++)
		ok = segment_put(
			writer, segment[i]->section[SEGMENT_WORD_ROOTS], err);
	lexicon_walk_free(&walk);
	writing_free(&w);
	return ok;
}
