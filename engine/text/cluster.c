/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster.h"

#include "redup.h"
#include "unicode.h"

/* The state while one cluster is read. */
struct reading {
	struct vocabulary *vocabulary;
	const struct cluster_text *text;
	const struct token_span *span; /* of the cluster */
	const struct cluster_word *found; /* their words */
	size_t count;
	/* An address, to be overlaid on the token that comes next. */
	bool has_address;
	size_t address_from, address_to;
	struct tokens *tokens;
	struct error *err;
};

static const struct word *word_at(const struct reading *reading, size_t i)
{
	return reading->found[i].word;
}

static bool put_over(struct reading *reading, uint32_t start, uint32_t end,
	const struct word *word)
{
	if (!word)
		return false; /* the error is set */
	struct token token = {start, end, word, true};
	return tokens_put(reading->tokens, token) ||
	       error_set_memory(reading->err);
}

static char joint_mark(const struct token_span *span)
{
	switch (span->joint) {
	case TOKEN_DOT:
		return '.';
	case TOKEN_AT:
		return '@';
	case TOKEN_LOW_LINE:
		return '_';
	default:
		return '-';
	}
}

/* Appends the forms of the spans from..to (inclusive), with or without the
 * joints between them. */
static bool join_forms(struct reading *reading, size_t from, size_t to,
	bool joints, struct buf *out)
{
	for (size_t i = from; i <= to; i++) {
		if (i > from && joints)
			buf_put_byte(out,
				(unsigned char)joint_mark(&reading->span[i]));
		buf_put_slice(out, word_at(reading, i)->form);
	}
	return !out->failed || error_set_memory(reading->err);
}

/* Overlays the address; it is its own root. */
static bool put_address(struct reading *reading)
{
	size_t from = reading->address_from, to = reading->address_to;
	struct buf form = {0};
	bool ok = join_forms(reading, from, to, true, &form) &&
		  put_over(reading, reading->span[from].start,
			  reading->span[to].end,
			  vocabulary_compound(reading->vocabulary,
				  buf_slice(&form), buf_slice(&form), "",
				  reading->err));
	buf_free(&form);
	return ok;
}

/* Appends a token with position increment 1. */
static bool put(struct reading *reading, uint32_t start, uint32_t end,
	const struct word *word)
{
	if (!word)
		return false; /* the error is set */
	struct token token = {start, end, word, false};
	if (!tokens_put(reading->tokens, token))
		return error_set_memory(reading->err);
	if (!reading->has_address)
		return true;
	reading->has_address = false;
	return put_address(reading);
}

/* ---- single words ---- */

/* Rp100.000 -> Rp 100.000: the offset of the number; 0 for other words. */
static uint32_t number_behind_currency(const char *raw, uint32_t length)
{
	if (length < 3 || (raw[0] | 0x20) != 'r' || (raw[1] | 0x20) != 'p')
		return 0;
	for (uint32_t i = 2; i < length; i++)
		if (!(raw[i] >= '0' && raw[i] <= '9') && raw[i] != '.' &&
			raw[i] != ',')
			return 0;
	return 2;
}

/* 1980an -> 1980; 0 for other words. */
static uint32_t number_before_an(const char *raw, uint32_t length)
{
	if (length < 3 || memcmp(raw + length - 2, "an", 2) != 0)
		return 0;
	for (uint32_t i = 0; i < length - 2; i++)
		if (!(raw[i] >= '0' && raw[i] <= '9'))
			return 0;
	return length - 2;
}

static bool put_money(struct reading *reading, const struct token_span *span,
	struct slice form, uint32_t currency)
{
	struct slice unit = slice_of(form.bytes, currency);
	struct slice number = slice_of(
		form.bytes + currency, form.length - currency);
	uint32_t between = span->start + currency;
	return put(reading, span->start, between,
		       vocabulary_form(reading->vocabulary, unit,
			       TOKEN_HAS_LETTER, reading->err)) &&
	       put(reading, between, span->end,
		       vocabulary_form(reading->vocabulary, number,
			       TOKEN_HAS_DIGIT | TOKEN_HAS_JOINER,
			       reading->err));
}

/* Expands buku2 to buku-buku; the form stays as written. */
static const struct word *read_short(
	struct reading *reading, const struct word *word, size_t letters)
{
	struct slice form = slice_of(word->form.bytes, letters);
	const struct word *half = vocabulary_form(
		reading->vocabulary, form, TOKEN_HAS_LETTER, reading->err);
	if (!half)
		return NULL;
	struct buf pair = {0};
	buf_put_slice(&pair, form);
	buf_put_byte(&pair, '-');
	buf_put_slice(&pair, form);
	const struct word *found = NULL;
	struct slice root = half->root;
	bool lexical;
	if (pair.failed)
		error_set_memory(reading->err);
	else if (vocabulary_exception(reading->vocabulary, buf_slice(&pair),
			 &lexical, &root, reading->err))
		found = vocabulary_compound(reading->vocabulary, word->form,
			root, half->via, reading->err);
	buf_free(&pair);
	return found;
}

/* The word of a form of letters and digits (1980an, buku2), or `word`
 * itself. */
static const struct word *read_mixed(struct reading *reading,
	const struct token_span *span, const struct word *word)
{
	uint32_t length = span->end - span->start;
	uint32_t digits = number_before_an(
		reading->text->bytes.bytes + span->start, length);
	if (digits) {
		struct slice number = slice_of(word->form.bytes, digits);
		return vocabulary_compound(reading->vocabulary, word->form,
			number, "-an", reading->err);
	}
	size_t letters = redup_short(word->form);
	return letters ? read_short(reading, word, letters) : word;
}

/* Whether the text has no small letter: a heading, or Caps Lock. */
static bool is_shouted(const struct cluster_text *text)
{
	for (size_t i = 0; i < text->spans->count; i++)
		if (text->spans->span[i].shape & TOKEN_HAS_LOWER)
			return false;
	return true;
}

/* PERADI, KBS2: short and in capitals, in a text that has small letters. */
static bool is_acronym(
	const struct cluster_text *text, const struct token_span *span)
{
	enum { MAX_LETTERS = 6 };
	return (span->shape & TOKEN_HAS_UPPER) &&
	       !(span->shape & (TOKEN_HAS_LOWER | TOKEN_HAS_JOINER |
				       TOKEN_NOT_ASCII)) &&
	       span->end - span->start <= MAX_LETTERS && !is_shouted(text);
}

/* covid19, Rp100, 1980an. */
static bool is_mixed(const struct token_span *span)
{
	return (span->shape & TOKEN_HAS_DIGIT) &&
	       (span->shape & TOKEN_HAS_LETTER) &&
	       !(span->shape & TOKEN_NOT_ASCII);
}

bool cluster_is_plain(
	const struct cluster_text *text, const struct token_span *span)
{
	return !is_mixed(span) && !is_acronym(text, span);
}

static bool put_single(struct reading *reading, size_t i)
{
	const struct token_span *span = &reading->span[i];
	const struct word *word = word_at(reading, i);
	if (is_mixed(span)) {
		uint32_t currency = number_behind_currency(
			reading->text->bytes.bytes + span->start,
			span->end - span->start);
		if (currency)
			return put_money(reading, span, word->form, currency);
		word = read_mixed(reading, span, word);
		if (!word)
			return false;
	}
	if (slice_equal(word->root, word->form) ||
		!is_acronym(reading->text, span))
		return put(reading, span->start, span->end, word);
	return put(reading, span->start, span->end,
		       vocabulary_compound(reading->vocabulary, word->form,
			       word->form, "", reading->err)) &&
	       put_over(reading, span->start, span->end, word);
}

/* ---- hyphens ---- */

/* Clitics (particles and pronouns) that follow a hyphen after names, acronyms
 * and numbers: KTP-nya, PBB-lah; -an after numbers: 1980-an. */
static bool is_clitic(const struct word *word, unsigned before)
{
	static const char *const clitics[] = {
		"nya", "ku", "mu", "lah", "kah", "tah", "pun"};
	for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++)
		if (slice_equal(word->form, slice_text(clitics[i])))
			return true;
	return !(before & TOKEN_HAS_LETTER) &&
	       slice_equal(word->form, slice_text("an"));
}

/* The spans i..last as one token with this root. */
static bool put_joined(struct reading *reading, size_t i, size_t last,
	struct slice root, const char *via)
{
	struct buf form = {0};
	bool ok = join_forms(reading, i, last, true, &form) &&
		  put(reading, reading->span[i].start, reading->span[last].end,
			  vocabulary_compound(reading->vocabulary,
				  buf_slice(&form), root, via, reading->err));
	buf_free(&form);
	return ok;
}

/* The reading of the spans i and i+1 as one word. */
struct pair {
	bool found;
	struct slice root;
	const char *via;
};

/* Reduplication: the halves share a root or a stem.  Numbers do not count: 2-2
 * is a score. */
static bool find_redup(struct reading *reading, size_t i,
	const struct word *first, const struct word *second, struct pair *pair)
{
	const struct word *base = NULL, *stem_word;
	unsigned shape = reading->span[i].shape | reading->span[i + 1].shape;
	struct slice stem = {0};
	if (shape & TOKEN_HAS_DIGIT)
		return true;
	enum redup_source source =
		first->root_id == second->root_id
			? REDUP_FIRST
			: redup_read(first->form, second->form, &stem);
	switch (source) {
	case REDUP_NONE:
		return true;
	case REDUP_FIRST:
		base = first;
		break;
	case REDUP_STEM:
	case REDUP_EITHER:
		stem_word = vocabulary_form(
			reading->vocabulary, stem, shape, reading->err);
		if (!stem_word)
			return false;
		base = source == REDUP_STEM ||
				       slice_equal(first->root, first->form)
			       ? stem_word
			       : first;
	}
	*pair = (struct pair){true, base->root, base->via};
	return true;
}

/* A reduplication that is lexicalised (undang-undang, a law; undang, to invite)
 * is its own root.  The exceptions list those, and other pairs that are one
 * word (perundang-undangan). */
static bool find_pair(struct reading *reading, size_t i,
	const struct word *first, const struct word *second, struct pair *pair)
{
	struct buf form = {0};
	bool lexical = false;
	bool ok = join_forms(reading, i, i + 1, true, &form) &&
		  find_redup(reading, i, first, second, pair) &&
		  vocabulary_exception(reading->vocabulary, buf_slice(&form),
			  &lexical, &pair->root, reading->err);
	if (ok && lexical) {
		pair->via = pair->found ? pair->via : "";
		pair->found = true;
	}
	buf_free(&form);
	return ok;
}

/* i + 1 if the span i is a clitic (bapak-bapak-nya), else i. */
static size_t behind_clitic(const struct reading *reading, size_t i)
{
	return i < reading->count && reading->span[i].joint == TOKEN_HYPHEN &&
			       is_clitic(word_at(reading, i), TOKEN_HAS_LETTER)
		       ? i + 1
		       : i;
}

/* Overlays the compound of the spans i and i+1 on the token that was put last.
 * Its root is that of the form written as one word (covid19, Alquran, email).
 * There is no compound if that is the root of one of its parts (se-Indonesia)
 * or if both are numbers. */
static bool put_compound(struct reading *reading, size_t i,
	const struct word *first, const struct word *second)
{
	unsigned shape = reading->span[i].shape | reading->span[i + 1].shape;
	struct buf form = {0}, letters = {0};
	bool ok = join_forms(reading, i, i + 1, true, &form) &&
		  join_forms(reading, i, i + 1, false, &letters);
	const struct word *word = NULL;
	struct slice root = buf_slice(&form);
	if (ok && (shape & TOKEN_HAS_LETTER)) {
		word = vocabulary_form(reading->vocabulary, buf_slice(&letters),
			shape, reading->err);
		ok = word != NULL;
		if (ok)
			root = word->root;
	}
	if (ok && !slice_equal(root, first->root) &&
		!slice_equal(root, second->root))
		ok = put_over(reading, reading->span[i].start,
			reading->span[i + 1].end,
			vocabulary_compound(reading->vocabulary,
				buf_slice(&form), root, "", reading->err));
	buf_free(&form);
	buf_free(&letters);
	return ok;
}

/* Reads words joined by hyphens from left to right.  Sets *next to the first
 * span it has not read. */
static bool read_hyphens(struct reading *reading, size_t i, size_t *next)
{
	unsigned joint = i + 1 < reading->count ? reading->span[i + 1].joint
						: TOKEN_APART;
	*next = i + 1;
	if (joint != TOKEN_HYPHEN && joint != TOKEN_LOOSE_HYPHEN)
		return put_single(reading, i);
	const struct word *first = word_at(reading, i),
			  *second = word_at(reading, i + 1);
	bool tight = joint == TOKEN_HYPHEN;
	bool number = !(reading->span[i].shape & TOKEN_HAS_LETTER);
	if ((tight || number) && is_clitic(second, reading->span[i].shape)) {
		*next = i + 2;
		return put_joined(reading, i, i + 1, first->root, first->via);
	}
	struct pair pair = {0};
	if (!find_pair(reading, i, first, second, &pair))
		return false;
	if (pair.found) {
		*next = behind_clitic(reading, i + 2);
		return put_joined(reading, i, *next - 1, pair.root, pair.via);
	}
	if (!put_single(reading, i))
		return false;
	/* Rp100-an: already two tokens, so no compound can overlay it. */
	bool split = reading->tokens->token[reading->tokens->count - 1].start !=
		     reading->span[i].start;
	return !tight || split || put_compound(reading, i, first, second);
}

/* ---- dots ---- */

/* The last span of the dotted acronym or initials that begin at i (U.S.A, S.H,
 * S.Pd, J.P); i if there are none. */
static size_t acronym_end(const struct reading *reading, size_t i)
{
	enum { MAX_PART_BYTES = 3 };
	if (reading->span[i].end - reading->span[i].start != 1)
		return i;
	size_t to = i;
	while (to < reading->count) {
		const struct token_span *span = &reading->span[to];
		char first = reading->text->bytes.bytes[span->start];
		if ((to > i && span->joint != TOKEN_DOT) || first < 'A' ||
			first > 'Z' || (span->shape & TOKEN_HAS_DIGIT) ||
			span->end - span->start > MAX_PART_BYTES)
			break;
		to++;
	}
	return to > i ? to - 1 : i;
}

/* One token; its root is the acronym without dots. */
static bool put_acronym(struct reading *reading, size_t i, size_t to)
{
	struct buf letters = {0};
	bool ok = join_forms(reading, i, to, false, &letters) &&
		  put_joined(reading, i, to, buf_slice(&letters), "");
	buf_free(&letters);
	return ok;
}

/* Top-level labels that make dotted words a host name.  With any other label a
 * space is missing after a full stop ("negara.Hal ini"). */
static bool is_top_label(const struct word *word)
{
	static const char *const labels[] = {"com", "net", "org", "edu", "gov",
		"mil", "int", "info", "biz", "tv", "id", "io", "co", "me", "uk",
		"us", "au", "my", "sg", "jp", "nl", "de", "eu", "app", "dev",
		"xyz"};
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (slice_equal(word->form, slice_text(labels[i])))
			return true;
	return false;
}

/* Whether the spans from..to, all joined without gaps, are a host name or an
 * e-mail address. */
static bool is_address(const struct reading *reading, size_t from, size_t to)
{
	bool dot = false, at = false;
	for (size_t i = from + 1; i <= to; i++) {
		dot = dot || reading->span[i].joint == TOKEN_DOT;
		at = at || reading->span[i].joint == TOKEN_AT;
	}
	if (at)
		return (reading->span[to].shape & TOKEN_HAS_LETTER) != 0;
	return dot && !(reading->span[to].shape & TOKEN_HAS_UPPER) &&
	       is_top_label(word_at(reading, to));
}

/* The last of the spans from i on that are joined without gaps. */
static size_t tight_end(const struct reading *reading, size_t i)
{
	while (i + 1 < reading->count &&
		reading->span[i + 1].joint != TOKEN_LOOSE_HYPHEN)
		i++;
	return i;
}

bool cluster_read(const struct cluster_text *text, size_t first, size_t count,
	struct tokens *tokens, struct error *err)
{
	struct reading reading = {.vocabulary = text->vocabulary,
		.text = text,
		.span = text->spans->span + first,
		.found = text->found + first,
		.count = count,
		.tokens = tokens,
		.err = err};
	for (size_t i = 0; i < count;) {
		size_t to = tight_end(&reading, i);
		reading.address_from = i;
		reading.address_to = to;
		reading.has_address = is_address(&reading, i, to);
		while (i <= to) {
			size_t end = acronym_end(&reading, i);
			if (end > i) {
				if (!put_acronym(&reading, i, end))
					return false;
				i = end + 1;
			} else if (!read_hyphens(&reading, i, &i)) {
				return false;
			}
		}
	}
	return true;
}
