# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are made to hurt: each is skipped with its reason, or indexed,
within the limits, and the files beside them are indexed all the same.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_hostile.py
"""

import io
import json
import os
import resource
import struct
import time

import documents
from indexing import OLD, Case, write
from telusur import main

MB = 1 << 20


def bomb(megabytes, name="word/isi.xml"):
    """A DOCX whose main part is many blanks."""
    blanks = b" " * (megabytes * MB)
    parts = {"_rels/.rels":
             '<Relationships><Relationship Type="x/officeDocument" '
             'Target="%s"/></Relationships>' % name}
    return documents.archive({**parts, name: b"<a>" + blanks + b"</a>"})


def many_entries(count):
    """A ZIP of so many empty parts, written by hand: quick and small."""
    local, central = io.BytesIO(), io.BytesIO()
    for i in range(count):
        name = b"%d" % i
        place = local.tell()
        local.write(struct.pack("<IHHHHHIIIHH", 0x04034b50, 20, 0, 0, 0, 0, 0,
                                0, 0, len(name), 0) + name)
        central.write(struct.pack("<IHHHHHHIIIHHHHHII", 0x02014b50, 20, 20, 0,
                                  0, 0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0,
                                  place) + name)
    entries = min(count, 0xFFFF)
    start, size = local.tell(), central.tell()
    end = struct.pack("<IQHHIIQQQQ", 0x06064b50, 44, 45, 45, 0, 0, count,
                      count, size, start)
    locator = struct.pack("<IIQI", 0x07064b50, 0, start + size, 1)
    return (local.getvalue() + central.getvalue() + end + locator +
            struct.pack("<IHHHHIIH", 0x06054b50, 0, 0, entries, entries,
                        size, start, 0))


LAUGHS = ('<!DOCTYPE l [<!ENTITY a "tawa">%s]>' % "".join(
    '<!ENTITY %s "%s">' % (chr(98 + i), "&%s;" % chr(97 + i) * 10)
    for i in range(9)))


class Hostile(Case):
    def setUp(self):
        super().setUp()
        for i in range(5):
            write(self.corpus / ("baik-%d.txt" % i), "Berkas baik %d." % i)

    def peak_mb(self):
        """Of all children so far, in MB."""
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024

    def check_bad(self, reasons, fine=()):
        """The report names each bad file and a word of its reason."""
        report, _ = self.index(code=3 if reasons else 0)
        got = self.reasons(report)
        self.assertEqual(sorted(got), sorted(reasons))
        for name, word in reasons.items():
            self.assertIn(word, got[name], name)
        self.check(report, added=5 + len(fine))
        self.assertLess(self.peak_mb(), 512)

    def sparse(self, name, size, head=b""):
        with open(self.corpus / name, "wb") as file:
            file.write(head)
            file.truncate(size)
        os.utime(self.corpus / name, (OLD, OLD))

    def test_sizes(self):
        self.sparse("a.txt", 20 << 30, b"teks")
        self.sparse("a.html", 20 << 30, b"<p>teks")
        self.sparse("a.pdf", 20 << 30, b"%PDF-1.4")
        self.sparse("a.docx", 2 << 30, b"PK")
        write(self.corpus / "b.txt", bytes(range(256)) * 1000)
        write(self.corpus / "u.txt", "tanpa tanda".encode("utf-16-le"))
        write(self.corpus / "kata.txt", b"a " * (1 << 20))
        write(self.corpus / "baris.txt", b"panjang" * (1 << 20))
        write(self.corpus / ("n" * 251 + ".txt"), "Nama panjang.")
        self.check_bad({"a.txt": "64 MB", "a.html": "128 MB",
                        "a.pdf": "128 MB", "a.docx": "128 MB",
                        "b.txt": "binary", "u.txt": "binary"},
                       ("kata", "baris", "n"))

    def test_archives(self):
        one = documents.docx_paragraph("Kalimat.")
        write(self.corpus / "bom.docx", bomb(120))
        write(self.corpus / "banyak.docx", many_entries(20000))
        write(self.corpus / "tawa.docx", documents.docx(
            one + "<w:t>&j;</w:t>", declare=LAUGHS))
        write(self.corpus / "luar.docx", documents.docx(
            one, declare='<!DOCTYPE x [<!ENTITY e SYSTEM "/etc/passwd">]>'))
        inner = bomb(120)
        for _ in range(3):
            inner = documents.archive({"isi.zip": inner})
        write(self.corpus / "42.docx", inner)
        # A part that says it is itself: it is never opened.
        write(self.corpus / "diri.epub", documents.archive(
            {"META-INF/container.xml": "<a><rootfile full-path='r.zip'/></a>",
             "r.zip": inner}))
        self.check_bad({"bom.docx": "100 times", "banyak.docx": "10000 files",
                        "tawa.docx": "entities", "luar.docx": "entities",
                        "42.docx": "no document",
                        "diri.epub": "XML is broken"})

    def test_values(self):
        """A value of two bytes takes jansson forty."""
        write(self.corpus / "nol.ndjson", '{"id":"a","title":"t","text":"t",'
              '"x":[%s0]}\n' % ("0," * (12 << 20)))
        write(self.corpus / "kutip.ndjson", json.dumps(
            {"id": "k", "title": "t", "text": '[,\\" ' * 200000,
             "x": [0] * 1000}))
        self.check_bad({"nol.ndjson": "100000 values"}, ("kutip",))

    def test_nesting(self):
        write(self.corpus / "div.html", "<div>" * 20000 + "dalam")
        write(self.corpus / "bold.html", "<b>" * 300 + "dalam")
        write(self.corpus / "xml.odt", documents.odt(
            "<text:p>" * 20000 + "dalam" + "</text:p>" * 20000))
        write(self.corpus / "json.html", '<script type="application/ld+json">'
              + "[" * 100000 + "</script><p>dalam")
        self.check_bad({"div.html": "512 elements"},
                       ("bold", "xml", "json"))

    def test_paid_once(self):
        """What was skipped is named again, and not read again before it, or
        what stands beside it, changes."""
        deep = self.corpus / "dalam.html"
        write(deep, "<div>" * 600)
        write(self.corpus / "biner.txt", b"\0biner")
        write(self.corpus / "baik-0.txt.meta.json", "[" * 10000)
        time.sleep(2.1)  # files of just now are not believed
        bad = {"baik-0.txt.meta.json", "biner.txt", deep.name}
        reads = self.reads()
        for arguments, read in (((), bad), ((), set()), (("--verify",), bad),
                                ((), set())):
            report, _ = self.index(*arguments, code=3)
            reasons = self.reasons(report)
            self.assertEqual(set(reasons), bad)
            self.assertIn("512 elements", reasons[deep.name])
            self.assertEqual(report["unchanged"] + report["added"], 5)
            self.assertEqual(reads.names() & bad, read)
        write(deep, "<p>Sekarang berkas yang baik.", OLD + 1)
        write(self.corpus / "baik-0.txt.meta.json", "{}", OLD + 1)
        (self.corpus / "biner.txt").unlink()
        self.check(self.index()[0], added=1, updated=1, unchanged=4)
        # One that was good is removed first, and then remembered.
        write(deep, "<div>" * 600, OLD + 2)
        self.check(self.index(code=3)[0], removed=1, unchanged=5)
        self.check(self.index(code=3)[0], unchanged=5)
        deep.unlink()
        self.check(self.index()[0], unchanged=5)

    def test_folders_in_folders(self):
        here = os.getcwd()
        try:
            os.chdir(self.corpus)
            for _ in range(5000):
                os.mkdir("d")
                os.chdir("d")
            report, _ = self.index(code=3)
            self.check(report, added=5)
            self.assertIn("too many folders", next(iter(
                self.reasons(report).values())))
        finally:
            for _ in range(5000):
                os.chdir("..")
                os.rmdir("d")
            os.chdir(here)


if __name__ == "__main__":
    main()
