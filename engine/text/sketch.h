/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sketch.h - a few bytes of a text by which near copies are found.
 *
 * Every SKETCH_SHINGLE words in a row are hashed; the hashes fall into as many
 * bins as a sketch has bytes, and each byte is of the least hash of its bin
 * (one permutation hashing: Li, Owen, Zhang, NIPS 2012; an empty bin takes the
 * next one's, Shrivastava and Li, ICML 2014).  The share of equal bytes
 * estimates the share of shingles that two texts have in common; two texts
 * without any agree in a byte once in 256.  Of a text of few words the sketch
 * is a hash of them all.
 */
#ifndef TELUSUR_SKETCH_H
#define TELUSUR_SKETCH_H

#include <stdbool.h>
#include <stdint.h>

enum { SKETCH_BYTES = 32, SKETCH_SHINGLE = 3 };

struct sketch {
	unsigned char bytes[SKETCH_BYTES]; /* all zero: no word */
};

/* A sketch that is being drawn. */
struct sketcher {
	uint64_t least[SKETCH_BYTES];
	uint32_t last[SKETCH_SHINGLE];
	uint32_t words;
	uint64_t all; /* of them, in order */
};

void sketcher_start(struct sketcher *sketcher);
/* The words in order, each as a number that equal words share. */
void sketcher_add(struct sketcher *sketcher, uint32_t word);
struct sketch sketcher_end(const struct sketcher *sketcher);

/* How many bytes agree, 0..SKETCH_BYTES; 0 where there is no word. */
int sketch_likeness(const struct sketch *a, const struct sketch *b);

#endif
