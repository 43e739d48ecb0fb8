/* rank.h - the parameters of ranking in one place, each with its reason, and
 * the formulas of the first stage.
 *
 * First stage: BM25 over roots.  A term scores idf^p * S, where
 *   S = tf / (tf + k1 * (1 - b + b * length / mean length))
 * (Robertson and Zaragoza 2009, eq. 3.15; the constant k1+1 left out).  The
 * count tf and the length are stored together as one small code in Xapian's
 * wdf, so that a query needs no look-up of lengths, and S comes from a table
 * that is made from k1, b and the mean length when the index is opened: no
 * figure of the ranking is frozen into an index.
 */
#ifndef TELUSUR_RANK_H
#define TELUSUR_RANK_H

#include <stddef.h>
#include <stdint.h>

struct rank_params {
	double k1; /* how soon repeating a word stops to count */
	double b; /* how much a long essay is held against it */
	double idf_power; /* how much rare words outweigh frequent ones */
	/* Second stage, see rerank.h: what each feature adds. */
	double exact; /* BM25 over exact forms */
	double window; /* query words in the best window */
	double stretch; /* longest stretch of the query */
	double first; /* how early the first word stands */
};

/* k1 .8, b .75, idf^1.25: best or within .001 of it on news questions and
 * chapter headings at once.  The exact form counts a third of the root; the
 * other weights are those that carried over from one collection to another in
 * both directions.  Exact neighbours (.2 in trials) gave nothing beside the
 * stretch and are left out. */
extern const struct rank_params rank_defaults;

/* How often a title's words count, beside once where they stand in the text.
 * A title names what the essay is about: it is taken as if its words were
 * repeated, which saturates and so cannot drown the text. */
enum { RANK_TITLE_COUNT = 1 };

/* Codes: 8 classes of count times 64 of length. */
enum { RANK_COUNTS = 8, RANK_LENGTHS = 64, RANK_CODES = 512 };

/* The code of a term that stands `count` (from 1) times in an essay of
 * `length` words.  One byte in a posting up to a length of 818 words. */
uint32_t rank_code(uint32_t count, uint32_t length);

/* idf^p of a term that stands in `with` of so many documents. */
double rank_idf(
	const struct rank_params *params, double documents, double with);

/* S of a count in an essay of `length` words. */
double rank_saturation(const struct rank_params *params, double count,
	double length, double mean_length);

/* Fills S for each code. */
void rank_table(const struct rank_params *params, double mean_length,
	double saturation[RANK_CODES]);

#endif
