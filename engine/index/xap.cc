/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xap.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>
#include <sstream>
#include <string>
#include <type_traits>
#include <vector>
#include <xapian.h>

#include <cstdio>

using Xapian::Query;

/* Where memory runs out inside Xapian, its tables are left pointing nowhere:
 * the next look at them ends the program.  Then the database is lost, and may
 * only be closed. */
struct xap_reader {
	mutable Xapian::Database db;
	std::string scratch; /* what the last metadata call gave */
	std::string path; /* empty: a writer's reader */
	Xapian::rev revision; /* of the state that is read */
	mutable bool lost;
};

struct xap_writer {
	Xapian::WritableDatabase db;
	xap_reader reader; /* shares db */
};

struct xap_document {
	Xapian::Document document;
};

struct xap_query {
	Xapian::Query query;
};

struct xap_results {
	Xapian::MSet found;
};

namespace
{

/* Thrown to leave the matcher where the database was lost under it; the error
 * has been set already. */
struct Refused {
};

/* Thrown where a database was lost that is being written. */
struct Lost {
};

/* Which of our codes an error of Xapian's is.  Xapian::Error has no virtual
 * function, so its class can only be told by name. */
error_code code_of(const Xapian::Error &error)
{
	static const struct {
		const char *type;
		error_code code;
	} table[] = {
		{"DatabaseModifiedError", ERROR_MODIFIED},
		{"DatabaseLockError", ERROR_LOCKED},
		{"DatabaseVersionError", ERROR_VERSION},
		{"DatabaseCorruptError", ERROR_CORRUPT},
		{"DatabaseNotFoundError", ERROR_NOT_FOUND},
	};
	for (const auto &row : table)
		if (std::strcmp(error.get_type(), row.type) == 0)
			return row.code;
	/* The other Database...Errors come from the file system. */
	return std::strncmp(error.get_type(), "Database", 8) ? ERROR_ENGINE
							     : ERROR_IO;
}

void report(error *err, const char *doing) noexcept;

/* The one guard: gives what body gives, true if that is nothing.  Where body
 * throws, err is set and it gives false or nullptr. */
template <typename Body>
auto guard(error *err, const char *doing, Body body) noexcept
{
	using result = decltype(body());
	constexpr bool gives = !std::is_void_v<result>;
	try {
		if constexpr (gives)
			return body();
		else
			return body(), true;
	} catch (...) {
		report(err, doing);
		return std::conditional_t<gives, result, bool>();
	}
}

/* Turns the exception that is being handled into err. */
void report(error *err, const char *doing) noexcept
{
	try {
		throw;
	} catch (const Refused &) {
	} catch (const Xapian::Error &error) {
		/* Making this text may itself run out of memory. */
		const char *cause = guard(nullptr, doing,
			[&] { return error.get_error_string(); });
		error_set(err, code_of(error), "%s: %s%s%s%s", doing,
			error.get_msg().c_str(), cause ? " (" : "",
			cause ? cause : "", cause ? ")" : "");
	} catch (const std::bad_alloc &) {
		error_set(err, ERROR_MEMORY, "%s: out of memory", doing);
	} catch (const Lost &) {
		error_set(err, ERROR_MEMORY,
			"%s: memory ran out before; what was not committed is "
			"lost",
			doing);
	} catch (const std::exception &error) {
		error_set(err, ERROR_ENGINE, "%s: %s", doing, error.what());
	} catch (...) {
		error_set(err, ERROR_ENGINE, "%s: unknown failure", doing);
	}
}

/* What Xapian left half made keeps the database, but not its files. */
void close(Xapian::Database &db) noexcept
{
	guard(nullptr, "closing the index", [&] { db.close(); });
}

void replace(const xap_reader *reader, const Xapian::Database &fresh)
{
	close(reader->db);
	reader->db = fresh;
	reader->lost = false;
}

/* Opens the state again that is read, where it was lost. */
void restore(const xap_reader *reader)
{
	if (!reader->lost)
		return;
	if (reader->path.empty())
		throw Lost();
	Xapian::Database fresh(reader->path);
	if (fresh.get_revision() != reader->revision)
		throw Xapian::DatabaseModifiedError(
			"the index was changed since memory ran out");
	replace(reader, fresh);
}

/* Runs what uses a reader's database. */
template <typename Body> auto use(const xap_reader *reader, Body body)
{
	try {
		return body();
	} catch (const std::bad_alloc &) {
		reader->lost = true;
		throw;
	}
}

template <typename Body>
auto guard_reader(const xap_reader *reader, error *err, const char *doing,
	Body body) noexcept
{
	return guard(err, doing, [&] {
		restore(reader);
		return use(reader, body);
	});
}

std::string string_of(slice s)
{
	return s.length ? std::string(s.bytes, s.length) : std::string();
}

std::string term_of(slice s)
{
	std::string term = string_of(s);
	if (term.empty() || term.size() > XAP_MAX_TERM_BYTES ||
		term.find('\0') != std::string::npos)
		throw Xapian::InvalidArgumentError(
			"a term must have 1 to 240 bytes and no NUL");
	return term;
}

/* The first in the range that is not before from. */
void seek(xap_reader *reader, Xapian::TermIterator at, Xapian::TermIterator end,
	const std::string &prefix, slice from, slice *found)
{
	/* A place before the prefix would end the iteration. */
	at.skip_to(std::max(prefix, string_of(from)));
	reader->scratch = at == end ? std::string() : *at;
	*found = {reader->scratch.data(), reader->scratch.size()};
}

/* See struct xap_weights. */
class TableWeight : public Xapian::Weight
{
	xap_weights weights;
	double unit = 0, top = 0;

	void init(double factor) override
	{
		double all = get_collection_size(), with = get_termfreq();
		double idf = std::log(1 + (all - with + .5) / (with + .5));
		unit = factor * get_wqf() * std::pow(idf, weights.idf_power);
		top = *std::max_element(weights.saturation,
			weights.saturation + weights.saturations);
	}

      public:
	explicit TableWeight(const xap_weights &weights_) : weights(weights_)
	{
		need_stat(COLLECTION_SIZE);
		need_stat(TERMFREQ);
		need_stat(WDF);
		need_stat(WQF);
	}
	TableWeight *clone() const override
	{
		return new TableWeight(weights);
	}
	double get_sumpart(Xapian::termcount wdf, Xapian::termcount,
		Xapian::termcount) const override
	{
		return unit * weights.saturation[std::min<Xapian::termcount>(
				      wdf, weights.saturations - 1)];
	}
	double get_maxpart() const override
	{
		return unit * top;
	}
	double get_sumextra(Xapian::termcount, Xapian::termcount) const override
	{
		return 0;
	}
	double get_maxextra() const override
	{
		return 0;
	}
};

/* Asks keep and tells see, see struct xap_search.  An exception would make the
 * matcher leave its lists behind: after a failure it drops all that is left. */
struct Keeper : Xapian::MatchDecider {
	const xap_search &search;
	const xap_reader *reader;
	error *err;
	mutable bool failed = false;
	Keeper(const xap_search &search_, const xap_reader *reader_,
		error *err_)
	    : search(search_), reader(reader_), err(err_)
	{
	}
	bool operator()(const Xapian::Document &document) const override
	{
		xap_verdict verdict = XAP_KEEP;
		if (failed)
			return false;
		if (search.keep)
			verdict = search.keep(
				search.context, document.get_docid(), err);
		failed = verdict == XAP_FAIL;
		if (failed && reader->lost)
			throw Refused();
		if (verdict != XAP_KEEP || !search.see)
			return verdict == XAP_KEEP;
		std::string value[XAP_MAX_SEEN];
		slice shown[XAP_MAX_SEEN];
		for (size_t i = 0; i < search.see_slot_count; i++) {
			value[i] = document.get_value(search.see_slot[i]);
			shown[i] = {value[i].data(), value[i].size()};
		}
		search.see(search.context, shown);
		return true;
	}
};

template <typename Body> xap_query *make_query(error *err, Body body) noexcept
{
	return guard(
		err, "making a query", [&] { return new xap_query{body()}; });
}

/* By enum xap_op. */
const Query::op ops[] = {Query::OP_AND, Query::OP_OR, Query::OP_AND_NOT,
	Query::OP_AND_MAYBE, Query::OP_FILTER};

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

bool xap_document_value(
	xap_document *document, uint32_t slot, slice value, error *err) noexcept
{
	return guard(err, "setting a value",
		[&] { document->document.add_value(slot, string_of(value)); });
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

/* ---- query ---- */

xap_query *xap_query_term(slice term, error *err) noexcept
{
	return make_query(err, [&] { return Query(term_of(term)); });
}

xap_query *xap_query_all(error *err) noexcept
{
	/* An empty term matches all; scaled by 0 it asks no weight. */
	return make_query(err, [] { return Query(0, Query("")); });
}

xap_query *xap_query_join(xap_op op, const xap_query *const *part, size_t count,
	error *err) noexcept
{
	return make_query(err, [&] {
		std::vector<Query> parts;
		for (size_t i = 0; i < count; i++)
			parts.push_back(part[i]->query);
		return Query(ops[op], parts.begin(), parts.end());
	});
}

xap_query *xap_query_scale(
	const xap_query *query, double factor, error *err) noexcept
{
	return make_query(err, [&] { return Query(factor, query->query); });
}

xap_query *xap_query_range(
	uint32_t slot, slice first, slice last, error *err) noexcept
{
	return make_query(err, [&] {
		return Query(Query::OP_VALUE_RANGE, slot, string_of(first),
			string_of(last));
	});
}

void xap_query_free(xap_query *query) noexcept
{
	delete query;
}

/* ---- results ---- */

xap_results *xap_search_run(xap_reader *reader, const xap_query *query,
	const xap_search *search, error *err) noexcept
{
	return guard_reader(reader, err, "searching", [&] {
		Xapian::Enquire enquire(reader->db);
		enquire.set_query(query->query);
		enquire.set_weighting_scheme(TableWeight(search->weights));
		Keeper keeper(*search, reader, err);
		Xapian::MultiValueKeyMaker order;
		bool down = search->order == XAP_BY_VALUE_DOWN;
		order.add_value(search->order_slot, down, down ? "" : "\xff");
		order.add_value(search->tie_slot);
		if (search->order != XAP_BY_SCORE)
			enquire.set_sort_by_key(&order, false);
		else if (search->tied)
			enquire.set_sort_by_relevance_then_value(
				search->tie_slot, false);
		Xapian::MSet found = enquire.get_mset(0, search->limit,
			search->check_at_least, nullptr,
			search->keep || search->see ? &keeper : nullptr);
		return keeper.failed ? nullptr : new xap_results{found};
	});
}

void xap_results_free(xap_results *results) noexcept
{
	delete results;
}

uint32_t xap_results_count(const xap_results *results) noexcept
{
	return results->found.size();
}

uint32_t xap_results_document(
	const xap_results *results, uint32_t rank) noexcept
{
	return *results->found[rank];
}

double xap_results_score(const xap_results *results, uint32_t rank) noexcept
{
	return results->found[rank].get_weight();
}

uint32_t xap_results_total(const xap_results *results, bool *exact) noexcept
{
	const Xapian::MSet &found = results->found;
	*exact = found.get_matches_lower_bound() ==
		 found.get_matches_upper_bound();
	return found.get_matches_estimated();
}
