/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html_main.h"

#include "date.h"
#include "furniture.h"
#include "person.h"
#include "title_line.h"
#include "unicode.h"

#include <ctype.h>
#include <strings.h>

enum {
	/* Words outside links that running text has. */
	MIN_TEXT_WORDS = 8,
	/* A sentence may be as short, and a stanza among others. */
	MIN_SENTENCE_WORDS = 4,
	MAX_VERSE_WORDS = 8, /* a line */
	/* Per cent of the page's running text: an element that has more of it
	 * is no frame, and no comments, whatever its name says. */
	MAX_FRAME_SHARE = 50,
	MAX_COMMENTS_SHARE = 90,
	/* An <article> or <main> with less of it is not the page's text. */
	MIN_ROOT_SHARE = 40,
	/* The smallest element that has as much of it is the text's. */
	MIN_MAIN_SHARE = 88,
	/* What is said to be a right or a licence is shorter. */
	MAX_RIGHTS_WORDS = 30,
	/* And so is an invitation, with one or with several of its marks. */
	MAX_INVITATION_WORDS = 30,
	MAX_SURE_INVITATION_WORDS = 60,
	/* Lines above the text that may name author and date. */
	MAX_HEAD_BLOCKS = 12,
};

static bool is_links(const struct html_block *block)
{
	return block->link_words * 5 >= block->words * 4;
}

static bool ends_sentence(struct slice text)
{
	static const char *const quote[] = {
		"\xE2\x80\x9D", "\xE2\x80\x99", "\"", ")", "'"};
	for (size_t i = 0; i < sizeof quote / sizeof *quote; i++) {
		size_t length = strlen(quote[i]);
		if (text.length > length &&
			memcmp(text.bytes + text.length - length, quote[i],
				length) == 0)
			text.length -= length;
	}
	return text.length && strchr(".!?:;", text.bytes[text.length - 1]);
}

/* Whether the words, in small letters, begin somewhere in the text, whatever
 * its letter case. */
static bool has_words(struct slice text, const char *words)
{
	size_t length = strlen(words);
	for (size_t i = 0; i + length <= text.length; i++)
		if (tolower((unsigned char)text.bytes[i]) ==
				(unsigned char)*words &&
			strncasecmp(text.bytes + i, words, length) == 0)
			return true;
	return false;
}

/* "(c) 2021 Koran. Hak cipta dilindungi." */
static bool claims_rights(struct slice text, uint32_t words)
{
	return words < MAX_RIGHTS_WORDS &&
	       (has_words(text, "\xC2\xA9") ||
		       has_words(text, "hak cipta dilindungi") ||
		       has_words(text, "all rights reserved"));
}

/* "Dapatkan update berita setiap hari. Mari bergabung di grup Telegram." */
static bool invites(struct slice text, uint32_t words)
{
	static const char *const invitation[] = {"dapatkan update",
		"grup telegram", "google news", "saluran whatsapp",
		"channel whatsapp", "whatsapp channel", "kanal youtube"};
	static const char *const request[] = {
		"bergabung", "gabung", "ikuti", "klik", "dapatkan", "simak"};
	bool requested = false;
	int invited = 0;
	if (words >= MAX_SURE_INVITATION_WORDS)
		return false;
	for (size_t i = 0; i < sizeof invitation / sizeof *invitation; i++)
		invited += has_words(text, invitation[i]);
	for (size_t i = 0; i < sizeof request / sizeof *request; i++)
		requested |= has_words(text, request[i]);
	return requested && invited > (words >= MAX_INVITATION_WORDS);
}

/* Short lines under each other that do not tell of author and date. */
static bool is_verse(
	const struct html_page *page, const struct html_block *block)
{
	struct slice text = html_page_text(page, block);
	uint32_t lines = 0;
	for (; text.length; lines++) {
		enum title_line line = title_line(title_line_next(&text));
		if (line == TITLE_LINE_BYLINE || line == TITLE_LINE_DATE ||
			line == TITLE_LINE_FURNITURE)
			return false;
	}
	return lines > 1 && block->link_words == 0 &&
	       block->words <= lines * MAX_VERSE_WORDS;
}

/* Running text, by the block alone. */
static bool is_text(
	const struct html_page *page, const struct html_block *block)
{
	struct slice text = html_page_text(page, block);
	uint32_t words = block->words - block->link_words;
	if (block->dropped || block->kind == HTML_BLOCK_HEADING ||
		block->link_words * 2 > block->words ||
		words < MIN_SENTENCE_WORDS)
		return false;
	if (words < MIN_TEXT_WORDS && !ends_sentence(text) &&
		!(page->verse && is_verse(page, block)))
		return false;
	enum title_line line = title_line(text);
	return line != TITLE_LINE_FURNITURE && line != TITLE_LINE_DATE &&
	       line != TITLE_LINE_BYLINE &&
	       !claims_rights(text, block->words) &&
	       !invites(text, block->words);
}

/* Adds up the words of running text; of a page without any, all words that are
 * no links. */
static void add_up(struct html_page *page, bool strict)
{
	page->sum[0] = 0;
	for (size_t i = 0; i < page->count; i++) {
		const struct html_block *block = &page->block[i];
		bool counts = strict ? is_text(page, block) : !block->dropped;
		page->sum[i + 1] =
			page->sum[i] +
			(counts ? block->words - block->link_words : 0);
	}
}

/* The words that were added up in the blocks. */
static uint64_t weigh(const struct html_page *page, uint32_t from, uint32_t to)
{
	return page->sum[to] - page->sum[from];
}

static void drop(struct html_page *page, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		page->block[i].dropped = true;
}

/* Whether the element holds one that says that it is the text, with some of
 * it. */
static bool holds_text(
	const struct html_page *page, size_t number, uint64_t total)
{
	const struct html_element *outer = &page->element[number];
	for (size_t i = number + 1; i < page->element_count; i++) {
		const struct html_element *inner = &page->element[i];
		if (inner->first >= outer->end)
			return false;
		if (inner->name >= HTML_NAME_MAIN &&
			weigh(page, inner->first, inner->end) * 100 >
				total * MIN_ROOT_SHARE)
			return true;
	}
	return false;
}

static void drop_frames(struct html_page *page)
{
	uint64_t total = weigh(page, 0, (uint32_t)page->count);
	for (size_t i = 0; i < page->element_count; i++) {
		const struct html_element *element = &page->element[i];
		uint64_t share = MAX_FRAME_SHARE;
		if (element->name == HTML_NAME_NONE ||
			element->name >= HTML_NAME_MAIN)
			continue;
		if (element->name == HTML_NAME_COMMENTS)
			share = MAX_COMMENTS_SHARE;
		if (weigh(page, element->first, element->end) * 100 >
				total * share ||
			holds_text(page, i, total))
			continue;
		drop(page, element->first, element->end);
	}
}

/* Whether most of the running text, as it is added up, is verse. */
static bool is_poem(const struct html_page *page)
{
	uint64_t verse = 0;
	for (uint32_t i = 0; i < page->count; i++)
		if (is_verse(page, &page->block[i]))
			verse += weigh(page, i, i + 1);
	return verse * 2 > page->sum[page->count];
}

/* Weighs the blocks and drops the frames. */
static void begin(struct html_page *page)
{
	add_up(page, true);
	page->verse = is_poem(page);
	if (page->verse)
		add_up(page, true);
	bool strict = page->sum[page->count] > 0;
	if (!strict)
		add_up(page, false);
	drop_frames(page);
	add_up(page, strict);
}

void html_main_chapter(struct html_page *page)
{
	begin(page);
}

/* The element that says best that it is the text: body before article before
 * main, the one with most of it; the whole page where none has enough. */
static struct html_element find_root(const struct html_page *page)
{
	struct html_element root = {.end = (uint32_t)page->count};
	uint64_t total = weigh(page, 0, (uint32_t)page->count);
	uint64_t most = 0;
	for (size_t i = 0; i < page->element_count; i++) {
		const struct html_element *element = &page->element[i];
		uint64_t words;
		if (element->name < HTML_NAME_MAIN || element->name < root.name)
			continue;
		words = weigh(page, element->first, element->end);
		if (words * 100 < total * MIN_ROOT_SHARE || words == 0 ||
			(element->name == root.name && words <= most))
			continue;
		root = *element;
		most = words;
	}
	return root;
}

/* The smallest element in the root that holds nearly all of its text. */
static struct html_element find_main(
	const struct html_page *page, struct html_element root)
{
	struct html_element found = root;
	uint64_t total = weigh(page, root.first, root.end);
	if (total == 0)
		return found;
	for (size_t i = 0; i < page->element_count; i++) {
		const struct html_element *element = &page->element[i];
		if (element->first < found.first || element->end > found.end ||
			element->first == element->end)
			continue;
		if (weigh(page, element->first, element->end) * 100 >=
			total * MIN_MAIN_SHARE)
			found = *element;
	}
	return found;
}

/* Whether both are the same words. */
static bool same_words(struct slice a, struct slice b)
{
	size_t i = 0, j = 0;
	for (;;) {
		while (i < a.length && !isalnum((unsigned char)a.bytes[i]) &&
			!(a.bytes[i] & 0x80))
			i++;
		while (j < b.length && !isalnum((unsigned char)b.bytes[j]) &&
			!(b.bytes[j] & 0x80))
			j++;
		if (i == a.length || j == b.length)
			return i == a.length && j == b.length;
		if (tolower((unsigned char)a.bytes[i++]) !=
			tolower((unsigned char)b.bytes[j++]))
			return false;
	}
}

/* A heading behind which no text of the author comes: "3 Komentar", "Artikel
 * Terkait". */
static bool ends_text(const struct html_page *page,
	const struct html_block *block, uint64_t before, uint64_t total)
{
	struct slice text = html_page_text(page, block);
	return before * 2 > total && block->words <= 6 &&
	       block->kind != HTML_BLOCK_ITEM && !ends_sentence(text) &&
	       furniture_line(text) != FURNITURE_NONE &&
	       block->link_words * 2 < block->words;
}

/* Drops from the first heading that ends the text on. */
static void cut_end(struct html_page *page, struct html_element *main)
{
	uint64_t total = weigh(page, main->first, main->end);
	for (uint32_t i = main->first; i < main->end; i++) {
		if (page->block[i].dropped ||
			!ends_text(page, &page->block[i],
				weigh(page, main->first, i), total) ||
			(page->block[i].kind != HTML_BLOCK_HEADING &&
				weigh(page, i, main->end) * 5 > total))
			continue;
		drop(page, i, main->end);
		main->end = i;
	}
}

/* Whether the block, which is no running text, belongs to the text that ends
 * before it. */
static bool goes_on(const struct html_block *block)
{
	return (block->kind == HTML_BLOCK_ITEM ||
		       block->kind == HTML_BLOCK_ROW) &&
	       block->link_words * 4 <= block->words;
}

/* Drops what stands before the first running text and behind the last: a
 * heading right before it and a list or table right behind it stay. */
static void trim(struct html_page *page, struct html_element main)
{
	uint32_t first = main.first, last = main.end;
	while (first < main.end && !is_text(page, &page->block[first]))
		first++;
	if (first == main.end)
		return;
	while (!is_text(page, &page->block[last - 1]))
		last--;
	while (first > main.first) {
		const struct html_block *before = &page->block[first - 1];
		if (!before->dropped && !goes_on(before) &&
			(before->kind != HTML_BLOCK_HEADING ||
				before->level == 1))
			break;
		first--;
	}
	while (last < main.end &&
		(page->block[last].dropped || goes_on(&page->block[last])))
		last++;
	drop(page, main.first, first);
	drop(page, last, main.end);
}

/* Drops links, furniture and the title wherever they stand; the title only
 * before the text. */
static void drop_blocks(
	struct html_page *page, struct html_element main, struct slice title)
{
	bool begun = false;
	for (uint32_t i = main.first; i < main.end; i++) {
		struct html_block *block = &page->block[i];
		struct slice text = html_page_text(page, block);
		if (block->dropped)
			continue;
		bool is_title = !begun && same_words(text, title);
		begun |= is_text(page, block);
		block->dropped = is_links(block) || is_title ||
				 furniture_line(text) == FURNITURE_SURE ||
				 claims_rights(text, block->words) ||
				 invites(text, block->words);
	}
}

void html_main(struct html_page *page, struct slice title)
{
	uint32_t count = (uint32_t)page->count;
	begin(page);
	struct html_element main = find_main(page, find_root(page));
	drop(page, 0, main.first);
	drop(page, main.end, count);
	cut_end(page, &main);
	drop_blocks(page, main, title);
	trim(page, main);
}

/* Whether the block only says that the next one names the author. */
static bool is_label(struct slice text)
{
	static const char *const label[] = {
		"Penulis", "Penulis:", "Oleh", "Oleh:", "Ditulis oleh"};
	for (size_t i = 0; i < sizeof label / sizeof *label; i++)
		if (text.length == strlen(label[i]) &&
			strncasecmp(text.bytes, label[i], text.length) == 0)
			return true;
	return false;
}

static void read_head_line(struct slice line, struct extract *out)
{
	enum title_line kind = title_line(line);
	if (out->author.length == 0 && kind == TITLE_LINE_BYLINE)
		person_byline(line, &out->author);
	if (out->date.length == 0 && kind == TITLE_LINE_DATE)
		date_field(line, &out->date);
}

void html_main_byline(const struct html_page *page, struct extract *out)
{
	size_t first = 0;
	while (first < page->count && page->block[first].dropped)
		first++;
	size_t from = first < MAX_HEAD_BLOCKS ? 0 : first - MAX_HEAD_BLOCKS;
	for (size_t i = from; first < page->count && i < first; i++) {
		struct slice text = html_page_text(page, &page->block[i]);
		if (out->author.length == 0 && is_label(text))
			person_name(html_page_text(page, &page->block[i + 1]),
				&out->author);
		while (text.length)
			read_head_line(title_line_next(&text), out);
	}
}

void html_main_put_text(
	const struct html_page *page, struct buf *out, uint32_t *dropped)
{
	const struct html_block *before = NULL;
	size_t start = out->length;
	for (size_t i = 0; i < page->count; i++) {
		const struct html_block *block = &page->block[i];
		bool near = before && before->kind == block->kind &&
			    (block->kind == HTML_BLOCK_ITEM ||
				    block->kind == HTML_BLOCK_ROW);
		*dropped += block->dropped;
		if (block->dropped)
			continue;
		if (out->length > start)
			buf_put_text(out, near ? "\n" : "\n\n");
		if (block->kind == HTML_BLOCK_ITEM)
			buf_put_text(out, "- ");
		buf_put_slice(out, html_page_text(page, block));
		before = block;
	}
	if (out->length > start)
		buf_put_byte(out, '\n');
}
