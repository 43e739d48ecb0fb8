# SPDX-License-Identifier: GPL-3.0-or-later
"""What the results can do: views, orders, filters, families, reasons.

    python3 tests/web/test_widgets.py
"""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from pages import Pages  # noqa: E402


class Widgets(Pages):
    def results(self, query):
        self.open("/?" + query)
        self.wait_text("#tally", "esai|kecocokan")

    def asked(self, part):
        return [path for path in self.server.seen if part in path]

    def unfold(self, css):
        self.browser.click(css + " summary")
        self.browser.wait(lambda: self.browser.find(css + "[open] .inside *"))


class Families(Widgets):
    def test_a_form_is_left_out_and_taken_in_again(self):
        self.results("q=keamanan+siber")
        self.unfold(".reading details")
        self.wait_text(".forms", r"^keamanan\s*4")
        self.browser.js("document.getElementById('form-mengamankan').focus()")
        self.browser.press(" ")
        self.wait_text(".reading", "1 bentuk tidak ikut")
        self.assertEqual(self.path(),
                         "/?q=keamanan+siber&tanpa=mengamankan")
        self.assertTrue(self.asked("exclude=mengamankan"))
        self.assertEqual(self.focused(), "form-mengamankan")
        self.assertFalse(self.browser.js(
            "return document.activeElement.checked"))
        self.wait_text(".chips", "tanpa mengamankan")
        self.browser.click(".more button:last-child")
        self.wait_text(".reading", r"^keamanan \(kata dasar aman\): 4 esai\n")
        self.assertEqual(self.path(), "/?q=keamanan+siber")
        self.browser.back()
        self.wait_text(".chips", "tanpa mengamankan")

    def test_a_large_family_is_fetched_when_asked_for(self):
        self.results("q=keamanan")
        self.unfold(".reading details")
        before = len(self.browser.find(".forms li"))
        self.browser.js("document.querySelector('.more button')?.click()")
        self.browser.wait(
            lambda: len(self.browser.find(".forms li")) > before)
        self.assertTrue(self.asked("families?word=keamanan"))
        self.assertTrue(self.focused().startswith("form-"))

    def test_other_words_bring_all_forms_back(self):
        self.results("q=keamanan&tanpa=aman")
        self.search("siber")
        self.assertEqual(self.path(), "/?q=siber")


class Reasons(Widgets):
    def test_fetched_once_and_only_when_opened(self):
        self.server.seen.clear()
        self.results("q=keamanan+siber")
        self.assertFalse(self.asked("explain"))
        self.unfold(".why")
        self.wait_text(".why .inside", "Esai ini memuat keamanan dan siber")
        self.wait_text(".why .inside", r"keamanan 12 kali\s*3,2")
        self.wait_text(".why tfoot", r"Jumlah\s*\d+,0")
        self.unfold(".hit + .hit .why")
        self.wait_text(".hit + .hit .why .inside", "Nilai")
        self.assertEqual(len(self.asked("explain")), 1)

    def test_trouble_has_a_way_on(self):
        self.results("q=keamanan")
        self.server.state = "galat"
        self.unfold(".why")
        self.wait_text(".why .inside", "Server sedang bermasalah")
        self.server.state = None
        self.browser.click(".why .inside button")
        self.wait_text(".why .inside", "Esai ini memuat keamanan")


class Filters(Widgets):
    def test_counts_narrow_and_come_off(self):
        self.results("q=siber")
        self.unfold(".filters")
        self.wait_text(".facets", r"Sindi Lestari\s*2\s*Budi Santoso\s*1")
        self.assertFalse(self.browser.find("#facet-kind"))
        self.browser.click("[aria-labelledby=facet-author] a")
        self.wait_text("#tally", "^2 esai$")
        self.assertEqual(self.path(), "/?q=siber&penulis=Sindi+Lestari")
        self.assertEqual(self.focused(), "results-heading")
        self.wait_text(".chips", "Penulis: Sindi Lestari")
        self.wait_text(".facets", "Sindi Lestari")
        self.browser.click(".chips a")
        self.wait_text("#tally", "^4 esai$")
        self.browser.back()
        self.wait_text("#tally", "^2 esai$")

    def test_a_long_name_leaves_its_count_in_one_piece(self):
        self.results("q=siber")
        self.unfold(".filters")
        lines = self.browser.js("""
            const item = document.querySelector('.facet li');
            const count = item.querySelector('.count');
            count.textContent = '78';
            const before = count.clientHeight;
            item.querySelector('bdi').textContent
                = 'Dr. Eko Prasetyo Adinugroho, S.H., M.Hum.';
            return [before, count.clientHeight]""")
        self.assertEqual(lines[0], lines[1])

    def test_a_range_of_years(self):
        self.results("q=siber")
        self.unfold(".filters")
        self.browser.type(".years label input", "2019")
        self.browser.type(".years label + label input", "2020")
        self.browser.press("Enter")
        self.wait_text("#tally", "^1 esai$")
        self.assertIn("tahun=2019..2020", self.path())

    def test_exact_forms(self):
        self.results("q=siber")
        self.unfold(".filters")
        self.browser.click("[aria-labelledby=facet-mode] li + li a")
        self.wait_text(".chips", "Persis seperti ditulis")
        self.assertTrue(self.asked("mode=exact"))

    def test_none_left_says_so(self):
        self.open("/?q=siber&penulis=Tiada")
        self.wait_text(".lead", "Tidak ada esai yang cocok")
        self.wait_text(".chips", "Penulis: Tiada")
        self.browser.click(".none ul a")
        self.wait_text("#tally", "^4 esai$")
        self.open("/?penulis=Tiada")
        self.wait_text(".lead", "lolos saringan")

    def test_all_essays(self):
        self.open("/")
        self.browser.click("#start .examples + .examples a")
        self.wait_text("#tally", "^6 esai$")
        self.assertEqual(self.path(), "/?urut=judul")
        self.wait_text("h3", "^Bersajak$")
        self.unfold(".filters")
        self.wait_text(".facets", r"Folder\s*puisi\s*1")
        self.browser.click("[aria-labelledby=facet-folder] a")
        self.wait_text(".chips", "Folder: puisi\n?×")
        self.assertEqual(self.path(), "/?urut=judul&folder=puisi%2F")
        self.wait_text("[aria-labelledby=facet-folder] [aria-current]",
                       "^puisi$")


class Views(Widgets):
    def test_order(self):
        self.results("q=siber")
        self.browser.js("sort.value = 'terbaru';"
                        "sort.dispatchEvent(new Event('change'))")
        self.wait_text(".source", "2 Desember 2021")
        self.assertEqual(self.path(), "/?q=siber&urut=terbaru")
        self.assertTrue(self.asked("sort=-date"))
        self.browser.back()
        self.wait_text(".source", "15 Maret 2020|^dip")
        self.assertEqual(self.browser.js("return sort.value"), "")

    def test_concordance(self):
        self.results("q=siber")
        self.browser.click("#view-konkordansi")
        self.wait_text("#tally", r"^1–50 dari 57 kecocokan$")
        self.assertEqual(self.path(), "/?q=siber&tampilan=konkordansi")
        self.assertEqual(self.focused(), "view-konkordansi")
        tops = self.browser.js("""
            const middle = (css) => [...document.querySelectorAll(css)]
                .map((node) => node.getBoundingClientRect())
                .map(({ left, right }) => Math.round((left + right) / 2));
            return [new Set(middle('.line > a')).size,
                document.querySelector('.line').clientHeight];""")
        self.assertEqual(tops[0], 1)
        self.assertLess(tops[1], 40)
        self.browser.js("sort.value = 'kanan';"
                        "sort.dispatchEvent(new Event('change'))")
        self.browser.wait(lambda: "urut=kanan" in self.path())
        self.wait_text(".lines", r"Ruang \nSiber")
        self.browser.press("Escape", "ArrowDown", "ArrowDown", "ArrowUp")
        self.assertTrue(self.browser.js(
            "return document.activeElement.matches('.line > a')"))
        self.browser.press("Enter")
        self.wait_text("#place", r"^\d+ dari")
        self.browser.back()
        self.wait_text("#tally", "57 kecocokan")
        left = self.browser.js("""
            const lines = [...document.querySelectorAll('.line')];
            const link = (line) => line.querySelector('a').href;
            const paragraph = (line) => link(line).replace(/\\.\\d+$/, '');
            const second = lines.find((line) => lines.some((other) =>
                paragraph(other) === paragraph(line)
                && link(other).length <= link(line).length
                && link(other) < link(line)));
            second.querySelector('a').click();
            return second.querySelector('.left').textContent.slice(-15)""")
        self.wait_text("#place", r"^\d+ dari")
        self.assertEqual(self.browser.js("""
            const range = new Range();
            range.setStart(document.querySelector('.here'), 0);
            range.setEndBefore(document.querySelector('mark[aria-current]'));
            return range.toString().replace(/\\s+/g, ' ').slice(-15)"""), left)
        self.browser.back()
        self.wait_text("#tally", "57 kecocokan")
        self.browser.click(".pager a[rel=next]")
        self.wait_text("#tally", "^51–57 dari 57 kecocokan$")

    def test_focus_stays_at_its_line(self):
        first = "return document.querySelector('.line').textContent"
        self.results("q=siber&tampilan=konkordansi")
        self.wait_text("#tally", "57 kecocokan")
        before = self.browser.js(first)
        self.browser.js("q.focus()")
        self.browser.press("ArrowDown", "ArrowDown", "ArrowDown")
        self.assertEqual(self.focused(), "line-2")
        self.browser.js("sort.value = 'kanan';"
                        "sort.dispatchEvent(new Event('change'))")
        self.browser.wait(lambda: self.browser.js(first) != before)
        self.assertEqual(self.focused(), "line-2")

    def test_concordance_runs_on_where_it_is_narrow(self):
        self.browser.resize(320, 640)
        self.results("q=siber&tampilan=konkordansi")
        self.assertGreater(self.browser.js(
            "return document.querySelector('.line').clientHeight"), 80)

    def test_export(self):
        self.results("q=siber&penulis=Sindi+Lestari")
        links = self.browser.js("return [...document.querySelectorAll("
                                "'.export a')].map((a) => a.href)")
        self.assertEqual(links[0].partition("/api")[2],
                         "/v1/export?q=siber&author=Sindi+Lestari&format=csv")
        self.assertEqual(self.browser.js(
            "return fetch(arguments[0]).then((r) => r.status)", links[1]), 200)

    def test_none_found_offers_what_there_is(self):
        self.open("/?q=cakrawala+internasi")
        self.wait_text(".lead", "Tidak ada esai yang cocok")
        self.wait_text(".completions", r"Yang ada dalam koleksi:\s*"
                       r"cakrawala internasional\s*\d esai")
        self.browser.click(".completions a")
        self.wait_text(".hit mark", "(?i)internasional")
        self.assertEqual(self.path(), "/?q=cakrawala+internasional")

    def test_every_widget_speaks_english(self):
        self.results("q=keamanan+siber&tanpa=aman&tahun=2019..")
        for css in (".reading details", ".filters", ".why"):
            self.unfold(css)
        self.browser.click("#language")
        self.wait_text("#tally", "essays")
        self.wait_text("#list", "What was found")
        words = self.browser.text("#list")
        for word in ("Bentuk", "Saring", "Urut", "Nilai", "Lepas", "Paragraf ",
                     "Mengapa", "Unduh", "kecocokan"):
            self.assertNotIn(word, words)


if __name__ == "__main__":
    unittest.main()
