# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes of a run does not depend on how many threads it has.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_index_jobs.py
"""

import os
import random
import shutil
import time

import documents
from edits import Edited
from indexing import OLD, WORDS, essays, fingerprint, write
from telusur import main, run


class Jobs(Edited):
    FILES = 6000  # more than a batch

    def fill(self):
        source = random.Random(4)
        for i in range(self.FILES):
            text = " ".join(source.choice(WORDS) + source.choice(("", "nya"))
                            for _ in range(source.randrange(40)))
            write(self.corpus / ("%d/%d.txt" % (i % 7, i)), text)
        write(self.corpus / "besar.txt", "Besar. " * 400000)
        write(self.corpus / "biner.txt", b"\0")
        write(self.corpus / "pipa.md", "")
        os.mkfifo(self.corpus / "p.txt")
        lines = list(essays(6000))
        for i in range(9, 5000, 500):
            lines[i] = ("{", '{"id": "?", "text": "a"}', lines[i - 1],
                        " ")[i // 500 % 4]
        write(self.corpus / "k.ndjson", "\n".join(lines))
        write(self.corpus / "l.ndjson", "\n".join(
            lines[100:300] + list(essays(6100))[6000:]))
        write(self.corpus / "m.ndjson", b"\0")

    def change(self):
        source = random.Random(5)
        for i in range(0, self.FILES, 3):
            write(self.corpus / ("%d/%d.txt" % (i % 7, i)),
                  "Lain %d %s." % (i, source.choice(WORDS)), OLD + 7)
        (self.corpus / "2").rename(self.corpus / "dua")
        # Some lines are others, some are new in between, some of another
        # file come first now and take their ids; most are as they were.
        lines = list(essays(6000))
        for i in range(0, 6000, 20):
            lines[i] = lines[i].replace("khas", "lain")
        lines[2000:2000] = list(essays(6300))[6200:]
        write(self.corpus / "k.ndjson", "\n".join(lines), OLD + 7)
        write(self.corpus / "a.ndjson", "\n".join(
            lines[4000:4100] + list(essays(6050))[6000:]), OLD + 7)

    def tables(self, index):
        """All tables and segments, byte for byte, and answers."""
        tables = {os.path.basename(path): value
                  for path, value in fingerprint(index).items()
                  if path.endswith(("termlist.glass", "postlist.glass",
                                    ".segment"))}
        self.assertGreater(len(tables), 2)
        return tables, self.answers(index)

    def test_same_index(self):
        self.fill()
        indexes = [self.top / ("indeks%d" % jobs) for jobs in (1, 2, 4)]
        reports = []
        for turn in range(2):
            time.sleep(2.1)  # all files are believed, or none
            for jobs, index in zip((1, 2, 4), indexes):
                self.index_path = index
                report, errors = self.index("--jobs", jobs, code=3)
                for name in ("index", "seconds"):
                    del report[name]
                reports.append((report, errors))
            self.assertEqual(reports[3 * turn], reports[3 * turn + 1])
            self.assertEqual(reports[3 * turn], reports[3 * turn + 2])
            tables = [self.tables(index) for index in indexes]
            self.assertGreater(len(tables[0][1]), 10000)
            self.assertEqual(tables[0], tables[1])
            self.assertEqual(tables[0], tables[2])
            for index in indexes:
                run("index", "--index", index, "--check")
            if turn == 0:
                self.change()
        self.assertGreater(reports[-1][0]["moved"], 500)

    def test_foreign(self):
        """Pages and other documents, among them some that cannot be read."""
        source = random.Random(6)
        for i in range(60):
            text = " ".join(source.choice(WORDS) for _ in range(30)) + "."
            kind = ("html", "pdf", "txt", "docx")[i % 4]
            write(self.corpus / ("%d.%s" % (i, kind)), {
                "html": "<!DOCTYPE html><title>Judul %d</title><nav><a "
                        "href=x>Beranda</a></nav><p>%s</p>" % (i, text),
                "pdf": documents.pdf([[text]], "Judul %d" % i),
                "docx": documents.docx(documents.docx_paragraph(text)),
                "txt": text + "\n\nBERI NILAI\n\nKirim\n"}[kind])
        write(self.corpus / "rusak.pdf", b"%PDF-1.4 rusak")
        write(self.corpus / "rusak.docx", b"PK\3\4 tidak jadi")
        found = []
        time.sleep(2.1)  # all files are believed
        for jobs in (1, 2, 4):
            self.index_path = self.top / ("asing%d" % jobs)
            report, errors = self.index("--jobs", jobs, code=3)
            self.check(report, added=60)
            self.assertEqual(report["kinds"], {
                "docx": 15, "html": 15, "pdf": 15, "txt": 15})
            self.assertGreaterEqual(report["furniture"], 15)
            for name in ("index", "seconds"):
                del report[name]
            # Again, and below after a rename: nothing is parsed that was.
            again, _ = self.index("--jobs", jobs, code=3)
            self.check(again, unchanged=60)
            self.assertEqual(again["kinds"], {})
            found.append((report, errors, self.tables(self.index_path)))
        self.assertEqual(found[0], found[1])
        self.assertEqual(found[0], found[2])
        (self.corpus / "1.pdf").rename(self.corpus / "pindah.pdf")
        report, _ = self.index("--jobs", 4, code=3)
        self.check(report, moved=1, unchanged=59)

    def test_empty(self):
        for jobs in (1, 4):
            report, _ = self.index("--jobs", jobs)
            self.check(report)
        shutil.rmtree(self.corpus)


if __name__ == "__main__":
    main()
