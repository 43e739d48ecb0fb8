/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sketch.h"

#include <string.h>

enum { MIN_WORDS = 20 }; /* fewer have too few shingles */

/* Spreads every bit over all (the finalizer of MurmurHash3, public domain). */
static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 33) * 0xFF51AFD7ED558CCDu;
	x = (x ^ x >> 33) * 0xC4CEB9FE1A85EC53u;
	return x ^ x >> 33;
}

void sketcher_start(struct sketcher *sketcher)
{
	memset(sketcher, 0, sizeof *sketcher);
	for (int i = 0; i < SKETCH_BYTES; i++)
		sketcher->least[i] = UINT64_MAX;
}

void sketcher_add(struct sketcher *sketcher, uint32_t word)
{
	uint32_t *last = sketcher->last;
	last[0] = last[1];
	last[1] = last[2];
	last[2] = word;
	sketcher->all = mix(sketcher->all * 3 + word);
	if (++sketcher->words < SKETCH_SHINGLE)
		return;
	uint64_t hash = mix(
		mix(mix(last[0]) ^ ((uint64_t)last[1] << 16)) ^ last[2]);
	uint64_t *least = &sketcher->least[hash % SKETCH_BYTES];
	if (hash < *least)
		*least = hash;
}

struct sketch sketcher_end(const struct sketcher *sketcher)
{
	struct sketch sketch = {{0}};
	if (sketcher->words == 0)
		return sketch;
	if (sketcher->words < MIN_WORDS) {
		for (unsigned i = 0; i < SKETCH_BYTES; i++)
			sketch.bytes[i] = (unsigned char)mix(sketcher->all + i);
		return sketch;
	}
	for (unsigned i = 0; i < SKETCH_BYTES; i++) {
		unsigned far = 0;
		while (sketcher->least[(i + far) % SKETCH_BYTES] == UINT64_MAX)
			far++;
		uint64_t least = sketcher->least[(i + far) % SKETCH_BYTES];
		/* The low bits chose the bin; the middle ones are free. */
		sketch.bytes[i] = (unsigned char)((least >> 20) + far * 101ull);
	}
	return sketch;
}

int sketch_likeness(const struct sketch *a, const struct sketch *b)
{
	static const struct sketch none;
	int equal = 0;
	if (memcmp(a, &none, sizeof none) == 0 ||
		memcmp(b, &none, sizeof none) == 0)
		return 0;
	for (int i = 0; i < SKETCH_BYTES; i++)
		equal += a->bytes[i] == b->bytes[i];
	return equal;
}
