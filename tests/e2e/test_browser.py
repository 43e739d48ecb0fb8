# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages in a real Chromium over the real server and a real index.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_browser.py
"""

import pathlib
import shutil
import sys
import tempfile
import urllib.parse

from telusur import CORPUS, TOP, Case, Server, main, run

sys.path.insert(0, str(TOP / "tests" / "web"))
from webdriver import Browser  # noqa: E402


class Pages(Case):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="telusur-browser-")
        top = pathlib.Path(cls.folder.name)
        cls.corpus, cls.index = top / "corpus", top / "index"
        shutil.copytree(CORPUS, cls.corpus)
        run("index", "--index", cls.index, cls.corpus)
        cls.server = Server(cls.index)
        cls.address = "http://127.0.0.1:%d" % cls.server.port
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        code, _, errors = cls.server.stop()
        cls.folder.cleanup()
        assert code == 0 and not errors, (code, errors)

    def marked(self):
        return [text.lower() for text in self.browser.texts("mark")]

    def search(self, q):
        self.browser.open(self.address + "/")
        self.browser.wait(lambda: self.browser.find("#q"))
        self.browser.type("#q", q)

    def finds(self, word):
        """Whether a search for the word marks it, at once or a little later."""
        self.search(word)
        try:
            self.browser.wait(lambda: self.marked(), 2)
        except AssertionError:
            return False
        return set(self.marked()) == {word}

    def test_typing_shows_marked_words(self):
        self.search("mengamankan siber")
        self.browser.wait(lambda: "keamanan" in self.marked())
        marked = self.marked()
        self.assertIn("siber", marked)
        for word in marked:
            self.assertRegex(word, r"aman|siber|cyber")
        self.assertIn("5 esai", self.browser.text("main"))

    def test_a_passage_leads_to_its_place_in_the_source(self):
        self.search('"cyber capacity building"')
        self.browser.wait(lambda: "cyber capacity building" in self.marked())
        link = self.browser.js(
            "return [...document.querySelectorAll('main a')].map(a => a.href)"
            ".find(h => h.includes('/baca') && h.includes('#p'))")
        self.assertTrue(link)
        self.browser.open(link)
        self.browser.wait(lambda: "cyber capacity building" in self.marked())
        article = self.browser.text("article")
        self.assertIn("Norms of behaviour in cyberspace", article)
        seen = self.browser.js(
            "const r = document.querySelector('mark').getBoundingClientRect();"
            "return r.top >= 0 && r.bottom <= innerHeight")
        self.assertTrue(seen, "the match is not in sight")

    def test_what_was_asked_is_told_without_a_false_number(self):
        def reading(q):
            self.browser.open(self.address + "/?q=" + urllib.parse.quote(q))
            self.browser.wait(lambda: self.browser.find(".reading li"))
            return self.browser.texts(".reading li")
        self.assertEqual(reading('"ruang siber" (diploma*) =keamanan! 2021,'),
                         ['"ruang siber"', "diploma*", "=keamanan: 4 esai",
                          "2021: 1 esai"])
        self.assertEqual(reading("anti-keamanan")[-1], "aman: 4 esai")
        self.assertEqual(reading('"keamanan diplomasi kautilya"'),
                         ['"keamanan diplomasi kautilya"'])
        self.assertIn("tidak bersama-sama", self.browser.text(".none"))
        self.assertEqual(self.browser.js(
            "return getComputedStyle(document.querySelector('.lead > *'),"
            " '::before').content"), "none")

    def test_a_new_essay_is_found_without_a_restart(self):
        word = "belimbingwuluh"
        self.search(word)
        self.browser.wait(lambda: "hasil" in self.browser.text("main").lower()
                          or "tidak" in self.browser.text("main").lower())
        self.assertEqual(self.marked(), [])
        (self.corpus / "baru.txt").write_text(
            "Resep sayur\n\nSayur asem dengan belimbingwuluh segar.\n",
            encoding="utf-8")
        run("index", "--index", self.index, self.corpus)
        self.browser.wait(lambda: self.finds(word), 10)

    def test_more_than_is_counted_is_told_as_such(self):
        (self.corpus / "tebal.txt").write_text(
            "Catatan tentang kangkungungu. %s\n\n" % ("Lain lagi. " * 9)
            * 6000, encoding="utf-8")
        run("index", "--index", self.index, self.corpus)
        self.browser.wait(lambda: self.finds("kangkungungu"), 10)
        self.assertRegex(self.browser.text(".hit"),
                         r"(?s)sedikitnya [\d.]+ kecocokan dalam [\d.]+ "
                         r"paragraf\b.*\bSemua kecocokan")
        self.browser.click("#view-konkordansi")
        self.browser.wait(lambda: self.browser.find(".line"))
        self.assertEqual(self.browser.text("#tally"),
                         "1–50 dari 5.000 kecocokan teratas")

    def test_html_in_an_essay_stays_text(self):
        (self.corpus / "jahat.txt").write_text(
            "<img src=x onerror=alert(1)> judul\n\n"
            "Isi wortelungu <script>alert(2)</script> dan \u202ebidi.\n",
            encoding="utf-8")
        run("index", "--index", self.index, self.corpus)
        self.browser.wait(lambda: self.finds("wortelungu"), 10)
        self.assertIn("<script>alert(2)</script>", self.browser.text("main"))
        self.assertEqual(self.browser.js(
            "return document.querySelectorAll('main script, main img').length"
        ), 0)


if __name__ == "__main__":
    main()
