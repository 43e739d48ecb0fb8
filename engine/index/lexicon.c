/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lexicon.h"

#include "lexicon_impl.h"
#include "schema.h"
#include "table.h"

#include <stdlib.h>

struct delta {
	int32_t occurrences, documents;
	uint32_t essay; /* that counted it last */
};

struct lexicon_delta {
	struct delta *word; /* by word id */
	uint32_t words, capacity;
	uint32_t essay;
};

struct lexicon_delta *lexicon_delta_new(struct error *err)
{
	struct lexicon_delta *delta = calloc(1, sizeof *delta);
	if (!delta)
		error_set_memory(err);
	return delta;
}

void lexicon_delta_free(struct lexicon_delta *delta)
{
	if (!delta)
		return;
	free(delta->word);
	free(delta);
}

void lexicon_delta_essay(struct lexicon_delta *delta)
{
	delta->essay++;
}

static bool make_room(struct lexicon_delta *delta, uint32_t id)
{
	if (id >= delta->capacity) {
		uint32_t capacity = delta->capacity ? delta->capacity : 4096;
		while (capacity <= id)
			capacity *= 2;
		struct delta *grown = realloc(
			delta->word, capacity * sizeof *grown);
		if (!grown)
			return false;
		delta->word = grown;
		delta->capacity = capacity;
	}
	while (delta->words <= id)
		delta->word[delta->words++] = (struct delta){0};
	return true;
}

bool lexicon_delta_count(struct lexicon_delta *delta,
	const struct tokens *tokens, int sign, struct error *err)
{
	for (size_t i = 0; i < tokens->count; i++) {
		uint32_t id = tokens->token[i].word->id;
		if (id >= delta->words && !make_room(delta, id))
			return error_set_memory(err);
		struct delta *word = &delta->word[id];
		word->occurrences += sign;
		if (word->essay != delta->essay) {
			word->documents += sign;
			word->essay = delta->essay;
		}
	}
	return true;
}

bool lexicon_delta_add(struct lexicon_delta *delta, uint32_t word,
	uint32_t occurrences, struct error *err)
{
	if (word >= delta->words && !make_room(delta, word))
		return error_set_memory(err);
	delta->word[word].occurrences += (int32_t)occurrences;
	delta->word[word].documents++;
	return true;
}

static uint64_t zigzag(int64_t value)
{
	return (uint64_t)value << 1 ^ (uint64_t)(value >> 63);
}

/* Values are two zigzag varints, in the table and in a change alike. */
static void put_counts(struct buf *out, int64_t occurrences, int64_t documents)
{
	buf_put_varint(out, zigzag(occurrences));
	buf_put_varint(out, zigzag(documents));
}

static void add_counts(struct slice old, struct slice change, struct buf *out)
{
	int64_t sum[2] = {0, 0};
	struct slice values[] = {old, change};
	for (int v = 0; v < 2; v++) {
		struct cursor cursor = cursor_of(values[v]);
		for (int i = 0; i < 2 && values[v].length; i++)
			sum[i] += lexicon_unzigzag(cursor_varint(&cursor));
	}
	if (sum[0] > 0 && sum[1] > 0)
		put_counts(out, sum[0], sum[1]);
}

/* Counts that changed, before their key and value have their final place. */
struct pending {
	struct slice form, root;
	int64_t occurrences, documents;
};

/* As the keys compare: the form with the mark behind it is before any longer
 * form, for no form holds a byte under the mark. */
static int compare_pending(const void *a, const void *b)
{
	const struct pending *x = a, *y = b;
	int order = slice_compare(x->form, y->form);
	return order ? order : slice_compare(x->root, y->root);
}

static int compare_roots(const void *a, const void *b)
{
	const struct pending *x = a, *y = b;
	int order = slice_compare(x->root, y->root);
	return order ? order : slice_compare(x->form, y->form);
}

/* Appends the words whose counts changed; how many there are then. */
static size_t gather(
	const struct lexicon_part *part, struct pending *pending, size_t count)
{
	for (uint32_t id = 0; id < part->delta->words; id++) {
		const struct delta *change = &part->delta->word[id];
		if (!change->occurrences && !change->documents)
			continue;
		const struct word *word = analyser_word(part->analyser, id);
		pending[count++] = (struct pending){word->form, word->root,
			change->occurrences, change->documents};
	}
	return count;
}

/* The words whose counts changed, sorted, one for each form and root, which a
 * compound and a plain word may share, and two parts; *count of them. */
static struct pending *collect(
	const struct lexicon_part *part, size_t parts, size_t *count)
{
	size_t room = 1, all = 0;
	for (size_t i = 0; i < parts; i++)
		room += part[i].delta->words;
	struct pending *pending = malloc(room * sizeof *pending);
	*count = 0;
	if (!pending)
		return NULL;
	for (size_t i = 0; i < parts; i++)
		all = gather(&part[i], pending, all);
	qsort(pending, all, sizeof *pending, compare_pending);
	for (size_t i = 0; i < all; i++) {
		struct pending *top = *count ? &pending[*count - 1] : NULL;
		if (top && compare_pending(top, &pending[i]) == 0) {
			top->occurrences += pending[i].occurrences;
			top->documents += pending[i].documents;
		} else {
			pending[(*count)++] = pending[i];
		}
	}
	return pending;
}

/* Makes the change of one entry, whose key is `first`, the mark, `second`. */
static bool make_change(const struct pending *pending, struct slice first,
	struct slice second, struct buf *value, struct arena *arena,
	struct table_change *change)
{
	buf_clear(value);
	put_counts(value, pending->occurrences, pending->documents);
	size_t length = first.length + 1 + second.length;
	char *key = arena_alloc(arena, length);
	char *copy = arena_copy(arena, buf_slice(value));
	if (!key || !copy || value->failed)
		return false;
	memcpy(key, first.bytes, first.length);
	key[first.length] = LEXICON_MARK;
	memcpy(key + first.length + 1, second.bytes, second.length);
	change->key = slice_of(key, length);
	change->value = slice_of(copy, value->length);
	return true;
}

/* Applies the changes to the table of forms. */
static bool apply_forms(const struct pending *pending, size_t count,
	struct table_change *change, struct arena *arena,
	struct xap_writer *writer, struct error *err)
{
	struct buf value = {0};
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++)
		ok = make_change(&pending[i], pending[i].form, pending[i].root,
			     &value, arena, &change[i]) ||
		     error_set_memory(err);
	buf_free(&value);
	return ok && table_apply(writer, slice_text(SCHEMA_KEY_LEXICON), change,
			     count, add_counts, err);
}

/* The same for the table of families; a form that is its own root is found by
 * the root in the other one.  Sorts pending anew. */
static bool apply_families(struct pending *pending, size_t count,
	struct table_change *change, struct arena *arena,
	struct xap_writer *writer, struct error *err)
{
	struct buf value = {0};
	bool ok = true;
	size_t made = 0;
	qsort(pending, count, sizeof *pending, compare_roots);
	for (size_t i = 0; ok && i < count; i++)
		if (!slice_equal(pending[i].form, pending[i].root))
			ok = make_change(&pending[i], pending[i].root,
				     pending[i].form, &value, arena,
				     &change[made++]) ||
			     error_set_memory(err);
	buf_free(&value);
	return ok && table_apply(writer, slice_text(SCHEMA_KEY_FAMILIES),
			     change, made, add_counts, err);
}

bool lexicon_apply(const struct lexicon_part *part, size_t parts,
	struct xap_writer *writer, struct error *err)
{
	struct arena arena = {0};
	size_t count = 0;
	struct pending *pending = collect(part, parts, &count);
	struct table_change *change = malloc((count + 1) * sizeof *change);
	bool ok = (pending && change) || error_set_memory(err);
	ok = ok && apply_forms(pending, count, change, &arena, writer, err) &&
	     apply_families(pending, count, change, &arena, writer, err);
	for (size_t i = 0; i < parts; i++) {
		part[i].delta->words = 0;
		part[i].delta->essay = 0;
	}
	free(pending);
	free(change);
	arena_free(&arena);
	return ok;
}
