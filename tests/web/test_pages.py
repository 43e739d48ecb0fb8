# SPDX-License-Identifier: GPL-3.0-or-later
"""The search page, its layouts and what it is safe from, in Chromium.

    python3 tests/web/test_pages.py
"""

import os
import re
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from mock_essays import HOSTILE  # noqa: E402
from mock_server import WEB  # noqa: E402
from pages import ESSAY, Pages  # noqa: E402


class SearchPage(Pages):
    def test_start_shows_the_collection_and_examples(self):
        self.open("/")
        self.wait_text("#start", r"5 esai, 2\.718 kata")
        self.assertEqual(self.focused(), "q")
        self.browser.click(".examples a")
        self.wait_text("#tally", "esai")
        self.assertEqual(self.path(), "/?q=keamanan+siber")

    def test_what_is_typed_before_the_scripts_run_counts(self):
        script = self.browser.cdp(
            "Page.addScriptToEvaluateOnNewDocument", source="""
            new MutationObserver((_, observer) => {
                const box = document.getElementById('q');
                if (box) {
                    box.value = 'keamanan siber';
                    observer.disconnect();
                }
            }).observe(document, { childList: true, subtree: true });""")
        self.open("/")
        self.browser.cdp("Page.removeScriptToEvaluateOnNewDocument",
                         identifier=script["identifier"])
        self.wait_text("#list", "keamanan")

    def test_typing_shows_marked_words(self):
        self.open("/")
        self.search("keamanan siber")
        self.wait_text("#tally", "^5 esai$")
        marks = {mark.lower() for mark in self.browser.texts(".passage mark")}
        self.assertIn("keamanan", marks)
        self.assertIn("siber", marks)
        self.assertEqual(self.path(), "/?q=keamanan+siber")
        self.assertEqual(self.browser.js(
            "return document.querySelector('.passage').lang"), "id")
        self.wait_text(".reading", r"keamanan \(kata dasar aman\): \d esai\n"
                       r"siber: \d esai \(juga cyber\)$")
        self.wait_text(".where", r"^Paragraf \d+$")

    def test_first_visit_takes_few_requests(self):
        self.browser.cdp("Network.clearBrowserCache")
        self.server.seen.clear()
        self.open("/")
        self.wait_text("#start", "esai")
        seen = [path for path in self.server.seen
                if path != "/opensearch.xml"]  # the browser's own, any time
        self.assertLessEqual(len(seen), 8, seen)

    def test_one_letter_asks_nothing(self):
        self.open("/")
        self.wait_text("#start", "esai")
        self.server.seen.clear()
        self.browser.type("#q", "s")
        time.sleep(0.4)
        self.assertEqual(self.server.seen, [])

    def test_stale_answer_is_dropped_and_old_results_stay(self):
        self.open("/?q=diplomasi")
        self.wait_text("#tally", "esai")
        self.browser.js("AbortController.prototype.abort = () => {}")
        self.search("lambat siber")
        self.wait_text("#tally", "^Mencari…$")
        self.assertTrue(self.browser.find(".hit"))
        self.search("ancaman")
        self.wait_text(".reading", "^ancaman")
        time.sleep(1.4)
        self.wait_text(".reading", "^ancaman")
        self.assertEqual(self.path(), "/?q=ancaman")

    def test_a_question_in_the_address_shows_no_start_view(self):
        self.open("/?q=lambat+siber")
        self.wait_text("#tally", "^Mencari…$")
        self.assertEqual(self.browser.js("return start.innerHTML"), "")
        self.wait_text("#tally", "esai")

    def test_one_announcement_after_a_rest(self):
        self.open("/")
        self.browser.js("""
            window.said = [];
            new MutationObserver(() => live.textContent
                && said.push(live.textContent)).observe(live,
                { childList: true });
            // The rest comes when we say so.
            window.held = new Map();
            const later = setTimeout, never = clearTimeout;
            window.setTimeout = (run, wait, ...rest) => {
                const timer = later(run, wait === 1200 ? 1e8 : wait, ...rest);
                if (wait === 1200)
                    held.set(timer, run);
                return timer;
            };
            window.clearTimeout = (timer) => {
                held.delete(timer);
                never(timer);
            };""")
        self.search("keamanan")
        self.wait_text(".reading", "^keamanan")
        self.search("keamanan siber")
        self.wait_text(".reading", "siber")
        self.assertEqual(self.browser.js("return held.size"), 1)
        self.browser.js("held.forEach((run) => run())")
        self.browser.wait(lambda: self.browser.js("return said.length"))
        self.assertEqual(self.browser.js("return said"), ["5 esai"])
        self.server.state = "galat"
        self.search("keamanan sib")
        self.browser.wait(lambda: self.browser.js("return said.length > 1"))
        time.sleep(0.3)
        self.assertEqual(self.browser.js("return said"),
                         ["5 esai", "Server sedang bermasalah."])

    def test_enter_focuses_the_heading_and_back_restores(self):
        self.open("/")
        self.search("keamanan")
        self.browser.press("Enter")
        self.browser.wait(lambda: self.focused() == "results-heading")
        self.search("diplomasi")
        self.browser.press("Enter")
        self.browser.wait(lambda: self.focused() == "results-heading")
        self.browser.js("scrollTo(0, 400)")
        time.sleep(0.3)
        self.browser.click(".hit .where")
        self.wait_text("#title", ".")
        self.browser.back()
        self.wait_text(".reading", "^diplomasi")
        self.browser.wait(lambda: abs(self.browser.js("return scrollY") - 400)
                          < 200)
        self.browser.back()
        self.wait_text(".reading", "^keamanan")
        self.assertEqual(self.browser.js("return q.value"), "keamanan")
        self.browser.back()
        self.wait_text("#start", "esai")
        self.assertEqual(self.path(), "/")

    def test_keys(self):
        self.open("/?q=diplomasi")
        self.wait_text("#tally", "esai")
        self.browser.press("n")
        self.assertEqual(self.focused(), "hit-0")
        self.browser.press("n", "ArrowDown", "p")
        self.assertEqual(self.focused(), "hit-1")
        self.browser.press("Escape")
        self.assertEqual(self.focused(), "q")
        self.browser.press("ArrowDown", "/")
        self.assertEqual(self.focused(), "q")
        self.browser.press("ArrowDown", "ArrowUp")
        self.assertEqual(self.focused(), "q")
        self.browser.press("n")
        self.assertIn("n", self.browser.js("return q.value"))
        self.browser.click("#keys")
        self.browser.js("document.activeElement.blur()")
        self.browser.press("/")
        self.assertNotEqual(self.focused(), "q")

    def test_numbered_pages(self):
        self.open("/?q=banyak")
        self.wait_text("#tally", "^1–10 dari 437 esai$")
        self.browser.click(".pager a[rel=next]")
        self.wait_text("#tally", "^11–20 dari 437 esai$")
        self.assertEqual(self.path(), "/?q=banyak&halaman=2")
        self.assertEqual(self.focused(), "results-heading")
        self.assertEqual(self.browser.text(".pager [aria-current]"), "2")
        self.open("/?q=banyak&halaman=44")
        self.wait_text("#tally", "^431–437 dari 437 esai$")
        self.open("/?q=banyak&halaman=900")
        self.wait_text(".lead", "melewati hasil terakhir")

    def test_back_restores_the_scroll(self):
        self.open("/?q=banyak")
        self.wait_text("#tally", "^1–10 ")
        self.browser.js("scrollTo(0, 900);"
                        "document.querySelector('.pager [rel=next]').click()")
        self.wait_text("#tally", "^11–20 ")
        self.browser.back()
        self.wait_text("#tally", "^1–10 ")
        self.browser.wait(lambda: self.browser.js("return scrollY") == 900)

    def test_none_found_says_which_word_is_missing(self):
        self.open("/?q=blockchain+xyz")
        self.wait_text(".lead", "Tidak ada esai yang cocok")
        self.wait_text(".absent", "blockchain, xyz")
        self.wait_text(".none ul", "ejaan")

    def test_notes_and_suggestion(self):
        self.open("/?q=%22kemanan")
        self.wait_text(".note", "Tanda kutip belum ditutup")
        self.browser.click(".suggestion a")
        self.wait_text(".reading", "^keamanan")
        self.assertEqual(self.browser.js("return q.value"), "keamanan")

    def test_errors_have_words_and_a_way_on(self):
        for word, said in (("galat", "Server sedang bermasalah"),
                           ("rusak", "Server sedang bermasalah"),
                           ("putus", "Server tidak terjangkau"),
                           ("macet", "belum menjawab")):
            with self.subTest(word):
                self.open("/?q=" + word)
                self.wait_text("#list", said + r"(.|\n)*Coba lagi")
        self.open("/?q=sepuluhribu+kata")
        self.wait_text("#list", "tidak dapat dibaca(.|\n)*“hribu kata”")

    def test_retry(self):
        self.open("/?q=siber")
        self.wait_text("#tally", "esai")
        self.server.state = "putus"
        self.search("keamanan")
        self.wait_text("#list", "Server tidak terjangkau")
        self.server.state = None
        self.browser.click("#list button")
        self.wait_text(".reading", "^keamanan")
        self.assertEqual(self.focused(), "results-heading")

    def test_a_query_of_ten_thousand_letters(self):
        self.open("/")
        self.wait_text("#start", "esai")
        self.server.seen.clear()
        self.browser.js("q.value = 'a'.repeat(10000);"
                        "q.dispatchEvent(new Event('input'))")
        self.wait_text("#list", "terlalu panjang(.|\n)*1\\.000 huruf")
        self.assertFalse([path for path in self.server.seen
                          if "search?" in path])
        self.assertFalse(self.browser.find("#list button"))

    def test_language_switch_is_remembered(self):
        self.open("/?q=keamanan")
        self.wait_text("#tally", "esai")
        self.browser.click("#language")
        self.wait_text("#tally", r"^\d essays$")
        self.wait_text("#results-heading", "Search results")
        self.assertEqual(
            self.browser.js("return document.documentElement.lang"), "en")
        self.open("/bantuan")
        self.wait_text(".help", "^How to search")
        self.browser.click("#language")
        self.wait_text(".help", "^Cara mencari")


class Journey(Pages):
    def test_from_search_to_citation_and_back_by_keys(self):
        self.open("/")
        self.browser.type("#q", "keamanan siber")
        presses = 0

        def press(*keys):
            nonlocal presses
            presses += len(keys)
            self.browser.press(*keys)

        def see_focus():
            self.browser.wait(lambda: self.browser.js(
                "return document.activeElement.matches(':focus-visible')"))

        press("Enter")
        self.browser.wait(lambda: self.focused() == "results-heading")
        see_focus()
        press("ArrowDown")
        see_focus()
        press("Enter")
        self.wait_text("#place", r"^\d+ dari")
        see_focus()
        first = int(self.browser.text("#place").split()[0])
        press("n", "n")
        self.assertEqual(int(self.browser.text("#place").split()[0]),
                         first + 2)
        self.browser.js("Object.defineProperty(navigator, 'clipboard', {value:"
                        "{ writeText: async (text) => { window.copied = text }"
                        "}})")
        press(("Shift", "Tab"), ("Shift", "Tab"))
        self.assertEqual(self.focused(), "copy")
        see_focus()
        press("Enter")
        self.wait_text("#said", "Kutipan disalin")
        self.browser.back()
        presses += 1
        self.wait_text("#tally", "^5 esai$")
        self.assertLessEqual(presses, 12)


class Hostile(Pages):
    def test_strings_run_nothing(self):
        for text in HOSTILE:
            self.open("/")
            self.browser.js("q.value = arguments[0];"
                            "q.dispatchEvent(new Event('input'))", text)
            self.wait_text("#list", "\\S")
            self.check(0)
        self.open("/?q=jahat")
        self.wait_text("h3", re.escape(HOSTILE[0]))
        self.check(0)
        for css in (".filters", ".why", ".reading details"):
            self.browser.js("document.querySelectorAll(arguments[0])"
                            ".forEach((fold) => { fold.open = true; })", css)
        self.wait_text(".why .inside", "Nilai")
        self.check(0)
        self.open("/?q=jahat&tampilan=konkordansi&penulis=<b>&tanpa=<i>")
        self.wait_text(".lines", "<script>")
        self.check(0)
        self.open("/baca?id=jahat&q=jahat&passage=<b>")
        self.wait_text("#title", re.escape(HOSTILE[0]))
        self.check(0)
        self.assertEqual(self.browser.find("a[href^=javascript]"), [])

    def test_a_title_that_turns_text_around_turns_only_itself(self):
        self.open("/baca?id=terbalik")
        self.wait_text("#title", "gnp.exe")
        self.assertEqual(self.browser.title, "gnp.exe – Telusur")
        self.assertEqual(self.browser.js("""
            return getComputedStyle(document.querySelector('#title bdi'))
                .unicodeBidi"""), "isolate")

    def check(self, expected):
        self.assertIsNone(self.browser.js("return window.hacked ?? null"))
        self.assertEqual(self.browser.js(
            "return document.querySelectorAll('main script, main img,"
            " main svg:not(.minimap), main b, [onmouseover]').length"), expected)
        self.assertEqual(self.browser.js("return blocked"), [])


class Narrow(Pages):
    def test_no_sideways_scroll_at_320_px(self):
        self.browser.resize(320, 640)
        for path, css in (("/", ".examples a"), ("/?q=siber", ".hit"),
                          ("/?q=banyak&halaman=12", ".pager"),
                          ("/?q=banyak&tampilan=konkordansi", ".line"),
                          ("/?q=siber&penulis=" + "panjang" * 20, ".chips"),
                          ("/?q=jahat", ".hit"), ("/?q=galat", "#list button"),
                          ("/?q=" + "panjang" * 40, ".none"),
                          ("/baca?id=%s&q=siber#p9" % ESSAY, ".here"),
                          ("/baca?id=jahat&q=jahat", "#text p"),
                          ("/bantuan", ".help")):
            with self.subTest(path):
                self.open(path)
                self.browser.wait(lambda css=css: self.browser.find(css))
                self.assertLessEqual(self.browser.js(
                    "return document.documentElement.scrollWidth"
                    " - document.documentElement.clientWidth"), 0)

    def test_none_with_every_fold_open_and_text_spaced_out(self):
        for width, size in ((320, "100%"), (640, "200%")):
            self.browser.resize(width, 640)
            self.open("/?q=keamanan+siber&tanpa=mengamankan")
            self.wait_text("#tally", "esai")
            self.browser.js("""
                document.documentElement.style.fontSize = arguments[0];
                for (const node of document.querySelectorAll('body *')) {
                    node.style.lineHeight = '1.5';
                    node.style.letterSpacing = '0.12em';
                    node.style.wordSpacing = '0.16em';
                }
                for (const fold of document.querySelectorAll('details'))
                    fold.open = true;""", size)
            self.wait_text(".facets", "Penulis")
            self.wait_text(".why .inside", "Nilai")
            self.assertLessEqual(self.browser.js(
                "return document.documentElement.scrollWidth"
                " - document.documentElement.clientWidth"), 0)


class Layout(Pages):
    def test_nothing_jumps(self):
        for path, css in (("/", ".examples a"), ("/?q=siber", ".hit"),
                          ("/?q=siber&tampilan=konkordansi", ".line"),
                          ("/?q=cakrawala+internasi", ".completions a"),
                          ("/?q=galat", "#list button"),
                          ("/baca?id=%s&q=siber#p9" % ESSAY, ".here"),
                          ("/baca?id=besar&q=siber#p700", ".here"),
                          ("/bantuan", ".help")):
            with self.subTest(path):
                self.open(path)
                self.browser.wait(lambda css=css: self.browser.find(css))
                time.sleep(0.1)
                self.assertLessEqual(self.browser.js("return shifted"), 0.01)

    def test_text_has_a_contrast_of_seven(self):
        for block in re.findall(r":root {(.*?)}", (WEB / "style.css").read_text(encoding="utf-8"), re.S)[:2]:
            colour = dict(re.findall(r"--([\w-]+): #(\w{6})", block))
            for ink, ground, least in (
                    ("ink", "ground", 7), ("soft", "ground", 7),
                    ("link", "ground", 7), ("visited", "ground", 7),
                    ("mark-ink", "mark", 7), ("mark-line", "mark", 3),
                    ("mark-line", "ground", 3), ("edge", "ground", 3),
                    ("ink", "quote", 7),
                    ("here", "ground", 3)):
                self.assertGreaterEqual(
                    contrast(colour[ink], colour[ground]), least,
                    (ink, ground))


def contrast(first, second):
    """The contrast ratio of WCAG 2 of two colours as RRGGBB."""
    def luminance(colour):
        parts = [int(colour[at:at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


if __name__ == "__main__":
    unittest.main()
