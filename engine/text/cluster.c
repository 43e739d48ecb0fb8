/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster.h"

#include "redup.h"
#include "unicode.h"

/* What the helpers below share while one cluster is read. */
struct reading {
	struct analyser *analyser;
	struct slice text;
	const struct token_span *span;
	size_t count;
	/* An address, to be put over the token that comes next. */
	bool has_address;
	size_t address_from, address_to;
	struct tokens *tokens;
	struct error *err;
};

static const struct word *word_at(const struct reading *r, size_t i)
{
	return cluster_word(r->analyser, &r->span[i]);
}

static bool put_over(struct reading *r, uint32_t start, uint32_t end,
	const struct word *word)
{
	if (!word)
		return false; /* the error is set */
	struct token token = {start, end, word, true};
	return cluster_put(r->tokens, token) || error_set_memory(r->err);
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

/* Appends the forms of the spans from..to (included), with or without the
 * joints between them. */
static bool join_forms(
	struct reading *r, size_t from, size_t to, bool joints, struct buf *out)
{
	for (size_t i = from; i <= to; i++) {
		if (i > from && joints)
			buf_put_byte(
				out, (unsigned char)joint_mark(&r->span[i]));
		buf_put_slice(out, word_at(r, i)->form);
	}
	return !out->failed || error_set_memory(r->err);
}

/* An address is its own root. */
static bool put_address(struct reading *r)
{
	size_t from = r->address_from, to = r->address_to;
	struct buf form = {0};
	bool ok = join_forms(r, from, to, true, &form) &&
		  put_over(r, r->span[from].start, r->span[to].end,
			  cluster_compound(r->analyser, buf_slice(&form),
				  buf_slice(&form), "", r->err));
	buf_free(&form);
	return ok;
}

/* Appends the token of a new position. */
static bool put(struct reading *r, uint32_t start, uint32_t end,
	const struct word *word)
{
	if (!word)
		return false; /* the error is set */
	struct token token = {start, end, word, false};
	if (!cluster_put(r->tokens, token))
		return error_set_memory(r->err);
	if (!r->has_address)
		return true;
	r->has_address = false;
	return put_address(r);
}

/* ---- single words ---- */

/* Rp100.000 -> Rp 100.000: where the number begins; 0 for other words. */
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

static bool put_money(struct reading *r, const struct token_span *span,
	struct slice form, uint32_t currency)
{
	struct slice unit = slice_of(form.bytes, currency);
	struct slice number = slice_of(
		form.bytes + currency, form.length - currency);
	uint32_t between = span->start + currency;
	return put(r, span->start, between,
		       cluster_form(
			       r->analyser, unit, TOKEN_HAS_LETTER, r->err)) &&
	       put(r, between, span->end,
		       cluster_form(r->analyser, number,
			       TOKEN_HAS_DIGIT | TOKEN_HAS_JOINER, r->err));
}

/* The doubled word that a half and a 2 stand for, with the form as written. */
static const struct word *read_short(
	struct reading *r, const struct word *word, size_t letters)
{
	struct slice form = slice_of(word->form.bytes, letters);
	const struct word *half = cluster_form(
		r->analyser, form, TOKEN_HAS_LETTER, r->err);
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
		error_set_memory(r->err);
	else if (cluster_lexical(r->analyser, buf_slice(&pair), &lexical, &root,
			 r->err))
		found = cluster_compound(
			r->analyser, word->form, root, half->via, r->err);
	buf_free(&pair);
	return found;
}

/* What a word of letters and digits is beside its form, or the word again. */
static const struct word *read_mixed(struct reading *r,
	const struct token_span *span, const struct word *word)
{
	uint32_t length = span->end - span->start;
	uint32_t digits = number_before_an(r->text.bytes + span->start, length);
	if (digits) {
		struct slice number = slice_of(word->form.bytes, digits);
		return cluster_compound(
			r->analyser, word->form, number, "-an", r->err);
	}
	size_t letters = redup_short(word->form);
	return letters ? read_short(r, word, letters) : word;
}

/* PERADI, KBS2: in capitals and short, amid words that are not. */
static bool is_acronym(
	const struct analyser *analyser, const struct token_span *span)
{
	enum { MAX_LETTERS = 6 };
	return (span->shape & TOKEN_HAS_UPPER) &&
	       !(span->shape & (TOKEN_HAS_LOWER | TOKEN_HAS_JOINER |
				       TOKEN_NOT_ASCII)) &&
	       span->end - span->start <= MAX_LETTERS &&
	       !cluster_shouted(analyser);
}

/* covid19, Rp100, 1980an. */
static bool is_mixed(const struct token_span *span)
{
	return (span->shape & TOKEN_HAS_DIGIT) &&
	       (span->shape & TOKEN_HAS_LETTER) &&
	       !(span->shape & TOKEN_NOT_ASCII);
}

bool cluster_is_plain(
	const struct analyser *analyser, const struct token_span *span)
{
	return !is_mixed(span) && !is_acronym(analyser, span);
}

static bool put_single(struct reading *r, size_t i)
{
	const struct token_span *span = &r->span[i];
	const struct word *word = word_at(r, i);
	if (is_mixed(span)) {
		uint32_t currency = number_behind_currency(
			r->text.bytes + span->start, span->end - span->start);
		if (currency)
			return put_money(r, span, word->form, currency);
		word = read_mixed(r, span, word);
		if (!word)
			return false;
	}
	if (slice_equal(word->root, word->form) ||
		!is_acronym(r->analyser, span))
		return put(r, span->start, span->end, word);
	return put(r, span->start, span->end,
		       cluster_compound(r->analyser, word->form, word->form, "",
			       r->err)) &&
	       put_over(r, span->start, span->end, word);
}

/* ---- hyphens ---- */

/* Particles and pronouns that are written behind a hyphen after names,
 * acronyms and numbers: KTP-nya, PBB-lah; -an after numbers: 1980-an. */
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

/* The spans i..last as one token with the root. */
static bool put_joined(struct reading *r, size_t i, size_t last,
	struct slice root, const char *via)
{
	struct buf form = {0};
	bool ok = join_forms(r, i, last, true, &form) &&
		  put(r, r->span[i].start, r->span[last].end,
			  cluster_compound(r->analyser, buf_slice(&form), root,
				  via, r->err));
	buf_free(&form);
	return ok;
}

/* What the spans i and i+1 are as one word. */
struct pair {
	bool found;
	struct slice root;
	const char *via;
};

/* Halves of a doubled word: one root, or one stem.  Numbers are none: 2-2 is a
 * score. */
static bool find_redup(struct reading *r, size_t i, const struct word *first,
	const struct word *second, struct pair *pair)
{
	const struct word *base = NULL, *stem_word;
	unsigned shape = r->span[i].shape | r->span[i + 1].shape;
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
		stem_word = cluster_form(r->analyser, stem, shape, r->err);
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

/* A doubled word with a meaning of its own (undang-undang, a law; undang, to
 * invite) is its own root; the exceptions list those, and other pairs that are
 * one word (perundang-undangan). */
static bool find_pair(struct reading *r, size_t i, const struct word *first,
	const struct word *second, struct pair *pair)
{
	struct buf form = {0};
	bool lexical = false;
	bool ok = join_forms(r, i, i + 1, true, &form) &&
		  find_redup(r, i, first, second, pair) &&
		  cluster_lexical(r->analyser, buf_slice(&form), &lexical,
			  &pair->root, r->err);
	if (ok && lexical) {
		pair->via = pair->found ? pair->via : "";
		pair->found = true;
	}
	buf_free(&form);
	return ok;
}

/* The span behind a clitic at i, if one is there (bapak-bapak-nya); else i. */
static size_t behind_clitic(const struct reading *r, size_t i)
{
	return i < r->count && r->span[i].joint == TOKEN_HYPHEN &&
			       is_clitic(word_at(r, i), TOKEN_HAS_LETTER)
		       ? i + 1
		       : i;
}

/* The spans i and i+1 as one word over the token that was put last.  Its root
 * is what it has when it is written together (covid19, Alquran, email), unless
 * that says no more than a part of it (se-Indonesia), or they are numbers. */
static bool put_compound(struct reading *r, size_t i, const struct word *first,
	const struct word *second)
{
	unsigned shape = r->span[i].shape | r->span[i + 1].shape;
	struct buf form = {0}, letters = {0};
	bool ok = join_forms(r, i, i + 1, true, &form) &&
		  join_forms(r, i, i + 1, false, &letters);
	const struct word *word = NULL;
	struct slice root = buf_slice(&form);
	if (ok && (shape & TOKEN_HAS_LETTER)) {
		word = cluster_form(
			r->analyser, buf_slice(&letters), shape, r->err);
		ok = word != NULL;
		if (ok)
			root = word->root;
	}
	if (ok && !slice_equal(root, first->root) &&
		!slice_equal(root, second->root))
		ok = put_over(r, r->span[i].start, r->span[i + 1].end,
			cluster_compound(r->analyser, buf_slice(&form), root,
				"", r->err));
	buf_free(&form);
	buf_free(&letters);
	return ok;
}

/* Words joined by hyphens, from left to right.  Sets *next behind what it
 * read. */
static bool read_hyphens(struct reading *r, size_t i, size_t *next)
{
	unsigned joint = i + 1 < r->count ? r->span[i + 1].joint : TOKEN_APART;
	*next = i + 1;
	if (joint != TOKEN_HYPHEN && joint != TOKEN_LOOSE_HYPHEN)
		return put_single(r, i);
	const struct word *first = word_at(r, i), *second = word_at(r, i + 1);
	bool tight = joint == TOKEN_HYPHEN;
	bool number = !(r->span[i].shape & TOKEN_HAS_LETTER);
	if ((tight || number) && is_clitic(second, r->span[i].shape)) {
		*next = i + 2;
		return put_joined(r, i, i + 1, first->root, first->via);
	}
	struct pair pair = {0};
	if (!find_pair(r, i, first, second, &pair))
		return false;
	if (pair.found) {
		*next = behind_clitic(r, i + 2);
		return put_joined(r, i, *next - 1, pair.root, pair.via);
	}
	if (!put_single(r, i))
		return false;
	/* A sum of money (Rp100-an) was put as two words: no place for it. */
	bool split = r->tokens->token[r->tokens->count - 1].start !=
		     r->span[i].start;
	return !tight || split || put_compound(r, i, first, second);
}

/* ---- dots ---- */

/* U.S.A, S.H, S.Pd, J.P: the last of the spans from i on that are a dotted
 * acronym or initials; i where there is none. */
static size_t acronym_end(const struct reading *r, size_t i)
{
	enum { MAX_PART_BYTES = 3 };
	if (r->span[i].end - r->span[i].start != 1)
		return i;
	size_t to = i;
	while (to < r->count) {
		const struct token_span *span = &r->span[to];
		char first = r->text.bytes[span->start];
		if ((to > i && span->joint != TOKEN_DOT) || first < 'A' ||
			first > 'Z' || (span->shape & TOKEN_HAS_DIGIT) ||
			span->end - span->start > MAX_PART_BYTES)
			break;
		to++;
	}
	return to > i ? to - 1 : i;
}

/* One token whose root is what it is without the dots. */
static bool put_acronym(struct reading *r, size_t i, size_t to)
{
	struct buf letters = {0};
	bool ok = join_forms(r, i, to, false, &letters) &&
		  put_joined(r, i, to, buf_slice(&letters), "");
	buf_free(&letters);
	return ok;
}

/* Last labels that make words with dots a host; others are a missing space
 * after a full stop ("negara.Hal ini"). */
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

/* Whether the spans from..to, all joined without gaps, are a host or an e-mail
 * address. */
static bool is_address(const struct reading *r, size_t from, size_t to)
{
	bool dot = false, at = false;
	for (size_t i = from + 1; i <= to; i++) {
		dot = dot || r->span[i].joint == TOKEN_DOT;
		at = at || r->span[i].joint == TOKEN_AT;
	}
	if (at)
		return (r->span[to].shape & TOKEN_HAS_LETTER) != 0;
	return dot && !(r->span[to].shape & TOKEN_HAS_UPPER) &&
	       is_top_label(word_at(r, to));
}

/* The last of the spans from i on that are joined without gaps. */
static size_t tight_end(const struct reading *r, size_t i)
{
	while (i + 1 < r->count && r->span[i + 1].joint != TOKEN_LOOSE_HYPHEN)
		i++;
	return i;
}

bool cluster_read(struct analyser *analyser, struct slice text,
	const struct token_span *span, size_t count, struct tokens *tokens,
	struct error *err)
{
	struct reading r = {.analyser = analyser,
		.text = text,
		.span = span,
		.count = count,
		.tokens = tokens,
		.err = err};
	for (size_t i = 0; i < count;) {
		size_t to = tight_end(&r, i);
		r.address_from = i;
		r.address_to = to;
		r.has_address = is_address(&r, i, to);
		while (i <= to) {
			size_t end = acronym_end(&r, i);
			if (end > i) {
				if (!put_acronym(&r, i, end))
					return false;
				i = end + 1;
			} else if (!read_hyphens(&r, i, &i)) {
				return false;
			}
		}
	}
	return true;
}
