# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents of all formats, what they say of themselves, and hostile ones.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_formats.py
"""

import json
import unittest

import documents
from indexing import Case, write
from telusur import Server, main, run

ONE = "Kalimat pertama membahas kemerdekaan sebuah bangsa."
TWO = "Kalimat kedua membahas pelayaran di laut selatan."


class Formats(Case):
    def documents(self, files, code=0):
        """Indexes the files; gives the documents by name, as the API does."""
        for name, data in files.items():
            write(self.corpus / name, data)
        report, _ = self.index(code=code)
        out, _ = run("query", "--index", self.index_path, "--limit", "100",
                     "--json", "kalimat")
        ids = {hit["path"]: hit["id"] for hit in json.loads(out)["hits"]}
        server = Server(self.index_path)
        self.addCleanup(server.stop)
        self.server = server
        return report, {path: server.get("/api/v1/documents/" + name).json()
                        for path, name in ids.items()}

    def check_fields(self, document, **wanted):
        got = {name: document.get(name) for name in wanted}
        self.assertEqual(got, wanted)

    def test_txt(self):
        _, found = self.documents({"a.txt": "Kabar Laut\n\n%s\n" % TWO})
        self.check_fields(found["a.txt"], title="Kabar Laut", kind="txt",
                          extracted=False,
                          text="Kabar Laut\n\n%s\n" % TWO)

    def test_md(self):
        _, found = self.documents({"a.md": "# Kabar *Laut*\n\n%s\n" % TWO})
        self.check_fields(found["a.md"], kind="md", extracted=False,
                          text="# Kabar *Laut*\n\n%s\n" % TWO)

    def test_ndjson(self):
        line = {"id": "satu", "title": "Kabar", "text": ONE, "author": "Budi"}
        _, found = self.documents({"a.ndjson": json.dumps(line) + "\n"})
        (document,) = found.values()
        self.check_fields(document, kind="ndjson", extracted=True, **line)

    def test_html(self):
        _, found = self.documents({
            "a.xhtml": "<html><head><title>Kabar Laut</title></head><body>"
                       "<p>%s</p></body></html>" % TWO})
        self.check_fields(found["a.xhtml"], title="Kabar Laut", kind="html",
                          extracted=True)
        self.assertIn(TWO, found["a.xhtml"]["text"])

    def test_docx(self):
        body = (documents.docx_paragraph("Judul") +
                documents.docx_paragraph(ONE) +
                documents.docx_paragraph("butir satu", item=True) +
                documents.docx_paragraph("butir dua", item=True) +
                "<w:p><w:r><w:t>Kali</w:t></w:r><w:r><w:t>mat tiga</w:t>"
                "<w:tab/><w:t>lagi</w:t></w:r><w:del><w:r><w:t>hapus</w:t>"
                "<w:delText>hilang</w:delText></w:r></w:del></w:p>"
                "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
                "<w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr>"
                "<w:tr><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr>"
                "</w:tbl>" + documents.docx_paragraph("Penutup."))
        _, found = self.documents({"a.docx": documents.docx(
            body, "Surat & Kabar", "Siti Aminah", "2019-05-01T10:00:00Z",
            notes="Catatan kaki.")})
        self.check_fields(found["a.docx"], title="Surat & Kabar",
                          author="Siti Aminah", date="2019-05-01",
                          kind="docx", extracted=True)
        self.assertEqual(
            found["a.docx"]["text"],
            "Judul\n\n" + ONE + "\n\n- butir satu\n- butir dua\n\n"
            "Kalimat tiga\tlagi\na\tb\nc\n\nPenutup.\n\nCatatan kaki.\n")

    def test_odt(self):
        body = ("<text:tracked-changes><text:p>hapus</text:p>"
                "</text:tracked-changes>"
                "<text:h>Bab</text:h><text:p>%s<text:note><text:note-citation>"
                "1</text:note-citation><text:note-body><text:p>Catatan."
                "</text:p></text:note-body></text:note></text:p>"
                "<text:list><text:list-item><text:p>butir</text:p>"
                "</text:list-item></text:list><text:p>jarak<text:s text:c="
                "\"3\"/>jauh<text:line-break/>baris</text:p>" % ONE)
        _, found = self.documents({"a.odt": documents.odt(
            body, "Judul ODT", "Budi Santoso", "2018-02-03T00:00:00")})
        self.check_fields(found["a.odt"], title="Judul ODT", kind="odt",
                          author="Budi Santoso", date="2018-02-03")
        self.assertEqual(found["a.odt"]["text"],
                         "Bab\n\n" + ONE + "\n\n- butir\n\n"
                         "jarak   jauh\nbaris\n\nCatatan.\n")

    def test_epub(self):
        _, found = self.documents({"a.epub": documents.epub(
            ["<h1>Bab Satu</h1><p>%s</p>" % ONE,
             "<h1>Bab Dua</h1><p>%s</p>" % TWO],
            "Buku Kita", ["Ratna Sari", "Joko Widagdo"], "2001-06-05")})
        self.check_fields(found["a.epub"], title="Buku Kita", kind="epub",
                          author="Ratna Sari, Joko Widagdo",
                          date="2001-06-05")
        self.assertEqual(found["a.epub"]["text"],
                         "Bab Satu\n\n%s\n\nBab Dua\n\n%s\n" % (ONE, TWO))

    def test_pdf(self):
        pages = [["Laporan Tahunan 2015", ONE, "Pemerin-", "tah dan anak-",
                  "anak.", "1"],
                 ["Laporan Tahunan 2015", TWO, "2"],
                 ["Laporan Tahunan 2015", "Kalimat ketiga tentang gunung "
                  "berapi.", "3"]]
        _, found = self.documents({"a.pdf": documents.pdf(
            pages, "Laporan Kita", "Dewi Lestari",
            "D:20211202012400+07'00'")})
        self.check_fields(found["a.pdf"], title="Laporan Kita", kind="pdf",
                          author="Dewi Lestari", date="2021-12-02")
        text = found["a.pdf"]["text"]
        self.assertNotIn("Tahunan", text)
        self.assertIn("Pemerintah dan anak-anak.", text.replace("\n", " "))
        for q, page in (("kemerdekaan", 1), ("pelayaran", 2), ("gunung", 3)):
            out, _ = run("query", "--index", self.index_path, "--json", q)
            passage = json.loads(out)["hits"][0]["passages"][0]
            self.assertEqual(passage["page"], page, q)

    def test_unknown_stays_unknown(self):
        one = documents.docx_paragraph(ONE)
        _, found = self.documents({
            "b.docx": documents.docx(one, "Microsoft Word - b.doc", "admin"),
            "c.docx": documents.docx(one, "", "User", "tidak tahu"),
            "d.pdf": documents.pdf([[ONE]], "untitled", "HP ProBook 440"),
            "e.odt": documents.odt("<text:p>%s</text:p>" % ONE, "",
                                   "Redaksi"),
            "f.html": "<title></title><p>%s" % ONE,
        })
        self.assertEqual(len(found), 5)
        for name, document in found.items():
            self.check_fields(document, author=None, date=None, url=None,
                              title=name[0].upper())

    def test_sidecar(self):
        write(self.corpus / "a.txt", "Judul Teks\n\n%s\n" % ONE)
        write(self.corpus / "b.pdf", documents.pdf([[ONE]], "Lama"))
        sidecar = self.corpus / "b.pdf.meta.json"
        write(sidecar, '{"title": "Baru", "author": "Tim Penyusun", '
              '"date": "2 Mei 2010", "url": "https://a.id/b"}')
        report, _ = self.index()
        self.check(report, added=2)
        self.assertEqual(report["ignored"], 0)

        def fields():
            out, _ = run("query", "--index", self.index_path, "--json",
                         "kemerdekaan")
            hit = next(hit for hit in json.loads(out)["hits"]
                       if hit["path"] == "b.pdf")
            return [hit.get(name) for name in
                    ("title", "author", "date", "url")]
        self.assertEqual(fields(), ["Baru", "Tim Penyusun", "2010-05-02",
                                    "https://a.id/b"])
        self.check(self.index()[0], unchanged=2)
        # Another one of the same size and time of the file.
        write(sidecar, '{"title": "Lagi"}')
        self.check(self.index()[0], updated=1, unchanged=1)
        self.assertEqual(fields(), ["Lagi", None, None, None])
        # One that cannot be read is named; the essay goes without it.
        write(sidecar, '{"title": 7}')
        report, _ = self.index(code=3)
        self.check(report, updated=1, unchanged=1)
        self.assertIn("not a string", self.reasons(report)[sidecar.name])
        self.assertEqual(fields()[0], "Lama")
        write(sidecar, "{}" + " " * (1 << 16))
        self.assertEqual(self.reasons(self.index(code=3)[0]),
                         {sidecar.name: "more than 64 KB"})
        sidecar.unlink()
        self.check(self.index()[0], unchanged=2)

    def test_sidecar_goes_along(self):
        for i in range(4):
            write(self.corpus / ("%d.txt" % i), "Berkas %d.\n\n%s\n" % (i, ONE))
            write(self.corpus / ("%d.txt.meta.json" % i),
                  '{"title": "Judul %d"}' % i)
        self.check(self.index()[0], added=4)

        def ids():
            out, _ = run("query", "--index", self.index_path, "--json",
                         "judul")
            return {hit["title"]: (hit["id"], hit["path"])
                    for hit in json.loads(out)["hits"]}
        before = ids()
        self.assertEqual(len(before), 4)
        (self.corpus / "baru").mkdir()
        for name in ("0.txt", "0.txt.meta.json"):
            (self.corpus / name).rename(self.corpus / "baru" / name)
        report, _ = self.index("--dry-run")
        self.check(report, moved=1, unchanged=3)
        self.assertEqual(ids(), before)
        self.check(self.index()[0], moved=1, unchanged=3)
        before["Judul 0"] = (before["Judul 0"][0], "baru/0.txt")
        self.assertEqual(ids(), before)
        # The sidecar alone.
        write(self.corpus / "1.txt.meta.json", '{"title": "Judul 9"}')
        self.check(self.index("--dry-run")[0], updated=1, unchanged=3)
        self.check(self.index()[0], updated=1, unchanged=3)
        before["Judul 9"] = before.pop("Judul 1")
        self.assertEqual(ids(), before)
        self.check(self.index("--verify")[0], unchanged=4)

    def test_saved_page_and_front_matter(self):
        _, found = self.documents({
            "a.txt": "Lihat ke Halaman Asli\n\nSindi lestari\n\nSurat dari "
                     "Laut\n\nDiperbarui: 2 Desember 2021   22:24\n\n%s\n\n"
                     "BERI NILAI\n\nKirim\n" % ONE,
            "b.md": "---\njudul: Peta\ntanggal: 2011-03-04\n---\n\n%s\n" % TWO,
        })
        self.check_fields(found["a.txt"], title="Surat dari Laut",
                          author="Sindi lestari", date="2021-12-02")
        self.check_fields(found["b.md"], title="Peta", author=None,
                          date="2011-03-04", kind="md", extracted=False)
        # The text is whole; its furniture is not found, also not marked.
        self.assertIn("BERI NILAI", found["a.txt"]["text"])
        self.assertIn("tanggal: 2011", found["b.md"]["text"])
        for q in ("nilai", "kirim", "asli", "tanggal"):
            self.assertEqual(self.search(q), [], q)
        self.assertEqual(self.search("peta"), ["b.md"])

    def test_one_bad_document_costs_one(self):
        files = {"%d.txt" % i: "Kalimat nomor %d.\n" % i for i in range(20)}
        files.update({
            "x.docx": b"PK\3\4 tidak jadi",
            "x.pdf": b"%PDF-1.4 rusak",
            "y.pdf": b"",
            "x.epub": documents.archive({"mimetype": "x"}),
            "y.docx": documents.archive({"isi.txt": "x"}),
            "x.odt": documents.odt("<text:p>tak <b tutup"),
            "x.html": b"a\0b",
        })
        report, found = self.documents(files, code=3)
        self.check(report, added=20)
        self.assertEqual(len(found), 20)
        reasons = self.reasons(report)
        self.assertEqual(sorted(reasons), sorted(
            name for name in files if not name.endswith(".txt")))
        self.assertIn("ZIP cannot be read", reasons["x.docx"])
        self.assertIn("no PDF", reasons["x.pdf"])
        self.assertIn("no document in it", reasons["y.docx"])
        self.assertIn("XML is broken", reasons["x.odt"])
        self.assertIn("binary", reasons["x.html"])


if __name__ == "__main__":
    main()
