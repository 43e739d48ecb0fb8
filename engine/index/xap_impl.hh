/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xap_impl.hh - what the files of xap share: its objects, and the guard that
 * makes a struct error of whatever is thrown.
 */
#ifndef TELUSUR_XAP_IMPL_HH
#define TELUSUR_XAP_IMPL_HH

#include "xap.h"

#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <type_traits>
#include <vector>
#include <xapian.h>

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
	/* What of it Xapian borrows. */
	std::vector<std::shared_ptr<Xapian::PostingSource>> sources;
};

struct xap_results {
	Xapian::MSet found;
};

namespace xap
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
inline error_code code_of(const Xapian::Error &error)
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

inline void report(error *err, const char *doing) noexcept;

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
inline void report(error *err, const char *doing) noexcept
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
inline void close(Xapian::Database &db) noexcept
{
	guard(nullptr, "closing the index", [&] { db.close(); });
}

inline void replace(const xap_reader *reader, const Xapian::Database &fresh)
{
	close(reader->db);
	reader->db = fresh;
	reader->lost = false;
}

/* Opens the state again that is read, where it was lost. */
inline void restore(const xap_reader *reader)
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

inline std::string string_of(slice s)
{
	return s.length ? std::string(s.bytes, s.length) : std::string();
}

inline std::string term_of(slice s)
{
	std::string term = string_of(s);
	if (term.empty() || term.size() > XAP_MAX_TERM_BYTES ||
		term.find('\0') != std::string::npos)
		throw Xapian::InvalidArgumentError(
			"a term must have 1 to 240 bytes and no NUL");
	return term;
}

} // namespace xap

#endif
