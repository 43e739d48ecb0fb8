/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "suggest_distance.h"

#include <stdlib.h>

enum {
	DOUBLED = 5, /* a letter twice for once, or once for twice */
	TURNED = 6, /* two letters changed round */
	ALIKE = 5, /* letters that sound alike */
	VOWEL = 7, /* one vowel for another */
	NEIGHBOUR = 7, /* a key beside the right one */
	SWAPPED = 11, /* any other letter */
	LOST_VOWEL = 8,
	STRAY_NEIGHBOUR = 8, /* a key beside it pressed as well */
	FIRST = 8, /* more for the first letter */
	FIRST_ALIKE = 3, /* the same where it sounds alike: fihak */
	HYPHEN = 26,
	FAR_BYTE = 0x03, /* SUGGEST_FAR, byte by byte */
};

static unsigned letter(char c)
{
	return c == '-' ? HYPHEN : (unsigned)(c - 'a');
}

/* A letter a-z as a bit. */
#define BIT(c) (1U << ((c) - 'a'))

static bool is_vowel(char c)
{
	enum { VOWELS = BIT('a') | BIT('i') | BIT('u') | BIT('e') | BIT('o') };
	return VOWELS & BIT(c);
}

/* Whether two letters are neighbours on the keyboard. */
static bool are_neighbours(char a, char b)
{
	/* Of a to z: where the key is, in quarters of a key's width, and its
	 * row. */
	static const struct {
		signed char x, y;
	} key[] = {{1, 1}, {19, 2}, {11, 2}, {9, 1}, {8, 0}, {13, 1}, {17, 1},
		{21, 1}, {28, 0}, {25, 1}, {29, 1}, {33, 1}, {27, 2}, {23, 2},
		{32, 0}, {36, 0}, {0, 0}, {12, 0}, {5, 1}, {16, 0}, {24, 0},
		{15, 2}, {4, 0}, {7, 2}, {20, 0}, {3, 2}};
	if (a == '-' || b == '-' || a == b)
		return false;
	unsigned i = letter(a), j = letter(b);
	return abs(key[i].y - key[j].y) <= 1 && abs(key[i].x - key[j].x) <= 4;
}

static bool sound_alike(char a, char b)
{
	static const uint32_t groups[] = {BIT('f') | BIT('v') | BIT('p'),
		BIT('z') | BIT('j') | BIT('s'), BIT('k') | BIT('q') | BIT('g'),
		BIT('k') | BIT('q') | BIT('c'), BIT('y') | BIT('i'),
		BIT('d') | BIT('t'), BIT('b') | BIT('p'), BIT('u') | BIT('w'),
		BIT('s') | BIT('c'), BIT('j') | BIT('y')};
	uint32_t both = BIT(a) | BIT(b);
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if ((groups[i] & both) == both)
			return true;
	return false;
}

static unsigned swap_cost(char a, char b)
{
	if (a == b)
		return 0;
	if (sound_alike(a, b))
		return ALIKE;
	if (is_vowel(a) && is_vowel(b))
		return VOWEL;
	return are_neighbours(a, b) ? NEIGHBOUR : SWAPPED;
}

/* The single letters, as bits, that two are typed as. */
static uint32_t short_for(char first, char second)
{
	switch (first) {
	case 'a':
		return second == 'i' ? BIT('e') : second == 'u' ? BIT('o') : 0;
	case 'c':
		return second == 'k' ? BIT('k') : 0;
	case 'd':
		return second == 'z'   ? BIT('d') | BIT('z')
		       : second == 'h' ? BIT('d')
		       : second == 'j' ? BIT('j')
				       : 0;
	case 'k':
		return second == 'h' ? BIT('h') | BIT('k') : 0;
	case 'n':
		return second == 'g' || second == 'y' ? BIT('n') : 0;
	case 'o':
		return second == 'e' ? BIT('u') : 0;
	case 'p':
		return second == 'h' ? BIT('f') : 0;
	case 's':
		return second == 'y' || second == 'h' ? BIT('s') : 0;
	case 't':
		return second == 'h' ? BIT('t') : second == 'j' ? BIT('c') : 0;
	default:
		return 0;
	}
}

static bool has_letter(uint32_t bits, char c)
{
	return bits >> letter(c) & 1;
}

/* A letter that was meant, the i-th from 1, and not typed. */
static unsigned lost_cost(const char *meant, unsigned i)
{
	char c = meant[i - 1];
	if (i > 1 && c == meant[i - 2])
		return DOUBLED;
	bool weak = c == '-' || c == 'h' || is_vowel(c);
	unsigned cost = weak ? LOST_VOWEL : SUGGEST_EDIT;
	return i == 1 ? cost + FIRST : cost;
}

/* The cost of inserting the j-th (from 1) typed letter. */
static unsigned stray_cost(const struct suggest_distance *distance, unsigned j)
{
	char c = distance->typed[j - 1];
	if (j > 1 && c == distance->typed[j - 2])
		return DOUBLED;
	if ((j > 1 && are_neighbours(c, distance->typed[j - 2])) ||
		(j < distance->length && are_neighbours(c, distance->typed[j])))
		return STRAY_NEIGHBOUR;
	return j == 1 ? SUGGEST_EDIT + FIRST : SUGGEST_EDIT;
}

bool suggest_distance_comparable(struct slice form)
{
	if (form.length == 0 || form.length > SUGGEST_MAX_LETTERS)
		return false;
	for (size_t i = 0; i < form.length; i++) {
		char c = form.bytes[i];
		bool inner = i > 0 && i + 1 < form.length;
		if (!(c >= 'a' && c <= 'z') && !(c == '-' && inner))
			return false;
	}
	return true;
}

static void lower(uint16_t *cell, unsigned from, unsigned cost)
{
	if (from + cost < *cell)
		*cell = (uint16_t)(from + cost);
}

/* Notes which cells of the row are within the limit. */
static void note_cell(struct suggest_distance *distance, unsigned i, unsigned j)
{
	if (distance->row[i][j] > distance->limit) {
		distance->row[i][j] = SUGGEST_FAR;
		return;
	}
	if (distance->from[i] > j)
		distance->from[i] = (uint8_t)j;
	distance->to[i] = (uint8_t)(j + 1);
}

void suggest_distance_begin(
	struct suggest_distance *distance, struct slice typed, unsigned limit)
{
	distance->length = (unsigned)typed.length;
	distance->limit = limit;
	memcpy(distance->typed, typed.bytes, typed.length);
	for (unsigned j = 0; j < distance->length; j++) {
		char t = distance->typed[j];
		distance->stray[j] = (uint16_t)stray_cost(distance, j + 1);
		distance->ones[j] = j > 0 ? short_for(distance->typed[j - 1], t)
					  : 0;
		for (unsigned m = 0; m < HYPHEN; m++)
			distance->swap[m][j] =
				t == '-' ? SWAPPED
					 : (uint16_t)swap_cost(
						   (char)('a' + m), t);
		distance->swap[HYPHEN][j] = t == '-' ? 0 : SWAPPED;
	}
	distance->row[0][0] = 0;
	distance->from[0] = 0;
	distance->to[0] = 1;
	for (unsigned j = 1; j <= distance->length; j++) {
		distance->row[0][j] = SUGGEST_FAR;
		lower(&distance->row[0][j], distance->row[0][j - 1],
			distance->stray[j - 1]);
		note_cell(distance, 0, j);
	}
}

/* The operations that take two letters at once, into row[i][j].  The costs
 * are compared first: few cells are near enough.  ones: what the last two
 * letters that were meant are typed as. */
static void lower_by_pairs(struct suggest_distance *distance, const char *meant,
	uint32_t ones, unsigned i, unsigned j, uint16_t *cell)
{
	char m = meant[i - 1], t = distance->typed[j - 1];
	if (i > 1 && j > 1 && distance->row[i - 2][j - 2] + TURNED < *cell &&
		m == distance->typed[j - 2] && t == meant[i - 2] && m != t)
		lower(cell, distance->row[i - 2][j - 2],
			TURNED + (i == 2 ? FIRST : 0));
	if (i > 1 && distance->row[i - 2][j - 1] + ALIKE < *cell &&
		has_letter(ones, t))
		lower(cell, distance->row[i - 2][j - 1], ALIKE);
	if (j > 1 && distance->row[i - 1][j - 2] + ALIKE < *cell &&
		has_letter(distance->ones[j - 1], m))
		lower(cell, distance->row[i - 1][j - 2], ALIKE);
}

/* Empties the row and says from which cell on it can be reached. */
static void begin_row(struct suggest_distance *distance, unsigned i,
	unsigned *from, unsigned *reach)
{
	unsigned before = i > 1 ? i - 2 : 0;
	memset(distance->row[i], FAR_BYTE,
		(distance->length + 1u) * sizeof *distance->row[i]);
	distance->from[i] = UINT8_MAX;
	distance->to[i] = 0;
	*from = distance->from[i - 1] < distance->from[before]
			? distance->from[i - 1]
			: distance->from[before];
	/* An operation takes two letters of what was typed at most. */
	*reach = (distance->to[i - 1] > distance->to[before]
				 ? distance->to[i - 1]
				 : distance->to[before]) +
		 1u;
}

bool suggest_distance_step(
	struct suggest_distance *distance, const char *meant, unsigned i)
{
	unsigned lost = lost_cost(meant, i);
	const uint16_t *swap = distance->swap[letter(meant[i - 1])];
	uint16_t *row = distance->row[i], *above = distance->row[i - 1];
	uint32_t ones = i > 1 ? short_for(meant[i - 2], meant[i - 1]) : 0;
	unsigned from, reach;
	begin_row(distance, i, &from, &reach);
	for (unsigned j = from; j <= distance->length; j++) {
		uint16_t *cell = &row[j];
		if (j > reach && row[j - 1] == SUGGEST_FAR)
			break;
		lower(cell, above[j], lost);
		if (j > 0) {
			unsigned cost = swap[j - 1];
			if (i == 1 && cost)
				cost += cost == ALIKE ? FIRST_ALIKE : FIRST;
			lower(cell, above[j - 1], cost);
			lower(cell, row[j - 1], distance->stray[j - 1]);
			lower_by_pairs(distance, meant, ones, i, j, cell);
		}
		note_cell(distance, i, j);
	}
	return distance->to[i] || distance->to[i - 1];
}

unsigned suggest_distance_end(
	const struct suggest_distance *distance, unsigned depth)
{
	return distance->row[depth][distance->length];
}
