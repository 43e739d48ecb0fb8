/* SPDX-License-Identifier: GPL-3.0-or-later */
/* analyse.h - the analyser: text -> tokens, for essays and queries alike.
 *
 * Tokens come in text order.  A token has its byte range and a word: the exact
 * (normalised) form and its root.  Several tokens at one position are
 * alternatives (token.over):
 *
 * - Compounds.  "Covid-19" gives covid, at the same position covid-19 (root
 *   covid19, which covid19 has as well), then 19.  www.ui.ac.id and
 *   nama@ui.ac.id are alternatives of their first parts.
 * - Acronyms.  A short word in capitals is its own root; the root that its
 *   letters have otherwise is an alternative.  So PERADI is found as an acronym
 *   first, and by a query for peradi as well.  In a text without small letters
 *   (a heading, a query typed with Caps Lock) capitals say nothing.
 *
 * One token: reduplications (anak-anak, ancaman- ancaman, anak2, kebiru-biruan)
 * have the root of their half, unless an exception lists them as words of their
 * own (undang-undang); KTP-nya, 1980-an and 1980an have the root of the part
 * before the clitic; U.S.A is usa; 1.000.000 is 1000000.  Two tokens:
 * Rp100.000, like Rp 100.000.  Roots have no combining marks and no
 * apostrophes.
 *
 * Functions that analyse set ERROR_LIMIT for a text of over 4 GiB and
 * ERROR_CORRUPT for a word that cannot be normalised.
 */
#ifndef TELUSUR_ANALYSE_H
#define TELUSUR_ANALYSE_H

#include "errors.h"
#include "word.h"

struct morphology;

/* Raised when the same text may give other tokens than before; stored in every
 * index. */
enum { ANALYSE_VERSION = 1 };

/* For one thread. */
struct analyser;

/* Borrows the morphology until analyser_free.  ERROR_ENGINE: libstemmer has no
 * Indonesian stemmer. */
struct analyser *analyser_new(
	const struct morphology *morphology, struct error *err);
void analyser_free(struct analyser *analyser);

/* Fills tokens (cleared first; reuse it; the caller's: tokens_free).  Their
 * words are valid until analyser_trim or analyser_free. */
bool analyse(struct analyser *analyser, struct slice text,
	struct tokens *tokens, struct error *err);

/* analyse(), but leaves words NULL where the byte ranges do not depend on them.
 * For callers that hold the codes of a text's tokens and need few words; 40 %
 * of the instructions of analyse(). */
bool analyse_spans(struct analyser *analyser, struct slice text,
	struct tokens *tokens, struct error *err);

/* Fills the word of a token that analyse_spans left NULL. */
bool analyse_word(struct analyser *analyser, struct slice text,
	struct token *token, struct error *err);

/* The number of words and roots met so far, and each by its id or root_id,
 * which is below that. */
uint32_t analyser_words(const struct analyser *analyser);
const struct word *analyser_word(const struct analyser *analyser, uint32_t id);
uint32_t analyser_roots(const struct analyser *analyser);
struct slice analyser_root(const struct analyser *analyser, uint32_t root_id);

/* Forgets all words if there are more than ANALYSE_CACHE_WORDS.  Returns
 * whether it did; then all words, ids and root_ids given before are invalid. */
enum { ANALYSE_CACHE_WORDS = 1 << 18 };
bool analyser_trim(struct analyser *analyser);

#endif
