/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lexer.  It decides on bytes and looks ahead to the end of a word or quote
 * at most, so it is linear and accepts any bytes.
 */
#include "query_impl.h"

#include <limits.h>

struct lexer {
	struct query_reader *reader;
	const char *bytes;
	uint32_t at, length;
	uint32_t open_quote; /* offset of the unclosed one, or length */
};

/* The length of the space at a byte: a control byte or a Unicode space, as in
 * pasted text.  0 if it is something else. */
static uint32_t space_length(const char *bytes, size_t left)
{
	const unsigned char *b = (const unsigned char *)bytes;
	if (b[0] <= ' ' || b[0] == 127)
		return 1;
	if (left >= 2 && b[0] == 0xc2 && b[1] == 0xa0)
		return 2; /* no-break */
	if (left < 3)
		return 0;
	if (b[0] == 0xe2 && b[1] == 0x80 &&
		((b[2] >= 0x80 && b[2] <= 0x8a) || b[2] == 0xa8 ||
			b[2] == 0xa9 || b[2] == 0xaf))
		return 3; /* U+2000 to 200A, line, paragraph, narrow no-break */
	if (b[0] == 0xe3 && b[1] == 0x80 && b[2] == 0x80)
		return 3; /* ideographic */
	return 0;
}

/* Any quote closes any other: keyboards and languages pair them differently
 * ("..", “..”, „..“, «..», »..«). */
static uint32_t quote_length(const char *bytes, size_t left)
{
	const unsigned char *b = (const unsigned char *)bytes;
	if (b[0] == '"')
		return 1;
	if (left >= 2 && b[0] == 0xc2 && (b[1] == 0xab || b[1] == 0xbb))
		return 2; /* « » */
	if (left >= 3 && b[0] == 0xe2 && b[1] == 0x80 && b[2] >= 0x9c &&
		b[2] <= 0x9f)
		return 3; /* “ ” „ ‟ */
	return 0;
}

static uint32_t dash_length(const char *bytes, size_t left)
{
	const unsigned char *b = (const unsigned char *)bytes;
	if (b[0] == '-')
		return 1;
	if (left < 3 || b[0] != 0xe2)
		return 0;
	if (b[1] == 0x80 && (b[2] == 0x90 || b[2] == 0x91 || b[2] == 0x93))
		return 3; /* hyphen, no-break hyphen, en dash */
	return b[1] == 0x88 && b[2] == 0x92 ? 3 : 0; /* minus */
}

static bool is_letter_byte(unsigned char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
	       (byte >= 'A' && byte <= 'Z') || byte >= 128;
}

size_t query_count_words(struct slice text)
{
	size_t words = 0;
	bool inside = false;
	for (size_t i = 0; i < text.length;) {
		const char *at = text.bytes + i;
		size_t left = text.length - i;
		size_t space = space_length(at, left);
		size_t dash = dash_length(at, left);
		if (space)
			inside = false;
		else if (!dash && !inside &&
			 is_letter_byte((unsigned char)*at)) {
			inside = true;
			words++;
		}
		i += space + dash ? space + dash : 1;
	}
	return words;
}

static char ascii_lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
}

/* Letters and digits; a letter beyond ASCII counts at its first byte. */
static size_t count_letters(struct slice text)
{
	size_t letters = 0;
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];
		letters += byte >= 128 ? byte >= 0xc0 : is_letter_byte(byte);
	}
	return letters;
}

static uint32_t lexer_space(const struct lexer *lexer)
{
	return lexer->at == lexer->length
		       ? 0
		       : space_length(lexer->bytes + lexer->at,
				 lexer->length - lexer->at);
}

static uint32_t lexer_quote(const struct lexer *lexer)
{
	return lexer->at == lexer->length
		       ? 0
		       : quote_length(lexer->bytes + lexer->at,
				 lexer->length - lexer->at);
}

static bool lexer_sees(const struct lexer *lexer, char byte)
{
	return lexer->at < lexer->length && lexer->bytes[lexer->at] == byte;
}

/* Moves to the end of a raw word: the next space, quote or parenthesis. */
static void lexer_word(struct lexer *lexer)
{
	while (lexer->at < lexer->length && !lexer_space(lexer) &&
		!lexer_quote(lexer) && !lexer_sees(lexer, '(') &&
		!lexer_sees(lexer, ')'))
		lexer->at++;
}

/* Skips the unclosed quote, with a note. */
static bool lexer_skip_open_quote(struct lexer *lexer)
{
	if (lexer->at != lexer->open_quote || lexer->at == lexer->length)
		return false;
	query_reader_note(lexer->reader, QUERY_NOTE_OPEN_QUOTE, lexer->at);
	lexer->at += lexer_quote(lexer);
	return true;
}

static struct slice lexer_slice(
	const struct lexer *lexer, uint32_t start, uint32_t end)
{
	return slice_of(lexer->bytes + start, end - start);
}

static void push(struct lexer *lexer, const struct query_token *token)
{
	lexer->reader->token[lexer->reader->token_count++] = *token;
}

static bool push_leaf(struct lexer *lexer, struct query_token *token,
	enum query_kind kind, struct slice text)
{
	token->end = lexer->at;
	token->leaf = query_leaf_new(
		lexer->reader, kind, text, token->body, token->end);
	if (!token->leaf)
		return false;
	token->leaf->field = token->field;
	push(lexer, token);
	return true;
}

/* A chunk without letters is dropped; a field name before it becomes a word. */
static bool push_nothing(struct lexer *lexer, struct query_token *token)
{
	if (token->field == QUERY_TEXT)
		return true;
	query_reader_note(lexer->reader, QUERY_NOTE_DANGLING, token->body);
	token->field = QUERY_TEXT;
	return push_leaf(lexer, token, QUERY_WORD,
		lexer_slice(lexer, token->body, token->field_end));
}

/* A year of one to four digits; -1 for anything else. */
static int parse_year(struct slice text)
{
	int year = 0;
	if (text.length == 0 || text.length > 4)
		return -1;
	for (size_t i = 0; i < text.length; i++) {
		if (text.bytes[i] < '0' || text.bytes[i] > '9')
			return -1;
		year = year * 10 + text.bytes[i] - '0';
	}
	return year;
}

/* 2020, 2019..2022, 2019.., ..2022 */
static bool parse_years(struct slice text, int *first, int *last)
{
	size_t dots = 0;
	while (dots < text.length && text.bytes[dots] != '.')
		dots++;
	struct slice head = slice_of(text.bytes, dots);
	*first = *last = parse_year(head);
	if (dots == text.length)
		return *first >= 0;
	if (text.length - dots < 2 || text.bytes[dots + 1] != '.')
		return false;
	struct slice tail = slice_of(
		text.bytes + dots + 2, text.length - dots - 2);
	if (head.length == 0 && tail.length == 0)
		return false;
	*last = parse_year(tail);
	if ((head.length && *first < 0) || (tail.length && *last < 0))
		return false;
	if (head.length == 0)
		*first = INT_MIN;
	if (tail.length == 0)
		*last = INT_MAX;
	return *first <= *last;
}

static bool lex_years(struct lexer *lexer, struct query_token *token)
{
	uint32_t begin = lexer->at;
	lexer_word(lexer);
	int first, last;
	bool good = parse_years(
		lexer_slice(lexer, begin, lexer->at), &first, &last);
	if (!good)
		query_reader_note(
			lexer->reader, QUERY_NOTE_BAD_RANGE, token->body);
	if (!push_leaf(lexer, token, good ? QUERY_YEARS : QUERY_WORD,
		    lexer_slice(lexer, token->body, lexer->at)))
		return false;
	if (good) {
		token->leaf->first_year = first;
		token->leaf->last_year = last;
	}
	return true;
}

/* Reads a phrase from its opening quote; it has a closing one. */
static bool lex_phrase(struct lexer *lexer, struct query_token *token)
{
	lexer->at += lexer_quote(lexer);
	uint32_t begin = lexer->at;
	while (lexer->at < lexer->length && !lexer_quote(lexer))
		lexer->at++;
	struct slice text = lexer_slice(lexer, begin, lexer->at);
	lexer->at += lexer_quote(lexer);
	bool family = lexer_sees(lexer, '~');
	lexer->at += family;
	if (query_count_words(text) == 0)
		return push_nothing(lexer, token);
	if (!push_leaf(lexer, token, QUERY_PHRASE, text))
		return false;
	token->leaf->family = family;
	return true;
}

/* NEAR/5 -> 5.  False if it is not a number.  Too large numbers are clamped
 * later. */
static bool parse_distance(struct slice text, uint32_t *distance)
{
	*distance = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (text.bytes[i] < '0' || text.bytes[i] > '9')
			return false;
		if (*distance <= QUERY_MAX_DISTANCE)
			*distance = *distance * 10 +
				    (uint32_t)(text.bytes[i] - '0');
	}
	return text.length > 0;
}

/* Whether a word that stands alone is an operator. */
static bool lex_operator(
	struct lexer *lexer, struct query_token *token, struct slice word)
{
	static const struct {
		const char *name;
		enum query_token_kind kind;
	} operators[] = {
		{"DAN", QUERY_TOKEN_AND},
		{"AND", QUERY_TOKEN_AND},
		{"ATAU", QUERY_TOKEN_OR},
		{"OR", QUERY_TOKEN_OR},
		{"BUKAN", QUERY_TOKEN_NOT},
		{"NOT", QUERY_TOKEN_NOT},
		{"NEAR", QUERY_TOKEN_NEAR},
	};
	token->distance = QUERY_DEFAULT_DISTANCE;
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
		if (slice_equal(word, slice_text(operators[i].name))) {
			token->kind = operators[i].kind;
			return true;
		}
	if (word.length < 5 || memcmp(word.bytes, "NEAR/", 5) != 0)
		return false;
	if (!parse_distance(slice_of(word.bytes + 5, word.length - 5),
		    &token->distance)) {
		query_reader_note(
			lexer->reader, QUERY_NOTE_BAD_DISTANCE, token->start);
		return false;
	}
	token->kind = QUERY_TOKEN_NEAR;
	return true;
}

static bool lex_word(struct lexer *lexer, struct query_token *token, bool exact)
{
	uint32_t begin = lexer->at;
	lexer_word(lexer);
	token->end = lexer->at;
	struct slice text = lexer_slice(lexer, begin, lexer->at);
	if (query_count_words(text) == 0)
		return push_nothing(lexer, token);
	if (token->start == begin && lex_operator(lexer, token, text)) {
		push(lexer, token);
		return true;
	}
	enum query_kind kind = exact ? QUERY_EXACT : QUERY_WORD;
	if (text.bytes[text.length - 1] == '*') {
		while (text.bytes[text.length - 1] == '*')
			text.length--;
		if (count_letters(text) >= QUERY_MIN_PREFIX_LETTERS)
			kind = QUERY_PREFIX;
		else
			query_reader_note(
				lexer->reader, QUERY_NOTE_SHORT_PREFIX, begin);
	}
	return push_leaf(lexer, token, kind, text);
}

struct field_name {
	const char *name;
	enum query_field field;
	bool years;
};

/* Skips a field name, "judul:".  In any letter case: phones capitalise the
 * first word. */
static const struct field_name *lex_field(struct lexer *lexer)
{
	static const struct field_name names[] = {
		{"judul:", QUERY_TITLE, false},
		{"title:", QUERY_TITLE, false},
		{"penulis:", QUERY_AUTHOR, false},
		{"author:", QUERY_AUTHOR, false},
		{"berkas:", QUERY_PATH, false},
		{"file:", QUERY_PATH, false},
		{"tahun:", QUERY_TEXT, true},
		{"year:", QUERY_TEXT, true},
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct slice name = slice_text(names[i].name);
		size_t same = 0;
		while (same < name.length && same < lexer->length - lexer->at &&
			name.bytes[same] ==
				ascii_lower(lexer->bytes[lexer->at + same]))
			same++;
		if (same == name.length) {
			lexer->at += (uint32_t)same;
			return &names[i];
		}
	}
	return NULL;
}

/* Reads an operator, or a sign, a field and their operand.  fresh: a sign is
 * recognised here, since a space, a parenthesis or nothing is before it. */
static bool lex_item(struct lexer *lexer, bool fresh)
{
	struct query_token token = {
		.kind = QUERY_TOKEN_LEAF, .start = lexer->at};
	uint32_t dash = dash_length(
		lexer->bytes + lexer->at, lexer->length - lexer->at);
	if (fresh && dash) {
		token.sign = '-';
		lexer->at += dash;
	} else if (fresh && lexer_sees(lexer, '+')) {
		token.sign = '+';
		lexer->at++;
	}
	lexer_skip_open_quote(lexer);
	token.body = lexer->at;
	const struct field_name *name = lex_field(lexer);
	token.field_end = lexer->at;
	if (name && name->years)
		return lex_years(lexer, &token);
	if (name) {
		token.field = name->field;
		lexer_skip_open_quote(lexer);
	}
	bool exact = lexer_sees(lexer, '=');
	if (exact) {
		lexer->at++;
		lexer_skip_open_quote(lexer);
	}
	if (lexer_sees(lexer, '(')) {
		token.kind = QUERY_TOKEN_OPEN;
		token.paren = lexer->at++;
		token.end = lexer->at;
		push(lexer, &token);
		return true;
	}
	if (lexer_quote(lexer))
		return lex_phrase(lexer, &token);
	return lex_word(lexer, &token, exact);
}

/* The offset of the last quote if their number is odd; else the length. */
static uint32_t find_open_quote(struct lexer lexer)
{
	uint32_t last = lexer.length;
	bool open = false;
	while (lexer.at < lexer.length) {
		uint32_t quote = lexer_quote(&lexer);
		if (quote) {
			open = !open;
			last = lexer.at;
		}
		lexer.at += quote ? quote : 1;
	}
	return open ? last : lexer.length;
}

bool query_lex(struct query_reader *reader)
{
	struct slice text = reader->query->text;
	struct lexer lexer = {.reader = reader,
		.bytes = text.bytes,
		.length = (uint32_t)text.length};
	lexer.open_quote = find_open_quote(lexer);
	bool fresh = true;
	while (lexer.at < lexer.length) {
		uint32_t space = lexer_space(&lexer);
		lexer.at += space;
		if (space) {
			fresh = true;
		} else if (lexer_skip_open_quote(&lexer)) {
			fresh = false;
		} else if (lexer_sees(&lexer, ')')) {
			struct query_token close = {.kind = QUERY_TOKEN_CLOSE,
				.start = lexer.at,
				.body = lexer.at,
				.end = lexer.at + 1};
			push(&lexer, &close);
			lexer.at++;
			fresh = false;
		} else {
			if (!lex_item(&lexer, fresh))
				return false;
			fresh = lexer.bytes[lexer.at - 1] == '(';
		}
	}
	return true;
}
