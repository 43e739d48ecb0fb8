/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "index_essay.h"

#include "rank.h"
#include "schema.h"
#include "slot.h"

#include <stdio.h>
#include <stdlib.h>

/* Counts by number, of which few are not 0. */
struct tally {
	uint32_t *count;
	uint32_t *touched; /* the numbers with a count */
	uint32_t capacity, touched_count;
};

struct essay_builder {
	struct analyser *analyser;
	struct lexicon_delta *lexicon;
	struct record_writer *records;
	struct tokens tokens, title;
	struct layout layout;
	struct tally roots, words; /* by id: how often in this essay */
	struct xap_document *document; /* of the essay that is prepared */
	uint32_t length; /* in words */
	struct buf term;
	uint32_t furniture; /* paragraphs of this essay that were */
	struct sketcher sketcher;
	struct essay_facts facts;
	uint64_t *code; /* of words by id, as far as they are known; else 0 */
	uint32_t codes;
};

static void tally_free(struct tally *tally)
{
	free(tally->count);
	free(tally->touched);
}

static bool tally_make_room(struct tally *tally, uint32_t numbers)
{
	if (numbers <= tally->capacity)
		return true;
	uint32_t capacity = numbers * 2;
	uint32_t *count = realloc(tally->count, capacity * sizeof *count);
	if (!count)
		return false;
	memset(count + tally->capacity, 0,
		(capacity - tally->capacity) * sizeof *count);
	tally->count = count;
	uint32_t *touched = realloc(tally->touched, capacity * sizeof *touched);
	if (!touched)
		return false;
	tally->touched = touched;
	tally->capacity = capacity;
	return true;
}

static void tally_add(struct tally *tally, uint32_t number)
{
	if (tally->count[number]++ == 0)
		tally->touched[tally->touched_count++] = number;
}

static void tally_clear(struct tally *tally)
{
	for (uint32_t i = 0; i < tally->touched_count; i++)
		tally->count[tally->touched[i]] = 0;
	tally->touched_count = 0;
}

struct essay_builder *essay_builder_new(struct analyser *analyser,
	struct lexicon_delta *lexicon, struct pack_book *book,
	struct error *err)
{
	struct essay_builder *builder = calloc(1, sizeof *builder);
	if (!builder) {
		error_set_memory(err);
		return NULL;
	}
	builder->analyser = analyser;
	builder->lexicon = lexicon;
	builder->records = record_writer_new(book, err);
	if (!builder->records) {
		essay_builder_free(builder);
		return NULL;
	}
	return builder;
}

void essay_builder_free(struct essay_builder *builder)
{
	if (!builder)
		return;
	record_writer_free(builder->records);
	tokens_free(&builder->tokens);
	tokens_free(&builder->title);
	layout_free(&builder->layout);
	tally_free(&builder->roots);
	tally_free(&builder->words);
	xap_document_free(builder->document);
	buf_free(&builder->term);
	free(builder->code);
	free(builder);
}

/* Counts the words of the tokens for the lexicon. */
static bool count_words(
	struct essay_builder *builder, const struct tokens *tokens)
{
	if (!tally_make_room(
		    &builder->words, analyser_words(builder->analyser)))
		return false;
	for (size_t i = 0; i < tokens->count; i++)
		tally_add(&builder->words, tokens->token[i].word->id);
	return true;
}

/* Adds the tokens to the essay's counts and their positions to its length. */
static bool count_tokens(
	struct essay_builder *builder, const struct tokens *tokens)
{
	if (!tally_make_room(
		    &builder->roots, analyser_roots(builder->analyser)) ||
		!count_words(builder, tokens))
		return false;
	for (size_t i = 0; i < tokens->count; i++) {
		tally_add(&builder->roots, tokens->token[i].word->root_id);
		builder->length += !tokens->token[i].over;
	}
	return true;
}

/* Analyses a paragraph of the essay; furniture has no words. */
static bool read_paragraph(struct essay_builder *builder,
	const struct essay *essay, const struct layout_paragraph *paragraph,
	struct error *err)
{
	uint32_t length =
		paragraph->furniture ? 0 : paragraph->end - paragraph->start;
	return analyse(builder->analyser,
		slice_of(essay->text.bytes + paragraph->start, length),
		&builder->tokens, err);
}

static void sketch_tokens(struct essay_builder *builder)
{
	for (size_t i = 0; i < builder->tokens.count; i++)
		if (!builder->tokens.token[i].over)
			sketcher_add(&builder->sketcher,
				builder->tokens.token[i].word->code);
}

/* Analyses the text paragraph by paragraph into the record and the counts. */
static bool read_text(struct essay_builder *builder, const struct essay *essay,
	struct error *err)
{
	if (!layout_read(essay->text, &builder->layout, err))
		return false;
	for (size_t i = 0; i < builder->layout.count; i++) {
		const struct layout_paragraph *paragraph =
			&builder->layout.paragraph[i];
		builder->furniture += paragraph->furniture;
		if (!read_paragraph(builder, essay, paragraph, err) ||
			!record_add(builder->records, paragraph,
				&builder->tokens, err))
			return false;
		if (!count_tokens(builder, &builder->tokens))
			return error_set_memory(err);
		sketch_tokens(builder);
	}
	return true;
}

static bool put_term(struct essay_builder *builder,
	struct xap_document *document, const char *prefix, struct slice word,
	uint32_t wdf, struct error *err)
{
	struct buf *term = &builder->term;
	buf_clear(term);
	buf_put_text(term, prefix);
	buf_put_slice(term, word);
	if (term->failed)
		return error_set_memory(err);
	return xap_document_term(document, buf_slice(term), wdf, err);
}

/* Whether a token before this one has its root: Xapian would add the codes. */
static bool stands_before(const struct tokens *tokens, size_t token)
{
	for (size_t i = 0; i < token; i++)
		if (tokens->token[i].word->root_id ==
			tokens->token[token].word->root_id)
			return true;
	return false;
}

/* Adds a field's tokens as terms: by root, and by form, which gives kata* its
 * words.  Roots count as in an essay of RANK_TITLE_LENGTH words for each of the
 * field's, so that a title scores the more, the shorter it is. */
static bool put_words(struct essay_builder *builder,
	struct xap_document *document, const char *prefix,
	const char *form_prefix, const struct tokens *tokens, struct error *err)
{
	uint32_t length = 0;
	for (size_t i = 0; i < tokens->count; i++)
		length += !tokens->token[i].over;
	uint32_t code = rank_code(1, length * RANK_TITLE_LENGTH);
	for (size_t i = 0; i < tokens->count; i++) {
		const struct word *word = tokens->token[i].word;
		if ((!stands_before(tokens, i) &&
			    !put_term(builder, document, prefix, word->root,
				    code, err)) ||
			!put_term(builder, document, form_prefix, word->form, 0,
				err))
			return false;
	}
	return true;
}

static bool put_field(struct essay_builder *builder,
	struct xap_document *document, const char *prefix,
	const char *form_prefix, struct slice text, struct error *err)
{
	return analyse(builder->analyser, text, &builder->tokens, err) &&
	       put_words(builder, document, prefix, form_prefix,
		       &builder->tokens, err);
}

static bool put_terms(struct essay_builder *builder, const struct essay *essay,
	struct xap_document *document, struct error *err)
{
	for (uint32_t i = 0; i < builder->roots.touched_count; i++) {
		uint32_t root = builder->roots.touched[i];
		if (!xap_document_term(document,
			    analyser_root(builder->analyser, root),
			    rank_code(builder->roots.count[root],
				    builder->length),
			    err))
			return false;
	}
	char source[16];
	snprintf(source, sizeof source, "%u", (unsigned)essay->source);
	return put_term(builder, document, SCHEMA_SOURCE, slice_text(source), 0,
		       err) &&
	       put_words(builder, document, SCHEMA_TITLE, SCHEMA_TITLE_FORM,
		       &builder->title, err) &&
	       put_field(builder, document, SCHEMA_AUTHOR, SCHEMA_AUTHOR_FORM,
		       essay->author, err) &&
	       put_field(builder, document, SCHEMA_PATH, SCHEMA_PATH_FORM,
		       essay->path, err) &&
	       slot_put(document, essay, err);
}

/* Starts the record with the title; one that stands beside the text belongs to
 * it. */
static bool put_title(struct essay_builder *builder, const struct essay *essay,
	struct error *err)
{
	return analyse(builder->analyser, essay->title, &builder->title, err) &&
	       record_start(builder->records, essay, &builder->title, err) &&
	       (!essay->titled || count_tokens(builder, &builder->title) ||
		       error_set_memory(err));
}

static void clear(struct essay_builder *builder)
{
	tally_clear(&builder->roots);
	tally_clear(&builder->words);
	xap_document_free(builder->document);
	builder->document = NULL;
	builder->length = 0;
	builder->furniture = 0;
}

bool essay_prepare(struct essay_builder *builder, const struct essay *essay,
	struct error *err)
{
	clear(builder);
	sketcher_start(&builder->sketcher);
	struct xap_document *document = xap_document_new(err);
	if (document && put_title(builder, essay, err) &&
		read_text(builder, essay, err) &&
		put_terms(builder, essay, document, err)) {
		builder->document = document;
		return true;
	}
	xap_document_free(document);
	clear(builder);
	return false;
}

bool essay_is_prepared(const struct essay_builder *builder)
{
	return builder->document != NULL;
}

/* Adds the words of the essay to the lexicon. */
static bool put_words_counted(struct essay_builder *builder, struct error *err)
{
	const struct tally *words = &builder->words;
	for (uint32_t i = 0; i < words->touched_count; i++)
		if (!lexicon_delta_add(builder->lexicon, words->touched[i],
			    words->count[words->touched[i]], err))
			return false;
	return true;
}

/* Gives the word its code, where it has none yet. */
static bool number_word(struct essay_builder *builder, uint32_t id,
	struct numbering *numbering, struct error *err)
{
	if (builder->code[id])
		return true;
	const struct word *word = analyser_word(builder->analyser, id);
	builder->code[id] = numbering_code(
		numbering, word->form, word->root, err);
	return builder->code[id];
}

/* Gives all words of the essay their codes. */
static bool number_words(struct essay_builder *builder,
	struct numbering *numbering, struct error *err)
{
	uint32_t words = analyser_words(builder->analyser);
	if (words > builder->codes) {
		uint64_t *grown = realloc(
			builder->code, 2 * (size_t)words * sizeof *grown);
		if (!grown)
			return error_set_memory(err);
		memset(grown + builder->codes, 0,
			(2 * (size_t)words - builder->codes) * sizeof *grown);
		builder->code = grown;
		builder->codes = 2 * words;
	}
	for (size_t i = 0; i < builder->title.count; i++)
		if (!number_word(builder, builder->title.token[i].word->id,
			    numbering, err))
			return false;
	for (uint32_t i = 0; i < builder->words.touched_count; i++)
		if (!number_word(
			    builder, builder->words.touched[i], numbering, err))
			return false;
	return true;
}

void essay_builder_trimmed(struct essay_builder *builder)
{
	if (builder->code)
		memset(builder->code, 0,
			builder->codes * sizeof *builder->code);
}

bool essay_store(struct essay_builder *builder, const struct essay *essay,
	struct xap_writer *database, struct pending *pending,
	struct numbering *numbering, uint32_t *number, struct totals *totals,
	struct error *err)
{
	*number = 0;
	bool ok = number_words(builder, numbering, err) &&
		  put_term(builder, builder->document, SCHEMA_ID, essay->id, 0,
			  err) &&
		  xap_writer_put(database, builder->document, number, err) &&
		  record_finish(builder->records, database, builder->code,
			  &pending->bytes, err) &&
		  pending_add(pending, *number, err) &&
		  put_words_counted(builder, err);
	if (ok) {
		totals->tokens += builder->length;
		totals->text_bytes += essay->text.length;
		builder->facts = (struct essay_facts){builder->length,
			builder->furniture, sketcher_end(&builder->sketcher)};
	}
	clear(builder);
	return ok;
}

const struct essay_facts *essay_builder_facts(
	const struct essay_builder *builder)
{
	return &builder->facts;
}

bool essay_forget(struct essay_builder *builder, const struct essay *essay,
	struct totals *totals, struct error *err)
{
	uint32_t length = 0;
	lexicon_delta_essay(builder->lexicon);
	bool ok = analyse(builder->analyser, essay->title, &builder->title,
			  err) &&
		  (!essay->titled || lexicon_delta_count(builder->lexicon,
					     &builder->title, -1, err)) &&
		  layout_read(essay->text, &builder->layout, err);
	for (size_t i = 0; ok && essay->titled && i < builder->title.count; i++)
		length += !builder->title.token[i].over;
	for (size_t i = 0; ok && i < builder->layout.count; i++) {
		const struct layout_paragraph *paragraph =
			&builder->layout.paragraph[i];
		ok = read_paragraph(builder, essay, paragraph, err) &&
		     lexicon_delta_count(
			     builder->lexicon, &builder->tokens, -1, err);
		for (size_t t = 0; ok && t < builder->tokens.count; t++)
			length += !builder->tokens.token[t].over;
	}
	totals->tokens -= length;
	totals->text_bytes -= essay->text.length;
	return ok;
}
