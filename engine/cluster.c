#include "cluster.h"

#include "unicode.h"

/* What the helpers below share while one cluster is read. */
struct reading {
	struct analyser *analyser;
	struct slice text;
	const struct token_span *span;
	size_t count;
	struct tokens *tokens;
	struct error *err;
};

static bool put(struct reading *r, uint32_t start, uint32_t end,
	const struct word *word, bool over)
{
	if (!word)
		return false; /* the error is set */
	struct token token = {start, end, word, over};
	return cluster_put(r->tokens, token) || error_set_memory(r->err);
}

static const struct word *word_at(struct reading *r, size_t i)
{
	return cluster_word(r->analyser, r->text, &r->span[i], r->err);
}

/* Forms of the spans from..to (included), with their joints between them. */
static bool join_forms(
	struct reading *r, size_t from, size_t to, bool joints, struct buf *out)
{
	for (size_t i = from; i <= to; i++) {
		const struct word *word = word_at(r, i);
		if (!word)
			return false;
		if (i > from && joints)
			buf_put_byte(out, r->span[i].joint == TOKEN_DOT  ? '.'
					  : r->span[i].joint == TOKEN_AT ? '@'
									 : '-');
		buf_put_slice(out, word->form);
	}
	return !out->failed || error_set_memory(r->err);
}

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

/* A word and the clitic behind it as one token with the word's root. */
static bool put_clitic(struct reading *r, size_t i)
{
	const struct word *base = word_at(r, i);
	struct buf form = {0};
	bool ok = base && join_forms(r, i, i + 1, true, &form);
	if (ok)
		ok = put(r, r->span[i].start, r->span[i + 1].end,
			cluster_compound(r->analyser, buf_slice(&form),
				base->root, base->via, r->err),
			false);
	buf_free(&form);
	return ok;
}

/* Whether two words are halves of a reduplication: one root, and no numbers
 * (2-2 is a score). */
static bool is_redup(const struct reading *r, size_t i, const struct word *a,
	const struct word *b)
{
	return a->root_id == b->root_id &&
	       !((r->span[i].shape | r->span[i + 1].shape) & TOKEN_HAS_DIGIT);
}

/* The halves i and i+1, with the clitic behind them where `last` is i+2, as
 * one token.  A reduplication with a meaning of its own (undang-undang, a law;
 * undang, to invite) is its own root; the exceptions list those. */
static bool put_redup(
	struct reading *r, size_t i, size_t last, const struct word *half)
{
	struct buf pair = {0}, form = {0};
	bool ok = join_forms(r, i, i + 1, true, &pair) &&
		  join_forms(r, i, last, true, &form);
	if (ok) {
		struct slice root = half->root;
		cluster_lexical(r->analyser, buf_slice(&pair), &root);
		ok = put(r, r->span[i].start, r->span[last].end,
			cluster_compound(r->analyser, buf_slice(&form), root,
				half->via, r->err),
			false);
	}
	buf_free(&pair);
	buf_free(&form);
	return ok;
}

/* Whether an exception knows the two words as one (perundang-undangan). */
static bool is_lexical_pair(struct reading *r, size_t i, bool *known)
{
	struct buf form = {0};
	struct slice root;
	bool ok = join_forms(r, i, i + 1, true, &form);
	*known = ok && cluster_lexical(r->analyser, buf_slice(&form), &root);
	buf_free(&form);
	return ok;
}

/* The whole of the spans from..to as a further reading at the place of the
 * token that was put last. */
static bool put_whole(struct reading *r, size_t from, size_t to, bool joints)
{
	struct buf form = {0};
	bool ok = join_forms(r, from, to, joints, &form);
	if (ok)
		ok = put(r, r->span[from].start, r->span[to].end,
			cluster_compound(r->analyser, buf_slice(&form),
				buf_slice(&form), "", r->err),
			true);
	buf_free(&form);
	return ok;
}

/* anak2, buku2nya: the 2 of hurried writing doubles the word before it. */
static size_t letters_before_two(struct slice form)
{
	static const char *const tails[] = {"", "nya", "ku", "mu", "lah", "an"};
	size_t letters = 0;
	while (letters < form.length && form.bytes[letters] >= 'a' &&
		form.bytes[letters] <= 'z')
		letters++;
	if (letters < 3 || letters == form.length || form.bytes[letters] != '2')
		return 0;
	struct slice tail = slice_of(
		form.bytes + letters + 1, form.length - letters - 1);
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		if (slice_equal(tail, slice_text(tails[i])))
			return letters;
	return 0;
}

static bool put_single(struct reading *r, size_t i)
{
	const struct token_span *span = &r->span[i];
	const struct word *word = word_at(r, i);
	if (!word)
		return false;
	unsigned mixed = TOKEN_HAS_DIGIT | TOKEN_HAS_LETTER;
	size_t letters = (span->shape & mixed) == mixed &&
					 !(span->shape & TOKEN_NOT_ASCII)
				 ? letters_before_two(word->form)
				 : 0;
	if (letters) {
		struct token_span half = *span;
		half.end = half.start + (uint32_t)letters;
		half.shape = TOKEN_HAS_LETTER;
		const struct word *base = cluster_word(
			r->analyser, r->text, &half, r->err);
		if (!base)
			return false;
		word = cluster_compound(
			r->analyser, word->form, base->root, base->via, r->err);
	}
	return put(r, span->start, span->end, word, false);
}

/* Moves *last to the clitic behind it, if there is one: bapak-bapak-nya. */
static bool skip_clitic(struct reading *r, size_t *last)
{
	size_t next = *last + 1;
	if (next >= r->count || r->span[next].joint != TOKEN_HYPHEN)
		return true;
	const struct word *word = word_at(r, next);
	if (word && is_clitic(word, TOKEN_HAS_LETTER))
		*last = next;
	return word != NULL;
}

/* Words joined by hyphens, from left to right.  Sets *next behind what it
 * read. */
static bool read_hyphens(struct reading *r, size_t i, size_t *next)
{
	*next = i + 1;
	bool tight = i + 1 < r->count && r->span[i + 1].joint == TOKEN_HYPHEN;
	bool loose = i + 1 < r->count &&
		     r->span[i + 1].joint == TOKEN_LOOSE_HYPHEN;
	if (!tight && !loose)
		return put_single(r, i);
	const struct word *first = word_at(r, i);
	const struct word *second = first ? word_at(r, i + 1) : NULL;
	if (!second)
		return false;
	bool number = !(r->span[i].shape & TOKEN_HAS_LETTER);
	if ((tight || number) && is_clitic(second, r->span[i].shape)) {
		*next = i + 2;
		return put_clitic(r, i);
	}
	bool pair = is_redup(r, i, first, second);
	if (!pair && tight && !is_lexical_pair(r, i, &pair))
		return false;
	if (pair) {
		size_t last = i + 1;
		if (!skip_clitic(r, &last))
			return false;
		*next = last + 1;
		return put_redup(r, i, last, first);
	}
	if (!put_single(r, i))
		return false;
	return loose || put_whole(r, i, i + 1, true);
}

/* Last labels that make words with dots a host; others are a missing space
 * after a full stop ("negara.Hal ini"). */
static bool is_host(struct reading *r, size_t from, size_t to)
{
	static const char *const last[] = {"com", "net", "org", "edu", "gov",
		"mil", "int", "info", "biz", "tv", "id", "io", "co", "me", "uk",
		"us", "au", "my", "sg", "jp", "nl", "de", "eu"};
	const struct word *word = word_at(r, to);
	if (!word || r->span[to].shape & TOKEN_HAS_UPPER || from == to)
		return false;
	for (size_t i = 0; i < sizeof last / sizeof *last; i++)
		if (slice_equal(word->form, slice_text(last[i])))
			return true;
	return false;
}

/* U.S.A, J.P., S.H.: single letters with stops between them. */
static bool is_dotted_acronym(const struct reading *r, size_t from, size_t to)
{
	for (size_t i = from; i <= to; i++)
		if (r->span[i].end - r->span[i].start != 1 ||
			!(r->span[i].shape & TOKEN_HAS_UPPER))
			return false;
	return to > from;
}

/* Words joined by dots and @ from i on: what they are as a whole is put over
 * the first of them. */
static bool read_address(struct reading *r, size_t i, size_t to)
{
	bool mail = false;
	for (size_t k = i + 1; k <= to; k++)
		mail = mail || r->span[k].joint == TOKEN_AT;
	if (!put_single(r, i))
		return false;
	if (mail || is_host(r, i, to)) {
		if (!put_whole(r, i, to, true))
			return false;
	} else if (is_dotted_acronym(r, i, to)) {
		if (!put_whole(r, i, to, false))
			return false;
	}
	for (size_t k = i + 1; k <= to; k++)
		if (!put_single(r, k))
			return false;
	return true;
}

bool cluster_read(struct analyser *analyser, struct slice text,
	const struct token_span *span, size_t count, struct tokens *tokens,
	struct error *err)
{
	struct reading r = {analyser, text, span, count, tokens, err};
	for (size_t i = 0; i < count;) {
		size_t to = i;
		while (to + 1 < count &&
			(span[to + 1].joint == TOKEN_DOT ||
				span[to + 1].joint == TOKEN_AT))
			to++;
		if (to > i) {
			if (!read_address(&r, i, to))
				return false;
			i = to + 1;
		} else if (!read_hyphens(&r, i, &i)) {
			return false;
		}
	}
	return true;
}
