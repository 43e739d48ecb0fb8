# SPDX-License-Identifier: GPL-3.0-or-later
"""What all routes that search have in common: filters, forms left out, limits,
refusals, headers.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_server_routes.py
"""

import csv
import io
import json
import pathlib
import tempfile
import urllib.parse

from telusur import Case, Server, main, run

FORMS = ("aman", "keamanan", "mengamankan")
# Words of its own, or /passages takes an essay for a copy of another.
ESSAYS = [
    {"id": "e%02d" % n, "title": "Bab %d" % n,
     "text": "Kapal itu %s di laut %s." % (FORMS[n % 3], " ".join(
         "kata%dx%d" % (n, k) for k in range(12))),
     "author": ("Siti Rahma", "Budi")[n % 2],
     "date": "20%02d-03-04" % (15 + n % 5)} for n in range(20)]
FILES = {"berita/satu.txt": "Kapal aman.", "berita/dua.md": "Kapal keamanan.",
         "lain.txt": "Kapal mengamankan."}

# Routes that search, with numbers that they take: the least and the most.
ROUTES = {
    "search": {"limit": (0, 100), "offset": (0, 9990), "words": (20, 200),
               "passages": (0, 20)},
    "passages": {"limit": (0, 100), "offset": (0, 990), "words": (20, 200)},
    "concordance": {"limit": (0, 100), "offset": (0, 4980),
                    "width": (20, 200)},
    "export": {"words": (20, 200), "passages": (0, 20)},
}
# Beside them, those that take a query or a word and have a longest one.
LONGEST = {"search": "q", "passages": "q", "concordance": "q", "export": "q",
           "suggest": "q", "documents/e00": "q"}
WORDS = {"families": ("word", "wordTooLong"),
         "analyze": ("text", "textTooLong")}
FILTERS = (
    ({"author": "siti rahma"}, lambda e: e["author"] == "Siti Rahma"),
    ({"author": ["Budi", "Siti Rahma"]}, lambda e: e["author"]),
    ({"author": "Siti"}, lambda e: False),
    ({"year": "2016"}, lambda e: e["year"] == 2016),
    ({"year": "2016..2018"}, lambda e: 2016 <= e["year"] <= 2018),
    ({"year": "2018.."}, lambda e: e["year"] >= 2018),
    ({"year": "..2016"}, lambda e: 0 < e["year"] <= 2016),
    ({"path": "berita/"}, lambda e: e["path"].startswith("berita/")),
    ({"path": ["berita/s", "lain"]},
     lambda e: e["path"] in ("berita/satu.txt", "lain.txt")),
    ({"kind": "txt"}, lambda e: e["path"].endswith(".txt")),
    ({"kind": "txt,md"}, lambda e: e["path"].endswith((".txt", ".md"))),
    ({"kind": "ndjson", "author": "Budi", "year": "2017..", "path": "esai"},
     lambda e: e["author"] == "Budi" and e["year"] >= 2017),
    ({"kind": "pdf"}, lambda e: False),
)


class Routes(Case):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="telusur-e2e-")
        top = pathlib.Path(cls.folder.name)
        source = top / "sumber"
        (source / "berita").mkdir(parents=True)
        (source / "esai.ndjson").write_text(
            "".join(json.dumps(essay) + "\n" for essay in ESSAYS))
        for path, text in FILES.items():
            (source / path).write_text(text + "\n")
        run("index", "--index", top / "index", source)
        cls.server = Server(top / "index", "--base-url", "https://contoh.id/")
        hits = cls.server.get("/api/v1/search?q=kapal&limit=100").json()["hits"]
        cls.essays = [{"id": hit["id"], "path": hit["path"],
                       "author": hit.get("author", ""),
                       "year": int(hit.get("date", "0")[:4])} for hit in hits]
        assert len(hits) == len(ESSAYS) + len(FILES)

    @classmethod
    def tearDownClass(cls):
        code, _, errors = cls.server.stop()
        cls.folder.cleanup()
        assert code == 0 and not errors, (code, errors)

    def target(self, route, **more):
        return "/api/v1/%s?%s" % (route, urllib.parse.urlencode(more, True))

    def ask(self, route, **more):
        response = self.server.get(self.target(route, **more))
        self.assertEqual(response.status, 200, (route, more, response.body))
        self.check_security(response, route)
        return response

    def found(self, route, **more):
        """The ids of what is found, and the words that matched."""
        if route == "export":
            lines = self.ask(route, **more).body.splitlines()
            parts = [json.loads(line) for line in lines]
        else:
            answer = self.ask(route, limit=100, **more).json()
            parts = answer[{"search": "hits", "passages": "passages",
                            "concordance": "lines"}[route]]
        ids = [part["document"]["id"] if route == "passages" else part["id"]
               for part in parts]
        if route == "concordance":
            words = {part["match"].lower() for part in parts}
        else:
            passages = parts if route == "passages" else [
                passage for part in parts for passage in part["passages"]]
            words = {mark["form"].lower() for passage in passages
                     for mark in passage["highlights"]}
        return sorted(ids), words

    def test_filters(self):
        for more, passes in FILTERS:
            expected = sorted(essay["id"] for essay in self.essays
                              if passes(essay))
            for route in ROUTES:
                self.assertEqual(self.found(route, q="kapal", **more)[0],
                                 expected, (route, more))
            table = csv.DictReader(io.StringIO(self.ask(
                "export", q="kapal", format="csv", **more).body.decode()))
            self.assertEqual(sorted(row["id"] for row in table), expected)

    def test_forms_left_out(self):
        for route in ROUTES:
            whole, words = self.found(route, q="keamanan")
            self.assertEqual(words, set(FORMS), route)
            self.assertEqual(len(whole), len(self.essays))
            for out in ("aman", "aman,mengamankan", "keamanan", "tiada", ""):
                ids, words = self.found(route, q="keamanan", exclude=out)
                left = set(FORMS) - set(out.split(","))
                self.assertEqual(words, left, (route, out))
                expected = self.found("search", q=" OR ".join(
                    "=" + form for form in left))[0]
                self.assertEqual(ids, expected, (route, out))
        for essay in ESSAYS[:3]:
            for out in FORMS:
                marks = self.ask("documents/" + essay["id"], q="keamanan",
                                 exclude=out).json()["highlights"]
                self.assertEqual(len(marks), out not in essay["text"].split())

    def test_modes(self):
        for route in ROUTES:
            self.assertEqual(self.found(route, q="keamanan", mode="exact")[1],
                             {"keamanan"}, route)
            for mode in ("stem", "family"):
                self.assertEqual(self.found(route, q="keamanan",
                                            mode=mode)[1], set(FORMS), route)

    def refused(self, route, code="badParameter", status=400, **more):
        for method in ("GET", "HEAD"):
            response = self.server.get(self.target(route, **more),
                                       method=method)
            self.assertEqual(response.status, status, (route, more))
        problem = self.check_problem(self.server.get(self.target(
            route, **more)), status, code, (route, more))
        self.assertEqual(problem["instance"], "/api/v1/" + route)
        return problem

    def test_wrong_filters(self):
        for route in ROUTES:
            for name, value in (
                    ("kind", "exe"), ("kind", "txt,exe"), ("kind", "TXT "),
                    ("year", "kemarin"), ("year", "2022..2019"),
                    ("year", "20x"), ("year", ".."), ("year", "1..2..3"),
                    ("year", ["2019", "2020"]), ("mode", "?"),
                    ("mode", ""), ("path", ["p%d" % n for n in range(17)])):
                problem = self.refused(route, q="kapal", **{name: value})
                self.assertIn(name, problem["detail"], (route, value))
            self.refused(route, q="kapal", strict="ya")
            problem = self.refused(route, "badQuery", q='kapal "laut',
                                   strict="true")
            self.assertEqual(problem["position"], 6)

    def test_numbers(self):
        for route, numbers in ROUTES.items():
            for name, (least, most) in numbers.items():
                for value in (least, most):
                    self.ask(route, q="kapal", **{name: value})
                wrong = [most + 101 if name == "offset" else most + 1, -1, "",
                         "1x", 1 << 32, "9" * 30, "1.5"]
                if least:
                    wrong += [least - 1, 0]
                for value in wrong:
                    problem = self.refused(route, q="kapal", **{name: value})
                    self.assertIn(name, problem["detail"], (route, value))

    def test_longest_queries(self):
        for route, name in LONGEST.items():
            for longest in ("a" * 1024, "\u00e9" * 512):
                self.ask(route, **{name: longest})
                self.refused(route, "queryTooLong", **{name: longest + "a"})
        for route, (name, code) in WORDS.items():
            self.refused(route, code, **{name: "a" * 1025})

    def test_head_and_not_modified(self):
        paths = [self.target(route, q="kapal") for route in LONGEST]
        paths += [self.target("export", q="kapal", format="csv"),
                  self.target("documents/e00/cite", byteStart=0, byteEnd=5),
                  self.target("families", word="aman"),
                  self.target("analyze", text="keamanan"),
                  self.target("suggest", q="ka", format="opensearch"),
                  "/api/v1/stats", "/api/v1/openapi.json"]
        for path in paths:
            with self.server.connect() as connection:
                get = connection.ask(path)
                self.assertEqual(get.status, 200, path)
                self.check_security(get, path)
                self.assertEqual(get.header("cache-control"), "no-cache")
                tag = get.header("etag")
                self.assertTrue(tag, path)
                head = connection.ask(path, method="HEAD")
                self.assertEqual(head.body, b"")
                for response, length in ((get, len(get.body)), (head, None)):
                    kept = {name: value for name, value in response.headers
                            if name not in ("date", "content-length")}
                    self.assertEqual(kept["etag"], tag)
                    self.assertEqual(kept["content-type"],
                                     get.header("content-type"), path)
                    if length is not None:
                        self.assertEqual(response.header("content-length"),
                                         str(length), path)
                for known in (tag, "*", '"x", ' + tag):
                    for method in ("GET", "HEAD"):
                        same = connection.ask(path, method=method, headers=[
                            ("If-None-Match", known)])
                        self.assertEqual(same.status, 304, (path, known))
                        self.assertEqual(same.header("etag"), tag)
                        self.assertEqual(same.body, b"")
                        self.check_security(same, path)
                other = connection.ask(path, headers=[
                    ("If-None-Match", '"x"')])
                self.assertEqual(other.status, 200, path)
                for method in ("POST", "DELETE"):
                    with self.server.connect() as another:
                        self.check_problem(another.ask(path, method=method),
                                           405, "methodNotAllowed", path)


if __name__ == "__main__":
    main()
