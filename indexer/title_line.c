#include "title_line.h"

#include "title.h"
#include "unicode.h"

#include <ctype.h>
#include <strings.h>

/* Lines of a page around a text: buttons, menus, boxes. */
static const char *const furniture[] = {
	"advertisement",
	"artikel terkait",
	"bagikan",
	"beranda",
	"beri komentar",
	"beri nilai",
	"berita terkait",
	"cari",
	"daftar isi",
	"halaman selanjutnya",
	"home",
	"iklan",
	"kirim",
	"komentar",
	"konten terkait",
	"langsung ke konten",
	"lewati ke konten",
	"lihat foto",
	"lihat ke halaman asli",
	"lihat semua",
	"masuk",
	"menu",
	"mohon tunggu",
	"salin tautan",
	"selanjutnya",
	"share",
	"skip to content",
	"terbaru",
	"terpopuler",
	"video pilihan",
};

/* A line that begins so is furniture whatever follows. */
static const char *const furniture_start[] = {
	"baca juga", "lihat juga", "simak juga", "scroll "};

static const char *const byline_start[] = {"by ", "ditulis oleh", "editor",
	"foto:", "oleh ", "oleh:", "penerjemah", "penulis", "pewarta",
	"reporter"};

static const char *const item_start[] = {
	"- ", "* ", "\xE2\x80\xA2", "\xE2\x80\x93 ", "\xC2\xB7"};

static const char *const date_start[] = {"dibuat:", "dipublikasikan",
	"diperbarui", "diterbitkan", "diunggah", "published",
	"tanggal:", "terbit:", "updated"};

/* Beginnings of the months' names in Indonesian and English. */
static const char *const month[] = {"jan", "feb", "mar", "apr", "mei", "may",
	"jun", "jul", "agu", "aug", "sep", "okt", "oct", "nov", "nop", "des",
	"dec"};

static const char *const weekday[] = {"senin", "selasa", "rabu", "kamis",
	"jumat", "sabtu", "minggu", "monday", "tuesday", "wednesday",
	"thursday", "friday", "saturday", "sunday"};

static bool is_blank(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct slice title_line_trim(struct slice line)
{
	if (line.length >= 3 && memcmp(line.bytes, "\xEF\xBB\xBF", 3) == 0)
		line = slice_of(line.bytes + 3, line.length - 3);
	while (line.length && is_blank((unsigned char)line.bytes[0]))
		line = slice_of(line.bytes + 1, line.length - 1);
	while (line.length &&
		is_blank((unsigned char)line.bytes[line.length - 1]))
		line.length--;
	return line;
}

static bool begins(struct slice line, const char *start)
{
	size_t length = strlen(start);
	return line.length >= length &&
	       strncasecmp(line.bytes, start, length) == 0;
}

static bool begins_any(
	struct slice line, const char *const *start, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (begins(line, start[i]))
			return true;
	return false;
}

#define BEGINS_ANY(line, list) \
	begins_any(line, list, sizeof(list) / sizeof *(list))

static bool is_furniture(struct slice line)
{
	for (size_t i = 0; i < sizeof furniture / sizeof *furniture; i++)
		if (line.length == strlen(furniture[i]) &&
			begins(line, furniture[i]))
			return true;
	return BEGINS_ANY(line, furniture_start);
}

/* The number at *at, which moves behind it; -1 when there is none. */
static int read_number(const char **at, const char *end)
{
	int number = -1;
	while (*at < end && isdigit((unsigned char)**at) && number < 10000)
		number = (number < 0 ? 0 : number * 10) + *(*at)++ - '0';
	return number;
}

static bool is_year(int number)
{
	return number >= 1800 && number < 2200;
}

/* The end of "2 Desember 2021", "02/12/2021" or "2021-12-02" that begins at
 * `at`; NULL when none does. */
static const char *date_end(const char *at, const char *end)
{
	int first = read_number(&at, end);
	if (at == end || (!is_year(first) && (first < 1 || first > 31)))
		return NULL;
	if (*at == '/' || *at == '-' || *at == '.') {
		char mark = *at++;
		int second = read_number(&at, end);
		if (second < 1 || second > 31 || at == end || *at++ != mark)
			return NULL;
		int third = read_number(&at, end);
		bool whole = is_year(first) ? third > 0 && third <= 31
					    : is_year(third);
		return whole ? at : NULL;
	}
	if (*at++ != ' ' ||
		!BEGINS_ANY(slice_of(at, (size_t)(end - at)), month))
		return NULL;
	while (at < end && isalpha((unsigned char)*at))
		at++;
	if (at == end || *at++ != ' ')
		return NULL;
	return is_year(read_number(&at, end)) ? at : NULL;
}

/* Whether what stands before a date belongs to it: nothing, "Jakarta, ",
 * "Kamis ". */
static bool leads_to_date(struct slice before)
{
	before = title_line_trim(before);
	if (before.length == 0)
		return true;
	unsigned char last = (unsigned char)before.bytes[before.length - 1];
	if (last >= 0x80 || strchr(",:|-/(", last))
		return true;
	size_t start = before.length;
	while (start && isalpha((unsigned char)before.bytes[start - 1]))
		start--;
	return BEGINS_ANY(
		slice_of(before.bytes + start, before.length - start), weekday);
}

/* Whether what stands behind a date belongs to it: "22:24 WIB". */
static bool follows_date(struct slice behind)
{
	size_t letters = 0;
	for (size_t i = 0; i < behind.length; i++)
		letters += isalpha((unsigned char)behind.bytes[i]) != 0;
	return letters <= strlen("pukulWIB");
}

/* A title may hold a date; a line is one where it begins with a label, or
 * where the date is what it says ("Jakarta, 2 Desember 2021 22:24 WIB"). */
static bool is_date(struct slice line)
{
	if (BEGINS_ANY(line, date_start))
		return true;
	const char *end = line.bytes + line.length;
	bool inside = false;
	for (const char *at = line.bytes; at < end; at++) {
		const char *behind = NULL;
		if (!inside && isdigit((unsigned char)*at))
			behind = date_end(at, end);
		if (behind)
			return leads_to_date(slice_of(line.bytes,
				       (size_t)(at - line.bytes))) &&
			       follows_date(slice_of(
				       behind, (size_t)(end - behind)));
		inside = isdigit((unsigned char)*at);
	}
	return false;
}

enum title_line title_line(struct slice line)
{
	line = title_line_trim(line);
	const char *at = line.bytes, *end = line.bytes + line.length;
	size_t characters = 0;
	bool words = false;
	while (at < end && characters <= TITLE_MAX_LINE_CHARACTERS) {
		enum unicode_class class = unicode_class(
			unicode_decode(&at, end));
		words |= class == UNICODE_LETTER || class == UNICODE_DIGIT;
		characters++;
	}
	if (!words)
		return TITLE_LINE_BLANK;
	if (characters > TITLE_MAX_LINE_CHARACTERS)
		return TITLE_LINE_BODY;
	if (is_furniture(line))
		return TITLE_LINE_FURNITURE;
	if (is_date(line))
		return TITLE_LINE_DATE;
	if (BEGINS_ANY(line, byline_start))
		return TITLE_LINE_BYLINE;
	/* "- one of a list", "and so on;" and "it follows:" are text. */
	if (BEGINS_ANY(line, item_start))
		return TITLE_LINE_BODY;
	return strchr(".,;:", line.bytes[line.length - 1]) ? TITLE_LINE_BODY
							   : TITLE_LINE_OTHER;
}
