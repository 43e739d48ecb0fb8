# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of web/ as they lie there: words, sizes, what they must not do.

    python3 tests/web/test_sources.py
"""

import gzip
import html.parser
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from mock_server import WEB  # noqa: E402

PAGES = ("index.html", "baca.html", "bantuan.html")
FIRST_VISIT = ("index.html", "style.css", "icon.svg", "search.js", "api.js",
               "i18n.js", "page.js")


def read(name):
    return (WEB / name).read_text(encoding="utf-8")


def table(name):
    """The strings of a table module by key."""
    found = re.findall(r"^\t(\w+): '(.*)',$", read(name), re.M)
    return {key: value.replace("\\'", "'") for key, value in found}


def indonesian():
    """Both parts of the Indonesian table."""
    return {**table("i18n.js"), **table("words.js")}


class Words(html.parser.HTMLParser):
    """Collects the text of elements with data-t, and what CSP forbids."""

    def __init__(self):
        super().__init__()
        self.words, self.inline, self.key = [], [], None

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.key = values.get("data-t")
        if "data-label" in values:
            self.words.append((values["data-label"], values["aria-label"]))
        if tag == "style" or (tag == "script" and "src" not in values):
            self.inline.append(tag)
        self.inline += [name for name in values
                        if name == "style" or name.startswith("on")]

    def handle_data(self, data):
        if self.key:
            self.words.append((self.key, data))
        self.key = None


class Sources(unittest.TestCase):
    def test_tables_have_the_same_keys_and_blanks(self):
        first, second = indonesian(), table("en.js")
        self.assertGreater(len(first), 50)
        self.assertEqual(list(first), list(second))
        for key, value in first.items():
            for form in second[key].split("|"):
                self.assertLessEqual(set(re.findall(r"{\w+}", form)),
                                     set(re.findall(r"{\w+}", value)), key)

    def test_start_page_does_without_the_second_part(self):
        first, second = table("i18n.js"), table("words.js")
        self.assertFalse(set(first) & set(second))
        for name in FIRST_VISIT:
            for key in re.findall(r"\b(?:t|pieces)\(\s*'(\w+)'", read(name)):
                self.assertIn(key, first, name)

    def test_no_word_is_left_over(self):
        used = set()
        for path in (*WEB.glob("*.js"), *WEB.glob("*.html")):
            used |= set(re.findall(r"['\"](\w+)['\"]", path.read_text()))
        made = re.compile(r"^(sort|note|why|facet)[A-Z]|(Error|Hint|Filter|Mode"
                          r"|Range|About)$|^lines$|^essays$")
        for key in indonesian():
            if not made.search(key):
                self.assertIn(key, used)

    def test_words_asked_for_are_in_the_table(self):
        known = indonesian()
        for path in WEB.glob("*.js"):
            for key in re.findall(r"\b(?:t|pieces)\(\s*'(\w+)'",
                                  path.read_text()):
                self.assertIn(key, known, path.name)

    def test_markup_says_what_the_table_says(self):
        known = indonesian()
        for name in PAGES:
            parser = Words()
            parser.feed(read(name))
            for key, words in parser.words:
                self.assertEqual(words, known[key], name)
            self.assertEqual(parser.inline, [], name)

    def test_nothing_parses_html(self):
        for path in WEB.glob("*.js"):
            self.assertNotRegex(
                path.read_text(),
                r"innerHTML|outerHTML|insertAdjacentHTML|document\.write"
                r"|\beval\(|new Function|srcdoc|createContextualFragment")

    def test_modules_are_small_and_say_what_they_own(self):
        for path in WEB.glob("*.js"):
            text = path.read_text()
            self.assertLessEqual(text.count("\n"), 250, path.name)
            self.assertRegex(text, r"^/\*\n \* [^/]*Owns:", path.name)

    def test_first_visit_is_light(self):
        sizes = {name: len(gzip.compress(read(name).encode(), 9))
                 for name in FIRST_VISIT}
        self.assertLessEqual(sum(sizes.values()), 16384, sizes)
        self.assertLessEqual(sum(size for name, size in sizes.items()
                                 if name.endswith(".js")), 8192, sizes)


if __name__ == "__main__":
    unittest.main()
