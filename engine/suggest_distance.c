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
	FIRST = 3, /* more for the first letter */
	BAND = 4, /* letters by which lengths may differ */
	HYPHEN = 26,
	FAR_BYTE = 0x03, /* SUGGEST_FAR, byte by byte */
};

static unsigned letter(char c)
{
	return c == '-' ? HYPHEN : (unsigned)(c - 'a');
}

static bool is_vowel(char c)
{
	return c && strchr("aiueo", c);
}

/* Where a key is, in quarters of a key's width. */
static bool find_key(char c, int *x, int *y)
{
	static const char *const rows[] = {
		"qwertyuiop", "asdfghjkl", "zxcvbnm"};
	static const int offset[] = {0, 1, 3};
	for (int row = 0; row < 3; row++) {
		const char *at = c ? strchr(rows[row], c) : NULL;
		if (at) {
			*x = (int)(at - rows[row]) * 4 + offset[row];
			*y = row;
			return true;
		}
	}
	return false;
}

static bool are_neighbours(char a, char b)
{
	int ax, ay, bx, by;
	return find_key(a, &ax, &ay) && find_key(b, &bx, &by) && a != b &&
	       abs(ay - by) <= 1 && abs(ax - bx) <= 4;
}

static bool sound_alike(char a, char b)
{
	static const char *const groups[] = {
		"fvp", "zjs", "kqg", "kqc", "yi", "dt", "bp", "uw", "sc", "jy"};
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (strchr(groups[i], a) && strchr(groups[i], b))
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

/* Whether the two letters that were meant are typed as the one. */
static bool is_short_for(char one, char first, char second)
{
	static const char pairs[][3] = {{'h', 'k', 'h'}, {'k', 'k', 'h'},
		{'s', 's', 'y'}, {'n', 'n', 'g'}, {'n', 'n', 'y'},
		{'d', 'd', 'z'}, {'z', 'd', 'z'}, {'d', 'd', 'h'},
		{'t', 't', 'h'}, {'f', 'p', 'h'}, {'e', 'a', 'i'},
		{'o', 'a', 'u'}, {'u', 'o', 'e'}, {'j', 'd', 'j'},
		{'c', 't', 'j'}, {'s', 's', 'h'}, {'k', 'c', 'k'}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i][0] == one && pairs[i][1] == first &&
			pairs[i][2] == second)
			return true;
	return false;
}

/* A letter that was meant, the i-th from 1, and not typed. */
static unsigned lost_cost(const char *meant, unsigned i)
{
	char c = meant[i - 1];
	if (i > 1 && c == meant[i - 2])
		return DOUBLED;
	unsigned cost = is_vowel(c) || c == 'h' || c == '-' ? LOST_VOWEL
							    : SUGGEST_EDIT;
	return i == 1 ? cost + FIRST : cost;
}

/* A letter that was typed, the j-th from 1, and not meant. */
static unsigned stray_cost(const struct suggest_distance *d, unsigned j)
{
	char c = d->typed[j - 1];
	if (j > 1 && c == d->typed[j - 2])
		return DOUBLED;
	if ((j > 1 && are_neighbours(c, d->typed[j - 2])) ||
		(j < d->length && are_neighbours(c, d->typed[j])))
		return STRAY_NEIGHBOUR;
	return j == 1 ? SUGGEST_EDIT + FIRST : SUGGEST_EDIT;
}

bool suggest_comparable(struct slice form)
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

void suggest_distance_begin(
	struct suggest_distance *d, struct slice typed, unsigned limit)
{
	d->length = (unsigned)typed.length;
	d->limit = limit;
	memcpy(d->typed, typed.bytes, typed.length);
	for (unsigned j = 0; j < d->length; j++) {
		char t = d->typed[j];
		d->stray[j] = (uint16_t)stray_cost(d, j + 1);
		for (unsigned m = 0; m < HYPHEN; m++)
			d->swap[m][j] = t == '-' ? SWAPPED
						 : (uint16_t)swap_cost(
							   (char)('a' + m), t);
		d->swap[HYPHEN][j] = t == '-' ? 0 : SWAPPED;
	}
	d->row[0][0] = 0;
	d->least[0] = 0;
	for (unsigned j = 1; j <= d->length; j++) {
		d->row[0][j] = SUGGEST_FAR;
		lower(&d->row[0][j], d->row[0][j - 1], d->stray[j - 1]);
		if (d->row[0][j] > limit)
			d->row[0][j] = SUGGEST_FAR;
	}
}

/* The operations that take two letters at once, into row[i][j].  The costs
 * are compared first: few cells are near enough. */
static void lower_by_pairs(struct suggest_distance *d, const char *meant,
	unsigned i, unsigned j, uint16_t *cell)
{
	char m = meant[i - 1], t = d->typed[j - 1];
	if (i > 1 && j > 1 && d->row[i - 2][j - 2] + TURNED < *cell &&
		m == d->typed[j - 2] && t == meant[i - 2] && m != t)
		lower(cell, d->row[i - 2][j - 2],
			TURNED + (i == 2 ? FIRST : 0));
	if (i > 1 && d->row[i - 2][j - 1] + ALIKE < *cell &&
		is_short_for(t, meant[i - 2], m))
		lower(cell, d->row[i - 2][j - 1], ALIKE);
	if (j > 1 && d->row[i - 1][j - 2] + ALIKE < *cell &&
		is_short_for(m, d->typed[j - 2], t))
		lower(cell, d->row[i - 1][j - 2], ALIKE);
}

bool suggest_distance_step(
	struct suggest_distance *d, const char *meant, unsigned i)
{
	unsigned from = i > BAND ? i - BAND : 0;
	unsigned to = i + BAND < d->length ? i + BAND : d->length;
	unsigned lost = lost_cost(meant, i), first = i == 1 ? FIRST : 0;
	const uint16_t *swap = d->swap[letter(meant[i - 1])];
	uint16_t *row = d->row[i], *above = d->row[i - 1];
	d->least[i] = SUGGEST_FAR;
	memset(row, FAR_BYTE, (d->length + 1) * sizeof *row);
	for (unsigned j = from; j <= to; j++) {
		uint16_t *cell = &row[j];
		lower(cell, above[j], lost);
		if (j > 0) {
			unsigned cost = swap[j - 1];
			lower(cell, above[j - 1], cost ? cost + first : 0);
			lower(cell, row[j - 1], d->stray[j - 1]);
			lower_by_pairs(d, meant, i, j, cell);
		}
		if (*cell > d->limit)
			*cell = SUGGEST_FAR;
		if (*cell < d->least[i])
			d->least[i] = *cell;
	}
	return d->least[i] != SUGGEST_FAR || d->least[i - 1] != SUGGEST_FAR;
}

unsigned suggest_distance_end(const struct suggest_distance *d, unsigned depth)
{
	return d->row[depth][d->length];
}
