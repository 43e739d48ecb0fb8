# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run tells: lengths, copies, what a dry run would do.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_index_report.py
"""

import json
import random
import shutil

from indexing import OLD, WORDS, Case, essays, fingerprint, write
from telusur import main, run


class Report(Case):
    def text(self, seed, words=300):
        source = random.Random(seed)
        return " ".join(source.choice(WORDS) + str(source.randrange(50))
                        for _ in range(words))

    def names(self, report):
        return sorted([copy["path"][len(str(self.corpus)) + 1:]
                       for copy in group] for group in report["copies"])

    def test_copies(self):
        text = self.text(1)
        words = text.split()
        write(self.corpus / "asli.txt", text, OLD - 1000)
        words[50] = words[150] = words[250] = "lain"
        write(self.corpus / "a/salinan.txt", " ".join(words))
        write(self.corpus / "beda.txt", self.text(2))
        write(self.corpus / "pendek1.txt", "Pendek saja.")
        write(self.corpus / "pendek2.txt", "Pendek saja.", OLD - 5000)
        write(self.corpus / "pendek3.txt", "Pendek juga.")
        write(self.corpus / "k.ndjson", json.dumps(
            {"id": "n1", "title": "T", "text": text, "date": "2001-01-01"}))
        report, _ = self.index()
        self.assertEqual(self.names(report), [
            ["k.ndjson#n1", "asli.txt", "a/salinan.txt"],
            ["pendek2.txt", "pendek1.txt"]])
        self.assertEqual(report["copiesTotal"], 3)
        group = [group for group in report["copies"] if len(group) == 3][0]
        self.assertEqual(group[0]["date"], "2001-01-01")
        self.assertEqual(group[1]["likeness"], 1)
        self.assertGreater(group[2]["likeness"], 0.8)
        self.assertLess(group[2]["likeness"], 1)
        self.assertGreaterEqual(report["longest"]["words"], 300)
        self.assertLess(report["shortest"]["words"], 5)
        # A later run names the groups that it adds to.
        write(self.corpus / "beda2.txt", self.text(2))
        report, _ = self.index()
        self.assertEqual(self.names(report), [["beda.txt", "beda2.txt"]])
        self.assertEqual(self.index()[0]["copies"], [])
        write(self.corpus / "beda3.txt", self.text(2))
        out, _ = run("index", "--index", self.index_path)
        self.assertIn("2 essays are nearly copies of others\n", out)
        self.assertIn("beda.txt, ", out)
        self.assertIn(", the original\n", out)
        self.assertIn("beda3.txt, ", out)

    def test_lengths(self):
        write(self.corpus / "a.txt", "Pendek saja.")
        write(self.corpus / "k.ndjson", json.dumps(
            {"id": "n1", "title": "T", "text": self.text(1)}))
        report, _ = self.index()
        self.assertEqual((report["longest"]["path"],
                          report["shortest"]["path"]),
                         (str(self.corpus / "k.ndjson#n1"),
                          str(self.corpus / "a.txt")))

    def test_many_equal_texts(self):
        """Thousands of one text are one group; comparing each with each would
        take longer than a run may."""
        write(self.corpus / "k.ndjson", "\n".join(
            json.dumps({"id": "n%d" % i, "title": "T", "text": "Kosong."})
            for i in range(20000)))
        report, _ = self.index()
        self.assertEqual(report["copiesTotal"], 19999)
        self.assertEqual(len(report["copies"]), 1)


class DryRun(Case):
    COUNTS = ("added", "updated", "moved", "removed", "unchanged", "kept",
              "skippedTotal")

    def both(self, *arguments, code=0):
        """A dry run says what a real one does, and does nothing."""
        before = fingerprint(self.top)
        dry, errors = self.index("--dry-run", *arguments, code=code)
        self.assertEqual(fingerprint(self.top), before)
        self.assertTrue(dry["dryRun"])
        real, told = self.index(*arguments, code=code)
        self.assertFalse(real["dryRun"])
        self.assertEqual({name: dry[name] for name in self.COUNTS},
                         {name: real[name] for name in self.COUNTS})
        self.assertEqual(errors, told)
        return real

    def changes(self):
        report, _ = self.index("--dry-run", code=3)
        found = {name: [] for name in self.COUNTS[:4]}
        for change in report["changes"]:
            found[change["change"]].append(
                change["path"][len(str(self.corpus)) + 1:])
        return {name: sorted(paths) for name, paths in found.items()}

    def test_dry_run(self):
        for name in "abcdef":
            write(self.corpus / ("%s.txt" % name), "Isi berkas %s." % name)
        lines = list(essays(20))
        write(self.corpus / "k.ndjson", "\n".join(lines))
        self.check(self.both(), added=26)
        write(self.corpus / "a.txt", "Isi yang lain.")
        (self.corpus / "b.txt").rename(self.corpus / "g.txt")
        (self.corpus / "c.txt").unlink()
        write(self.corpus / "h.txt", b"\0biner")
        write(self.corpus / "k.ndjson", "\n".join(lines[:15]), OLD + 1)
        write(self.corpus / "l.ndjson", "\n".join(lines[14:18]))
        self.assertEqual(self.changes(), {
            "added": [], "updated": ["a.txt"], "removed": [
                "c.txt", "k.ndjson#e18", "k.ndjson#e19"],
            "moved": ["g.txt", "l.ndjson#e15", "l.ndjson#e16",
                      "l.ndjson#e17"]})
        out, _ = run("index", "--index", self.index_path, "--dry-run", code=3)
        self.assertIn("\n  removed: %s\n" % (self.corpus / "c.txt"), out)
        self.check(self.both(code=3), updated=1, moved=4, removed=3,
                   unchanged=18)
        self.assertNotIn("changes", self.index(code=3)[0])
        self.check(self.both("--rebuild", code=3), added=23)

    def test_guard(self):
        for name in "abcdef":
            write(self.corpus / ("%s.txt" % name), "Isi berkas %s." % name)
        self.index()
        shutil.rmtree(self.corpus)
        self.corpus.mkdir()
        before = fingerprint(self.top)
        _, errors = self.index("--dry-run", code=1)
        self.assertIn("6 of the 6", errors)
        self.assertEqual(fingerprint(self.top), before)


if __name__ == "__main__":
    main()
