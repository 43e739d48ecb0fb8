/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "furniture.h"

#include "unicode.h"

enum {
	MAX_LINE_BYTES = 160, /* a longer line is body text */
	MIN_BODY_BYTES = 60, /* a sentence of this length is body text */
	MAX_FIELD_LINES = 100, /* of front matter */
};

/* Keys as key_of makes them: small letters, one space between words. */
static const char *const sure[] = {
	"advertisement",
	"artikel terkait",
	"artikel lainnya",
	"bagaimana reaksi anda tentang artikel ini",
	"bagikan artikel ini",
	"bagikan ini",
	"bagikan ke facebook",
	"bagikan ke twitter",
	"bagikan ke whatsapp",
	"baca artikel selengkapnya",
	"baca juga",
	"baca selengkapnya",
	"beri komentar",
	"beri nilai",
	"beri komentar anda",
	"berita terkait",
	"berita lainnya",
	"click to share",
	"continue reading",
	"download aplikasi",
	"halaman selanjutnya",
	"halaman berikutnya",
	"halaman sebelumnya",
	"ikuti kami",
	"konten terkait",
	"langsung ke konten",
	"langsung ke isi",
	"leave a comment",
	"leave a reply",
	"lewati ke konten",
	"lihat foto",
	"lihat ke halaman asli",
	"lihat komentar",
	"lihat semua",
	"lihat semua artikel",
	"lihat semua komentar",
	"lihat versi desktop",
	"loncat ke konten",
	"mohon tunggu",
	"muat lainnya",
	"post a comment",
	"posting komentar",
	"read more",
	"related posts",
	"salin tautan",
	"scroll to continue with content",
	"selengkapnya",
	"share this",
	"share this article",
	"skip to content",
	"skip to main content",
	"tambahkan komentar",
	"tinggalkan balasan",
	"tinggalkan komentar",
	"tulis komentar",
	"tuliskan komentar",
	"video pilihan",
	"you might also like",
};

static const char *const maybe[] = {
	"bagikan",
	"balas",
	"beranda",
	"cari",
	"comments",
	"daftar",
	"daftar isi",
	"editor",
	"facebook",
	"feature article",
	"headline",
	"home",
	"iklan",
	"instagram",
	"kembali ke atas",
	"kirim",
	"komentar",
	"laporkan",
	"laporkan konten",
	"login",
	"masuk",
	"menu",
	"nilai tertinggi",
	"pencarian",
	"pilihan editor",
	"populer",
	"rekomendasi",
	"sebelumnya",
	"selanjutnya",
	"share",
	"suka",
	"tag",
	"tags",
	"telegram",
	"terbaru",
	"terkini",
	"terpopuler",
	"trending",
	"twitter",
	"tweet",
	"whatsapp",
};

/* A line with this prefix is furniture, unless it is a sentence. */
static const char *const sure_start[] = {"baca juga ", "gambas video",
	"lihat juga ", "scroll ", "simak juga ", "simak video ", "tonton juga ",
	"kompasiana adalah platform blog"};

/* The line's letters, ASCII ones in lower case, with one space between
 * words. */
static size_t key_of(struct slice line, char key[MAX_LINE_BYTES])
{
	const char *at = line.bytes, *end = at + line.length;
	size_t length = 0;
	bool gap = false;
	while (at < end) {
		const char *start = at;
		int32_t c = unicode_decode(&at, end);
		if (unicode_class(c) != UNICODE_LETTER) {
			gap = length > 0;
			continue;
		}
		if (gap)
			key[length++] = ' ';
		gap = false;
		for (; start < at; start++)
			key[length++] = *start >= 'A' && *start <= 'Z'
						? (char)(*start + 32)
						: *start;
	}
	return length;
}

static bool is_in(struct slice key, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(key, slice_text(list[i])))
			return true;
	return false;
}

static bool begins_sure(struct slice key)
{
	for (size_t i = 0; i < sizeof sure_start / sizeof *sure_start; i++) {
		size_t length = strlen(sure_start[i]);
		if (key.length >= length &&
			memcmp(key.bytes, sure_start[i], length) == 0)
			return true;
	}
	return false;
}

static bool ends_sentence(struct slice line)
{
	return line.length && strchr(".!?;", line.bytes[line.length - 1]);
}

/* "Baca juga: ..." announces a link.  A sentence may have the same prefix; it
 * is furniture only if it has a colon or names its site. */
static bool announces(struct slice line, struct slice key)
{
	if (!begins_sure(key))
		return false;
	return !ends_sentence(line) || memchr(line.bytes, ':', line.length) ||
	       memcmp(key.bytes, "kompasiana", strlen("kompasiana")) == 0;
}

enum furniture furniture_line(struct slice line)
{
	char bytes[MAX_LINE_BYTES];
	if (line.length > MAX_LINE_BYTES)
		return FURNITURE_NONE;
	struct slice key = slice_of(bytes, key_of(line, bytes));
	if (key.length == 0)
		return FURNITURE_NONE;
	if (is_in(key, sure, sizeof sure / sizeof *sure) ||
		announces(line, key))
		return FURNITURE_SURE;
	return is_in(key, maybe, sizeof maybe / sizeof *maybe) ? FURNITURE_MAYBE
							       : FURNITURE_NONE;
}

bool furniture_is_body(struct slice line)
{
	return line.length > MAX_LINE_BYTES ||
	       (line.length >= MIN_BODY_BYTES && ends_sentence(line));
}

/* Removes the next line from the text; without its trailing white space. */
static struct slice take_line(struct slice *text)
{
	const char *end = memchr(text->bytes, '\n', text->length);
	size_t length = end ? (size_t)(end - text->bytes) : text->length;
	size_t used = end ? length + 1 : length;
	struct slice line = slice_of(text->bytes, length);
	*text = slice_of(text->bytes + used, text->length - used);
	while (line.length && strchr(" \t\r", line.bytes[line.length - 1]))
		line.length--;
	return line;
}

/* "key = value", "[table]", "# remark", or more of the line before. */
static bool is_toml_field(struct slice line)
{
	return line.length == 0 || strchr(" \t[]#", line.bytes[0]) ||
	       memchr(line.bytes, '=', line.length);
}

/* "key: value", "- item", "# remark", or more of the line before. */
static bool is_yaml_field(struct slice line)
{
	size_t i = 0;
	if (line.length == 0 || strchr(" \t-#", line.bytes[0]))
		return true;
	while (i < line.length && line.bytes[i] != ':' && line.bytes[i] != ' ')
		i++;
	return i > 0 && i < line.length && line.bytes[i] == ':' &&
	       (i + 1 == line.length || line.bytes[i + 1] == ' ');
}

size_t furniture_front_matter(struct slice text)
{
	struct slice rest = text;
	bool any = false;
	if (rest.length >= 3 && memcmp(rest.bytes, "\xEF\xBB\xBF", 3) == 0)
		rest = slice_of(rest.bytes + 3, rest.length - 3);
	if (rest.length == 0)
		return 0;
	struct slice mark = take_line(&rest);
	bool toml = slice_equal(mark, slice_text("+++"));
	if (!toml && !slice_equal(mark, slice_text("---")))
		return 0;
	for (int i = 0; i < MAX_FIELD_LINES && rest.length; i++) {
		struct slice line = take_line(&rest);
		if (slice_equal(line, mark) ||
			(!toml && slice_equal(line, slice_text("..."))))
			return any ? (size_t)(rest.bytes - text.bytes) : 0;
		if (!(toml ? is_toml_field(line) : is_yaml_field(line)))
			return 0;
		any |= line.length > 0 && line.bytes[0] != '-';
	}
	return 0;
}
