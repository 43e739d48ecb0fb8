/* SPDX-License-Identifier: GPL-3.0-or-later */
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

/* Every parameter, in the order of --help.  ID, member of struct rank_params,
 * default, name (its flag at telusur-query; of a feature also the `kind` of its
 * part in an explanation), and what it is.
 *
 * A feature of the second stage is a parameter that weighs what rerank.h
 * computes, and a part of an explanation (explain.h).  The pages word each of
 * them (whyExact ... in web/words.js and en.js).
 */
/* clang-format off */
#define RANK_FEATURES(ROW) \
	ROW(EXACT, exact, .3, "exact", "BM25 over exact forms") \
	ROW(WINDOW, window, .3, "window", "query words in the best window") \
	ROW(STRETCH, stretch, .3, "stretch", \
		"longest stretch of the query") \
	ROW(TITLE_SHARE, title_share, .2, "name", \
		"how much of the title the query says") \
	ROW(FIRST, first, .1, "first", "how early the first word stands")
#define RANK_PARAMS(ROW) \
	ROW(K1, k1, .8, "k1", "how soon repeating a word stops to count") \
	ROW(B, b, .75, "b", "how much a long essay is held against it") \
	ROW(IDF_POWER, idf_power, 1.25, "idf-power", \
		"how much rare words outweigh frequent ones") \
	ROW(TITLE, title, 1, "title", \
		"BM25 of the query's words in the title") \
	RANK_FEATURES(ROW)
/* clang-format on */

#define RANK_MEMBER(id, member, value, name, meaning) double member;
struct rank_params {
	RANK_PARAMS(RANK_MEMBER)
};

/* k1 .8, b .75, idf^1.25: best or within .001 of it on news questions and
 * chapter headings at once.  The exact form counts a third of the root; window,
 * stretch and first are those weights that carried over from one collection to
 * another in both directions.  Exact neighbours (.2 in trials) gave nothing
 * beside the stretch and are left out.
 *
 * title and title_share were chosen without judgments, on 40,000 encyclopedia
 * passages: 800 of their titles as queries must find what is called so (MRR@10
 * .982 without, .998 with), and four random words of a text that text (.716
 * and .703).  title is divided by the cube of the query's words: a query of
 * one word is mostly a name and matches far more essays than the second stage
 * looks at, one of four is neither.  A title counted as several words of the
 * text gained a third as much for the same loss.
 */
extern const struct rank_params rank_defaults;

/* A title's word counts as one in an essay of so many words for each of the
 * title's: the length classes then tell one word from two and three. */
enum { RANK_TITLE_LENGTH = 16 };

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
