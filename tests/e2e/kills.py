# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs that are killed: the index is searchable each time, and the next run
completes to the answers of one that was let be."""

import os
import random
import shutil
import signal
import subprocess
import time

from edits import Edited
from indexing import OLD, essays, write
from telusur import program, run

# A library that kills the indexer at a call of a number.
KILLER = os.environ.get("TELUSUR_KILLER")


class Killed(Edited):
    COUNT = 5600  # more than a batch

    def setUp(self):
        super().setUp()
        self.source = random.Random(1)
        self.work = self.top / "kerja"
        self.wanted = {}

    def first(self):
        """A corpus, and no index."""
        shutil.rmtree(self.corpus)
        write(self.corpus / "k.ndjson",
              "\n".join(essays(self.COUNT, words=12)))
        for i in range(30):
            write(self.corpus / "a" / ("%d.txt" % i), "Semua berkas %d. %s"
                  % (i, self.text()))

    def second(self):
        """Other texts, and files that changed places."""
        write(self.corpus / "k.ndjson",
              "\n".join(essays(self.COUNT, words=12, seed=2)), OLD + 5)
        (self.corpus / "a").rename(self.corpus / "b")
        for i in range(0, 10, 2):
            one, two, spare = (self.corpus / "b" / name for name in
                               ("%d.txt" % i, "%d.txt" % (i + 1), "t"))
            one.rename(spare)
            two.rename(one)
            spare.rename(two)
        for i in range(10, 14):
            (self.corpus / "b" / ("%d.txt" % i)).unlink()
            write(self.corpus / ("baru%d.txt" % i), self.text())

    def command(self, index, arguments):
        return [program("index"), "--index", str(index), "--force",
                *arguments, str(self.corpus)]

    def let_be(self, index, arguments=()):
        subprocess.run(self.command(index, arguments), check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def scenarios(self):
        """Name, index to begin with (or none) and arguments; the corpus is
        as the scenario wants it."""
        self.first()
        yield "first", None, ()
        base = self.top / "dasar"
        self.let_be(base)
        self.second()
        yield "update", base, ()
        yield "rebuild", base, ("--rebuild",)

    def begin(self, base):
        shutil.rmtree(self.work, ignore_errors=True)
        if base:
            shutil.copytree(base, self.work, symlinks=True)

    def state(self, index):
        names = {name: essay[:2]
                 for name, essay in self.essays(index).items()}
        return self.answers(index), names

    def settle(self, name, base, arguments, about):
        """What a killed run left, and what the next one makes of it."""
        if os.path.lexists(self.work / "current"):
            run("index", "--index", self.work, "--check")
            run("query", "--index", self.work, "negara")
        else:
            self.assertIsNone(base, about)
        self.let_be(self.work, arguments)
        run("index", "--index", self.work, "--check")
        self.assertEqual(self.state(self.work), self.wanted[name], about)
        self.assertFalse(os.path.lexists(self.work / "next"), about)

    def reference(self, name, base, arguments):
        self.begin(base)
        started = time.monotonic()
        self.let_be(self.work, arguments)
        seconds = time.monotonic() - started
        self.wanted[name] = self.state(self.work)
        self.assertGreater(len(self.wanted[name][0]), 1000)
        return seconds

    def count_calls(self, base, arguments):
        counted = self.top / "hitungan"
        self.begin(base)
        subprocess.run(self.command(self.work, arguments), check=True,
                       env={**os.environ, "LD_PRELOAD": KILLER,
                            "TELUSUR_KILL_COUNT": str(counted)},
                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        return int(counted.read_text())

    def kill_at(self, base, arguments, call):
        self.begin(base)
        done = subprocess.run(
            self.command(self.work, arguments), stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, env={
                **os.environ, "LD_PRELOAD": KILLER,
                "TELUSUR_KILL_AT": str(call)})
        self.assertEqual(done.returncode, -signal.SIGKILL, done)

    def points(self, every):
        """Kills at each call of that many that makes something durable or
        visible; how many it were."""
        done = 0
        for name, base, arguments in self.scenarios():
            self.reference(name, base, arguments)
            calls = self.count_calls(base, arguments)
            self.assertGreater(calls, 10)
            for call in range(1 + done % every, calls + 1, every):
                self.kill_at(base, arguments, call)
                self.settle(name, base, arguments, (name, call))
                done += 1
        return done

    def moments(self, each):
        """Kills at that many random moments of each scenario."""
        done = 0
        for name, base, arguments in self.scenarios():
            seconds = self.reference(name, base, arguments)
            for _ in range(each):
                wait = self.source.random() * seconds
                self.begin(base)
                process = subprocess.Popen(
                    self.command(self.work, arguments),
                    stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                time.sleep(wait)
                process.kill()
                process.communicate()
                self.settle(name, base, arguments, (name, wait))
                done += 1
        return done
