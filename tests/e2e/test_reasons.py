# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters, orders, facets and explanations over HTTP and from the shell.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_reasons.py
"""

import json
import pathlib
import tempfile
import urllib.parse

from telusur import Case, Server, main, run

ESSAYS = [
    {"id": "e%02d" % n, "title": "Bab %d: air" % n,
     "text": "Air laut bab %d. %s" % (n, "Keamanan laut. " * (n % 4)),
     **({"author": ("Siti Rahma", "SITI RAHMA", "Jos\u00e9")[n % 3]}
        if n % 5 else {}),
     **({"date": "20%02d-01-0%d" % (10 + n % 4, 1 + n % 9)}
        if n % 7 else {})}
    for n in range(40)]


class Reasons(Case):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        top = pathlib.Path(cls.folder.name)
        source = top / "sumber"
        (source / "berita").mkdir(parents=True)
        (source / "berita" / "esai.ndjson").write_text(
            "".join(json.dumps(essay) + "\n" for essay in ESSAYS))
        (source / "catatan.txt").write_text("Catatan tentang air.\n")
        cls.index = top / "indeks"
        run("index", "--index", cls.index, source)
        cls.server = Server(cls.index)

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.folder.cleanup()

    def ask(self, **params):
        target = "/api/v1/search?" + urllib.parse.urlencode(params, True)
        response = self.server.get(target)
        self.assertEqual(response.status, 200, response.body)
        return response.json()

    def ids(self, **params):
        answer = self.ask(limit=100, passages=1, **params)
        self.assertTrue(answer["totalIsExact"])
        self.assertEqual(answer["estimatedTotalHits"], len(answer["hits"]))
        for hit in answer["hits"]:
            self.assertEqual(len(hit["passages"]), 1)
        return [hit["id"] for hit in answer["hits"]]

    def test_filters(self):
        siti = [e["id"] for e in ESSAYS
                if e.get("author", "").lower() == "siti rahma"]
        for q in ("air", ""):
            self.assertEqual(sorted(self.ids(q=q, author="siti rahma")), siti)
            self.assertEqual(len(self.ids(q=q, kind="txt")), 1)
            self.assertEqual(len(self.ids(q=q, path="berita/")), 40)
            self.assertEqual(len(self.ids(q=q, kind=["txt", "ndjson"])), 41)
            self.assertEqual(
                sorted(self.ids(q=q, year="2011..2012", author="Jose")),
                [e["id"] for e in ESSAYS if e.get("author") == "Jos\u00e9"
                 and e.get("date", "")[:4] in ("2011", "2012")])
        self.assertEqual(self.ids(q=""), [])
        self.assertEqual(len(self.ids(q="", kind="")), 0)

    def test_orders(self):
        dates = {e["id"]: e.get("date") for e in ESSAYS}
        for sort, down in (("date", False), ("-date", True)):
            ids = self.ids(q="bab", sort=sort)
            self.assertEqual(len(ids), 40)
            known = [dates[i] for i in ids if dates[i]]
            self.assertEqual(known, sorted(known, reverse=down))
            self.assertFalse(any(dates[i] for i in ids[len(known):]))
        self.assertEqual(self.ids(q="bab", sort="title"),
                         [e["id"] for e in ESSAYS])
        self.assertEqual(len(self.ids(q="", sort="title")), 41)

    def test_facets(self):
        answer = self.ask(q="air", limit=0, facets="author,year,folder,kind")
        self.assertTrue(answer["facetsAreExact"])
        facets = answer["facets"]
        self.assertEqual(facets["kind"], [{"value": "ndjson", "count": 40},
                                          {"value": "txt", "count": 1}])
        self.assertEqual(facets["folder"], [{"value": "berita", "count": 40}])
        for name in ("author", "year"):
            counts = [one["count"] for one in facets[name]]
            self.assertEqual(counts, sorted(counts, reverse=True))
            self.assertEqual(sum(counts), sum(
                ("date" if name == "year" else name) in e for e in ESSAYS))
            for one in facets[name]:
                self.assertEqual(len(self.ids(q="air", **{name: one["value"]})),
                                 one["count"])
        self.assertNotIn("facets", self.ask(q="air"))

    def test_explanations_add_up(self):
        for q in ("keamanan laut", "bab 3", '"air laut" aman*', "judul:air",
                  "+air -catatan"):
            answer = self.ask(q=q, explain="true", limit=50)
            self.assertTrue(answer["hits"])
            for hit in answer["hits"]:
                why = hit["explanation"]
                self.assertTrue(why["sentence"].endswith("."))
                total = sum(part["score"] for part in why["parts"])
                self.assertLess(abs(total - hit["score"]), 1e-6, (q, hit))
        self.assertNotIn("explanation", self.ask(q="air")["hits"][0])

    def test_explanations_name_the_field(self):
        for q, field in (("penulis:siti", "author"), ("berkas:esai", "path"),
                         ("air", None), ("judul:air", None)):
            for hit in self.ask(q=q, explain="true")["hits"]:
                words = [part for part in hit["explanation"]["parts"]
                         if "word" in part]
                self.assertTrue(words, q)
                self.assertEqual({part.get("field") for part in words},
                                 {field}, q)

    def test_refusals(self):
        for name, value in (("year", "kemarin"), ("kind", "exe"),
                            ("sort", "umur"), ("facets", "tag"),
                            ("total", "true"), ("explain", "1")):
            problem = self.check_problem(
                self.server.get("/api/v1/search?q=air&%s=%s" % (name, value)),
                400, "badParameter", name)
            self.assertTrue(problem["detail"].startswith(name), problem)

    def test_from_the_shell(self):
        out, _ = run("query", "--index", self.index, "--author", "Jose",
                     "--sort", "title", "--limit", "2", "--json")
        self.assertEqual([hit["id"] for hit in json.loads(out)["hits"]],
                         [e["id"] for e in ESSAYS
                          if e.get("author") == "Jos\u00e9"][:2])
        out, _ = run("query", "--index", self.index, "--explain", "keamanan")
        self.assertIn("Memuat \u201ckeamanan\u201d", out)
        for wrong in (["--year", "x", "a"], ["--sort", "x", "a"], []):
            run("query", "--index", self.index, *wrong, code=2)


if __name__ == "__main__":
    main()
