# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of telusur-index share: a corpus to change, and its index."""

import ctypes
import hashlib
import json
import os
import pathlib
import random
import struct
import tempfile
import time
import unittest

from telusur import TOP, run

os.environ.setdefault("TELUSUR_DATA", str(TOP / "data"))
# Xapian 1.4.22's check of a database frees an object as one of another size;
# the address sanitizer would end --check there.
os.environ["ASAN_OPTIONS"] = ":".join(filter(None, (
    os.environ.get("ASAN_OPTIONS"), "new_delete_type_mismatch=0")))

WORDS = ("negara rumah membaca tulisan berlari sungai gunung kemerdekaan "
         "pelajar mengajar kota desa pasar laut nelayan petani sawah hujan "
         "matahari bulan bintang kebudayaan pemerintah undang-undang ekonomi "
         "perdagangan sejarah kerajaan candi bahasa sastra puisi").split()
OLD = time.time() - 3600  # a time that is believed at once


def essays(count, words=60, seed=1):
    """Lines of NDJSON; each has a word that no other has."""
    source = random.Random(seed)
    for i in range(count):
        text = " ".join(source.choice(WORDS) for _ in range(words))
        yield json.dumps({"id": "e%d" % i, "title": "Esai %d" % i,
                          "text": "%s khas%dx." % (text, i)})


def write(path, text, when=OLD):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(path, (when, when))


def fingerprint(folder):
    """All that stands in a folder, but for the lock."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[str(path)] = os.readlink(path)
        elif path.is_file() and path.name != "lock":
            found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


class Reads:
    """Which files of a folder somebody reads, as the kernel tells."""

    READ = 1  # IN_ACCESS
    EVENT = struct.Struct("iIII")

    def __init__(self, folder):
        libc = ctypes.CDLL(None, use_errno=True)
        self.queue = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self.queue < 0 or libc.inotify_add_watch(
                self.queue, os.fsencode(folder), self.READ) < 0:
            raise OSError(ctypes.get_errno(), "inotify")

    def names(self):
        """Of those that were read since the last call."""
        found = set()
        while True:
            try:
                events = os.read(self.queue, 1 << 16)
            except BlockingIOError:
                return found
            while events:
                length = self.EVENT.unpack_from(events)[3]
                start = self.EVENT.size
                name = events[start:start + length].rstrip(b"\0")
                events = events[start + length:]
                if name:  # without one it is the folder itself
                    found.add(os.fsdecode(name))

    def close(self):
        os.close(self.queue)


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="telusur-index-")
        self.addCleanup(folder.cleanup)
        self.top = pathlib.Path(folder.name)
        self.index_path = self.top / "indeks"
        self.corpus = self.top / "korpus"
        self.corpus.mkdir()

    def reads(self):
        """Tells from now on which files of the corpus are read."""
        reads = Reads(self.corpus)
        self.addCleanup(reads.close)
        return reads

    def index(self, *arguments, code=0, sources=None):
        """Runs telusur-index; gives its report and what it complained of."""
        if sources is None:
            sources = [self.corpus]
        out, errors = run("index", "--index", self.index_path, "--json",
                          *arguments, *sources, code=code)
        return (json.loads(out) if code in (0, 3) else None), errors

    def check(self, report, added=0, updated=0, removed=0, unchanged=0,
              moved=0):
        got = {name: report[name] for name in
               ("added", "updated", "moved", "removed", "unchanged")}
        self.assertEqual(got, {"added": added, "updated": updated,
                               "moved": moved, "removed": removed,
                               "unchanged": unchanged})

    def search(self, q, field="path", index=None):
        out, _ = run("query", "--index", index or self.index_path, "--limit",
                     "100", "--json", q)
        return sorted(hit[field] for hit in json.loads(out)["hits"])

    def reasons(self, report):
        return {pathlib.Path(skip["path"]).name:
                skip["reason"] for skip in report["skipped"]}
