/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stopword.h"

#include <stdlib.h>

/* Sorted by bytes, for bsearch.  Grammar only: prepositions, conjunctions,
 * pronouns, articles, particles, auxiliaries, question words and copulas.
 * Words of time, place, size and number that a query may mean (lama, sama,
 * dekat, satu, depan) are not listed. */
static const char *const words[] = {"ada", "adakah", "adalah", "adanya",
	"adapun", "agar", "akan", "akankah", "akibat", "aku", "anda", "antara",
	"apa", "apabila", "apakah", "apalagi", "apapun", "asalkan", "atas",
	"atau", "ataukah", "ataupun", "bagai", "bagaikan", "bagaimana",
	"bagaimanakah", "bagi", "bahkan", "bahwa", "bahwasanya", "banyakkah",
	"beberapa", "begini", "begitu", "beliau", "berapa", "berapakah",
	"berbagai", "berupa", "biarpun", "bila", "bilakah", "bilamana", "bisa",
	"bisakah", "boleh", "bolehkah", "buat", "dalam", "dan", "dapat",
	"dapatkah", "dari", "darimana", "darimanakah", "daripada", "demi",
	"demikian", "dengan", "di", "dia", "dialah", "dimana", "dimanakah",
	"dimanapun", "disebut", "disebutkan", "dll", "dsb", "dst", "guna",
	"hal", "hanya", "hanyalah", "harus", "haruskah", "hendak", "ia",
	"ialah", "ini", "inilah", "itu", "itulah", "jadi", "jika", "jikalau",
	"juga", "justru", "kah", "kalau", "kalaupun", "kalian", "kami", "kamu",
	"kan", "kapan", "kapankah", "karena", "karenanya", "kau", "ke",
	"kemana", "kemanakah", "kenapa", "kepada", "kepadanya", "kita", "lah",
	"lain", "lainnya", "lebih", "maka", "maksud", "mana", "manakah",
	"manapun", "masing", "melainkan", "melalui", "memang", "mengapa",
	"mengapakah", "mengenai", "menjadi", "menurut", "mereka", "merupakan",
	"meski", "meskipun", "mungkinkah", "nah", "namun", "nya", "oleh",
	"olehnya", "pada", "padahal", "padanya", "para", "pula", "pun", "saja",
	"sajakah", "saling", "sang", "saya", "seakan", "seandainya", "sebab",
	"sebabnya", "sebagai", "sebagaimana", "sebuah", "secara", "sedang",
	"sedangkan", "segala", "sehingga", "sekalipun", "selain", "selaku",
	"semakin", "semua", "seolah", "seorang", "seperti", "sepertinya",
	"serta", "sesuatu", "setiap", "si", "siapa", "siapakah", "siapapun",
	"suatu", "sudah", "sudahkah", "supaya", "tapi", "telah", "tentang",
	"terdapat", "terhadap", "tersebut", "tetapi", "tiap", "untuk",
	"untuknya", "walau", "walaupun", "yaitu", "yakni", "yang"};

static int compare(const void *key, const void *word)
{
	return slice_compare(*(const struct slice *)key,
		slice_text(*(const char *const *)word));
}

bool stopword_is(struct slice form)
{
	return bsearch(&form, words, sizeof words / sizeof *words,
		       sizeof *words, compare) != NULL;
}
