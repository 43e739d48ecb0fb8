/* SPDX-License-Identifier: GPL-3.0-or-later */
/* analyse.h - the one way from text to terms, for essays and queries alike.
 *
 * A text becomes tokens in order.  A token has its bytes in the text and a
 * word: the exact (normalised) form and its root.  Tokens at one position are
 * several readings of it:
 *
 * - "Covid-19" gives covid, over it covid-19 (root covid19, as covid19 has),
 *   then 19; www.ui.ac.id and nama@ui.ac.id stand over their first parts.
 * - A short word in capitals amid others is an acronym: it is its own root, and
 *   the root that its letters have otherwise is a further reading.  So PERADI
 *   is found as such first, and by who writes peradi as well.  In a text all in
 *   capitals (a heading, a query typed with the key stuck) they say nothing.
 *
 * What counts as one: doubled words (anak-anak, ancaman- ancaman, anak2,
 * kebiru-biruan) have the root of their half, unless the exceptions know them
 * as words of their own (undang-undang); KTP-nya, 1980-an and 1980an that of
 * what stands before; U.S.A is usa; 1.000.000 is 1000000; Rp100.000 is two
 * words, as Rp 100.000 is.  Roots have no marks or apostrophes.
 */
#ifndef TELUSUR_ANALYSE_H
#define TELUSUR_ANALYSE_H

#include "buf.h"
#include "errors.h"

struct morphology;

/* Raised when the same text may give other tokens than before; stored in every
 * index. */
enum { ANALYSE_VERSION = 1 };

/* Longer forms are cut here, in essays and queries alike, so that every form
 * makes a safe term and can still be found. */
enum { ANALYSE_MAX_FORM_BYTES = 100 };

/* What one form comes to.  Belongs to the analyser; see analyser_trim. */
struct word {
	struct slice form; /* normalised, 1..ANALYSE_MAX_FORM_BYTES bytes */
	struct slice root; /* the same */
	const char *via; /* affixes that came off, "me- -kan"; "" for none */
	uint32_t code; /* analyse_code of form and root */
	uint32_t id; /* number of the word in this analyser */
	uint32_t root_id; /* number of the root in this analyser */
};

struct token {
	uint32_t start, end; /* bytes in the text */
	const struct word *word; /* NULL: see analyse_places */
	bool over; /* stands where the token before it stands */
};

struct tokens {
	struct token *token;
	size_t count, capacity;
};

struct analyser;

/* The morphology is borrowed for the analyser's life.  An analyser belongs to
 * one thread. */
struct analyser *analyser_new(
	const struct morphology *morphology, struct error *err);
void analyser_free(struct analyser *analyser);

/* Fills tokens (cleared first; reuse it).  Their words stay until
 * analyser_trim. */
bool analyse(struct analyser *analyser, struct slice text,
	struct tokens *tokens, struct error *err);
void tokens_free(struct tokens *tokens);

/* As analyse, but words that tell nothing of where tokens are stay NULL: for
 * who has the codes of a text's tokens and asks for few of the words.  It takes
 * four tenths of the instructions. */
bool analyse_places(struct analyser *analyser, struct slice text,
	struct tokens *tokens, struct error *err);

/* Fills the word of a token of the text that has none yet. */
bool analyse_word(struct analyser *analyser, struct slice text,
	struct token *token, struct error *err);

/* Words and roots met so far; every id and root_id is below it. */
uint32_t analyser_words(const struct analyser *analyser);
const struct word *analyser_word(const struct analyser *analyser, uint32_t id);
uint32_t analyser_roots(const struct analyser *analyser);
struct slice analyser_root(const struct analyser *analyser, uint32_t root_id);

/* Forgets all words, when there are more than ANALYSE_CACHE_WORDS; true when
 * it did, and then every word, id and root_id given before is gone. */
enum { ANALYSE_CACHE_WORDS = 1 << 18 };
bool analyser_trim(struct analyser *analyser);

/* The code of a token in the forward record: 20 bits of the root's hash above
 * 12 bits of the form's, never 0.  Two tokens are one form when the codes are
 * equal and one root when the upper bits are. */
enum { ANALYSE_FORM_BITS = 12 };
uint32_t analyse_code(struct slice form, struct slice root);

static inline uint32_t analyse_code_root(uint32_t code)
{
	return code >> ANALYSE_FORM_BITS;
}

#endif
