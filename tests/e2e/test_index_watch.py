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

PATIENCE = 30.0  # seconds, on a machine that does other things too


class Watch(Case):
    def start(self, *arguments, sources=None):
        self.process = subprocess.Popen(
            [program("index"), "--index", str(self.index_path), "--json",
             "--watch", *arguments,
             *map(str, sources if sources is not None else [self.corpus])],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.reports = []
        self.told = b""  # on standard error
        self.readers = [threading.Thread(target=self.read),
                        threading.Thread(target=self.listen)]
        for reader in self.readers:
            reader.start()
        self.addCleanup(self.end)

    def read(self):
        for line in self.process.stdout:
            self.reports.append(json.loads(line))

    def listen(self):
        for line in self.process.stderr:
            self.told += line

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for reader in self.readers:
            reader.join()
        self.process.stdout.close()
        self.process.stderr.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.process.wait(timeout=10), 0)
        for reader in self.readers:
            reader.join()
        return self.told.decode()

    def sums(self, name):
        return sum(report[name] for report in self.reports)

    def wait_until(self, condition):
        started = time.monotonic()
        while not condition():
            self.assertLess(time.monotonic() - started, PATIENCE,
                            (self.reports, self.told))
            self.assertIsNone(self.process.poll())
            time.sleep(0.02)

    def wait(self, name, count):
        """Until the runs so far say so."""
        self.wait_until(lambda: self.sums(name) >= count)

    def begin(self, count=3, **more):
        for i in range(count):
            write(self.corpus / ("%d.txt" % i), "Berkas nomor %d." % i)
        self.start(**more)
        self.wait("added", count)

    def test_edits(self):
        self.begin()
        write(self.corpus / "baru.txt", "Berkas baru.")
        self.wait("added", 4)
        self.assertEqual(self.search("baru"), ["baru.txt"])
        write(self.corpus / "0.txt", "Berkas yang lain.")
        self.wait("updated", 1)
        write(self.corpus / "baru.txt.meta.json", '{"title": "Sampingan"}')
        self.wait("updated", 2)
        self.assertEqual(self.search("sampingan"), ["baru.txt"])
        # An editor writes beside the file and renames over it.
        write(self.corpus / ".1.txt.swp", "Berkas tersimpan.")
        (self.corpus / ".1.txt.swp").rename(self.corpus / "1.txt")
        self.wait("updated", 3)
        self.assertEqual(self.search("tersimpan"), ["1.txt"])
        (self.corpus / "2.txt").rename(self.corpus / "dua.txt")
        self.wait("moved", 1)
        (self.corpus / "dua.txt").unlink()
        self.wait("removed", 1)
        os.link(self.corpus / "1.txt", self.corpus / "taut.txt")
        self.wait("added", 5)
        self.assertEqual(self.stop(), "")

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
        self.wait_until(lambda: b"trying again" in self.told)
        self.assertEqual(len(self.search("berkas")), 3)
        write(away / "baru.txt", "Berkas baru.")
        away.rename(self.corpus)
        self.wait("added", 4)
        self.stop()

    def test_what_stays_wrong_is_told_once(self):
        self.begin(4)
        for i in range(3):
            (self.corpus / ("%d.txt" % i)).unlink()
        self.wait_until(lambda: b"3 of the 4 essays" in self.told)
        for _ in range(3):
            os.utime(self.corpus / "3.txt")
            time.sleep(1.5)
        self.assertEqual(self.stop().count("3 of the 4 essays"), 1)

    def test_refused(self):
        self.start(sources=[self.top / "tidak-ada"])
        self.assertEqual(self.process.wait(timeout=10), 1)
        shutil.rmtree(self.corpus)


if __name__ == "__main__":
    main()
