# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs of telusur-index to which an allocation is refused: they end with an
error or as if nothing had been, and the next run completes the index."""

import os
import pathlib
import random
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))

from documents import docx, docx_paragraph, epub, odt, pdf  # noqa: E402
from edits import Edited  # noqa: E402
from indexing import essays, write  # noqa: E402
from telusur import main, program, run  # noqa: E402, F401

# The library that refuses.
STARVE = os.environ.get("TELUSUR_STARVE")
# Its exit code for what is Xapian's own, see torture_xapian.c.
KNOWN = 77
PAGE = ("<html><head><title>Halaman</title><script type='application/ld+json'>"
        '{"@type":"Article","headline":"Halaman","author":{"name":"Budi"}}'
        "</script></head><body><p>%s</p></body></html>")


class Starved(Edited):
    def setUp(self):
        super().setUp()
        self.source = random.Random()
        self.work = self.top / "kerja"
        self.base = self.top / "dasar"
        self.wanted = {}

    def fill(self, seed):
        """A corpus with a file of every kind; another with each seed."""
        self.source.seed(seed)
        body, files = self.text(), self.corpus
        write(files / "a/satu.txt", body + "\n\nSemua %d." % seed)
        write(files / "a/dua.md", "# Judul\n\nSemua berkas. " + self.text())
        write(files / "halaman.html", PAGE % ("Semua " + self.text()))
        write(files / "kertas.pdf", pdf(["Semua kertas %d." % seed, "Dua."],
                                        title="Kertas"))
        write(files / "surat.docx", docx(docx_paragraph("Semua surat."),
                                         title="Surat", author="Siti"))
        write(files / "naskah.odt", odt("<text:p>Semua naskah.</text:p>"))
        write(files / "buku.epub", epub(["<p>Semua buku.</p>"]))
        write(files / "baris.ndjson", "\n".join(essays(5, words=12,
                                                       seed=seed)))
        write(files / "a/satu.txt.meta.json", '{"author": "Siti %d"}' % seed)
        write(files / "biner.txt", b"\0 biner")

    def second(self):
        self.fill(2)
        (self.corpus / "a/dua.md").rename(self.corpus / "tiga.md")
        (self.corpus / "naskah.odt").unlink()

    def start(self, arguments, **environment):
        return subprocess.run(
            [program("index"), "--index", str(self.work), "--force", "--jobs",
             "1", "--dictionary", str(self.dictionary), *arguments,
             str(self.corpus)],
            env={**os.environ, **environment}, timeout=300,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def begin(self, base):
        shutil.rmtree(self.work, ignore_errors=True)
        if base:
            shutil.copytree(base, self.work, symlinks=True)

    def state(self):
        found = run("query", "--index", self.work, "--limit", "100", "--json",
                    "semua")
        run("index", "--index", self.work, "--check")
        return (self.answers(self.work), self.essays(self.work), len(found))

    def scenarios(self):
        """Name, index to begin with (or none) and arguments."""
        self.fill(1)
        yield "first", None, ()
        self.begin(None)
        self.start(())
        self.work.rename(self.base)
        self.second()
        yield "update", self.base, ()
        yield "rebuild", self.base, ("--rebuild",)

    def reference(self, name, base, arguments):
        """Runs without a failure; gives the numbers of allocations."""
        listed = self.top / "daftar"
        self.begin(base)
        done = self.start(arguments, LD_PRELOAD=STARVE,
                          TELUSUR_STARVE_LIST=str(listed))
        self.assertEqual(done.returncode, 3, done)
        self.wanted[name] = self.state()
        self.assertGreaterEqual(len(self.wanted[name][1]), 5,
                                self.wanted[name][1])
        *first, total = map(int, listed.read_text().split())
        return first, total

    def refuse(self, name, base, arguments, number):
        about = (name, number)
        self.begin(base)
        done = self.start(arguments, LD_PRELOAD=STARVE,
                          TELUSUR_STARVE_AT=str(number))
        about += (done.returncode, done.stderr.decode()[-800:])
        if done.returncode == 3:
            self.assertEqual(self.state(), self.wanted[name], about)
        elif done.returncode == KNOWN:
            self.ended += 1
        else:
            self.assertEqual(done.returncode, 1, about)
            self.assertIn("memory", about[3], about)
        done = self.start(arguments)
        self.assertEqual(done.returncode, 3, (about, done))
        self.assertEqual(self.state(), self.wanted[name], about)

    def starve(self, most):
        """Refuses up to that many allocations of each scenario, spread over
        the places in the code that ask; how many it were."""
        done = self.ended = 0
        for name, base, arguments in self.scenarios():
            first, total = self.reference(name, base, arguments)
            step = max(1, len(first) // most)
            chosen = first[done % step::step][:most]
            print("# %s: %d allocations from %d places, %d refused" % (
                name, total, len(first), len(chosen)))
            for number in chosen:
                with self.subTest(scenario=name, number=number):
                    self.refuse(name, base, arguments, number)
                done += 1
        print("# %d refused; %d ended inside Xapian" % (done, self.ended))
        return done
