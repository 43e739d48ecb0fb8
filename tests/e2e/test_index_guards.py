# SPDX-License-Identifier: GPL-3.0-or-later
"""What telusur-index refuses, so that nothing is lost, and what it rebuilds.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_index_guards.py
"""

import contextlib
import json
import os
import shutil
import subprocess

from indexing import Case, essays, fingerprint, write
from telusur import main, program, run


class Guards(Case):
    def fill(self, count=6):
        for i in range(count):
            write(self.corpus / ("%d.txt" % i), "Berkas nomor %d." % i)
        self.check(self.index()[0], added=count)

    def refused(self, *arguments, code=1, sources=None):
        """The run fails with one sentence and changes nothing."""
        before = fingerprint(self.index_path)
        _, errors = self.index(*arguments, code=code, sources=sources)
        self.assertEqual(fingerprint(self.index_path), before)
        self.assertRegex(errors, r"\Atelusur-index: [^\n]{10,400}\n\Z")
        return errors

    def test_missing_folder(self):
        self.fill()
        errors = self.refused(sources=[self.top / "tidak-ada"])
        self.assertIn("tidak-ada", errors)
        shutil.rmtree(self.corpus)
        self.refused(sources=[])
        self.refused("--force", sources=[])
        self.assertEqual(len(self.search("berkas")), 6)

    def test_missing_folder_makes_no_index(self):
        self.index(code=1, sources=[self.top / "tidak-ada"])
        self.assertFalse(self.index_path.exists())

    def test_empty_corpus(self):
        report, errors = self.index()
        self.check(report)
        self.assertIn("there is no text", errors)
        self.fill()
        for path in self.corpus.iterdir():
            path.unlink()
        errors = self.refused()
        self.assertIn("--force", errors)
        self.assertIn("6 of the 6", errors)
        self.assertEqual(len(self.search("berkas")), 6)
        self.refused("--rebuild")
        self.check(self.index("--force")[0], removed=6)
        self.assertEqual(self.search("berkas"), [])

    def test_half_vanished(self):
        self.fill()
        for i in range(3):
            (self.corpus / ("%d.txt" % i)).unlink()
        self.check(self.index()[0], removed=3, unchanged=3)
        for i in range(3, 5):
            (self.corpus / ("%d.txt" % i)).unlink()
        write(self.corpus / "baru.txt", "Berkas baru.")
        _, errors = self.index(code=1)
        self.assertIn("2 of the 3", errors)
        # Nothing is removed, what is new is there.
        self.assertEqual(self.search("berkas"),
                         ["3.txt", "4.txt", "5.txt", "baru.txt"])
        self.check(self.index("--force")[0], removed=2, unchanged=2)

    def test_index_in_source(self):
        self.index_path = self.corpus / "indeks"
        write(self.corpus / "a.txt", "Berkas.")
        _, errors = self.index(code=2)
        self.assertIn("lies in the source", errors)
        self.assertFalse(self.index_path.exists())

    def test_usage(self):
        for arguments in (["--jobs", "0"], ["--jobs"], ["--keep", "x"],
                          ["--rollback", "x"], ["--check", "x"],
                          ["--synonyms", "x"], ["-v"], ["--exceptions"]):
            _, errors = self.index(code=2, sources=arguments)
            self.assertIn("telusur-index: ", errors)
        _, errors = self.index(code=2, sources=[])
        self.assertIn("nothing to index", errors)
        for action in ("--rollback", "--check"):
            _, errors = self.index(action, code=1, sources=[])
            self.assertIn("there is no index in", errors)
        write(self.corpus / "a.rtf", "Berkas.")
        _, errors = self.index(code=1, sources=[self.corpus / "a.rtf"])
        self.assertIn("of no kind that can be read", errors)
        self.assertFalse(self.index_path.exists())
        out, _ = run("index", "--help")
        self.assertIn("Usage: telusur-index", out)
        out, _ = run("index", "--version")
        self.assertRegex(out, r"\Atelusur-index \d+\.\d+\.\d+\n\Z")

    def patch(self, old, new):
        path = self.index_path / "current" / "postlist.glass"
        data = path.read_bytes()
        self.assertIn(old, data)
        path.write_bytes(data.replace(old, new))

    def test_other_schema(self):
        self.fill()
        self.patch(b"schema", b"schemb")
        self.assertIn("--rebuild", self.refused())
        self.check(self.index("--rebuild")[0], added=6)
        self.assertEqual(len(self.search("berkas")), 6)

    def test_unreadable_index(self):
        self.fill()
        path = self.index_path / "current" / "iamglass"
        path.write_bytes(path.read_bytes()[:40])
        self.refused()
        self.check(self.index("--rebuild")[0], added=6)
        self.assertEqual(len(self.search("berkas")), 6)

    def test_foreign_folder(self):
        foreign = self.top / "surat"
        write(foreign / "penting.txt", "Surat penting.")
        self.index_path.mkdir()
        (self.index_path / "current").symlink_to("../surat")
        self.refused()
        (self.index_path / "current").unlink()
        (self.index_path / "g000001").mkdir()
        write(self.index_path / "g000001/penting.txt", "Surat penting.")
        (self.index_path / "current").symlink_to("g000001")
        self.refused()

    def test_other_exceptions(self):
        self.fill()
        other = self.top / "kecuali.txt"
        write(other, "berkas berkas\nnomor omor\n")
        errors = self.refused("--exceptions", other)
        self.assertIn("exceptions", errors)
        self.check(self.index("--rebuild", "--exceptions", other)[0], added=6)
        self.check(self.index("--exceptions", other)[0], unchanged=6)
        # Without a word on it a run goes on with what the index was made
        # with.
        self.assertEqual(self.index()[1], "")
        third = self.top / "lain.txt"
        write(third, "berkas erkas\n")
        self.refused("--exceptions", third)
        self.refused("--exceptions", self.top / "tidak-ada.txt")
        self.refused("--dictionary", self.top / "tidak-ada.dic")

    def nobody(self):
        """A way to run without root's rights, which no mode keeps out."""
        if os.geteuid() != 0:
            return []
        command = ["setpriv", "--reuid=65534", "--regid=65534",
                   "--clear-groups"]
        try:
            subprocess.run([*command, program("index"), "--version"],
                           check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            self.skipTest("cannot give up root's rights here")
        self.top.chmod(0o755)
        for path in [self.top, *self.top.rglob("*")]:
            os.chown(path, 65534, 65534)
        return command

    @contextlib.contextmanager
    def closed(self, path):
        mode = path.stat().st_mode
        path.chmod(0)
        try:
            yield
        finally:
            path.chmod(mode)

    def run_as(self, command, *arguments):
        done = subprocess.run(
            [*command, program("index"), "--index", str(self.index_path),
             "--json", *map(str, arguments)], timeout=60,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        report = json.loads(done.stdout) if done.stdout else None
        return done.returncode, report, done.stderr.decode()

    def test_unreadable(self):
        """What cannot be read is told and keeps its essays."""
        write(self.corpus / "a.txt", "Berkas.")
        for name in "bcde":
            write(self.corpus / ("sub/%s.txt" % name), "Berkas.")
        write(self.corpus / "k.ndjson", "\n".join(essays(3)))
        nobody = self.nobody()
        code, report, _ = self.run_as(nobody, self.corpus)
        self.assertEqual(code, 0)
        self.check(report, added=8)
        with self.closed(self.corpus / "sub"):
            code, report, errors = self.run_as(nobody)
            self.assertEqual(code, 3)
            self.check(report, unchanged=4)
            self.assertEqual(report["kept"], 4)
            self.assertIn("sub: ", errors)
        os.utime(self.corpus / "a.txt")
        os.utime(self.corpus / "k.ndjson")
        with self.closed(self.corpus / "a.txt"), \
                self.closed(self.corpus / "k.ndjson"):
            code, report, errors = self.run_as(nobody)
            self.assertEqual(code, 3)
            self.check(report, unchanged=4)
            self.assertEqual(report["kept"], 4)
            self.assertEqual(set(self.reasons(report)),
                             {"a.txt", "k.ndjson"})
        with self.closed(self.corpus):
            code, report, errors = self.run_as(nobody)
            self.assertEqual((code, report), (1, None))
            self.assertIn("korpus", errors)
        code, report, _ = self.run_as(nobody)
        self.assertEqual(code, 0)
        self.check(report, unchanged=8)


class Rebuild(Case):
    def test_rebuild(self):
        other = self.top / "lain"
        write(self.corpus / "a.txt", "Berkas pertama.")
        write(other / "a.txt", "Berkas kedua.")
        self.check(self.index(sources=[self.corpus, other])[0], added=2)
        ids = self.search("berkas", "id")
        generation = os.readlink(self.index_path / "current")
        write(self.corpus / "b.txt", "Berkas ketiga.")
        # All sources take part, also those that are not named.
        report, _ = self.index("--rebuild", sources=[self.corpus])
        self.check(report, added=3)
        self.assertTrue(report["rebuilt"])
        self.assertEqual(self.search("berkas"), ["a.txt", "a.txt", "b.txt"])
        self.assertLessEqual(set(ids), set(self.search("berkas", "id")))
        self.assertNotEqual(os.readlink(self.index_path / "current"),
                            generation)
        self.assertTrue((self.index_path / generation).exists())
        self.check(self.index(sources=[])[0], unchanged=3)

    def test_source_that_is_gone(self):
        other = self.top / "lain"
        write(self.corpus / "a.txt", "Berkas pertama.")
        write(other / "b.txt", "Berkas kedua.")
        self.index(sources=[self.corpus, other])
        shutil.rmtree(other)
        before = fingerprint(self.index_path)
        _, errors = self.index("--rebuild", code=1, sources=[])
        self.assertIn("lain", errors)
        self.assertEqual(fingerprint(self.index_path), before)
        report, errors = self.index("--rebuild", "--force", sources=[])
        self.check(report, added=1)
        self.assertIn("left out", errors)
        self.assertEqual(self.search("berkas"), ["a.txt"])

    def test_first_index(self):
        write(self.corpus / "a.txt", "Berkas.")
        report, _ = self.index("--rebuild")
        self.check(report, added=1)
        self.assertFalse(report["rebuilt"])


if __name__ == "__main__":
    main()
