/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lexicon.h"

#include "lexicon_impl.h"
#include "schema.h"
#include "table.h"

#include <stdlib.h>

static bool read_counts(struct slice value, struct lexicon_entry *entry)
{
	struct cursor cursor = cursor_of(value);
	entry->occurrences = (uint32_t)lexicon_unzigzag(cursor_varint(&cursor));
	entry->documents = (uint32_t)lexicon_unzigzag(cursor_varint(&cursor));
	return !cursor.failed;
}

bool lexicon_find(struct xap_reader *reader, struct slice form,
	struct slice root, struct lexicon_entry *entry, struct error *err)
{
	struct buf key = {0}, value = {0};
	bool found = false;
	buf_put_slice(&key, form);
	buf_put_byte(&key, LEXICON_MARK);
	buf_put_slice(&key, root);
	*entry = (struct lexicon_entry){.form = form, .root = root};
	bool ok = (!key.failed || error_set_memory(err)) &&
		  table_find(reader, slice_text(SCHEMA_KEY_LEXICON),
			  buf_slice(&key), &value, &found, err);
	if (ok && found)
		read_counts(buf_slice(&value), entry);
	buf_free(&key);
	buf_free(&value);
	return ok;
}

bool lexicon_documents(struct xap_reader *reader, struct slice form,
	struct slice root, uint32_t *documents, struct error *err)
{
	struct lexicon_entry entry;
	bool ok = lexicon_find(reader, form, root, &entry, err);
	*documents = entry.documents;
	return ok;
}

/* What is gathered: the best `limit` so far, as a heap with the
 * rarest on top. */
struct gathering {
	struct slice prefix;
	struct arena *arena;
	struct lexicon_entry *entry;
	size_t count, limit;
	bool more, failed;
	size_t total; /* entries offered */
	uint64_t occurrences; /* of all of them */
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

/* Takes the entry, whose form and root are copied if it is kept.  False when
 * out of memory. */
static bool offer(struct gathering *g, struct lexicon_entry entry)
{
	g->total++;
	g->occurrences += entry.occurrences;
	g->more = g->more || g->count == g->limit;
	if (g->count == g->limit &&
		(g->limit == 0 || !rarer(&g->entry[0], &entry)))
		return true;
	size_t form = entry.form.length, root = entry.root.length;
	char *copy = arena_alloc(g->arena, form + root + 1);
	if (!copy) {
		g->failed = true;
		return false;
	}
	memcpy(copy, entry.form.bytes, form);
	memcpy(copy + form, entry.root.bytes, root);
	entry.form = slice_of(copy, form);
	entry.root = slice_of(copy + form, root);
	if (g->count < g->limit) {
		g->entry[g->count] = entry;
		sift_up(g->entry, g->count++);
	} else {
		g->entry[0] = entry;
		sift_down(g->entry, g->count, 0);
	}
	return true;
}

/* Reads an entry of a table: what stands before the mark and behind it, and
 * the counts. */
static bool read_entry(struct slice key, struct slice value,
	struct slice *before, struct slice *behind, struct lexicon_entry *entry)
{
	const char *mark = memchr(key.bytes, LEXICON_MARK, key.length);
	if (!mark || !read_counts(value, entry))
		return false;
	*before = slice_of(key.bytes, (size_t)(mark - key.bytes));
	*behind = slice_of(mark + 1, key.length - before->length - 1);
	return true;
}

static bool begins_with(struct slice key, struct slice prefix)
{
	return key.length >= prefix.length &&
	       slice_equal(slice_of(key.bytes, prefix.length), prefix);
}

struct visiting {
	lexicon_visit *visit;
	void *context;
};

static bool visit_entry(void *context, struct slice key, struct slice value)
{
	const struct visiting *visiting = context;
	struct lexicon_entry entry;
	return !read_entry(key, value, &entry.form, &entry.root, &entry) ||
	       visiting->visit(visiting->context, &entry);
}

bool lexicon_each(struct xap_reader *reader, lexicon_visit *visit,
	void *context, struct error *err)
{
	struct visiting visiting = {visit, context};
	return table_each(reader, slice_text(SCHEMA_KEY_LEXICON),
		slice_of(NULL, 0), visit_entry, &visiting, err);
}

static bool gather(void *context, struct slice key, struct slice value)
{
	struct gathering *g = context;
	struct lexicon_entry entry;
	if (!begins_with(key, g->prefix))
		return false;
	return !read_entry(key, value, &entry.form, &entry.root, &entry) ||
	       offer(g, entry);
}

static bool gather_family(void *context, struct slice key, struct slice value)
{
	struct gathering *g = context;
	struct lexicon_entry entry;
	if (!begins_with(key, g->prefix))
		return false;
	return !read_entry(key, value, &entry.root, &entry.form, &entry) ||
	       offer(g, entry);
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

bool lexicon_form(struct xap_reader *reader, struct slice form,
	struct arena *arena, struct lexicon_entry **entry, size_t *count,
	struct error *err)
{
	/* The analysis gives a form two readings at most. */
	enum { READINGS = 4 };
	struct buf prefix = {0};
	bool more, ok;
	buf_put_slice(&prefix, form);
	buf_put_byte(&prefix, LEXICON_MARK);
	ok = (!prefix.failed || error_set_memory(err)) &&
	     lexicon_prefix(reader, buf_slice(&prefix), READINGS, arena, entry,
		     count, &more, err);
	buf_free(&prefix);
	return ok;
}

bool lexicon_family(struct xap_reader *reader, struct slice root, size_t limit,
	struct arena *arena, struct lexicon_family *family, struct error *err)
{
	struct gathering g = {.arena = arena, .limit = limit};
	struct lexicon_entry own = {.form = root, .root = root};
	struct buf prefix = {0};
	*family = (struct lexicon_family){0};
	g.entry = arena_array(arena, limit + 1, sizeof *g.entry);
	buf_put_slice(&prefix, root);
	buf_put_byte(&prefix, LEXICON_MARK);
	g.prefix = buf_slice(&prefix);
	bool ok = (g.entry && !prefix.failed) || error_set_memory(err);
	ok = ok && lexicon_find(reader, root, root, &own, err);
	if (ok && own.documents)
		offer(&g, own);
	ok = ok && table_each(reader, slice_text(SCHEMA_KEY_FAMILIES), g.prefix,
			   gather_family, &g, err);
	if (ok && g.failed)
		ok = error_set_memory(err);
	if (ok) {
		qsort(g.entry, g.count, sizeof *g.entry, compare_frequency);
		*family = (struct lexicon_family){
			g.entry, g.count, g.total, g.occurrences};
	}
	buf_free(&prefix);
	return ok;
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
