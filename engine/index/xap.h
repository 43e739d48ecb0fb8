/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xap.h - a small C algebra over libxapian: writer, document, reader, query,
 * results.
 *
 * Its own files alone are C++, and alone see <xapian.h>.  No function lets an
 * exception out; what Xapian throws comes back as a struct error.  Nothing here
 * knows what a term means: that is schema.h's business.
 *
 * No two threads may use one object, or two objects of one reader, at once.
 */
#ifndef TELUSUR_XAP_H
#define TELUSUR_XAP_H

#include "buf.h"
#include "errors.h"

#ifdef __cplusplus
#define XAP_NOEXCEPT noexcept
extern "C" {
#else
#define XAP_NOEXCEPT
#endif

struct xap_reader;
struct xap_writer;
struct xap_document;
struct xap_query;
struct xap_results;

/* Longest term and longest metadata key that are safe in bytes.  Xapian takes
 * 245, but counts a NUL twice and finds out only at commit, when the whole
 * batch is lost; so every function here refuses a term with a NUL. */
enum { XAP_MAX_TERM_BYTES = 240 };

/* ---- reader: one committed state of a database ---- */

struct xap_reader *xap_reader_open(
	const char *path, struct error *err) XAP_NOEXCEPT;
void xap_reader_free(struct xap_reader *reader) XAP_NOEXCEPT;

/* Moves to the newest committed state. */
bool xap_reader_refresh(
	struct xap_reader *reader, struct error *err) XAP_NOEXCEPT;

/* Number of documents, and of the commit that is being read. */
bool xap_reader_count(const struct xap_reader *reader, uint32_t *documents,
	struct error *err) XAP_NOEXCEPT;
bool xap_reader_revision(const struct xap_reader *reader, uint64_t *revision,
	struct error *err) XAP_NOEXCEPT;

/* The database's own name, which no other database has (RFC 4122). */
enum { XAP_UUID_BYTES = 37 }; /* with a NUL */
bool xap_reader_uuid(const struct xap_reader *reader, char uuid[XAP_UUID_BYTES],
	struct error *err) XAP_NOEXCEPT;

/* The value of a metadata key, empty when there is none.  *value is valid
 * until the next xap_reader_meta, xap_reader_meta_seek or xap_reader_term_seek
 * of this reader. */
bool xap_reader_meta(struct xap_reader *reader, struct slice key,
	struct slice *value, struct error *err) XAP_NOEXCEPT;

/* The first metadata key that begins with prefix and is not before from; empty
 * when there is none.  Valid as for xap_reader_meta. */
bool xap_reader_meta_seek(struct xap_reader *reader, struct slice prefix,
	struct slice from, struct slice *key, struct error *err) XAP_NOEXCEPT;

/* The same for the terms of the database. */
bool xap_reader_term_seek(struct xap_reader *reader, struct slice prefix,
	struct slice from, struct slice *term, struct error *err) XAP_NOEXCEPT;

/* In how many documents the term stands. */
bool xap_reader_frequency(const struct xap_reader *reader, struct slice term,
	uint32_t *documents, struct error *err) XAP_NOEXCEPT;

/* The first document after `after` that holds the term (any document when the
 * term is empty); 0 when there is none. */
bool xap_reader_next(const struct xap_reader *reader, struct slice term,
	uint32_t after, uint32_t *document, struct error *err) XAP_NOEXCEPT;

/* Reads every block of every table; ERROR_CORRUPT says what is wrong. */
bool xap_check(const char *path, struct error *err) XAP_NOEXCEPT;

/* ---- document: the terms of one essay ---- */

struct xap_document *xap_document_new(struct error *err) XAP_NOEXCEPT;
void xap_document_free(struct xap_document *document) XAP_NOEXCEPT;

/* wdf 0 is a filter that adds nothing to a score. */
bool xap_document_term(struct xap_document *document, struct slice term,
	uint32_t wdf, struct error *err) XAP_NOEXCEPT;

/* ---- writer: the one process that changes a database ---- */

/* Opens the database in the folder, creating it if there is none. */
struct xap_writer *xap_writer_open(
	const char *path, struct error *err) XAP_NOEXCEPT;

/* What was not committed is dropped. */
void xap_writer_free(struct xap_writer *writer) XAP_NOEXCEPT;

/* A reader that sees the uncommitted changes too.  Borrowed. */
struct xap_reader *xap_writer_reader(struct xap_writer *writer) XAP_NOEXCEPT;

/* Adds the document (*number 0: it is given the next one) or replaces the one
 * with the number. */
bool xap_writer_put(struct xap_writer *writer, struct xap_document *document,
	uint32_t *number, struct error *err) XAP_NOEXCEPT;
bool xap_writer_delete(struct xap_writer *writer, uint32_t number,
	struct error *err) XAP_NOEXCEPT;

/* An empty value removes the key. */
bool xap_writer_set_meta(struct xap_writer *writer, struct slice key,
	struct slice value, struct error *err) XAP_NOEXCEPT;

/* All or nothing: after a failure the changes since the last commit are gone.
 * Xapian syncs its files, not the folder: index_writer_commit does that. */
bool xap_writer_commit(
	struct xap_writer *writer, struct error *err) XAP_NOEXCEPT;

/* ---- query: freed by xap_query_free; joining copies cheaply ---- */

enum xap_op {
	XAP_AND, /* all; scores add up */
	XAP_OR, /* any; scores add up */
	XAP_AND_NOT, /* the first and none of the others */
	XAP_MAYBE, /* the first; the others add to its score */
	XAP_FILTER, /* all; only the first scores */
};

struct xap_query *xap_query_term(
	struct slice term, struct error *err) XAP_NOEXCEPT;
struct xap_query *xap_query_all(struct error *err) XAP_NOEXCEPT;
/* The parts stay the caller's; of none comes a query that finds nothing. */
struct xap_query *xap_query_join(enum xap_op op,
	const struct xap_query *const *part, size_t count,
	struct error *err) XAP_NOEXCEPT;
/* Made of that, in xap_join.c: nothing; and a join that frees the parts, of
 * which one that is NULL is a failure before, whose error stands, and the
 * result is NULL. */
struct xap_query *xap_query_none(struct error *err) XAP_NOEXCEPT;
struct xap_query *xap_query_join_free(enum xap_op op, struct xap_query **part,
	size_t count, struct error *err) XAP_NOEXCEPT;
/* The same documents, scores times factor; 0 makes it a filter. */
struct xap_query *xap_query_scale(const struct xap_query *query, double factor,
	struct error *err) XAP_NOEXCEPT;
/* Documents that a function of the caller's lists, as a filter that adds nothing
 * to a score.  It may list some that the database does not have. */
struct xap_source {
	/* The first one from `from` on, 0 when there is none. */
	uint32_t (*next)(void *context, uint32_t from);
	void (*free)(void *context);
	void *context;
	uint32_t count; /* about how many there are */
};
/* Takes the context over, also after a failure; it is freed with the last query
 * that the result was joined into. */
struct xap_query *xap_query_source(
	const struct xap_source *source, struct error *err) XAP_NOEXCEPT;
void xap_query_free(struct xap_query *query) XAP_NOEXCEPT;

/* ---- results ---- */

enum xap_verdict { XAP_DROP, XAP_KEEP, XAP_FAIL };

/* How a term's stored wdf becomes a score: the wdf is an index into a table of
 * saturations, and a term scores idf^idf_power * saturation[wdf], where idf =
 * ln(1 + (N - n + 0.5) / (n + 0.5)) (Lucene's form of Robertson's).  Asking
 * Xapian for no document length halves the time of a query. */
struct xap_weights {
	const double *saturation;
	uint32_t saturations; /* entries; a wdf beyond scores as the last */
	double idf_power;
};

struct xap_search {
	uint32_t limit; /* best documents wanted */
	uint32_t check_at_least; /* documents to look at before totals may be
				  * estimated */
	struct xap_weights weights;
	/* Asked, where given, before a document enters the results.  It may
	 * read metadata through the same reader.  XAP_FAIL ends the search
	 * with the error that it has set in *keep_error. */
	enum xap_verdict (*keep)(
		void *context, uint32_t document, struct error *keep_error);
	/* Where given, equal scores go by what it says of a document, as bytes
	 * sort: it is asked of each that is looked at. */
	struct slice (*tie)(void *context, uint32_t document);
	void *context; /* of both */
};

/* The best first; equal ones by document number. */
struct xap_results *xap_search_run(struct xap_reader *reader,
	const struct xap_query *query, const struct xap_search *search,
	struct error *err) XAP_NOEXCEPT;

/* Tells all documents that the query finds, ascending, some at a time.  They are
 * not scored, which takes a fifth of the time.  see returns false with the error
 * that it has set in *see_error, and is told no more then. */
bool xap_collect(struct xap_reader *reader, const struct xap_query *query,
	bool (*see)(void *context, const uint32_t *document, size_t count,
		struct error *see_error),
	void *context, struct error *err) XAP_NOEXCEPT;
void xap_results_free(struct xap_results *results) XAP_NOEXCEPT;
uint32_t xap_results_count(const struct xap_results *results) XAP_NOEXCEPT;
uint32_t xap_results_document(
	const struct xap_results *results, uint32_t rank) XAP_NOEXCEPT;
double xap_results_score(
	const struct xap_results *results, uint32_t rank) XAP_NOEXCEPT;
/* Best guess of all matching documents, and whether it is a count. */
uint32_t xap_results_total(
	const struct xap_results *results, bool *exact) XAP_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
