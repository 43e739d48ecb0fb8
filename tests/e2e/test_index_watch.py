# SPDX-License-Identifier: GPL-3.0-or-later
"""telusur-index --watch follows a folder.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_index_watch.py
"""

import json
import os
import shutil
import signal
import subprocess
import threading
import time

from indexing import Case, write
from telusur import main, program

LONGEST = 2.0  # seconds from writing to searching, on a machine of its own
PATIENCE = 20.0  # on one that does other things too


class Watch(Case):
    def start(self, *arguments, sources=None):
        self.process = subprocess.Popen(
            [program("index"), "--index", str(self.index_path), "--json",
             "--watch", *arguments,
             *map(str, sources if sources is not None else [self.corpus])],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.reports = []
        self.reader = threading.Thread(target=self.read)
        self.reader.start()
        self.addCleanup(self.end)

    def read(self):
        for line in self.process.stdout:
            self.reports.append((time.monotonic(), json.loads(line)))

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()
        self.process.stderr.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.process.wait(timeout=10), 0)
        self.reader.join()
        return self.process.stderr.read().decode()

    def sums(self, name):
        return sum(report[name] for _, report in self.reports)

    def wait(self, name, count):
        """Until the runs so far say so; seconds it took."""
        started = time.monotonic()
        while self.sums(name) < count:
            self.assertLess(time.monotonic() - started, PATIENCE,
                            self.reports)
            self.assertIsNone(self.process.poll())
            time.sleep(0.02)
        return time.monotonic() - started

    def begin(self, count=3, **more):
        for i in range(count):
            write(self.corpus / ("%d.txt" % i), "Berkas nomor %d." % i)
        self.start(**more)
        self.wait("added", count)

    def test_edits(self):
        self.begin()
        took = []
        write(self.corpus / "baru.txt", "Berkas baru.")
        took.append(self.wait("added", 4))
        self.assertEqual(self.search("baru"), ["baru.txt"])
        write(self.corpus / "0.txt", "Berkas yang lain.")
        took.append(self.wait("updated", 1))
        write(self.corpus / "baru.txt.meta.json", '{"title": "Sampingan"}')
        took.append(self.wait("updated", 2))
        self.assertEqual(self.search("sampingan"), ["baru.txt"])
        # An editor writes beside the file and renames over it.
        write(self.corpus / ".1.txt.swp", "Berkas tersimpan.")
        (self.corpus / ".1.txt.swp").rename(self.corpus / "1.txt")
        took.append(self.wait("updated", 3))
        self.assertEqual(self.search("tersimpan"), ["1.txt"])
        (self.corpus / "2.txt").rename(self.corpus / "dua.txt")
        took.append(self.wait("moved", 1))
        (self.corpus / "dua.txt").unlink()
        took.append(self.wait("removed", 1))
        os.link(self.corpus / "1.txt", self.corpus / "taut.txt")
        took.append(self.wait("added", 5))
        self.assertEqual(self.stop(), "")
        self.assertLess(sorted(took)[len(took) // 2], LONGEST, took)

    def test_folders(self):
        self.begin()
        deep = self.corpus / "/".join("abcdefghijkl")
        write(deep / "dalam.txt", "Berkas di dalam.")
        self.wait("added", 4)
        write(deep / "lagi.txt", "Berkas lagi.")
        self.wait("added", 5)
        (self.corpus / "a").rename(self.corpus / "z")
        self.wait("moved", 2)
        write(self.corpus / "z/b/baru.txt", "Berkas di tempat baru.")
        self.wait("added", 6)
        # A folder that comes in whole, and one that leaves.
        outside = self.top / "luar"
        for i in range(5):
            write(outside / ("x/%d.txt" % i), "Berkas luar %d." % i)
        outside.rename(self.corpus / "masuk")
        self.wait("added", 11)
        (self.corpus / "z").rename(self.top / "pergi")
        self.wait("removed", 3)
        before = len(self.reports)
        write(self.top / "pergi/b/jauh.txt", "Berkas yang jauh.")
        time.sleep(1.5)
        self.assertEqual(len(self.reports), before)
        self.assertEqual(self.search("jauh"), [])
        self.stop()

    def test_load_is_batched(self):
        """Many files one by one are few runs, at most one a second."""
        self.begin()
        started = time.monotonic()
        for i in range(150):
            write(self.corpus / ("n/%d.txt" % i), "Berkas banyak %d." % i)
            time.sleep(0.02)
        self.wait("added", 153)
        seconds = time.monotonic() - started
        self.assertLessEqual(len(self.reports) - 1, seconds + 1)
        self.stop()

    def test_overflow(self):
        """What the kernel has no room to tell is found all the same."""
        limit = int(open("/proc/sys/fs/inotify/max_queued_events").read())
        if limit > 100000:
            self.skipTest("the queue is too long to fill")
        self.begin()
        self.process.send_signal(signal.SIGSTOP)
        write(self.corpus / "penuh.txt", "Berkas penuh.")
        one, two = self.corpus / "s.txt", self.corpus / "t.txt"
        write(one, "Berkas bolak.")
        for _ in range(limit // 2 + 10):
            one.rename(two)
            two.rename(one)
        write(self.corpus / "akhir.txt", "Berkas akhir.")
        self.process.send_signal(signal.SIGCONT)
        self.wait("added", 6)
        write(self.corpus / "sesudah.txt", "Berkas sesudah.")
        self.wait("added", 7)
        self.stop()

    def test_other_files_wake_nobody(self):
        self.begin()
        for name in ("gambar.png", ".tersembunyi.txt", "4913"):
            write(self.corpus / name, "bukan teks")
        time.sleep(1.5)
        self.assertEqual(len(self.reports), 1)
        self.stop()

    def test_source_that_goes_and_comes_back(self):
        self.begin()
        away = self.top / "pergi"
        self.corpus.rename(away)
        time.sleep(2)
        self.assertEqual(len(self.search("berkas")), 3)
        write(away / "baru.txt", "Berkas baru.")
        away.rename(self.corpus)
        self.wait("added", 4)
        self.assertIn("trying again", self.stop())

    def test_what_stays_wrong_is_told_once(self):
        self.begin(4)
        for i in range(3):
            (self.corpus / ("%d.txt" % i)).unlink()
        for _ in range(3):
            time.sleep(1.5)
            os.utime(self.corpus / "3.txt")
        time.sleep(1.5)
        self.assertEqual(self.stop().count("3 of the 4 essays"), 1)

    def test_refused(self):
        self.start(sources=[self.top / "tidak-ada"])
        self.assertEqual(self.process.wait(timeout=10), 1)
        shutil.rmtree(self.corpus)


if __name__ == "__main__":
    main()
