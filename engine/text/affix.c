/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "affix.h"

static const char *const prefix_names[AFFIX_PREFIXES] = {[AFFIX_DI] = "di-",
	[AFFIX_KU] = "ku-",
	[AFFIX_KAU] = "kau-",
	[AFFIX_ME] = "me-",
	[AFFIX_BER] = "ber-",
	[AFFIX_TER] = "ter-",
	[AFFIX_PER] = "per-",
	[AFFIX_PE] = "pe-",
	[AFFIX_KE] = "ke-",
	[AFFIX_SE] = "se-"};
static const char *const suffix_names[] = {NULL, "-kan", "-an", "-i"};
static const char *const pronoun_names[] = {NULL, "-ku", "-mu", "-nya"};
static const char *const particle_names[] = {NULL, "-lah", "-kah", "-pun"};

enum { P = 1 }; /* a set of prefixes or suffixes is a mask of P << x */

/* The prefixes that each prefix may be followed by: member-, memper-, mempe-,
 * menge-, menye-, keber-, keter-, pember-, perse-, seke- and so on.  di- ku-
 * kau- are outermost only. */
static const uint16_t inside[AFFIX_PREFIXES] = {
	[AFFIX_DI] = P << AFFIX_PER | P << AFFIX_KE | P << AFFIX_SE |
		     P << AFFIX_BER,
	[AFFIX_KU] = P << AFFIX_PER | P << AFFIX_KE | P << AFFIX_SE,
	[AFFIX_KAU] = P << AFFIX_PER | P << AFFIX_KE | P << AFFIX_SE,
	[AFFIX_ME] = P << AFFIX_PER | P << AFFIX_KE | P << AFFIX_SE |
		     P << AFFIX_BER,
	[AFFIX_BER] = P << AFFIX_KE | P << AFFIX_PE | P << AFFIX_SE |
		      P << AFFIX_PER,
	[AFFIX_TER] = P << AFFIX_KE | P << AFFIX_SE | P << AFFIX_PER |
		      P << AFFIX_BER,
	[AFFIX_PER] = P << AFFIX_SE | P << AFFIX_PE,
	[AFFIX_PE] = P << AFFIX_BER | P << AFFIX_PER | P << AFFIX_KE |
		     P << AFFIX_SE,
	[AFFIX_KE] = P << AFFIX_BER | P << AFFIX_TER | P << AFFIX_SE |
		     P << AFFIX_PE | P << AFFIX_ME | P << AFFIX_PER,
	[AFFIX_SE] = P << AFFIX_PER | P << AFFIX_PE | P << AFFIX_BER |
		     P << AFFIX_KE | P << AFFIX_TER | P << AFFIX_SE |
		     P << AFFIX_ME,
};

/* The suffixes that each outermost prefix allows: no me-...-an, no
 * ke-...-kan. */
static const uint8_t closing[AFFIX_PREFIXES] = {
	[AFFIX_NO_PREFIX] = P << AFFIX_KAN | P << AFFIX_AN | P << AFFIX_I,
	[AFFIX_DI] = P << AFFIX_KAN | P << AFFIX_I,
	[AFFIX_KU] = P << AFFIX_KAN | P << AFFIX_I,
	[AFFIX_KAU] = P << AFFIX_KAN | P << AFFIX_I,
	[AFFIX_ME] = P << AFFIX_KAN | P << AFFIX_I,
	[AFFIX_BER] = P << AFFIX_KAN | P << AFFIX_AN,
	[AFFIX_TER] = P << AFFIX_KAN | P << AFFIX_I,
	[AFFIX_PER] = P << AFFIX_KAN | P << AFFIX_AN | P << AFFIX_I,
	[AFFIX_PE] = P << AFFIX_AN,
	[AFFIX_KE] = P << AFFIX_AN,
	[AFFIX_SE] = P << AFFIX_AN,
};

struct reader {
	affix_visit *visit;
	void *context;
	struct affixes affixes;
	unsigned depth;
};

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool starts(struct slice word, const char *start)
{
	size_t length = strlen(start);
	return word.length >= length && memcmp(word.bytes, start, length) == 0;
}

static struct slice behind(struct slice word, size_t length)
{
	return slice_of(word.bytes + length, word.length - length);
}

static struct slice before(struct slice word, size_t length)
{
	return slice_of(word.bytes, word.length - length);
}

static void read_base(struct reader *reader, struct slice base);

/* Strips a prefix, restores the letters that it had assimilated, and goes
 * on. */
static void peel(struct reader *reader, enum affix_prefix prefix,
	const char *restored, struct slice rest)
{
	char whole[AFFIX_MAX_BYTES + 4];
	size_t more = strlen(restored);
	if (rest.length + more < AFFIX_MIN_BASE_BYTES)
		return;
	unsigned mask = (unsigned)P << prefix;
	if (reader->depth
			? !(inside[reader->affixes.prefix[reader->depth - 1]] &
				  mask)
			: reader->affixes.suffix != AFFIX_NO_SUFFIX &&
				  !(closing[prefix] &
					  P << reader->affixes.suffix))
		return;
	if (more) {
		memcpy(whole, restored, more);
		memcpy(whole + more, rest.bytes, rest.length);
		rest = slice_of(whole, rest.length + more);
	}
	reader->affixes.prefix[reader->depth++] = (uint8_t)prefix;
	read_base(reader, rest);
	reader->affixes.prefix[--reader->depth] = AFFIX_NO_PREFIX;
}

/* mengebom, pengecekan: bases of one syllable take menge-, penge-. */
static bool is_one_syllable(struct slice word)
{
	unsigned vowels = 0;
	for (size_t i = 0; i < word.length; i++)
		vowels += is_vowel(word.bytes[i]);
	return vowels == 1;
}

/* me- and pe- end in a nasal that assimilates k, p, s or t before a vowel:
 * me-tulis menulis, me-kirim mengirim, me-pilih memilih, me-sapu menyapu,
 * pe-syair penyair; but me-nilai menilai, me-masak memasak, and loan words keep
 * the consonant: mentransfer, memproses.  Only a list of roots can decide, so
 * all readings are visited. */
static void peel_nasal(
	struct reader *reader, enum affix_prefix prefix, struct slice word)
{
	struct slice rest = behind(word, 2);
	if (rest.length < AFFIX_MIN_BASE_BYTES - 1)
		return;
	char first = rest.bytes[0];
	if (starts(rest, "ny")) {
		struct slice tail = behind(rest, 2);
		peel(reader, prefix, "s", tail);
		peel(reader, prefix, "sy", tail);
		peel(reader, prefix, "", rest);
	} else if (starts(rest, "ng")) {
		struct slice tail = behind(rest, 2);
		peel(reader, prefix, "", tail);
		if (tail.length && is_vowel(tail.bytes[0]))
			peel(reader, prefix, "k", tail);
		if (starts(tail, "e") && is_one_syllable(behind(tail, 1)))
			peel(reader, prefix, "", behind(tail, 1));
		peel(reader, prefix, "", rest);
	} else if (first == 'm' || first == 'n') {
		struct slice tail = behind(rest, 1);
		bool vowel = is_vowel(tail.bytes[0]);
		if (vowel)
			peel(reader, prefix, first == 'm' ? "p" : "t", tail);
		peel(reader, prefix, "", vowel ? rest : tail);
	} else if (strchr("lrwy", first) || prefix == AFFIX_PE) {
		/* pe- without a nasal makes trades: petani, pesepakbola. */
		peel(reader, prefix, "", rest);
	}
}

/* ber- ter- per- lose their r before r and before a first syllable in -er:
 * be-rencana, te-rasa, pe-ramal; be-kerja, te-percaya, pe-kerja.  Before ajar,
 * and only there, the r is an l. */
static void peel_liquid(
	struct reader *reader, enum affix_prefix prefix, struct slice word)
{
	struct slice rest = behind(word, 2);
	if (rest.length > 2 && rest.bytes[0] == 'r') {
		peel(reader, prefix, "", behind(rest, 1));
		if (is_vowel(rest.bytes[1]))
			peel(reader, prefix, "", rest);
	} else if (rest.length > 3 && !is_vowel(rest.bytes[0]) &&
		   rest.bytes[1] == 'e' && rest.bytes[2] == 'r') {
		peel(reader, prefix, "", rest);
	} else if (prefix != AFFIX_TER && rest.length == 5 &&
		   starts(rest, "lajar")) {
		peel(reader, prefix, "", behind(rest, 1));
	}
}

static void read_prefixes(struct reader *reader, struct slice base)
{
	if (reader->depth == AFFIX_MAX_PREFIXES ||
		base.length < AFFIX_MIN_BASE_BYTES + 2)
		return;
	bool outermost = reader->depth == 0;
	switch (base.bytes[0]) {
	case 'b':
		if (base.bytes[1] == 'e')
			peel_liquid(reader, AFFIX_BER, base);
		break;
	case 'd':
		if (outermost && base.bytes[1] == 'i')
			peel(reader, AFFIX_DI, "", behind(base, 2));
		break;
	case 'k':
		if (base.bytes[1] == 'e')
			peel(reader, AFFIX_KE, "", behind(base, 2));
		else if (outermost && starts(base, "ku"))
			peel(reader, AFFIX_KU, "", behind(base, 2));
		else if (outermost && starts(base, "kau"))
			peel(reader, AFFIX_KAU, "", behind(base, 3));
		break;
	case 'm':
		if (base.bytes[1] == 'e')
			peel_nasal(reader, AFFIX_ME, base);
		break;
	case 'p':
		if (base.bytes[1] == 'e') {
			peel_liquid(reader, AFFIX_PER, base);
			peel_nasal(reader, AFFIX_PE, base);
		}
		break;
	case 's':
		if (base.bytes[1] == 'e')
			peel(reader, AFFIX_SE, "", behind(base, 2));
		break;
	case 't':
		if (base.bytes[1] == 'e')
			peel_liquid(reader, AFFIX_TER, base);
		break;
	default:
		break;
	}
}

static void read_base(struct reader *reader, struct slice base)
{
	reader->visit(reader->context, base, &reader->affixes);
	read_prefixes(reader, base);
}

/* The length of the ending ("-nya") if the word has it, else 0. */
static size_t ends(struct slice word, const char *name)
{
	size_t length = strlen(name) - 1;
	if (word.length < AFFIX_MIN_BASE_BYTES + length ||
		memcmp(word.bytes + word.length - length, name + 1, length) !=
			0)
		return 0;
	return length;
}

static void read_suffixes(struct reader *reader, struct slice word)
{
	reader->affixes.suffix = AFFIX_NO_SUFFIX;
	read_base(reader, word);
	for (unsigned s = AFFIX_KAN; s < AFFIX_SUFFIXES; s++) {
		size_t length = ends(word, suffix_names[s]);
		if (!length)
			continue;
		struct slice base = before(word, length);
		/* -i does not follow an i: lari, larikan, never larii. */
		if (s == AFFIX_I && base.bytes[base.length - 1] == 'i')
			continue;
		reader->affixes.suffix = (uint8_t)s;
		read_base(reader, base);
		/* Of the two k in menunjuk-kan one is often left out; without
		 * a prefix it is -an (masukan). */
		if (s == AFFIX_AN && base.bytes[base.length - 1] == 'k') {
			reader->affixes.suffix = AFFIX_KAN;
			read_prefixes(reader, base);
		}
	}
}

static void read_pronouns(struct reader *reader, struct slice word)
{
	reader->affixes.pronoun = AFFIX_NO_PRONOUN;
	read_suffixes(reader, word);
	for (unsigned p = AFFIX_KU_END; p <= AFFIX_NYA; p++) {
		size_t length = ends(word, pronoun_names[p]);
		if (!length)
			continue;
		reader->affixes.pronoun = (uint8_t)p;
		read_suffixes(reader, before(word, length));
	}
}

void affix_read(struct slice form, affix_visit *visit, void *context)
{
	struct reader reader = {visit, context, {{0}, 0, 0, 0}, 0};
	if (form.length == 0 || form.length > AFFIX_MAX_BYTES)
		return;
	read_pronouns(&reader, form);
	for (unsigned p = AFFIX_LAH; p <= AFFIX_PUN; p++) {
		size_t length = ends(form, particle_names[p]);
		if (!length)
			continue;
		reader.affixes.particle = (uint8_t)p;
		read_pronouns(&reader, before(form, length));
	}
}

unsigned affix_count(const struct affixes *affixes)
{
	unsigned count = 0;
	while (count < AFFIX_MAX_PREFIXES && affixes->prefix[count])
		count++;
	return count + (affixes->suffix != 0) + (affixes->pronoun != 0) +
	       (affixes->particle != 0);
}

uint32_t affix_code(const struct affixes *affixes)
{
	uint32_t code = 0;
	for (unsigned i = 0; i < AFFIX_MAX_PREFIXES; i++)
		code = code << 4 | affixes->prefix[i];
	code = code << 2 | affixes->suffix;
	code = code << 2 | affixes->pronoun;
	return code << 2 | affixes->particle;
}

void affix_text(const struct affixes *affixes, char text[AFFIX_TEXT_BYTES])
{
	const char *part[AFFIX_MAX_PREFIXES + 3];
	size_t length = 0;
	unsigned parts = 0;
	for (unsigned i = 0; i < AFFIX_MAX_PREFIXES; i++)
		part[parts++] = prefix_names[affixes->prefix[i]];
	part[parts++] = suffix_names[affixes->suffix];
	part[parts++] = pronoun_names[affixes->pronoun];
	part[parts++] = particle_names[affixes->particle];
	for (unsigned i = 0; i < parts; i++) {
		if (!part[i])
			continue;
		if (length)
			text[length++] = ' ';
		memcpy(text + length, part[i], strlen(part[i]));
		length += strlen(part[i]);
	}
	text[length] = '\0';
}
