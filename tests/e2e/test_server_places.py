# SPDX-License-Identifier: GPL-3.0-or-later
"""Permalinks, citations, concordance lines and exports over a real socket.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_server_places.py
"""

import csv
import io
import json
import os
import pathlib
import shutil
import tempfile
import time
import urllib.parse

from telusur import CORPUS, Case, Served, Server, main, run, search_target


def target(address, **more):
    return "/api/v1/%s?%s" % (address, urllib.parse.urlencode(more))


class Places(Served):
    def passages(self, q="keamanan", **more):
        for hit in self.search(q, passages=20, **more)["hits"]:
            for passage in hit["passages"]:
                yield hit, passage

    def test_every_passage_has_a_link_and_its_context(self):
        seen = set()
        for hit, passage in self.passages():
            text = (CORPUS / hit["path"]).read_bytes()
            before = text[:passage["byteStart"]].decode()
            after = text[passage["byteEnd"]:].decode()
            self.assertEqual(passage["prefix"], before[-32:])
            self.assertEqual(passage["suffix"], after[:32])
            self.assertRegex(passage["id"], r"\A[A-Za-z0-9_-]{20,119}\Z")
            seen.add((hit["id"], passage["id"]))
            answer = self.get(target("documents/" + hit["id"],
                                     passage=passage["id"])).json()
            place = answer["passage"]
            self.assertEqual(place, {
                "status": "exact",
                **{name: passage[name] for name in (
                    "byteStart", "byteEnd", "paragraph", "lineStart",
                    "lineEnd")}})
        self.assertGreater(len(seen), 10)
        self.assertNotIn("passage", self.get(
            "/api/v1/documents/" + hit["id"]).json())

    def test_a_passage_of_another_essay_is_gone(self):
        (first, passage), *_, (last, _) = self.passages("siber")
        self.assertNotEqual(first["id"], last["id"])
        answer = self.get(target("documents/" + last["id"],
                                 passage=passage["id"])).json()
        self.assertEqual(answer["passage"], {"status": "gone"})
        self.check_problem(
            self.get(target("documents/%s/cite" % last["id"],
                            passage=passage["id"])), 404, "passageGone")

    def test_bad_parameters(self):
        hit, passage = next(self.passages())
        cite = "documents/%s/cite" % hit["id"]
        for path, more, status, code in (
                ("documents/" + hit["id"], {"passage": ""}, 400,
                 "badPassage"),
                ("documents/" + hit["id"], {"passage": "x" * 500}, 400,
                 "badPassage"),
                ("documents/" + hit["id"], {"passage": passage["id"][:-1]},
                 400, "badPassage"),
                ("documents/" + hit["id"],
                 {"passage": passage["id"] + "\0"}, 400, "badPassage"),
                (cite, {"passage": "\xff"}, 400, "badPassage"),
                (cite, {"style": "apa"}, 400, "badParameter"),
                (cite, {"style": ""}, 400, "badParameter"),
                ("documents/nope/cite", {}, 404, "documentNotFound"),
                ("documents//cite", {}, 404, "documentNotFound"),
                (cite + "/", {}, 404, "documentNotFound"),
                ("concordance", {"q": "x", "sort": "up"}, 400,
                 "badParameter"),
                ("concordance", {"q": "x", "width": 19}, 400, "badParameter"),
                ("concordance", {"q": "x", "width": 201}, 400,
                 "badParameter"),
                ("concordance", {"q": "x", "limit": 101}, 400,
                 "badParameter"),
                ("concordance", {"q": "x", "offset": 5000}, 400,
                 "badParameter"),
                ("concordance", {"q": '"x', "strict": "true"}, 400,
                 "badQuery"),
                ("export", {"q": "x", "format": "xml"}, 400, "badParameter"),
                ("export", {"q": "x", "passages": 21}, 400, "badParameter"),
                ("export", {"q": '"x', "strict": "true"}, 400, "badQuery"),
                ("export", {"q": "x", "sort": "up"}, 400, "badParameter"),
                ("export", {"q": "x", "words": 1}, 400, "badParameter"),
                ("export", {"q": "x", "kind": "exe"}, 400, "badParameter"),
                ("concordance", {"q": "x", "year": "x"}, 400,
                 "badParameter"),
                ("export", {"q": "a" * 1025}, 400, "queryTooLong")):
            self.check_problem(
                self.get(target(path, **more)), status, code, (path, more))

    def test_citations(self):
        hit, passage = next(self.passages())
        kinds = {"plain": "text/plain; charset=utf-8",
                 "bibtex": "application/x-bibtex; charset=utf-8",
                 "ris": "application/x-research-info-systems; charset=utf-8",
                 "csl-json": "application/vnd.citationstyles.csl+json; "
                             "charset=utf-8"}
        for style, kind in kinds.items():
            response = self.get(target("documents/%s/cite" % hit["id"],
                                       passage=passage["id"], style=style))
            self.assertEqual(response.status, 200)
            self.check_security(response)
            self.assertEqual(response.header("content-type"), kind)
            text = response.body.decode()
            self.assertIn(hit["title"], text)
            self.assertIn(hit["path"].replace("_", "\\_")
                          if style == "bibtex" else hit["path"], text)
            self.assertIn("paragraf %d" % passage["paragraph"], text)
            self.assertEqual("author" in text, "author" in hit)
        item, = self.get(target("documents/%s/cite" % hit["id"],
                                passage=passage["id"],
                                style="csl-json")).json()
        self.assertEqual(
            item["URL"], "https://contoh.id/baca?id=%s&passage=%s"
            % (hit["id"], passage["id"]))
        self.assertEqual(item["title"], hit["title"])
        plain = self.get("/api/v1/documents/%s/cite" % hit["id"])
        self.assertEqual(plain.header("content-type"), kinds["plain"])
        self.assertNotIn("paragraf", plain.body.decode())

    def test_citations_of_bytes(self):
        hit, passage = next(self.passages())
        cite = "documents/%s/cite" % hit["id"]
        whole = self.get(target(cite, passage=passage["id"],
                                style="ris")).body
        self.assertEqual(self.get(target(
            cite, byteStart=passage["byteStart"], byteEnd=passage["byteEnd"],
            style="ris")).body, whole)
        essay = self.get("/api/v1/documents/" + hit["id"]).json()
        text, paragraphs = essay["text"].encode(), essay["paragraphs"]
        for start, end in ((0, len(text)), (0, 1),
                           (text.index(b"\n"), text.index(b"\n") + 40)):
            item, = self.get(target(cite, byteStart=start, byteEnd=end,
                                    style="csl-json")).json()
            quote = " ".join(text[start:end].decode().split())
            first = start + len(text[start:end]) - len(
                text[start:end].lstrip())
            number = [p["byteEnd"] > first for p in paragraphs].index(True)
            self.assertIn("paragraf %d: \u201c" % (number + 1), item["note"])
            shown = item["note"].split("\u201c", 1)[1][:-1]
            if len(quote) <= 200:
                self.assertEqual(shown, quote)
            else:
                self.assertTrue(shown.endswith(" \u2026"))
                self.assertTrue(quote.startswith(shown[:-2] + " "))
                self.assertGreater(len(shown), 150)
            # Its link leads there.
            token = urllib.parse.parse_qs(item["URL"])["passage"][0]
            place = self.get(target("documents/" + hit["id"],
                                    passage=token)).json()["passage"]
            self.assertEqual(text[place["byteStart"]:place["byteEnd"]],
                             text[start:end].strip())
        space = text.index(b" ")
        for more in ({"byteStart": 0}, {"byteEnd": 4},
                     {"byteStart": 4, "byteEnd": 4},
                     {"byteStart": 5, "byteEnd": 4},
                     {"byteStart": 0, "byteEnd": len(text) + 1},
                     {"byteStart": len(text), "byteEnd": len(text) + 1},
                     {"byteStart": space, "byteEnd": space + 1},
                     {"byteStart": -1, "byteEnd": 4},
                     {"byteStart": 0, "byteEnd": 1 << 32},
                     {"byteStart": "", "byteEnd": ""},
                     {"byteStart": 0, "byteEnd": 4,
                      "passage": passage["id"]}):
            self.check_problem(self.get(target(cite, **more)), 400,
                               "badParameter", more)
        self.check_problem(
            self.get(target("documents/nope/cite", byteStart=0, byteEnd=1)),
            404, "documentNotFound")

    def lines(self, q, **more):
        response = self.get(target("concordance", q=q, limit=100, **more))
        self.assertEqual(response.status, 200, response.body)
        self.check_security(response)
        return response.json()

    def test_lines_are_the_bytes_of_the_files(self):
        for q in ("keamanan", '"keamanan siber"', "siber NEAR/5 negara",
                  "diploma*"):
            for width in (20, 50, 200):
                answer = self.lines(q, width=width)
                self.assertTrue(answer["lines"], q)
                self.assertEqual(answer["linesTotal"], sum(
                    hit["matchesTotal"] for hit in self.search(q)["hits"]))
                self.assertIs(answer["totalIsExact"], True)
                for line in answer["lines"]:
                    self.check_line(line, width)

    def check_line(self, line, width):
        data = (CORPUS / line["path"]).read_bytes()
        start, end = line["byteStart"], line["byteEnd"]
        self.assertEqual(data[start:end].decode(), line["match"])
        self.assertEqual(data[:start].count(b"\n") + 1, line["line"])
        for side in ("left", "right"):
            self.assertLessEqual(len(line[side]), width)
            self.assertNotRegex(line[side], r"\s\s|[\n\t\r]")
        before = " ".join(("x" + data[:start].decode() + "x").split())[1:-1]
        after = " ".join(("x" + data[end:].decode() + "x").split())[1:-1]
        self.assertTrue(before.strip().endswith(line["left"].strip()), line)
        self.assertTrue(after.strip().startswith(line["right"].strip()), line)

    def test_lines_in_order(self):
        whole = self.lines("keamanan")["lines"]
        keys = {
            "left": lambda line: [w.lower() for w in reversed(
                line["left"].split())],
            "right": lambda line: [w.lower() for w in line["right"].split()],
            "position": lambda line: (line["path"], line["byteStart"])}
        for sort, key in keys.items():
            lines = self.lines("keamanan", sort=sort)["lines"]
            self.assertEqual(
                sorted((x["path"], x["byteStart"]) for x in lines),
                sorted((x["path"], x["byteStart"]) for x in whole))
            if sort == "position":
                self.assertEqual(lines, sorted(lines, key=key))
            else:
                firsts = ["".join(c for c in key(line)[0] if c.isalnum())
                          for line in lines if key(line)
                          and key(line)[0].isalnum()]
                self.assertEqual(firsts, sorted(firsts))
        for sort in ("relevance", "left"):
            whole = self.lines("keamanan", sort=sort)["lines"]
            pages = [self.get(target("concordance", q="keamanan", sort=sort,
                                     offset=n, limit=1)).json()
                     for n in range(len(whole) + 1)]
            self.assertEqual([x for p in pages for x in p["lines"]], whole)
            self.assertEqual({p["linesTotal"] for p in pages}, {len(whole)})

    def test_no_lines(self):
        for q in ("", "...", "tiadakatasepertiini"):
            answer = self.lines(q)
            self.assertEqual(answer["lines"], [])
            self.assertEqual(answer["linesTotal"], 0)

    def test_export_is_the_answer(self):
        for q in ("siber", '"ruang siber"', "siber -diplomasi", "tiadakata"):
            hits = self.search(q, passages=20)["hits"]
            response = self.get(target("export", q=q, passages=20))
            self.assertEqual(response.status, 200)
            self.check_security(response)
            self.assertEqual(response.header("content-type"),
                             "application/x-ndjson; charset=utf-8")
            lines = response.body.decode().split("\n")
            self.assertEqual(lines.pop(), "")
            self.assertEqual([json.loads(line) for line in lines], hits)
            table = self.get(target("export", q=q, format="csv", passages=20))
            self.assertEqual(table.header("content-type"),
                             "text/csv; charset=utf-8; header=present")
            rows = list(csv.DictReader(io.StringIO(
                table.body.decode(), newline="")))
            self.assertEqual(
                [(r["rank"], r["id"], r["path"], r["title"], r["byteStart"],
                  r["byteEnd"], r["paragraph"], r["passage"]) for r in rows],
                [(str(n + 1), hit["id"], hit["path"], hit["title"],
                  str(p["byteStart"]), str(p["byteEnd"]),
                  str(p["paragraph"]), p["text"])
                 for n, hit in enumerate(hits) for p in hit["passages"]])

    def test_filters_and_order(self):
        path = self.search("siber")["hits"][1]["path"]
        lines = self.get(target("export", q="siber", path=path, words=20))
        hit, = map(json.loads, lines.body.decode().splitlines())
        self.assertEqual(hit["path"], path)
        self.assertEqual({line["path"] for line in
                          self.lines("siber", path=path)["lines"]}, {path})
        forms = {line["match"].lower() for line in
                 self.lines("keamanan")["lines"]}
        self.assertIn("aman", forms)
        self.assertEqual({line["match"].lower() for line in self.lines(
            "keamanan", exclude="aman")["lines"]}, forms - {"aman"})
        for more in ({"q": "keamanan", "exclude": "keamanan"},
                     {"q": "siber", "sort": "title"}, {"sort": "title"},
                     {"kind": "txt"}):
            response = self.get(target("export", **more))
            self.assertEqual(
                [json.loads(line)["id"]
                 for line in response.body.decode().splitlines()],
                [hit["id"] for hit in self.get(
                    target("search", **more)).json()["hits"]], more)

    def test_export_names_its_file(self):
        for q, name in (("Keamanan  siber", "telusur-keamanan-siber.ndjson"),
                        ('"; x=\r\n"', "telusur-x.ndjson"),
                        ("\u00e9", "telusur.ndjson"),
                        ("a" * 200, "telusur-" + "a" * 40 + ".ndjson")):
            response = self.get(target("export", q=q))
            self.assertEqual(response.header("content-disposition"),
                             "attachment; filename=" + name)
        for path in ("search", "concordance"):
            self.assertIsNone(self.get(target(path, q="x")).header(
                "content-disposition"))

    def test_head_and_not_modified(self):
        hit, passage = next(self.passages())
        for path in (target("export", q="siber"),
                     target("export", q="siber", format="csv"),
                     target("export", q="tiadakata"),
                     target("documents/%s/cite" % hit["id"],
                            passage=passage["id"]),
                     target("documents/" + hit["id"],
                            passage=passage["id"])):
            with self.server.connect() as connection:
                get = connection.ask(path)
                head = connection.ask(path, method="HEAD")
                again = connection.ask("/healthz")
                tag = get.header("etag")
                same = connection.ask(path,
                                      headers=[("If-None-Match", tag)])
            self.assertEqual(again.body, b"ok\n", path)
            self.assertEqual(
                [pair for pair in get.headers if pair[0] != "date"],
                [pair for pair in head.headers if pair[0] != "date"])
            self.assertEqual(same.status, 304)
            self.assertEqual(same.body, b"")
            self.assertIsNone(same.header("content-disposition"))
            self.check_security(same)
            self.assertTrue(tag.startswith('W/"'))


class Edits(Case):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="telusur-e2e-")
        self.addCleanup(self.folder.cleanup)
        top = pathlib.Path(self.folder.name)
        self.index, self.texts = top / "index", top / "texts"
        shutil.copytree(CORPUS, self.texts)
        self.reindex()

    def reindex(self):
        run("index", "--index", self.index, self.texts)

    def serve(self, *arguments, **more):
        server = Server(self.index, *arguments, **more)
        self.addCleanup(server.process.kill)
        return server

    def wait_for(self, server, essay, passage, status):
        """A commit is seen within a second."""
        for _ in range(20):
            found = server.get(target(
                "documents/" + essay, passage=passage)).json()
            if found["passage"]["status"] == status:
                break
            time.sleep(.1)
        return found

    def test_links_after_edits(self):
        server = self.serve()
        hit = server.get(search_target("siber")).json()["hits"][0]
        passage = hit["passages"][0]
        path = self.texts / hit["path"]
        old = path.read_bytes()
        start, end = passage["byteStart"], passage["byteEnd"]
        half = (start + end) // 2
        top = "Tambahan baru.\r\n\r\n".encode()
        for edited, status, place in (
                (top + old, "moved", (start + len(top), end + len(top))),
                (old[:half] + b" sisipan " + old[half:], "changed",
                 (start, end + 9)),
                (old[:start] + old[end:], "gone", None),
                (old, "exact", (start, end))):
            path.write_bytes(edited)
            self.reindex()
            found = self.wait_for(server, hit["id"], passage["id"], status)
            self.assertEqual(found["passage"]["status"], status)
            if place:
                self.assertEqual((found["passage"]["byteStart"],
                                  found["passage"]["byteEnd"]), place)
            cited = server.get(target("documents/%s/cite" % hit["id"],
                                      passage=passage["id"]))
            self.assertEqual(cited.status, 200 if place else 404)
        self.assertEqual(server.stop(), (0, "", ""))

    def test_no_room_for_an_export(self):
        before = os.environ.get("TMPDIR")
        os.environ["TMPDIR"] = str(self.texts / "none")
        try:
            server = self.serve()
        finally:
            if before is None:
                del os.environ["TMPDIR"]
            else:
                os.environ["TMPDIR"] = before
        problem = self.check_problem(
            server.get(target("export", q="siber")), 503, "noSpace")
        self.assertNotIn("none", problem["detail"])
        self.assertEqual(server.get(search_target("siber")).status, 200)
        code, _, errors = server.stop()
        self.assertEqual(code, 0)
        self.assertEqual(errors.count("\n"), 1, errors)

    def test_exports_leave_nothing_behind(self):
        server = self.serve("--threads", "2")
        files = "/proc/%d/fd" % server.process.pid
        server.get(target("export", q="siber"))
        before = len(os.listdir(files))
        for _ in range(50):
            server.get(target("export", q="siber"), method="HEAD")
            with server.connect() as connection:
                connection.send(b"GET /api/v1/export?q=siber HTTP/1.1\r\n"
                                b"Host: localhost\r\n\r\n")
        # The server hears of the last that left a moment later.
        patience = time.monotonic() + 20
        while (len(os.listdir(files)) > before + 4
               and time.monotonic() < patience):
            time.sleep(0.05)
        self.assertLessEqual(len(os.listdir(files)), before + 4)
        self.assertEqual(server.stop(), (0, "", ""))


if __name__ == "__main__":
    main()
