# SPDX-License-Identifier: GPL-3.0-or-later
"""Random edits of a corpus, and whether an index that followed them answers as
one that is made anew."""

import json
import os
import random
import shutil
import subprocess
import time

from indexing import OLD, WORDS, Case, write
from telusur import program, run

# A library that sets the indexer's clock ahead: files that were written just
# now are believed then, as they are in life.
LATER = os.environ.get("TELUSUR_LATER")
FIELDS = ("judul:esai", "penulis:budi", "berkas:a*", "tahun:2001..2003 desa",
          "judul:satu kota", "berkas:k negara")
SHAPES = ("%s", "%s %s", '"%s %s"', "%s*", "=%s", "%s -%s", "+%s %s",
          "%s NEAR/3 %s", "%s DAN %s", "(%s ATAU %s) BUKAN negara")


def queries(count=200, seed=5):
    source = random.Random(seed)
    made = list(FIELDS)
    while len(made) < count:
        shape = source.choice(SHAPES)
        words = [source.choice(WORDS) for _ in range(shape.count("%s"))]
        if "*" in shape:
            words = [word[:4] for word in words]
        made.append(shape % tuple(words))
    return made


class Edited(Case):
    def setUp(self):
        super().setUp()
        self.topics = self.top / "topics.tsv"
        write(self.topics, "".join("q%d\t%s\n" % pair
                                   for pair in enumerate(queries())))
        self.dictionary = self.top / "kata.dic"
        write(self.dictionary, "%d\n%s\n" % (len(WORDS), "\n".join(WORDS)))
        write(self.dictionary.with_suffix(".aff"), "SET UTF-8\nFLAG long\n")

    # ---- edits ----

    def text(self):
        words = [self.source.choice(WORDS) for _ in range(30)]
        return "Esai %s\n\nSemua %s." % (words[0], " ".join(words))

    def files(self, *kinds):
        return sorted(path for path in self.corpus.rglob("*")
                      if path.is_file() and path.suffix in kinds)

    def when(self):
        return OLD + self.source.randrange(-1000, 1000)

    def new_name(self):
        folder = self.source.choice(("", "a/", "b/", "b/c/", "k.ndjson#d/"))
        name = self.source.choice(("%d.txt", "%d.md", "k.ndjson#%d.txt"))
        return self.corpus / folder / (name % self.source.randrange(60))

    def put(self, path, data, when=None):
        if path.is_dir():
            return
        write(path, data, when or self.when())

    def move(self, old, new):
        if new.is_dir() or old == new:
            return
        new.parent.mkdir(parents=True, exist_ok=True)
        old.rename(new)

    def lines(self):
        """Lines with ids from a small pool, so that they meet."""
        lines = []
        for i in self.source.sample(range(30), self.source.randrange(12)):
            line = {"id": "n%d" % i, "title": "Esai %d" % i,
                    "text": self.text()}
            if i % 3:
                line["author"] = "Budi"
                line["date"] = "200%d-01-02" % (i % 5)
            lines.append(line)
        if self.ids and self.source.randrange(3) == 0:
            lines.append({"id": self.source.choice(self.ids), "title": "Esai",
                          "text": self.text()})
        return [json.dumps(line) for line in lines]

    def do_add(self):
        self.put(self.new_name(), self.text())

    def do_change(self, path):
        self.put(path, self.text())

    def do_change_unseen(self, path):
        """Another text of the same length, and the old time."""
        status = path.stat()
        data = bytearray(path.read_bytes())
        data.reverse()
        path.write_bytes(bytes(data))
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def do_remove(self, path):
        path.unlink()

    def do_rename(self, path):
        self.move(path, self.new_name())

    def do_swap(self, path):
        other = self.source.choice(self.files(".txt", ".md"))
        spare = self.corpus / "tukar.txt"
        if other != path:
            path.rename(spare)
            other.rename(path)
            spare.rename(other)

    def do_replace(self, path):
        self.move(path, self.source.choice(self.files(".txt", ".md")))

    def do_rotate(self, path):
        for name in self.source.sample(self.files(".txt", ".md"), 3):
            if path.exists() and name != path:
                path.rename(self.corpus / "putar.txt")
                name.rename(path)
                (self.corpus / "putar.txt").rename(name)

    def do_copy(self, path):
        new = self.new_name()
        if not new.is_dir():
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, new)

    def do_link(self, path):
        new = self.new_name()
        if not new.exists():
            new.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, new)

    def do_touch(self, path):
        os.utime(path, (self.when(), self.when()))

    def do_clock_back(self, path):
        self.put(path, self.text(), OLD - 10 ** 6)

    def do_chmod(self, path):
        path.chmod(self.source.choice((0o600, 0o644, 0o640)))

    def do_binary(self, path):
        self.put(path, b"\0 biner")

    def do_empty(self, path):
        self.put(path, "")

    def do_move_folder(self):
        folders = [path for path in self.corpus.iterdir() if path.is_dir()]
        if folders:
            folder = self.source.choice(folders)
            new = self.corpus / ("f%d" % self.source.randrange(9))
            if not new.exists():
                folder.rename(new)

    def do_swap_folders(self):
        folders = [path for path in self.corpus.iterdir() if path.is_dir()]
        if len(folders) > 1:
            one, two = self.source.sample(folders, 2)
            one.rename(self.corpus / "spare")
            two.rename(one)
            (self.corpus / "spare").rename(two)

    def do_lines(self):
        name = self.source.choice(("k.ndjson", "z.jsonl", "a/m.ndjson"))
        self.put(self.corpus / name, "\n".join(self.lines()))

    def do_shuffle_lines(self):
        """The same lines, in other files and in another order."""
        files = self.files(".ndjson", ".jsonl")
        lines = [line for path in files
                 for line in path.read_text().splitlines()]
        self.source.shuffle(lines)
        for path in files:
            count = self.source.randrange(len(lines) + 1)
            self.put(path, "\n".join(lines[:count]))
            del lines[:count]

    def do_rename_lines(self):
        files = self.files(".ndjson", ".jsonl")
        if files:
            self.move(self.source.choice(files), self.corpus / (
                "r%d.ndjson" % self.source.randrange(3)))

    EDITS = (do_add, do_change, do_change_unseen, do_remove, do_rename,
             do_swap, do_replace, do_rotate, do_copy, do_link, do_touch,
             do_clock_back, do_chmod, do_binary, do_empty, do_move_folder,
             do_swap_folders, do_lines, do_shuffle_lines, do_rename_lines)

    def edit(self):
        files = self.files(".txt", ".md")
        if len(files) < 8:
            self.do_add()
            return
        action = self.source.choice(self.EDITS)
        path = self.source.choice(files)
        self.log.append("%s %s" % (action.__name__, path.name))
        if action.__code__.co_argcount == 2:
            action(self, path)
        else:
            action(self)

    # ---- runs and answers ----

    def update(self, index, *arguments):
        """Runs; gives what was skipped, as (path, reason)."""
        environment = dict(os.environ)
        if LATER and self.source.randrange(4):
            environment["LD_PRELOAD"] = LATER
        done = subprocess.run(
            [program("index"), "--index", str(index), "--force", "--json",
             *arguments, str(self.corpus), str(self.other)], env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertIn(done.returncode, (0, 3), (self.log, done.stderr))
        return sorted((skip["path"], skip["reason"])
                      for skip in json.loads(done.stdout)["skipped"])

    def answers(self, index):
        """The answers to all queries, as (query, id, score)."""
        out = self.top / "run"
        run("query", "--index", index, "--topics", self.topics, "--run", out)
        found = set()
        for line in out.read_text().splitlines():
            query, _, name, _, score, _ = line.split()
            found.add((query, name, score))
        return found

    def essays(self, index):
        """By id: path, title and passages of all essays."""
        out, _ = run("query", "--index", index, "--limit", "100", "--json",
                     "semua")
        hits = json.loads(out)["hits"]
        return {hit["id"]: (hit["path"], hit["title"],
                            [passage["text"] for passage in hit["passages"]])
                for hit in hits}

    def compare(self, seed):
        """Against a rebuild, whose ids are the same, and against an index
        from nothing, where those of files may be others."""
        again, fresh = self.top / "lagi", self.top / "baru"
        for path in (again, fresh):
            shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.index_path, again, symlinks=True)
        about = "script %d: %s" % (seed, self.log)
        with_dictionary = "--dictionary", str(self.dictionary)
        skipped = self.update(fresh, *with_dictionary)
        self.assertEqual(self.update(again, "--rebuild", *with_dictionary),
                         skipped, about)
        # What nothing happened to is skipped as before.
        self.assertEqual(self.update(self.index_path), skipped, about)
        got, essays = self.answers(self.index_path), self.essays(
            self.index_path)
        self.assertGreater(len(got), 100, about)
        self.assertEqual(essays, self.essays(again), about)
        self.assertEqual(got, self.answers(again), about)
        others = self.essays(fresh)

        def named(found, names):
            return sorted((query, *names[name][:2], score)
                          for query, name, score in found if name in names)

        self.assertEqual(sorted(essays.values()), sorted(others.values()),
                         about)
        self.assertEqual(named(got, essays),
                         named(self.answers(fresh), others), about)
        out, _ = run("index", "--index", self.index_path, "--check")
        self.assertIn("whole", out)

    def script(self, seed):
        self.source = random.Random(seed)
        self.log, self.ids = [], []
        self.other = self.top / "lain"
        for path in (self.corpus, self.other, self.index_path):
            shutil.rmtree(path, ignore_errors=True)
        for i in range(self.source.randrange(4, 14)):
            self.put(self.corpus / "a" / ("%d.txt" % i), self.text())
        write(self.other / "a/1.txt", self.text())
        write(self.other / "o.ndjson", "\n".join(self.lines()))
        self.update(self.index_path, "--dictionary", str(self.dictionary))
        for _ in range(self.source.randrange(1, 5)):
            self.ids = [name for name in self.essays(self.index_path)
                        if "~" in name]
            for _ in range(self.source.randrange(1, 6)):
                self.edit()
            self.log.append("run")
            self.update(self.index_path)
        self.compare(seed)

    def scripts(self, seeds, seconds):
        """Runs them until the time is up; how many it were."""
        end = time.monotonic() + seconds
        done = 0
        for seed in seeds:
            if time.monotonic() > end:
                break
            self.script(seed)
            done += 1
        return done
