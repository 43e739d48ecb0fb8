/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xap_impl.hh"

#include <algorithm>
#include <cmath>

using namespace xap;
using Xapian::Query;

namespace
{

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

/* Asks keep, see struct xap_search.  An exception would make the matcher leave
 * its lists behind: after a failure it drops all that is left. */
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
		if (failed)
			return false;
		xap_verdict verdict = search.keep(
			search.context, document.get_docid(), err);
		failed = verdict == XAP_FAIL;
		if (failed && reader->lost)
			throw Refused();
		return verdict == XAP_KEEP;
	}
};

/* Asks tie. */
struct Tie : Xapian::KeyMaker {
	const xap_search &search;
	explicit Tie(const xap_search &search_) : search(search_)
	{
	}
	std::string operator()(const Xapian::Document &document) const override
	{
		return string_of(
			search.tie(search.context, document.get_docid()));
	}
};

/* See struct xap_source.  Xapian is given no clones: those it leaves behind where
 * memory runs out in a search. */
class Source : public Xapian::PostingSource
{
	xap_source source;
	Xapian::docid at = 0;
	bool ended = false;

      public:
	explicit Source(const xap_source &source_) : source(source_)
	{
	}
	~Source() override
	{
		source.free(source.context);
	}
	void init(const Xapian::Database &) override
	{
		at = 0;
		ended = false;
	}
	Xapian::doccount get_termfreq_min() const override
	{
		return 0;
	}
	Xapian::doccount get_termfreq_est() const override
	{
		return source.count;
	}
	Xapian::doccount get_termfreq_max() const override
	{
		return source.count;
	}
	Xapian::docid get_docid() const override
	{
		return at;
	}
	bool at_end() const override
	{
		return ended;
	}
	void next(double) override
	{
		skip_to(at + 1, 0);
	}
	void skip_to(Xapian::docid from, double) override
	{
		if (from <= at)
			return;
		at = source.next(source.context, from);
		ended = at == 0;
	}
};

/* Has all documents, and tells those that it is asked for.  So a query without
 * these finds nothing, but asks for each of its documents, one after the other,
 * below all that Xapian does with one that is found. */
class Collector : public Xapian::PostingSource
{
	bool (*see)(void *, const uint32_t *, size_t, error *);
	void *context;
	error *err;
	uint32_t seen[512];
	size_t count = 0;
	Xapian::doccount documents = 0;
	Xapian::docid at = 0;

      public:
	bool failed = false;
	Collector(bool (*see_)(void *, const uint32_t *, size_t, error *),
		void *context_, error *err_)
	    : see(see_), context(context_), err(err_)
	{
	}
	void flush()
	{
		if (count && !failed)
			failed = !see(context, seen, count, err);
		count = 0;
	}
	void init(const Xapian::Database &db) override
	{
		documents = db.get_doccount();
	}
	Xapian::doccount get_termfreq_min() const override
	{
		return documents;
	}
	Xapian::doccount get_termfreq_est() const override
	{
		return documents;
	}
	Xapian::doccount get_termfreq_max() const override
	{
		return documents;
	}
	Xapian::docid get_docid() const override
	{
		return at;
	}
	bool at_end() const override
	{
		return false;
	}
	void next(double) override
	{
		/* Xapian goes to a document, from none. */
		throw Xapian::InvalidOperationError("no next document");
	}
	void skip_to(Xapian::docid from, double) override
	{
		at = from;
		seen[count++] = from;
		if (count == sizeof seen / sizeof *seen)
			flush();
	}
};

template <typename Body> xap_query *make_query(error *err, Body body) noexcept
{
	return guard(
		err, "making a query", [&] { return new xap_query(body()); });
}

/* By enum xap_op. */
const Query::op ops[] = {Query::OP_AND, Query::OP_OR, Query::OP_AND_NOT,
	Query::OP_AND_MAYBE, Query::OP_FILTER};

} // namespace

/* ---- query ---- */

xap_query *xap_query_term(slice term, error *err) noexcept
{
	return make_query(err, [&] {
		return xap_query{Query(term_of(term)), {}};
	});
}

xap_query *xap_query_all(error *err) noexcept
{
	/* An empty term matches all; scaled by 0 it asks no weight. */
	return make_query(err, [] {
		return xap_query{Query(0, Query("")), {}};
	});
}

xap_query *xap_query_join(xap_op op, const xap_query *const *part, size_t count,
	error *err) noexcept
{
	return make_query(err, [&] {
		std::vector<Query> parts;
		xap_query joined;
		for (size_t i = 0; i < count; i++) {
			const auto &sources = part[i]->sources;
			parts.push_back(part[i]->query);
			joined.sources.insert(joined.sources.end(),
				sources.begin(), sources.end());
		}
		joined.query = Query(ops[op], parts.begin(), parts.end());
		return joined;
	});
}

xap_query *xap_query_scale(
	const xap_query *query, double factor, error *err) noexcept
{
	return make_query(err, [&] {
		return xap_query{Query(factor, query->query), query->sources};
	});
}

xap_query *xap_query_source(const xap_source *given, error *err) noexcept
{
	Source *made = nullptr;
	xap_query *query = make_query(err, [&] {
		std::shared_ptr<Xapian::PostingSource> source(
			made = new Source(*given));
		/* Together with all there are, for it may list others. */
		Query listed(Query::OP_AND, Query(""), Query(source.get()));
		return xap_query{Query(0, listed), {source}};
	});
	if (!query && !made)
		given->free(given->context);
	return query;
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
		Tie tie(*search);
		if (search->tie)
			enquire.set_sort_by_relevance_then_key(&tie, false);
		Xapian::MSet found = enquire.get_mset(0, search->limit,
			search->check_at_least, nullptr,
			search->keep ? &keeper : nullptr);
		return keeper.failed ? nullptr : new xap_results{found};
	});
}

bool xap_collect(xap_reader *reader, const xap_query *query,
	bool (*see)(void *, const uint32_t *, size_t, error *), void *context,
	error *err) noexcept
{
	return guard_reader(reader, err, "listing what is found", [&] {
		Collector collector(see, context, err);
		Xapian::Enquire enquire(reader->db);
		/* Scaled by 0 it is read without what only scores. */
		enquire.set_query(Query(Query::OP_AND_NOT,
			Query(0, query->query), Query(&collector)));
		enquire.set_weighting_scheme(Xapian::BoolWeight());
		enquire.get_mset(0, 1, reader->db.get_doccount());
		collector.flush();
		return !collector.failed;
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
