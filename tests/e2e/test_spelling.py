# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of before 1972 in an index made with --old-spelling."""

import json
import pathlib
import tempfile

from telusur import Case, main, run

TEXTS = {"lama.txt": "Tjerita jang chusus\n\nPidato Soekarno di Djakarta "
                     "tentang penjakit masjarakat.\n",
         "baru.txt": "Cerita yang khusus\n\nPidato Sukarno di Jakarta "
                     "tentang penyakit masyarakat.\n"}


class Spelling(Case):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="telusur-e2e-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.index = self.folder / "index"
        self.texts = self.folder / "teks"
        self.texts.mkdir()
        for name, text in TEXTS.items():
            (self.texts / name).write_text(text)

    def make(self, *arguments, **more):
        return run("index", "--index", self.index, *arguments, **more)

    def search(self, q, *arguments):
        out, _ = run("query", "--index", self.index, "--json", *arguments,
                     "--", q)
        return json.loads(out)

    def paths(self, q, *arguments):
        return {hit["path"] for hit in self.search(q, *arguments)["hits"]}

    def test_both_spellings_find_both(self):
        self.make("--old-spelling", self.texts)
        for q in ("cerita", "tjerita", "sukarno", "SOEKARNO", "djakarta",
                  "khusus", "chusus", "penyakit", "sakit", "masjarakat",
                  '"pidato sukarno"~', "+jakarta +sukarno"):
            self.assertEqual(self.paths(q), {"lama.txt", "baru.txt"}, q)
        for q in ("=tjerita", '"tjerita jang"', "tjer*"):
            self.assertEqual(self.paths(q), {"lama.txt"}, q)
        self.assertEqual(self.paths("cerita", "--mode", "exact"),
                         {"baru.txt"})

    def test_the_text_stays_as_it_is(self):
        self.make("--old-spelling", self.texts)
        for hit in self.search("cerita sukarno sakit")["hits"]:
            text = TEXTS[hit["path"]].encode()
            for passage in hit["passages"]:
                start, end = passage["byteStart"], passage["byteEnd"]
                self.assertEqual(text[start:end].decode(), passage["text"])
                self.assertTrue(passage["highlights"])

    def test_off_unless_asked_for(self):
        self.make(self.texts)
        self.assertEqual(self.paths("cerita"), {"baru.txt"})
        self.assertEqual(self.paths("tjerita"), {"lama.txt"})

    def test_an_index_has_it_or_has_not(self):
        self.make("--old-spelling", self.texts)
        # A later run goes on with what the index was made with.
        self.make(self.texts)
        self.assertEqual(self.paths("cerita"), {"baru.txt", "lama.txt"})
        self.make("--old-spelling", self.texts)
        self.make("--rebuild", self.texts)
        self.assertEqual(self.paths("cerita"), {"baru.txt"})
        _, errors = self.make("--old-spelling", self.texts, code=1)
        self.assertIn("--old-spelling", errors)


if __name__ == "__main__":
    main()
