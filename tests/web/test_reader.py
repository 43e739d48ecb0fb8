# SPDX-License-Identifier: GPL-3.0-or-later
"""The reader page in Chromium, against the mock server.

    python3 tests/web/test_reader.py
"""

import os
import re
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from pages import ESSAY, Pages  # noqa: E402


class Reader(Pages):
    def test_goes_to_the_paragraph_and_from_match_to_match(self):
        self.open("/baca?id=%s&q=keamanan+siber#p9" % ESSAY)
        self.browser.wait(lambda: self.browser.find("#p9.here"))
        top = self.browser.js("return p9.getBoundingClientRect().top")
        self.assertTrue(40 <= top <= 500, top)
        self.wait_text("#place", r"^\d+ dari \d+$")
        before = self.browser.text("#place")
        total = int(before.split()[2])
        self.browser.press("n")
        self.assertEqual(self.browser.text("#place"),
                         "%d dari %d" % (int(before.split()[0]) + 1, total))
        self.browser.press("p")
        self.assertEqual(self.browser.text("#place"), before)
        self.assertEqual(len(self.browser.find("mark[aria-current]")), 1)
        self.assertTrue(self.browser.js(
            "return document.activeElement.matches('mark[aria-current]')"))
        self.browser.click("[data-step='1']")
        for _ in range(total - int(before.split()[0]) - 1):
            self.browser.press("n")
        self.assertEqual(self.browser.text("#place"),
                         "%d dari %d" % (total, total))
        self.browser.press("n")
        self.wait_text("#said", "Kembali ke kecocokan pertama")
        here = self.browser.js("return document.querySelector('.here').id")
        self.assertTrue(self.path().endswith("#" + here))

    def test_offsets_are_bytes(self):
        self.open("/baca?id=%s&q=diplomasi" % ESSAY)
        self.wait_text("#place", r"kecocokan")
        marks = self.browser.js("return [...document.querySelectorAll("
                                "'#text mark')].map((m) => m.textContent)")
        self.assertEqual({mark.lower() for mark in marks}, {"diplomasi"})

    def test_layout_of_paragraphs(self):
        self.open("/baca?id=bersajak")
        self.browser.wait(lambda: self.browser.find("#p5"))
        classes = self.browser.js("return [...document.querySelectorAll("
                                  "'#text p')].map((p) => p.className)")
        self.assertEqual(classes, ["", "lines", "", "item", "item"])

    def citation(self, address, place):
        """What the reader of an address copies."""
        self.open(address)
        self.wait_text("#place", place)
        self.browser.js("Object.defineProperty(navigator, 'clipboard', {value:"
                        "{ writeText: async (text) => { window.copied = text }"
                        "}})")
        self.browser.click("#copy")
        self.wait_text("#said", "Kutipan disalin")
        return self.browser.js("return copied")

    def test_citation(self):
        self.assertRegex(self.citation(
            "/baca?id=diplomasi-siber-capaian&q=estonia#p10", "1 dari 1"), (
            r"^“Dimulai pada 2009 .* OSCE\.” – Sindi Lestari, "
            r"Diplomasi siber capaian \(2021\), "
            r"diplomasi-siber-capaian\.txt, paragraf 10\. "
            r"http://\S+/baca\?id=diplomasi-siber-capaian#p10$"))
        self.assertIn(
            "” – Bersajak, puisi/bersajak.txt, paragraf 2. http",
            self.citation("/baca?id=bersajak&q=merdeka#p2", "1 dari 1"))

    def test_citation_by_hand_without_a_clipboard(self):
        self.open("/baca?id=diplomasi-siber-capaian#p3")
        self.browser.wait(lambda: self.browser.find("#p3.here"))
        self.browser.js("Object.defineProperty(Navigator.prototype,"
                        " 'clipboard', { value: undefined })")
        self.browser.click("#copy")
        self.browser.wait(lambda: self.browser.find("dialog[open]"))
        self.assertIn("paragraf 3.", self.browser.js(
            "return document.querySelector('textarea').value"))
        self.browser.press("Escape")
        self.browser.wait(lambda: not self.browser.find("dialog"))

    def test_gone_and_broken(self):
        self.open("/baca?id=tiada&q=siber")
        self.wait_text("h1", "tidak ada dalam koleksi")
        self.wait_text("#message a", "hasil")
        self.open("/baca?id=galat")
        self.wait_text("h1", "bermasalah")
        self.wait_text("#message button", "Coba lagi")

    def test_permalink_says_what_became_of_the_passage(self):
        address = "/baca?id=%s&q=siber&passage=" % ESSAY
        for token, said, css in (
                ("5100-5200", "^$", "#said"),
                ("pindah-5100-5200", "sudah berpindah.*paragraf 13", "#said"),
                ("ubah-5100-5200", "sudah berubah.*paragraf 13", "#said"),
                ("hilang", "sudah tidak ada dalam esai", "#message"),
                ("!!", "terpotong atau salah salin", "#message")):
            with self.subTest(token):
                self.open(address + token)
                self.wait_text("#place", "19")
                self.wait_text(css, said)
        for token in ("hilang", "!!"):
            self.open(address + token + "&mode=exact#p13")
            self.wait_text("#place", "^19 kecocokan$")
            self.assertEqual(self.browser.js("return scrollY"), 0, token)
        self.assertIn("mode=exact", self.server.seen[-1])
        self.open("/baca?id=%s&passage=5100-5200#p13" % ESSAY)
        self.wait_text("#said", "masih sama seperti ketika ditautkan")
        self.browser.js("location.hash = 'p2'")
        self.browser.wait(lambda: self.browser.find("#p2.here"))
        self.open(address + "5100-5200#p2")
        self.browser.wait(lambda: self.browser.find("#p13.here"))
        self.assertEqual(self.browser.js("""
            const parts = [...CSS.highlights.get('quote')];
            const boxes = parts.map((part) => part.getBoundingClientRect());
            return [parts.some(String), boxes.every(({ top, bottom }) =>
                top > 0 && bottom < innerHeight), parts.some((part) =>
                part.commonAncestorContainer.parentElement.matches('mark'))]
            """), [True, True, False])
        self.assertIn("passage=5100-5200#p13", self.path())
        self.browser.press("n")
        self.wait_text("#place", "dari 19")
        self.browser.press("n")
        self.browser.wait(lambda: "passage" not in self.path())

    def test_permalink_to_an_essay_that_is_gone(self):
        self.open("/baca?id=tiada&passage=1-2#p4")
        self.wait_text("h1", "tidak ada dalam koleksi")
        self.wait_text("#message a", "Cari dalam koleksi")

    def test_styles_of_citation(self):
        self.open("/baca?id=%s&q=siber&passage=5100-5200" % ESSAY)
        self.wait_text("#place", "19")
        self.browser.click("#styles")
        self.browser.wait(lambda: self.browser.find("dialog[open]"))
        self.assertIn("passage=5100-5200#p13", self.field())
        for style, begin in (("bibtex", "@misc"), ("ris", "TY  - "),
                             ("csl-json", "[{")):
            self.browser.js("const style = document.getElementById('style');"
                            "style.value = arguments[0];"
                            "style.dispatchEvent(new Event('change'))", style)
            self.browser.wait(lambda begin=begin:
                              self.field().startswith(begin))
            self.assertRegex(self.browser.js(
                "return document.querySelector('.load').href"),
                "/cite.style=%s&passage=5100-5200$" % style)
        self.server.state = "galat"
        self.browser.js("const style = document.getElementById('style');"
                        "style.value = 'ris';"
                        "style.dispatchEvent(new Event('change'))")
        self.wait_text("dialog .said", "bermasalah")
        self.browser.press("Escape")
        self.browser.wait(lambda: not self.browser.find("dialog"))
        self.assertEqual(self.focused(), "styles")

    def test_styles_quote_the_sentence_where_no_passage_is_linked(self):
        self.open("/baca?id=diplomasi-siber-capaian&q=estonia#p10")
        self.wait_text("#place", "1 dari 1")
        for select, begin, end in (
                ("", "Dimulai pada 2009", r"OSCE\."),
                ("getSelection().setBaseAndExtent(p10.firstChild, 8,"
                 "p10.firstChild, 17)", "pada 2009", "(?<=pada 2009)")):
            self.browser.js(select)
            self.browser.click("#styles")
            self.browser.wait(lambda: self.browser.find("dialog[open]"))
            self.assertRegex(self.field(), "^“" + begin)
            self.browser.js("const style = document.getElementById('style');"
                            "style.value = 'bibtex';"
                            "style.dispatchEvent(new Event('change'))")
            self.browser.wait(lambda: self.field().startswith("@misc"))
            self.assertRegex(self.field(), "note = {%s[^{}]*%s}" % (begin, end))
            self.browser.press("Escape")
            self.browser.wait(lambda: not self.browser.find("dialog"))

    def field(self):
        return self.browser.js(
            "return document.querySelector('dialog textarea').value")

    def test_minimap_goes_to_the_nearest_mark(self):
        self.open("/baca?id=besar&q=keamanan+siber")
        self.wait_text("#place", r"^2\.000 kecocokan$")
        self.browser.js("""
            document.querySelector('.minimap').dispatchEvent(new MouseEvent(
                'click', { clientY: innerHeight / 2 }))""")
        self.wait_text("#place", r"^(99\d|1\.00\d) dari 2\.000$")
        self.assertTrue(self.browser.js("""
            const { top, bottom } = document.querySelector(
                'mark[aria-current]').getBoundingClientRect();
            return top > 0 && bottom < innerHeight"""))

    def test_far_down_a_large_essay(self):
        self.open("/baca?id=besar&q=keamanan+siber#p900")
        self.browser.wait(lambda: self.browser.find("#p900.here"))
        self.browser.wait(lambda: len(self.browser.find("#text p")) == 1000)
        top = self.browser.js("return p900.getBoundingClientRect().top")
        self.assertTrue(40 <= top <= 500, top)
        self.browser.press("n", "n", "n")
        self.wait_text("#place", r"^1\.802 dari 2\.000$")

    def test_the_bar_keeps_to_one_row(self):
        self.browser.resize(320, 640)
        for address in ("/baca?id=besar&q=keamanan+siber",
                        "/baca?id=besar&q=keamanan+siber#p900"):
            with self.subTest(address):
                self.open(address)
                self.wait_text("#place", "[12].[0-9]{3}")
                tops = self.browser.js("""
                    return [...document.querySelectorAll('#bar button')].map(
                        (node) => Math.round(
                            node.getBoundingClientRect().top))""")
                self.assertEqual(len(set(tops)), 1, tops)

    def test_a_query_that_cannot_be_read_still_shows_the_essay(self):
        self.open("/baca?id=%s&q=%s" % (ESSAY, "a" * 2000))
        self.wait_text("#message", "terlalu panjang")
        self.browser.wait(lambda: self.browser.find("#p1"))

    def test_a_large_essay_is_quick(self):
        self.open("/baca?id=besar&q=keamanan+siber")
        self.wait_text("#place", r"^2\.000 kecocokan$")
        spent_ms = self.browser.js("""
            const start = performance.now();
            document.querySelector('[data-step="1"]').click();
            document.body.offsetHeight;
            return performance.now() - start;""")
        self.assertLess(spent_ms, 50)


if __name__ == "__main__":
    unittest.main()
