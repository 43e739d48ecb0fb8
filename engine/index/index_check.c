/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "index_check.h"

#include "generation.h"
#include "index_write_impl.h"
#include "schema.h"

#include <stdlib.h>

/* One check on its way. */
struct check {
	struct xap_reader *reader;
	struct record_reader *records;
	const struct totals *totals;
	struct buf term, text;
	struct totals found;
	uint32_t documents;
	bool texts; /* are read too */
};

/* The id of the essay leads back to it. */
static bool check_id(
	struct check *check, const struct record *record, struct error *err)
{
	uint32_t first, second = 0;
	buf_clear(&check->term);
	buf_put_text(&check->term, SCHEMA_ID);
	buf_put_slice(&check->term, record->essay.id);
	if (check->term.failed)
		return error_set_memory(err);
	struct slice term = buf_slice(&check->term);
	if (!xap_reader_next(check->reader, term, 0, &first, err) ||
		(first && !xap_reader_next(
				  check->reader, term, first, &second, err)))
		return false;
	return (first == record->document && second == 0) ||
	       error_set(err, ERROR_CORRUPT,
		       "the id %.*s does not lead to its essay alone",
		       (int)record->essay.id.length, record->essay.id.bytes);
}

static bool check_text(
	struct check *check, const struct record *record, struct error *err)
{
	buf_clear(&check->text);
	return record_whole_text(check->records, record, &check->text, err) &&
	       (check->text.length == record->text_length ||
		       error_set(err, ERROR_CORRUPT,
			       "the text of %.*s has not its length",
			       (int)record->essay.id.length,
			       record->essay.id.bytes));
}

/* How many words the essay counts for: its text's, and those of a title that
 * stands beside it. */
static bool count_words(struct check *check, const struct record *record,
	uint64_t *words, struct error *err)
{
	const uint64_t *code;
	*words = record->token_count;
	if (!record->essay.titled)
		return true;
	if (!record_title(check->records, record, &code, err))
		return false;
	for (uint32_t i = 0; i < record->title_code_count; i++)
		if (code[i] == CODE_OVER)
			i++;
		else
			*words += 1;
	return true;
}

static bool check_document(
	struct check *check, uint32_t document, struct error *err)
{
	struct record record;
	uint64_t words = 0;
	bool ok = record_read(check->records, document, &record, err) &&
		  check_id(check, &record, err) &&
		  count_words(check, &record, &words, err) &&
		  (!check->texts || check_text(check, &record, err));
	if (ok) {
		check->documents++;
		check->found.tokens += words;
		check->found.text_bytes += record.text_length;
	}
	record_free(&record);
	return ok;
}

static bool check_documents(struct check *check, struct error *err)
{
	uint32_t document = 0, documents;
	for (;;) {
		if (!xap_reader_next(check->reader, slice_of(NULL, 0), document,
			    &document, err))
			return false;
		if (document == 0)
			break;
		if (!check_document(check, document, err))
			return false;
	}
	if (!xap_reader_count(check->reader, &documents, err))
		return false;
	if (documents != check->documents)
		return error_set(err, ERROR_CORRUPT,
			"the index counts %u essays and has %u",
			(unsigned)documents, (unsigned)check->documents);
	return (check->found.tokens == check->totals->tokens &&
		       check->found.text_bytes == check->totals->text_bytes) ||
	       error_set(err, ERROR_CORRUPT,
		       "the sums of the index are not those of its essays");
}

static int compare_documents(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

/* Every essay has one stamp. */
static bool check_stamps(
	struct check *check, struct stamps *stamps, struct error *err)
{
	size_t count = 0;
	uint32_t *document = malloc(
		(stamps_count(stamps) + 1) * sizeof *document);
	if (!document)
		return error_set_memory(err);
	for (size_t i = 0; i < stamps_count(stamps); i++) {
		const struct stamp *stamp = stamps_at(stamps, i);
		if (stamp->document && !stamp->gone)
			document[count++] = stamp->document;
	}
	qsort(document, count, sizeof *document, compare_documents);
	bool ok = count == check->documents;
	for (size_t i = 0; ok && i < count; i++) {
		uint32_t found;
		if (!xap_reader_next(check->reader, slice_of(NULL, 0),
			    document[i] - 1, &found, err)) {
			free(document);
			return false;
		}
		ok = found == document[i] &&
		     (i == 0 || document[i - 1] != document[i]);
	}
	free(document);
	return ok || error_set(err, ERROR_CORRUPT,
			     "what the index remembers of its files does not "
			     "fit its essays");
}

static void check_free(struct check *check)
{
	record_reader_free(check->records);
	buf_free(&check->term);
	buf_free(&check->text);
}

bool index_check(
	struct index *index, struct index_check *found, struct error *err)
{
	struct check check = {.reader = index->reader,
		.totals = &index->totals,
		.texts = true};
	char *folder = generation_path(
		index->path, index->generation_number, err);
	struct stamps *stamps = stamps_load(index->catalogue, err);
	if (folder && stamps)
		check.records = record_reader_new(
			index->catalogue, index->reader, err);
	bool ok = check.records &&
		  catalogue_check(index->catalogue, folder, err) &&
		  check_documents(&check, err) &&
		  check_stamps(&check, stamps, err);
	*found = (struct index_check){check.documents, check.found.text_bytes};
	free(folder);
	stamps_free(stamps);
	check_free(&check);
	return ok;
}

bool index_check_written(struct index_writer *writer, struct error *err)
{
	struct check check = {.totals = &writer->totals};
	struct catalogue catalogue = {0};
	check.reader = xap_reader_open(writer->generation_path, err);
	bool ok = check.reader && catalogue_open(&catalogue, check.reader,
					  writer->generation_path, NULL, err);
	if (ok)
		check.records = record_reader_new(
			&catalogue, check.reader, err);
	ok = check.records &&
	     catalogue_check(&catalogue, writer->generation_path, err) &&
	     check_documents(&check, err) &&
	     check_stamps(&check, writer->stamps, err);
	check_free(&check);
	catalogue_close(&catalogue);
	xap_reader_free(check.reader);
	return ok;
}
