/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xap_impl.hh"

#include <algorithm>
#include <sstream>

#include <cstdio>

using namespace xap;

namespace
{

/* The first in the range that is not before from. */
void seek(xap_reader *reader, Xapian::TermIterator at, Xapian::TermIterator end,
	const std::string &prefix, slice from, slice *found)
{
	/* A place before the prefix would end the iteration. */
	at.skip_to(std::max(prefix, string_of(from)));
	reader->scratch = at == end ? std::string() : *at;
	*found = {reader->scratch.data(), reader->scratch.size()};
}

} // namespace

/* ---- reader ---- */

xap_reader *xap_reader_open(const char *path, error *err) noexcept
{
	return guard(err, path, [&] {
		Xapian::Database db(path);
		return new xap_reader{db, {}, path, db.get_revision(), false};
	});
}

void xap_reader_free(xap_reader *reader) noexcept
{
	if (reader)
		close(reader->db);
	delete reader;
}

bool xap_reader_refresh(xap_reader *reader, error *err) noexcept
{
	return guard(err, "looking for a newer state of the index", [&] {
		if (reader->lost)
			replace(reader, Xapian::Database(reader->path));
		use(reader, [&] {
			reader->db.reopen();
			reader->revision = reader->db.get_revision();
		});
	});
}

bool xap_reader_count(
	const xap_reader *reader, uint32_t *documents, error *err) noexcept
{
	return guard_reader(reader, err, "counting documents",
		[&] { *documents = reader->db.get_doccount(); });
}

bool xap_reader_revision(
	const xap_reader *reader, uint64_t *revision, error *err) noexcept
{
	return guard_reader(reader, err, "reading the revision",
		[&] { *revision = reader->db.get_revision(); });
}

bool xap_reader_uuid(const xap_reader *reader, char uuid[XAP_UUID_BYTES],
	error *err) noexcept
{
	return guard(err, "reading the identity", [&] {
		snprintf(uuid, XAP_UUID_BYTES, "%s",
			reader->db.get_uuid().c_str());
	});
}

bool xap_reader_meta(
	xap_reader *reader, slice key, slice *value, error *err) noexcept
{
	return guard_reader(reader, err, "reading a record", [&] {
		reader->scratch = reader->db.get_metadata(string_of(key));
		*value = {reader->scratch.data(), reader->scratch.size()};
	});
}

bool xap_reader_meta_seek(xap_reader *reader, slice prefix, slice from,
	slice *key, error *err) noexcept
{
	return guard_reader(reader, err, "seeking a record", [&] {
		std::string name = string_of(prefix);
		seek(reader, reader->db.metadata_keys_begin(name),
			reader->db.metadata_keys_end(name), name, from, key);
	});
}

bool xap_reader_term_seek(xap_reader *reader, slice prefix, slice from,
	slice *term, error *err) noexcept
{
	return guard_reader(reader, err, "seeking a term", [&] {
		std::string name = string_of(prefix);
		seek(reader, reader->db.allterms_begin(name),
			reader->db.allterms_end(name), name, from, term);
	});
}

bool xap_reader_frequency(const xap_reader *reader, slice term,
	uint32_t *documents, error *err) noexcept
{
	return guard_reader(reader, err, "looking a term up",
		[&] { *documents = reader->db.get_termfreq(term_of(term)); });
}

bool xap_reader_next(const xap_reader *reader, slice term, uint32_t after,
	uint32_t *document, error *err) noexcept
{
	return guard_reader(reader, err, "listing documents", [&] {
		std::string name = term.length ? term_of(term) : std::string();
		auto it = reader->db.postlist_begin(name);
		auto end = reader->db.postlist_end(name);
		if (it != end && after != 0)
			it.skip_to(after + 1);
		*document = it == end ? 0 : *it;
	});
}

bool xap_check(const char *path, error *err) noexcept
{
	return guard(err, path, [&] {
		std::ostringstream told;
		return !Xapian::Database::check(path, 0, &told) ||
		       error_set(err, ERROR_CORRUPT, "%s is damaged: %.300s",
			       path, told.str().c_str());
	});
}

/* ---- document ---- */

xap_document *xap_document_new(error *err) noexcept
{
	return guard(err, "making a document", [] { return new xap_document; });
}

void xap_document_free(xap_document *document) noexcept
{
	delete document;
}

bool xap_document_term(
	xap_document *document, slice term, uint32_t wdf, error *err) noexcept
{
	return guard(err, "adding a term",
		[&] { document->document.add_term(term_of(term), wdf); });
}

/* ---- writer ---- */

xap_writer *xap_writer_open(const char *path, error *err) noexcept
{
	return guard(err, path, [&] {
		Xapian::WritableDatabase db(path,
			Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS);
		/* Inside a transaction Xapian neither flushes by itself nor
		 * commits in its destructor: commits are ours alone. */
		db.begin_transaction();
		return new xap_writer{db, {db, {}, {}, 0, false}};
	});
}

void xap_writer_free(xap_writer *writer) noexcept
{
	if (writer)
		close(writer->db);
	delete writer;
}

xap_reader *xap_writer_reader(xap_writer *writer) noexcept
{
	return &writer->reader;
}

bool xap_writer_put(xap_writer *writer, xap_document *document,
	uint32_t *number, error *err) noexcept
{
	return guard_reader(&writer->reader, err, "writing a document", [&] {
		if (*number)
			writer->db.replace_document(
				*number, document->document);
		else
			*number = writer->db.add_document(document->document);
	});
}

bool xap_writer_delete(xap_writer *writer, uint32_t number, error *err) noexcept
{
	return guard_reader(&writer->reader, err, "removing a document",
		[&] { writer->db.delete_document(number); });
}

bool xap_writer_set_meta(
	xap_writer *writer, slice key, slice value, error *err) noexcept
{
	return guard_reader(&writer->reader, err, "writing a record", [&] {
		if (key.length == 0 || key.length > XAP_MAX_TERM_BYTES)
			throw Xapian::InvalidArgumentError(
				"a key must have 1 to 240 bytes");
		writer->db.set_metadata(string_of(key), string_of(value));
	});
}

bool xap_writer_commit(xap_writer *writer, error *err) noexcept
{
	bool ok = guard_reader(&writer->reader, err, "committing the index",
		[&] { writer->db.commit_transaction(); });
	/* Where that failed the changes are gone; commits stay ours alone. */
	bool begun = guard_reader(&writer->reader, ok ? err : nullptr,
		"going on after a commit",
		[&] { writer->db.begin_transaction(); });
	return ok && begun;
}
