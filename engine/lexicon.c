#include "lexicon.h"

#include "schema.h"
#include "table.h"

#include <stdlib.h>

/* A table's key is the form, a byte that is in no form, and the root. */
#define ROOT_MARK '\x01'

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

static uint64_t zigzag(int64_t value)
{
	return (uint64_t)value << 1 ^ (uint64_t)(value >> 63);
}

static int64_t unzigzag(uint64_t value)
{
	return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
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
			sum[i] += unzigzag(cursor_varint(&cursor));
	}
	if (sum[0] > 0 && sum[1] > 0)
		put_counts(out, sum[0], sum[1]);
}

/* A change before its key and value have their final place. */
struct pending {
	const struct word *word;
	const struct delta *delta;
};

static int compare_pending(const void *a, const void *b)
{
	const struct word *x = ((const struct pending *)a)->word;
	const struct word *y = ((const struct pending *)b)->word;
	/* As the keys compare: the form with the mark behind it is before any
	 * longer form, for no form holds a byte under the mark. */
	int order = slice_compare(x->form, y->form);
	return order ? order : slice_compare(x->root, y->root);
}

/* The words whose counts changed, sorted; *count of them.  A compound and a
 * plain word may share form and root: they stay two here. */
static struct pending *collect(const struct lexicon_delta *delta,
	const struct analyser *analyser, size_t *count)
{
	struct pending *pending = malloc((delta->words + 1) * sizeof *pending);
	*count = 0;
	if (!pending)
		return NULL;
	for (uint32_t id = 0; id < delta->words; id++)
		if (delta->word[id].occurrences || delta->word[id].documents)
			pending[(*count)++] = (struct pending){
				analyser_word(analyser, id), &delta->word[id]};
	qsort(pending, *count, sizeof *pending, compare_pending);
	return pending;
}

/* Makes the changes of the table from the sorted words, one for each form and
 * root.  Their bytes are put into store. */
static size_t make_changes(const struct pending *pending, size_t count,
	struct arena *arena, struct table_change *change)
{
	size_t made = 0;
	struct buf value = {0};
	for (size_t i = 0; i < count;) {
		const struct word *word = pending[i].word;
		int64_t occurrences = 0, documents = 0;
		size_t first = i;
		for (; i < count &&
			compare_pending(&pending[first], &pending[i]) == 0;
			i++) {
			occurrences += pending[i].delta->occurrences;
			documents += pending[i].delta->documents;
		}
		buf_clear(&value);
		put_counts(&value, occurrences, documents);
		size_t length = word->form.length + 1 + word->root.length;
		char *key = arena_alloc(arena, length);
		char *copy = arena_copy(arena, buf_slice(&value));
		if (!key || !copy || value.failed) {
			made = SIZE_MAX;
			break;
		}
		memcpy(key, word->form.bytes, word->form.length);
		key[word->form.length] = ROOT_MARK;
		memcpy(key + word->form.length + 1, word->root.bytes,
			word->root.length);
		change[made].key = slice_of(key, length);
		change[made].value = slice_of(copy, value.length);
		made++;
	}
	buf_free(&value);
	return made;
}

bool lexicon_apply(struct lexicon_delta *delta, const struct analyser *analyser,
	struct xap_writer *writer, struct error *err)
{
	struct arena arena = {0};
	size_t count = 0;
	struct pending *pending = collect(delta, analyser, &count);
	struct table_change *change = malloc((count + 1) * sizeof *change);
	bool ok = pending && change;
	if (!ok) {
		error_set_memory(err);
		goto out;
	}
	count = make_changes(pending, count, &arena, change);
	ok = count != SIZE_MAX || error_set_memory(err);
	ok = ok && table_apply(writer, slice_text(SCHEMA_KEY_LEXICON), change,
			   count, add_counts, err);
	delta->words = 0;
	delta->essay = 0;
out:
	free(pending);
	free(change);
	arena_free(&arena);
	return ok;
}

bool lexicon_documents(struct xap_reader *reader, struct slice form,
	struct slice root, uint32_t *documents, struct error *err)
{
	struct buf key = {0}, value = {0};
	bool found = false;
	buf_put_slice(&key, form);
	buf_put_byte(&key, ROOT_MARK);
	buf_put_slice(&key, root);
	*documents = 0;
	bool ok = (!key.failed || error_set_memory(err)) &&
		  table_find(reader, slice_text(SCHEMA_KEY_LEXICON),
			  buf_slice(&key), &value, &found, err);
	if (ok && found) {
		struct cursor cursor = cursor_of(buf_slice(&value));
		cursor_varint(&cursor);
		*documents = (uint32_t)unzigzag(cursor_varint(&cursor));
	}
	buf_free(&key);
	buf_free(&value);
	return ok;
}

/* What lexicon_prefix gathers: the best `limit` so far, as a heap with the
 * rarest on top. */
struct gathering {
	struct slice prefix;
	struct arena *arena;
	struct lexicon_entry *entry;
	size_t count, limit;
	bool more, failed;
};

static bool rarer(const struct lexicon_entry *a, const struct lexicon_entry *b)
{
	if (a->documents != b->documents)
		return a->documents < b->documents;
	return slice_compare(a->form, b->form) > 0;
}

static void sift_down(struct lexicon_entry *heap, size_t count, size_t at)
{
	for (;;) {
		size_t least = at;
		for (size_t child = 2 * at + 1;
			child <= 2 * at + 2 && child < count; child++)
			if (rarer(&heap[child], &heap[least]))
				least = child;
		if (least == at)
			return;
		struct lexicon_entry swap = heap[at];
		heap[at] = heap[least];
		heap[least] = swap;
		at = least;
	}
}

static void sift_up(struct lexicon_entry *heap, size_t at)
{
	while (at && rarer(&heap[at], &heap[(at - 1) / 2])) {
		struct lexicon_entry swap = heap[at];
		heap[at] = heap[(at - 1) / 2];
		heap[(at - 1) / 2] = swap;
		at = (at - 1) / 2;
	}
}

static bool gather(void *context, struct slice key, struct slice value)
{
	struct gathering *g = context;
	if (key.length < g->prefix.length ||
		!slice_equal(slice_of(key.bytes, g->prefix.length), g->prefix))
		return false;
	const char *mark = memchr(key.bytes, ROOT_MARK, key.length);
	struct cursor cursor = cursor_of(value);
	struct lexicon_entry entry = {0};
	entry.occurrences = (uint32_t)unzigzag(cursor_varint(&cursor));
	entry.documents = (uint32_t)unzigzag(cursor_varint(&cursor));
	if (!mark || cursor.failed)
		return true;
	entry.form = slice_of(key.bytes, (size_t)(mark - key.bytes));
	g->more = g->more || g->count == g->limit;
	if (g->count == g->limit && !rarer(&g->entry[0], &entry))
		return true;
	char *copy = arena_copy(g->arena, key);
	if (!copy) {
		g->failed = true;
		return false;
	}
	entry.form.bytes = copy;
	entry.root = slice_of(copy + entry.form.length + 1,
		key.length - entry.form.length - 1);
	if (g->count < g->limit) {
		g->entry[g->count] = entry;
		sift_up(g->entry, g->count++);
	} else {
		g->entry[0] = entry;
		sift_down(g->entry, g->count, 0);
	}
	return true;
}

static int compare_frequency(const void *a, const void *b)
{
	return rarer(a, b) ? 1 : rarer(b, a) ? -1 : 0;
}

bool lexicon_prefix(struct xap_reader *reader, struct slice prefix,
	size_t limit, struct arena *arena, struct lexicon_entry **entry,
	size_t *count, bool *more, struct error *err)
{
	struct gathering g = {.prefix = prefix, .arena = arena, .limit = limit};
	g.entry = arena_array(arena, limit + 1, sizeof *g.entry);
	if (!g.entry)
		return error_set_memory(err);
	if (!table_each(reader, slice_text(SCHEMA_KEY_LEXICON), prefix, gather,
		    &g, err))
		return false;
	if (g.failed)
		return error_set_memory(err);
	qsort(g.entry, g.count, sizeof *g.entry, compare_frequency);
	*entry = g.entry;
	*count = g.count;
	*more = g.more;
	return true;
}

/* Adds the field's term to the entries. */
static bool put_field_term(struct arena *arena, struct slice term,
	size_t field_bytes, struct lexicon_entry *entry)
{
	char *copy = arena_copy(arena, term);
	if (!copy)
		return false;
	entry->form = slice_of(copy + field_bytes, term.length - field_bytes);
	return true;
}

bool lexicon_field_prefix(struct xap_reader *reader, struct slice field,
	struct slice prefix, size_t limit, struct arena *arena,
	struct lexicon_entry **entry, size_t *count, bool *more,
	struct error *err)
{
	struct buf start = {0}, from = {0};
	struct slice term;
	bool ok = true;
	*count = 0;
	*more = false;
	*entry = arena_array(arena, limit, sizeof **entry);
	buf_put_slice(&start, field);
	buf_put_slice(&start, prefix);
	buf_put_slice(&from, buf_slice(&start));
	if (!*entry || start.failed || from.failed)
		ok = error_set_memory(err);
	while (ok && !*more) {
		ok = xap_reader_term_seek(reader, buf_slice(&start),
			buf_slice(&from), &term, err);
		if (!ok || term.length == 0)
			break;
		*more = *count == limit;
		if (!*more && !put_field_term(arena, term, field.length,
				      &(*entry)[(*count)++]))
			ok = error_set_memory(err);
		/* The smallest term behind this one. */
		buf_clear(&from);
		buf_put_slice(&from, term);
		buf_put_byte(&from, 0);
		if (from.failed)
			ok = error_set_memory(err);
	}
	buf_free(&start);
	buf_free(&from);
	return ok;
}
