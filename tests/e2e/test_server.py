# SPDX-License-Identifier: GPL-3.0-or-later
"""What telusur-server answers, over a real socket, on an index of corpus/.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_server.py
"""

import json
import urllib.parse

from telusur import (CORPUS, WEB, Served, as_written, main, run,
                     search_target)

QUERIES = ["keamanan", "siber", "keamanan siber", '"ruang siber"', "diplomasi",
           "+siber -keamanan", "diploma*", "=ancaman", "siber NEAR/5 negara",
           "internet DAN negara", "judul:diplomasi", "dan yang di", "PBB",
           "kejahatan ATAU ancaman", "menggunakan", "(negara", '"siber']


class Answers(Served):
    def test_first_line(self):
        self.assertEqual(self.server.line,
                         "Telusur: http://127.0.0.1:%d/ (5 esai)\n"
                         % self.server.port)

    def check_highlights(self, highlights, data, start, end):
        for mark in highlights:
            self.assertLessEqual(start, mark["byteStart"])
            self.assertLess(mark["byteStart"], mark["byteEnd"])
            self.assertLessEqual(mark["byteEnd"], end)
            form = data[mark["byteStart"]:mark["byteEnd"]].decode()
            self.assertEqual(form, mark["form"])
            self.assertIn(mark["match"], ("exact", "root", "phrase", "near",
                                          "prefix", "synonym"))
            start = mark["byteEnd"]

    def check_passage(self, passage, data):
        start, end = passage["byteStart"], passage["byteEnd"]
        self.assertEqual(data[start:end].decode(), passage["text"])
        self.assertEqual("".join(passage["segments"]), passage["text"])
        self.assertEqual(passage["segments"][1::2],
                         [mark["form"] for mark in passage["highlights"]])
        self.assertEqual(data[:start].count(b"\n") + 1, passage["lineStart"])
        self.assertEqual(data[:end].rstrip(b"\n").count(b"\n") + 1,
                         passage["lineEnd"])
        self.check_highlights(passage["highlights"], data, start, end)

    def test_passages_are_the_bytes_of_the_files(self):
        passages = 0
        for q in QUERIES:
            for mode in ("stem", "exact", "family"):
                answer = self.search(q, mode=mode, passages=20)
                self.assertEqual(answer["query"]["q"], q)
                self.assertEqual(answer["query"]["mode"], mode)
                scores = [hit["score"] for hit in answer["hits"]]
                self.assertEqual(scores, sorted(scores, reverse=True))
                for hit in answer["hits"]:
                    data = (CORPUS / hit["path"]).read_bytes()
                    self.assertEqual("".join(hit["titleSegments"]),
                                     hit["title"])
                    for passage in hit["passages"]:
                        self.check_passage(passage, data)
                        passages += 1
        self.assertGreater(passages, 200)

    def passages(self, q, **more):
        target = search_target(q, **more).replace("/search?", "/passages?")
        response = self.get(target)
        self.assertEqual(response.status, 200, target)
        return response.json()

    def test_passages_over_all_essays(self):
        listed = 0
        for q in QUERIES:
            answer = self.passages(q, limit=30)
            search = self.search(q, limit=10)
            self.assertEqual(answer["query"], search["query"])
            self.assertEqual(answer["generation"], search["generation"])
            found = {hit["id"] for hit in search["hits"]}
            scores = [p["score"] for p in answer["passages"]]
            self.assertEqual(scores, sorted(scores, reverse=True))
            for passage in answer["passages"]:
                document = passage["document"]
                self.assertIn(document["id"], found)
                self.assertEqual(document["kind"], "txt")
                data = (CORPUS / document["path"]).read_bytes()
                self.check_passage(passage, data)
                listed += 1
            page = self.passages(q, limit=3, offset=2)
            self.assertEqual(page["passages"], answer["passages"][2:5])
        self.assertGreater(listed, 150)

    def test_how_passages_are_cut_and_ordered(self):
        for words in (20, 60, 200):
            for hit in self.search("keamanan siber", words=words)["hits"]:
                for passage in hit["passages"]:
                    self.assertLessEqual(len(passage["text"].split()),
                                         words * 1.3)
        for hit in self.search("siber", order="text", passages=20)["hits"]:
            starts = [p["byteStart"] for p in hit["passages"]]
            self.assertEqual(starts, sorted(starts))
        for bad in ("words=19", "words=201", "words=x", "order=waktu"):
            self.check_problem(self.get("/api/v1/search?q=siber&" + bad), 400,
                               "badParameter", bad)
        for bad in ("words=1", "limit=101", "offset=1001", "limit=-1"):
            self.check_problem(self.get("/api/v1/passages?q=siber&" + bad),
                               400, "badParameter", bad)
        self.assertEqual(self.passages("")["passages"], [])

    def test_what_a_word_became(self):
        terms = self.search("keamanan -siber")["query"]["terms"]
        self.assertEqual(terms[0]["input"], "keamanan")
        self.assertEqual(terms[0]["root"], "aman")
        self.assertEqual(terms[0]["via"], ["ke-", "-an"])
        self.assertNotIn("excluded", terms[0])
        self.assertIs(terms[1]["excluded"], True)

    def test_broken_query_is_mended_with_a_note(self):
        answer = self.search('siber "ruang')
        self.assertEqual(answer["query"]["notes"],
                         [{"kind": "openQuote", "position": 6}])
        self.assertTrue(answer["hits"])

    def test_nothing_to_look_for(self):
        for target in ("/api/v1/search", "/api/v1/search?q=",
                       "/api/v1/search?q=+", search_target("...")):
            response = self.get(target)
            self.assertEqual(response.status, 200)
            answer = response.json()
            self.assertEqual(answer["hits"], [])
            self.assertEqual(answer["estimatedTotalHits"], 0)

    def test_pages_of_an_answer(self):
        whole = self.search("siber diplomasi")["hits"]
        self.assertEqual(len(whole), 5)
        pages = [self.search("siber diplomasi", offset=n, limit=1)
                 for n in range(6)]
        ids = [hit["id"] for page in pages for hit in page["hits"]]
        self.assertEqual(ids, [hit["id"] for hit in whole])
        self.assertEqual([page["offset"] for page in pages], list(range(6)))
        self.assertEqual(self.search("siber", limit=0)["hits"], [])
        deep = self.search("siber", offset=9990, limit=10)
        self.assertEqual(deep["hits"], [])
        for hit in self.search("siber", passages=0)["hits"]:
            self.assertEqual(hit["passages"], [])

    def test_unknown_parameters_are_ignored(self):
        answer = self.search("siber", warna="biru", limit=1)
        self.assertEqual(len(answer["hits"]), 1)

    def test_any_bytes_give_json(self):
        for q in ("%ff%fe", "%c0%80", "%ed%a0%80", "%f4%90%80%80", "%80",
                  "siber%00aman", "%e2%80%a8%e2%80%a9", "%7f%ef%bf%bf", "%",
                  "%zz", "%22%5c%0a%1f", "a" * 1024):
            response = self.get("/api/v1/search?q=" + q)
            self.assertEqual(response.status, 200, q)
            response.json()

    def test_documents(self):
        for hit in self.search("siber")["hits"]:
            data = (CORPUS / hit["path"]).read_bytes()
            target = "/api/v1/documents/" + hit["id"]
            essay = self.get(target + "?q=siber").json()
            self.assertEqual(essay["text"].encode(), data)
            self.assertEqual(essay["lengthBytes"], len(data))
            self.assertIs(essay["extracted"], False)
            for name in ("id", "path", "title"):
                self.assertEqual(essay[name], hit[name])
            self.assertEqual(len(essay["highlights"]), hit["matchesTotal"])
            self.check_highlights(essay["highlights"], data, 0, len(data))
            numbers = [p["paragraph"] for p in essay["paragraphs"]]
            self.assertEqual(numbers, list(range(1, len(numbers) + 1)))
            for mark in essay["highlights"]:
                inside = essay["paragraphs"][mark["paragraph"] - 1]
                self.assertLessEqual(inside["byteStart"], mark["byteStart"])
                self.assertLessEqual(mark["byteEnd"], inside["byteEnd"])
            self.assertEqual(self.get(target).json()["highlights"], [])

    def test_stats(self):
        stats = self.get("/api/v1/stats").json()
        size = sum(path.stat().st_size for path in CORPUS.glob("*.txt"))
        self.assertEqual(stats["documents"], 5)
        self.assertEqual(stats["textBytes"], size)
        self.assertAlmostEqual(stats["meanTokens"], stats["tokens"] / 5, 1)
        self.assertEqual(stats["generation"],
                         self.search("siber")["generation"])
        for name in ("schemaVersion", "analyserVersion", "version"):
            self.assertTrue(stats[name])
        self.assertIs(stats["dictionary"], True)
        self.assertGreater(stats["roots"], 20000)

    def test_examples_are_queries_with_several_answers(self):
        examples = self.get("/api/v1/stats").json()["examples"]
        self.assertEqual(len(examples), 4)
        self.assertIn("diplomasi siber", examples)
        for q in examples:
            found = self.search('"%s"' % q)["estimatedTotalHits"]
            self.assertGreaterEqual(found, 2, q)

    def analyze(self, text):
        target = "/api/v1/analyze?" + urllib.parse.urlencode({"text": text})
        response = self.get(target)
        self.assertEqual(response.status, 200, response.body)
        self.check_security(response)
        return response.json()

    def test_analyze(self):
        text = "Keamanan \u201cmengamankan\u201d covid-19 buku-bukunya."
        answer = self.analyze(text)
        self.assertEqual(answer["generation"],
                         self.search("siber")["generation"])
        tokens = answer["tokens"]
        self.assertEqual([(t["form"], t["root"]) for t in tokens][:3],
                         [("keamanan", "aman"), ("mengamankan", "aman"),
                          ("covid", "covid")])
        self.assertEqual(tokens[0]["via"], ["ke-", "-an"])
        self.assertEqual(tokens[2]["terms"], ["covid", "covid19"])
        self.assertEqual(tokens[-1]["terms"], ["buku"])
        data = text.encode()
        for token in tokens:
            form = data[token["byteStart"]:token["byteEnd"]].decode()
            self.assertEqual(form.lower(), token["form"])

    def test_the_shell_analyzes_the_same(self):
        text = "Undang-undang KTP-nya, nama@ui.ac.id! 1.000.000 ber- jalan"
        out, _ = run("query", "--index", self.index, "--analyze", text)
        lines = ["\t".join([str(t["byteStart"]), str(t["byteEnd"]), t["form"],
                            t["root"], " ".join(t["via"]),
                            " ".join(t["terms"])])
                 for t in self.analyze(text)["tokens"]]
        self.assertEqual(out.splitlines(), lines)

    def test_analyze_any_bytes(self):
        for text in ("", "%ff%fe", "siber%00aman", "%e2%80%a8", "a" * 1024):
            response = self.get("/api/v1/analyze?text=" + text)
            self.assertEqual(response.status, 200, text)
            response.json()
        self.assertEqual(self.get("/api/v1/analyze").json()["tokens"], [])

    def test_the_shell_finds_the_same(self):
        for q in QUERIES:
            out, _ = run("query", "--index", self.index, "--json", "--", q)
            self.assertEqual(json.loads(out)["hits"],
                             self.search(q)["hits"], q)

    def test_health(self):
        for target in ("/healthz", "/readyz"):
            response = self.get(target)
            self.assertEqual(response.status, 200)
            self.assertEqual(response.body, b"ok\n")
            self.check_security(response)

    def test_pages(self):
        for target, name, kind in (
                ("/", "index.html", "text/html; charset=utf-8"),
                ("/?q=siber", "index.html", "text/html; charset=utf-8"),
                ("/baca?id=x", "baca.html", "text/html; charset=utf-8"),
                ("/bantuan", "bantuan.html", "text/html; charset=utf-8"),
                ("/style.css", "style.css", "text/css; charset=utf-8"),
                ("/api.js", "api.js", "text/javascript; charset=utf-8"),
                ("/icon.svg", "icon.svg", "image/svg+xml")):
            response = self.get(target)
            self.assertEqual(response.status, 200, target)
            self.assertEqual(as_written(response.body),
                             (WEB / name).read_bytes())
            self.assertEqual(response.header("content-type"), kind)
            self.assertEqual(response.header("cache-control"), "no-cache")
            self.check_security(response, target)

    def test_head_is_get_without_the_body(self):
        changing = ("date", "content-length")
        for target in ("/", "/style.css", "/healthz", "/readyz",
                       "/api/v1/stats", "/api/v1/search?q=siber", "/nope",
                       "/api/v1/documents/nope", "/api/v1/search?limit=x"):
            with self.server.connect() as connection:
                get = connection.ask(target)
                head = connection.ask(target, method="HEAD")
                again = connection.ask("/healthz")
            self.assertEqual(again.body, b"ok\n", target)
            self.assertEqual(get.status, head.status)
            self.assertEqual(
                [pair for pair in get.headers if pair[0] not in changing],
                [pair for pair in head.headers if pair[0] not in changing])
            # The time that is told in a search's answer has its own length.
            lengths = [int(r.header("content-length")) for r in (get, head)]
            self.assertAlmostEqual(*lengths, delta=8)

    def test_not_modified(self):
        for target in ("/", "/style.css", "/api/v1/stats",
                       "/api/v1/search?q=siber",
                       "/api/v1/documents/"
                       + self.search("siber")["hits"][0]["id"]):
            tag = self.get(target).header("etag")
            strong = tag[2:] if tag.startswith("W/") else tag
            self.assertEqual(tag.startswith("W/"), "/api/" in target)
            for value in (tag, strong, "W/" + strong, "*",
                          '"x", W/"y,z" ,%s' % tag, '%s, "x"' % tag):
                response = self.get(
                    target, headers=[("If-None-Match", value)])
                self.assertEqual(response.status, 304, (target, value))
                self.assertEqual(response.header("etag"), tag)
                self.assertEqual(response.header("cache-control"),
                                 "no-cache")
                self.assertEqual(response.body, b"")
                self.check_security(response)
            twice = self.get(target, headers=[("If-None-Match", '"x"'),
                                              ("If-None-Match", tag)])
            self.assertEqual(twice.status, 304)
            for value in ('"x"', strong[:-1], strong[1:-1], "W/", "", "**",
                          '"' + strong, strong.upper() + "x" * 20):
                response = self.get(
                    target, headers=[("If-None-Match", value)])
                if value != strong.upper():
                    self.assertEqual(response.status,
                                     304 if value.startswith(strong) else 200,
                                     (target, value))
        tags = {self.get(search_target(q, limit=n)).header("etag")
                for q in ("siber", "aman") for n in (1, 2)}
        self.assertEqual(len(tags), 4)
        # What is not there or cannot be read is not "unchanged".
        star = [("If-None-Match", "*")]
        self.assertEqual(self.get("/nope", headers=star).status, 404)
        self.assertEqual(
            self.get("/api/v1/documents/nope", headers=star).status, 404)
        self.assertEqual(
            self.get("/api/v1/search?limit=x", headers=star).status, 400)

    def test_a_hundred_clients_at_once(self):
        connections = [self.server.connect() for _ in range(100)]
        for connection in connections:
            connection.send(b"GET /api/v1/search?q=siber HTTP/1.1\r\n"
                            b"Host: localhost\r\n\r\n")
        statuses = [connection.receive().status for connection in connections]
        self.assertEqual(statuses, [200] * 100)
        for connection in connections:
            connection.close()

    def test_many_requests_sent_at_once(self):
        with self.server.connect() as connection:
            connection.send(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            * 50)
            for _ in range(50):
                self.assertEqual(connection.receive().body, b"ok\n")


if __name__ == "__main__":
    main()
