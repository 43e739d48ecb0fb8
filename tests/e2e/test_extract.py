# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a web page is taken as its text, measured: the pages in tests/html
have their text between <!--teks--> and <!--/teks-->, without what stands
between <!--bukan--> and <!--/bukan--> in it.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_extract.py
"""

import collections
import html.parser
import json
import re
import sys

from indexing import Case, write
from telusur import TOP, Server, main, run

PAGES = TOP / "tests/html"
FLOOR = 0.95

# title, author, date, url; None is unknown
KNOWN = {
    "blog-platform": ("Sungai yang Kami Lupakan", "Ratih Kumalasari",
                      "2020-03-14",
                      "https://www.catatanku.com/ratih/5f1/"
                      "sungai-yang-kami-lupakan"),
    "wordpress": ("Belajar Membatik dari Nenek", "Laras Wijayanti",
                  "2022-10-02",
                  "https://rumahbaca.example/belajar-membatik/"),
    "news": ("Harga Cabai Turun, Petani Memilih Menunda Panen", "Rina Astuti",
             "2021-08-19", "https://kabardesa.example/ekonomi/read/4411/"
             "harga-cabai-turun"),
    "encyclopedia": ("Gerabah Kasongan", None, None,
                     "https://id.ensiklopedia.example/wiki/Gerabah_Kasongan"),
    "blogger": ("Menunggu Bus Malam", "Bagas Prakoso", "2014-05-17",
                "http://senjadigubuk.example/2014/05/"
                "menunggu-bus-malam.html"),
    "government": ("Laporan Kunjungan Perpustakaan Keliling Tahun 2019", None,
                   "2020-01-31", None),
    "forum": ("Bagaimana cara menyimpan benih padi selama dua musim?", None,
              "2018-04-09", "https://tanyatani.example/q/1902"),
    "static-site": ("Mengarsipkan Surat Keluarga", "Dian Safitri",
                    "2023-02-11",
                    "https://dian.example/tulisan/mengarsipkan-surat/"),
    "table-layout": ("Pelabuhan Lama Sunda Kelapa", "Herman Latuconsina",
                     None, None),
    "json-ld": ("Kopi Toraja dan Lidah Orang Kota",
                "Andi Rahmawati, Fajar Siddiq", "2017-11-05",
                "http://warungkata.example/kopi-toraja"),
}


class Truth(html.parser.HTMLParser):
    """The words between the marks."""
    def __init__(self):
        super().__init__()
        self.inside = self.left_out = False
        self.text = []

    def handle_comment(self, data):
        if data in ("teks", "/teks"):
            self.inside = data == "teks"
        elif data in ("bukan", "/bukan"):
            self.left_out = data == "bukan"

    def handle_starttag(self, tag, attrs):
        self.text.append(" " if tag in ("p", "br", "li", "td", "th", "div",
                                        "h2", "h3", "tr") else "")

    handle_endtag = lambda self, tag: self.handle_starttag(tag, None)

    def handle_data(self, data):
        if self.inside and not self.left_out:
            self.text.append(data)


def words(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def truth(path):
    source = path.read_bytes()
    parser = Truth()
    parser.feed(source.decode("cp1252" if b"windows-1252" in source
                              else "utf-8"))
    return words("".join(parser.text))


def overlap(got, wanted):
    """Precision and recall by words."""
    both = sum((got & wanted).values())
    return both / max(1, sum(got.values())), both / sum(wanted.values())


class Extraction(Case):
    def test_pages(self):
        for path in PAGES.glob("*.html"):
            write(self.corpus / path.name, path.read_bytes())
        report, _ = self.index()
        self.check(report, added=len(KNOWN))
        ids = {}
        for name in KNOWN:
            hits, _ = run("query", "--index", self.index_path, "--json",
                          "berkas:=%s" % name.split("-")[0])
            for hit in json.loads(hits)["hits"]:
                ids[hit["path"].removesuffix(".html")] = hit["id"]
        server = Server(self.index_path)
        self.addCleanup(server.stop)
        for name, known in KNOWN.items():
            with self.subTest(page=name):
                self.judge(name, known, server.get(
                    "/api/v1/documents/" + ids[name]).json())

    def title_of(self, page):
        write(self.corpus / "h.html", page + "<p>Kalimat ini membahas hal-hal "
              "yang panjang sekali untuk sebuah paragraf.</p>")
        self.index()
        out, _ = run("query", "--index", self.index_path, "--json", "kalimat")
        return json.loads(out)["hits"][0]["title"]

    def test_titles(self):
        for page, title in (
                ("<title>Bab Dua - Buku</title><nav class=menu-bar><h1>Buku"
                 "</h1></nav>", "Bab Dua"),
                ("<title>Situs | Judul Kita</title><h1>Judul Kita</h1>",
                 "Judul Kita"),
                ("<header><h1>Judul Kita</h1></header>", "Judul Kita"),
                ("<title>Judul Kita</title>", "Judul Kita"),
                ("<meta property=og:title content='Judul: Satu | Situs'>"
                 "<meta property=og:site_name content=Situs>", "Judul: Satu"),
                ("<meta property=og:title content='Judul Kita Halaman all - "
                 "Koran.com'><h1>Judul Kita</h1>", "Judul Kita"),
                ("<title>  </title>", "H")):
            self.assertEqual(self.title_of(page), title, page)

    def text_of(self, page):
        write(self.corpus / "h.html", page)
        self.index()
        out, _ = run("query", "--index", self.index_path, "--json", "kalimat")
        name = json.loads(out)["hits"][0]["id"]
        server = Server(self.index_path)
        text = server.get("/api/v1/documents/" + name).json()["text"]
        server.stop()
        return text.split()

    def test_shapes(self):
        line = ("Kalimat ke-%d ini membahas sawah, sungai, dan gunung yang "
                "mengelilingi kampung kami.")
        body = "".join("<p>%s</p>" % (line % i) for i in range(6))
        plain = " ".join(line % i for i in range(6)).split()
        remark = ("<div class=comment><p>Saya setuju dengan tulisan ini dan "
                  "akan membacanya lagi besok pagi.</p></div>")
        verse = "<p>Malam kalimat</p><p>di tepi danau</p><p>aku menunggu</p>"
        menu = "<ul><li><a href=a>Satu dua tiga</a><li><a>Empat lima</a></ul>"
        for name, page, wanted in (
                ("more comments than text", "<h1>J</h1><div>%s</div>"
                 "<div id=comments>%s</div>" % (body, remark * 30), plain),
                ("a frame's name around all", "<body class='sidebar widget'>"
                 "<div class='page-with-sidebar menu-open'>%s%s</div>"
                 % (menu, body), plain),
                ("each paragraph in boxes", "".join(
                    "<div class='elementor-widget'><div>%s</div></div>" % p
                    for p in body.split("</p>")), plain),
                ("no paragraphs", "<td>" + "<br><br>".join(
                    line % i for i in range(6)), plain),
                ("a list alone", menu + "<ol>%s</ol>" % body.replace(
                    "<p>", "<li>").replace("</p>", ""), plain),
                ("verse", menu + verse, "Malam kalimat di tepi danau aku "
                 "menunggu".split()),
                ("stanzas", "<p>Kalimat hujan jatuh<br>di atas genting<br>di "
                 "atas nama kita semua</p><p>tak ada yang pulang<br>malam ini"
                 "</p><p><a href=a>Puisi lain</a></p>", "Kalimat hujan jatuh "
                 "di atas genting di atas nama kita semua tak ada yang pulang "
                 "malam ini".split()),
                ("an invitation of some length", "<div>%s<p>Dapatkan update "
                 "<b>berita pilihan</b> dan kabar lain setiap hari dari "
                 "Koran.com. Mari bergabung di Grup Telegram Koran.com, "
                 "caranya klik tautan t.me/koran, kemudian gabung. Anda harus "
                 "memasang aplikasi Telegram terlebih dahulu di ponsel.</p>"
                 "</div>" % body, plain),
                ("a video between", body + "<p><b>Simak Video 'Banjir di "
                 "Kampung'</b><br>[Gambas:Video 20detik]</p>" + body,
                 plain + plain),
                ("a note's way back", body + "<ol><li><span class=mw-cite-"
                 "backlink><a href=x>^</a></span> Kalimat kutipan dari buku "
                 "tentang sawah.</li></ol>", plain + "Kalimat kutipan dari "
                 "buku tentang sawah.".split()),
                ("hidden", body + "<p hidden>%s</p><p style='color:red; "
                 "display: none'>%s</p>" % (line, line), plain)):
            with self.subTest(name):
                self.assertEqual([word for word in self.text_of(page)
                                  if word != "-"], wanted)

    def test_makers(self):
        """Dates that makers of pages give in ways of their own."""
        write(self.corpus / "k.html", "<meta name=content_PublishedDate "
              "content='2021-03-03 08:15'>"
              "<p>Kalimat pertama ini membahas perpustakaan di desa kami.</p>")
        write(self.corpus / "t.html", "<h1>Judul</h1><div>3 Maret 2021 &nbsp; "
              "08:15 &nbsp; Diperbarui: 4 Maret 2021 &nbsp; 08:20 152 2</div>"
              "<p>Kalimat kedua ini membahas perpustakaan di desa kami.</p>")
        self.index()
        out, _ = run("query", "--index", self.index_path, "--json", "kalimat")
        dates = {hit["path"]: hit.get("date")
                 for hit in json.loads(out)["hits"]}
        self.assertEqual(dates, dict.fromkeys(["k.html", "t.html"],
                                              "2021-03-03"))

    def judge(self, name, known, document):
        got = words(document["text"])
        wanted = truth(PAGES / (name + ".html"))
        precision, recall = overlap(got, wanted)
        print("# %-14s precision %.3f recall %.3f" %
              (name, precision, recall), file=sys.stderr)
        self.assertGreaterEqual(precision, FLOOR, got - wanted)
        self.assertGreaterEqual(recall, FLOOR, wanted - got)
        self.assertEqual(known, (document["title"], document.get("author"),
                                 document.get("date"), document.get("url")))


if __name__ == "__main__":
    main()
