# SPDX-License-Identifier: GPL-3.0-or-later
"""Synonyms from their file to the answer, and what becomes of bad files."""

import json
import pathlib
import tempfile
import time

from telusur import CORPUS, Case, Server, main, run, search_target


class Synonyms(Case):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="telusur-e2e-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.index = self.folder / "index"

    def file(self, text, name="sinonim.txt"):
        path = self.folder / name
        path.write_text(text)
        return path

    def make(self, *arguments, **more):
        return run("index", "--index", self.index, *arguments, **more)

    def search(self, q, *arguments):
        out, _ = run("query", "--index", self.index, "--json", *arguments,
                     "--", q)
        return json.loads(out)

    def kinds(self, answer):
        return {mark["match"] for hit in answer["hits"]
                for passage in hit["passages"]
                for mark in passage["highlights"]}

    def test_our_own(self):
        self.make(CORPUS)
        answer = self.search("siber")
        self.assertEqual(answer["query"]["terms"][0]["synonyms"], ["cyber"])
        self.assertIn("synonym", self.kinds(answer))
        for hit in answer["hits"]:
            data = (CORPUS / hit["path"]).read_bytes()
            for passage in hit["passages"]:
                for mark in passage["highlights"]:
                    form = data[mark["byteStart"]:mark["byteEnd"]].decode()
                    self.assertEqual(mark["match"] == "synonym",
                                     form.lower() == "cyber", mark)
        for q, mode in (("siber", "exact"), ('"siber"', "stem"),
                        ("=siber", "stem"), ("sibe*", "stem")):
            answer = self.search(q, "--mode", mode)
            self.assertNotIn("synonyms", answer["query"]["terms"][0])
            self.assertNotIn("synonym", self.kinds(answer))

    def test_replaced_under_a_server(self):
        self.make("--synonyms", self.file("# tiada\n"), CORPUS)
        server = Server(self.index)
        self.addCleanup(server.stop)

        def ask():
            return server.get(search_target("siber")).json()
        first = ask()
        self.assertNotIn("synonyms", first["query"]["terms"][0])
        told = "".join(self.make("--synonyms", self.file("siber=negara\n")))
        self.assertIn("0 added, 0 updated, 0 moved, 0 removed", told)
        self.assertIn("synonyms are now those of", told)
        end = time.monotonic() + 20
        second = first
        while second["generation"] == first["generation"]:
            self.assertLess(time.monotonic(), end)
            time.sleep(.05)
            second = ask()
        self.assertEqual(second["query"]["terms"][0]["synonyms"], ["negara"])
        # The same file again is nothing to do.
        self.make("--synonyms", self.file("siber = NEGARA # ya\n"))
        out, _ = run("query", "--index", self.index, "--json", "siber")
        self.assertEqual(json.loads(out)["generation"], second["generation"])

    def test_a_bad_file_changes_nothing(self):
        path = self.file("siber = cyber\n\ndaring\n")
        _, errors = self.make("--synonyms", path, CORPUS, code=1)
        self.assertIn("%s:3: " % path, errors)
        self.assertFalse(self.index.exists())
        _, errors = self.make("--synonyms", self.folder / "x", CORPUS, code=1)
        self.assertIn("cannot read the synonyms", errors)


if __name__ == "__main__":
    main()
