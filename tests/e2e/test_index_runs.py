# SPDX-License-Identifier: GPL-3.0-or-later
"""NDJSON, and runs that are stopped or killed.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_index_runs.py
"""

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import time

from indexing import OLD, Case, essays, fingerprint, write
from telusur import main, program, run


class Ndjson(Case):
    def put(self, lines, name="k.ndjson", when=OLD):
        write(self.corpus / name, "\n".join(lines) + "\n", when)

    def test_fields_are_searched(self):
        self.put([json.dumps({
            "id": "bumi", "title": "Bumi Manusia", "text": "Sebuah kisah.",
            "author": "Pramoedya Ananta Toer", "date": "1980-08-25"}),
            json.dumps({
                "id": "ronggeng", "title": "Ronggeng", "text": "Kisah lain.",
                "author": "Ahmad Tohari", "date": "1982"})])
        self.index()
        for q, found in (("penulis:toer", ["bumi"]),
                         ("penulis:pram*", ["bumi"]),
                         ("kisah -penulis:pram*", ["ronggeng"]),
                         ("judul:rong*", ["ronggeng"]),
                         ('penulis:"ananta toer"', ["bumi"]),
                         ('penulis:"toer ananta"', []),
                         ("tahun:1981.. kisah", ["ronggeng"]),
                         ("tahun:..1980", ["bumi"]),
                         ("berkas:k*", ["bumi", "ronggeng"]),
                         ("penulis:xyz*", [])):
            self.assertEqual(self.search(q, field="id"), found, q)

    def test_lines(self):
        lines = list(essays(2000))
        bad = {10: "{", 500: '{"id":"a b","title":"t","text":"t"}',
               900: lines[3], 1500: '{"id":"x","text":"tanpa judul"}'}
        mixed = list(lines)
        for line, text in sorted(bad.items()):
            mixed.insert(line - 1, text)
        self.put(mixed)
        report, errors = self.index(code=3)
        self.check(report, added=2000)
        self.assertEqual([skip["line"] for skip in report["skipped"]],
                         sorted(bad))
        self.assertIn("k.ndjson, line 900: ", errors)
        self.assertEqual(self.search("khas1999x", "id"), ["e1999"])
        self.assertEqual(self.search("khas3x"), ["k.ndjson"])
        # The bad lines are told until they are mended.
        report, _ = self.index(code=3)
        self.check(report, unchanged=2000)
        self.assertEqual(report["skippedTotal"], 4)
        self.put(lines)
        self.check(self.index()[0], unchanged=2000)
        self.check(self.index()[0], unchanged=2000)

    def test_changes(self):
        lines = list(essays(100))
        self.put(lines)
        self.index()
        changed = json.loads(lines[7])
        changed["text"] = "Isi yang berubah sama sekali."
        del lines[50:60]
        lines[7] = json.dumps(changed)
        lines.reverse()
        self.put([*lines, *list(essays(102))[100:]], when=OLD + 1)
        self.check(self.index()[0], added=2, updated=1, removed=10,
                   unchanged=89)
        self.assertEqual(self.search("berubah", "id"), ["e7"])
        self.assertEqual(self.search("khas7x"), [])
        self.assertEqual(self.search("khas55x"), [])

    def test_moved_lines(self):
        """An essay may go to a file that is read before its old one, or
        after it, in one run."""
        lines = list(essays(40))
        self.put(lines[:20], "a.ndjson")
        self.put(lines[20:], "b.ndjson")
        self.index()
        self.put(lines[5:25], "a.ndjson", OLD + 1)
        self.put(lines[:5] + lines[25:], "b.ndjson", OLD + 1)
        report, _ = self.index()
        self.check(report, moved=10, unchanged=30)
        self.assertEqual(self.search("khas22x"), ["a.ndjson"])
        self.assertEqual(self.search("khas2x"), ["b.ndjson"])
        self.check(self.index()[0], unchanged=40)

    def test_id_in_two_files(self):
        lines = list(essays(3))
        self.put(lines[:2], "a.ndjson")
        self.put(lines[1:], "b.ndjson")
        for _ in range(2):
            report, _ = self.index(code=3)
            self.assertEqual(report["added"] + report["unchanged"], 3)
            self.assertEqual(self.reasons(report), {
                "b.ndjson": "the id e1 is that of an essay in a.ndjson"})
        self.assertEqual(self.search("khas1x"), ["a.ndjson"])

    def test_binary(self):
        write(self.corpus / "k.ndjson", b"\0\1\2\n{}\n")
        report, _ = self.index(code=3)
        self.check(report)
        self.assertEqual(self.reasons(report),
                         {"k.ndjson": "binary, not a text"})


class Interrupted(Case):
    COUNT = 12000  # several commits

    def setUp(self):
        super().setUp()
        write(self.corpus / "k.ndjson", "\n".join(essays(self.COUNT)))

    def start(self, *arguments, **more):
        return subprocess.Popen(
            [program("index"), "--index", str(self.index_path), "--json",
             *arguments, str(self.corpus)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def wait_for(self, path):
        end = time.monotonic() + 60
        while not os.path.lexists(path):
            self.assertLess(time.monotonic(), end)
            time.sleep(0.01)

    def test_killed(self):
        source = random.Random()
        for _ in range(3):
            process = self.start()
            self.wait_for(self.index_path / "current")
            time.sleep(source.random() * 0.3)
            process.kill()
            process.communicate()
            self.search("negara")  # it can be searched at any time
        report, _ = self.index()
        self.assertEqual(report["added"] + report["unchanged"], self.COUNT)
        self.assertGreater(report["unchanged"], 0)
        self.check(self.index()[0], unchanged=self.COUNT)
        for i in (0, self.COUNT // 2, self.COUNT - 1):
            self.assertEqual(self.search("khas%dx" % i, "id"), ["e%d" % i])

    def test_stopped(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            shutil.rmtree(self.index_path, ignore_errors=True)
            process = self.start()
            self.wait_for(self.index_path / "current")
            process.send_signal(number)
            out, errors = process.communicate(timeout=30)
            self.assertEqual(process.returncode, 0, errors)
            report = json.loads(out)
            self.assertTrue(report["stopped"])
            self.assertIn(b"stopped before the end", errors)
            self.assertEqual(report["removed"], 0)
        report, _ = self.index()
        self.assertEqual(report["added"] + report["unchanged"], self.COUNT)
        self.assertGreater(report["unchanged"], 0)

    def test_rebuild_stopped(self):
        write(self.corpus / "k.ndjson", "\n".join(essays(10)))
        self.index()
        before = fingerprint(self.index_path)
        write(self.corpus / "k.ndjson", "\n".join(essays(self.COUNT)))
        for number, code in ((signal.SIGTERM, 1), (signal.SIGKILL, -9)):
            process = self.start("--rebuild")
            self.wait_for(self.index_path / "g000002" / "iamglass")
            time.sleep(0.2)
            process.send_signal(number)
            process.communicate(timeout=30)
            self.assertEqual(process.returncode, code)
            if code == 1:
                self.assertEqual(fingerprint(self.index_path), before)
            self.assertEqual(len(self.search("negara OR rumah")), 10)
        self.check(self.index("--rebuild")[0], added=self.COUNT)

    def test_two_at_once(self):
        first = self.start()
        self.wait_for(self.index_path / "g000001" / "iamglass")
        first.send_signal(signal.SIGSTOP)
        try:
            # It does not wait, for the first would never end.
            _, errors = self.index(code=1)
            self.assertIn("process %d" % first.pid, errors)
        finally:
            first.send_signal(signal.SIGCONT)
        out, _ = first.communicate(timeout=60)
        self.assertEqual(first.returncode, 0)
        self.assertEqual(json.loads(out)["added"], self.COUNT)
        self.check(self.index()[0], unchanged=self.COUNT)

    def test_progress_line(self):
        master, slave = os.openpty()
        started = time.monotonic()
        done = subprocess.run(
            [program("index"), "--index", str(self.index_path),
             str(self.corpus)], stdout=subprocess.PIPE, stderr=slave)
        seconds = time.monotonic() - started
        os.close(slave)
        shown = b""
        with contextlib.suppress(OSError):
            while data := os.read(master, 65536):
                shown += data
        os.close(master)
        self.assertEqual(done.returncode, 0)
        lines = shown.count(b" essays/s")
        self.assertLessEqual(lines, seconds * 5 + 1)
        if seconds > 1:
            self.assertGreater(lines, 0)
        self.assertTrue(not lines or shown.endswith(b"\x1b[K"))


if __name__ == "__main__":
    main()
