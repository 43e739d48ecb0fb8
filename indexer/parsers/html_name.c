/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html_name.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

enum { MAX_WORDS = 64, MAX_WORD_BYTES = 24 }; /* of class and id */

static const GumboTag silent[] = {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,
	GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_SVG, GUMBO_TAG_MATH,
	GUMBO_TAG_CANVAS, GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO, GUMBO_TAG_IFRAME,
	GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED, GUMBO_TAG_SELECT, GUMBO_TAG_DATALIST,
	GUMBO_TAG_TEXTAREA, GUMBO_TAG_BUTTON, GUMBO_TAG_INPUT, GUMBO_TAG_HEAD,
	GUMBO_TAG_MAP, GUMBO_TAG_NOFRAMES, GUMBO_TAG_APPLET, GUMBO_TAG_RP};

static const GumboTag frame_tag[] = {GUMBO_TAG_NAV, GUMBO_TAG_HEADER,
	GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE, GUMBO_TAG_FORM, GUMBO_TAG_MENU};

static const GumboTag inline_tag[] = {GUMBO_TAG_A, GUMBO_TAG_ABBR,
	GUMBO_TAG_ACRONYM, GUMBO_TAG_B, GUMBO_TAG_BDI, GUMBO_TAG_BDO,
	GUMBO_TAG_BIG, GUMBO_TAG_CITE, GUMBO_TAG_CODE, GUMBO_TAG_DATA,
	GUMBO_TAG_DEL, GUMBO_TAG_DFN, GUMBO_TAG_EM, GUMBO_TAG_FONT, GUMBO_TAG_I,
	GUMBO_TAG_IMG, GUMBO_TAG_INS, GUMBO_TAG_KBD, GUMBO_TAG_LABEL,
	GUMBO_TAG_MARK, GUMBO_TAG_NOBR, GUMBO_TAG_Q, GUMBO_TAG_RB, GUMBO_TAG_RT,
	GUMBO_TAG_RUBY, GUMBO_TAG_S, GUMBO_TAG_SAMP, GUMBO_TAG_SMALL,
	GUMBO_TAG_SPAN, GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG, GUMBO_TAG_SUB,
	GUMBO_TAG_SUP, GUMBO_TAG_TIME, GUMBO_TAG_TT, GUMBO_TAG_U, GUMBO_TAG_VAR,
	GUMBO_TAG_WBR};

static const char *const frame_role[] = {"navigation", "banner", "contentinfo",
	"complementary", "search", "menu", "menubar", "toolbar", "dialog",
	"alertdialog", "tablist"};

/* A word of a class or id; '=' before it: the whole name must be it. */
static const char *const frame_word[] = {"nav", "navbar", "navigation",
	"navbox", "navigasi", "menu", "menus", "breadcrumb", "breadcrumbs",
	"sidebar", "sidebars", "share", "sharing", "sharer", "sharedaddy",
	"bagikan", "social", "sosial", "sosmed", "socials", "related",
	"terkait", "bacajuga", "rekomendasi", "recommend", "recommended",
	"recommendation", "recommendations", "popular", "populer", "terpopuler",
	"trending", "terbaru", "terkini", "ad", "ads", "adsense", "advert",
	"advertisement", "advertorial", "iklan", "banner", "promo", "promoted",
	"sponsor", "sponsored", "newsletter", "subscribe", "subscription",
	"langganan", "pagination", "pager", "paging", "paginasi", "tags",
	"tagcloud", "taglist", "footer", "masthead", "topbar", "cookie",
	"cookies", "consent", "gdpr", "modal", "popup", "toolbar", "copyright",
	"skip", "toc", "backlink", "editsection", "noprint", "catlinks",
	"infobox", "printfooter", "byline", "breaking", "ticker", "login",
	"signin", "signup", "rating", "vote", "voting", "votes", "reaction",
	"reactions", "reputation", "usercard", "flag", "search", "pencarian",
	"outbrain", "taboola", "=widget", "=header", "=logo", "=meta",
	"=hatnote", "=tag", "=date", "=author", "=labels", "=penulis"};

static const char *const comments_word[] = {"comment", "comments", "komentar",
	"disqus", "respond", "replies", "commentlist", "tanggapan"};

static const char *const body_word[] = {"articlebody", "entrycontent",
	"postcontent", "articlecontent", "postbody", "entrybody", "contentbody",
	"articletext", "storybody", "newsbody", "detailtext", "readcontent",
	"isiartikel", "isiberita", "kontenartikel", "artikelisi",
	"mwparseroutput", "mwcontenttext", "newscontent", "storycontent",
	"blogcontent", "pagecontent", "singlecontent", "beritaisi",
	"detailbody", "detailisi", "detailcontent"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool has_tag(GumboTag tag, const GumboTag *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == tag)
			return true;
	return false;
}

static bool has_text(const char *text, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcasecmp(list[i], text) == 0)
			return true;
	return false;
}

bool html_name_is_inline(GumboTag tag)
{
	return has_tag(tag, inline_tag, COUNT(inline_tag));
}

const char *html_name_attribute(const GumboNode *node, const char *name)
{
	const GumboAttribute *attribute = gumbo_get_attribute(
		&node->v.element.attributes, name);
	return attribute ? attribute->value : "";
}

static bool is_hidden(const GumboNode *node)
{
	const GumboVector *attributes = &node->v.element.attributes;
	if (gumbo_get_attribute(attributes, "hidden") ||
		strcmp(html_name_attribute(node, "aria-hidden"), "true") == 0)
		return true;
	const char *at = html_name_attribute(node, "style");
	for (; *at; at++) {
		const char *value = strchr(at, ':');
		if (!value)
			return false;
		value += 1 + strspn(value + 1, " ");
		if ((strncasecmp(at, "display", 7) == 0 &&
			    strncasecmp(value, "none", 4) == 0) ||
			(strncasecmp(at, "visibility", 10) == 0 &&
				strncasecmp(value, "hidden", 6) == 0))
			return true;
	}
	return false;
}

/* What one name of a class list says: its words one by one, and all of them as
 * one ("entry-content" is "entrycontent"). */
static enum html_name read_name(const char *name, size_t length)
{
	char word[MAX_WORD_BYTES + 1], whole[MAX_WORD_BYTES + 2] = "=";
	size_t w = 0, all = 1;
	enum html_name found = HTML_NAME_NONE;
	for (size_t i = 0; i <= length; i++) {
		bool letter = i < length && isalnum((unsigned char)name[i]);
		bool hump = letter && i && isupper((unsigned char)name[i]) &&
			    islower((unsigned char)name[i - 1]);
		if ((!letter || hump) && w) {
			word[w] = '\0';
			w = 0;
			if (has_text(word, comments_word, COUNT(comments_word)))
				return HTML_NAME_COMMENTS;
			if (has_text(word, frame_word, COUNT(frame_word)))
				found = HTML_NAME_FRAME;
		}
		if (letter && w < MAX_WORD_BYTES)
			word[w++] = name[i];
		if (letter && all <= MAX_WORD_BYTES)
			whole[all++] = name[i];
	}
	whole[all] = '\0';
	if (found == HTML_NAME_NONE &&
		has_text(whole, frame_word, COUNT(frame_word)))
		return HTML_NAME_FRAME;
	if (found == HTML_NAME_NONE &&
		has_text(whole + 1, body_word, COUNT(body_word)))
		return HTML_NAME_BODY;
	return found;
}

static enum html_name read_names(const char *names)
{
	enum html_name found = HTML_NAME_NONE;
	for (int i = 0; *names && i < MAX_WORDS; i++) {
		names += strspn(names, " \t\r\n\f");
		size_t length = strcspn(names, " \t\r\n\f");
		enum html_name name = read_name(names, length);
		/* What readers said outweighs a frame, a frame the text. */
		if (name == HTML_NAME_COMMENTS)
			return name;
		if (found != HTML_NAME_FRAME && name != HTML_NAME_NONE)
			found = name;
		names += length;
	}
	return found;
}

static enum html_name semantic(const GumboNode *node)
{
	GumboTag tag = node->v.element.tag;
	const char *role = html_name_attribute(node, "role");
	if (strcmp(html_name_attribute(node, "itemprop"), "articleBody") == 0)
		return HTML_NAME_BODY;
	if (tag == GUMBO_TAG_ARTICLE || strcmp(role, "article") == 0)
		return HTML_NAME_ARTICLE;
	if (tag == GUMBO_TAG_MAIN || strcmp(role, "main") == 0)
		return HTML_NAME_MAIN;
	if (has_tag(tag, frame_tag, COUNT(frame_tag)) ||
		has_text(role, frame_role, COUNT(frame_role)))
		return HTML_NAME_FRAME;
	return HTML_NAME_NONE;
}

enum html_name html_name(const GumboNode *node)
{
	GumboTag tag = node->v.element.tag;
	if (has_tag(tag, silent, COUNT(silent)))
		return HTML_NAME_SILENT;
	if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY)
		return HTML_NAME_NONE;
	if (is_hidden(node))
		return HTML_NAME_HIDDEN;
	enum html_name name = semantic(node);
	enum html_name class = read_names(html_name_attribute(node, "class"));
	if (class != HTML_NAME_COMMENTS && class != HTML_NAME_FRAME) {
		enum html_name id = read_names(html_name_attribute(node, "id"));
		class = id != HTML_NAME_NONE ? id : class;
	}
	/* An <article> is one whatever its classes say ("tag-iklan"), unless
	 * each comment is one. */
	if (name != HTML_NAME_NONE &&
		!(name == HTML_NAME_ARTICLE && class == HTML_NAME_COMMENTS))
		return name;
	return class;
}
