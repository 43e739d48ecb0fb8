/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sketch.h - MinHash sketches: near-duplicate detection in 32 bytes a text.
 *
 * Every SKETCH_SHINGLE consecutive words (a shingle) are hashed.  The hashes
 * fall into as many bins as a sketch has bytes; each byte comes from the least
 * hash of its bin (one permutation hashing: Li, Owen, Zhang, NIPS 2012).  An
 * empty bin takes the next bin's (Shrivastava and Li, ICML 2014).  The share of
 * equal bytes estimates the Jaccard similarity of the shingles; unrelated texts
 * agree in one byte of 256.  For a text of fewer than 20 words the sketch is a
 * hash of all.
 */
#ifndef TELUSUR_SKETCH_H
#define TELUSUR_SKETCH_H

#include <stdbool.h>
#include <stdint.h>

enum { SKETCH_BYTES = 32, SKETCH_SHINGLE = 3 };

struct sketch {
	unsigned char bytes[SKETCH_BYTES]; /* all zero: no words */
};

/* The state while a sketch is made. */
struct sketcher {
	uint64_t least[SKETCH_BYTES]; /* hash, by bin; UINT64_MAX: empty */
	uint32_t last[SKETCH_SHINGLE]; /* words, the newest last */
	uint32_t words;
	uint64_t all; /* hash of all words in order */
};

void sketcher_start(struct sketcher *sketcher);
/* Adds the next word, as a number that is equal for equal words. */
void sketcher_add(struct sketcher *sketcher, uint32_t word);
struct sketch sketcher_end(const struct sketcher *sketcher);

/* The number of equal bytes, 0..SKETCH_BYTES; 0 if one text has no words. */
int sketch_likeness(const struct sketch *a, const struct sketch *b);

#endif
