# SPDX-License-Identifier: GPL-3.0-or-later
"""What telusur-server refuses, and how: bad parameters, bad requests, hostile
ones.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_server_errors.py
"""

import random

from telusur import WEB, Served, as_written, main


class Errors(Served):
    def test_every_error_has_its_status_and_code(self):
        for target, status, code in (
                ("/nope", 404, "notFound"),
                ("/index.html", 404, "notFound"),
                ("/style.css/", 404, "notFound"),
                ("//", 404, "notFound"),
                ("/api/v1/", 404, "notFound"),
                ("/api/v1/search/", 404, "notFound"),
                ("/api/v2/search?q=x", 404, "notFound"),
                ("/API/v1/search", 404, "notFound"),
                ("/api/v1/documents", 404, "notFound"),
                ("/api/v1/documents/", 404, "documentNotFound"),
                ("/api/v1/documents/nope", 404, "documentNotFound"),
                ("/api/v1/documents/%ff%0a", 404, "documentNotFound"),
                ("/api/v1/documents/" + "x" * 300, 404, "documentNotFound"),
                ("/api/v1/documents/..%2f..%2f", 404, "documentNotFound"),
                ("/api/v1/search?q=" + "a" * 1025, 400, "queryTooLong"),
                ("/api/v1/documents/x?q=" + "a" * 1025, 400, "queryTooLong"),
                ("/api/v1/analyze?text=" + "a" * 1025, 400, "textTooLong"),
                ("/api/v1/search?q=" + "+".join(["kata"] * 65), 400,
                 "queryTooComplex"),
                ("/api/v1/search?q=" + "(" * 17 + "a" + ")" * 17, 400,
                 "queryTooComplex"),
                ("/api/v1/search?q=%22siber&strict=true", 400, "badQuery"),
                ("/api/v1/search?q=x&strict=1", 400, "badParameter"),
                ("/api/v1/search?q=x&mode=semua", 400, "badParameter"),
                ("/api/v1/search?q=x&mode=", 400, "badParameter"),
                ("/api/v1/documents/x?mode=STEM", 400, "badParameter"),
                ("/%00", 400, "badTarget"),
                ("/style.css%00.png", 400, "badTarget"),
                ("/%", 400, "badTarget"),
                ("/%2", 400, "badTarget"),
                ("/%g0", 400, "badTarget"),
                ("*", 400, "badTarget"),
                ("nope", 400, "badTarget"),
                ("http://127.0.0.1/healthz", 400, "badTarget"),
                ("/\x01", 400, "badTarget"),
                ("/healthz?" + "&".join("a%d=1" % n for n in range(33)), 400,
                 "tooManyParameters"),
                ("/" + "x" * 8192, 414, "targetTooLong")):
            self.check_problem(self.get(target), status, code, target[:80])

    def test_a_page_comes_even_to_an_address_too_long(self):
        for page in ("/", "/baca"):
            answer = self.get(page + "?q=" + "x" * 10000)
            self.assertEqual(answer.status, 414)
            self.assertIn(b"<!doctype html>", answer.body)
        for path in ("/style.css", "/api/v1/search", "/tiada"):
            self.check_problem(self.get(path + "?q=" + "x" * 10000), 414,
                               "targetTooLong", path)

    def test_numbers_are_read_strictly(self):
        for name, most in (("limit", 100), ("offset", 9990),
                           ("passages", 20)):
            for value in (" 1", "-1", "+1", "%2B1", "1e9", "1.0", "0x1", "",
                          "1%00", "4294967296", "99999999999999999999", "NaN",
                          "1e99", str(most + 101), "%D9%A1"):
                value = value.replace(" ", "%20")
                problem = self.check_problem(
                    self.get("/api/v1/search?q=x&%s=%s" % (name, value)), 400,
                    "badParameter", (name, value))
                self.assertIn(name, problem["detail"])
            good = self.get("/api/v1/search?q=x&%s=%d" % (name, most))
            self.assertEqual(good.status, 200, (name, good.body))
        deep = self.get("/api/v1/search?q=x&offset=9991&limit=10")
        self.check_problem(deep, 400, "badParameter")

    def test_a_bad_query_says_where(self):
        problem = self.get('/api/v1/search?q=siber+"ruang&strict=true'
                           .replace('"', "%22")).json()
        self.assertEqual(problem["position"], 6)
        self.assertEqual(problem["instance"], "/api/v1/search")

    def test_nothing_over_http_changes_an_index(self):
        for target in ("/", "/style.css", "/api/v1/search?q=x", "/healthz",
                       "/readyz", "/api/v1/stats", "/api/v1/documents/x",
                       "/nope"):
            for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS",
                           "TRACE", "CONNECT", "get", "FOO"):
                response = self.get(target, method=method)
                self.check_problem(response, 405, "methodNotAllowed",
                                   (method, target))
                self.assertEqual(response.header("allow"), "GET, HEAD")

    def test_hosts(self):
        port = self.server.port
        for host in ("127.0.0.1:%d" % port, "localhost", "LocalHost:1",
                     "[::1]:%d" % port, "contoh.id", "CONTOH.ID:443"):
            self.assertEqual(self.get("/healthz", host=host).status, 200,
                             host)
        for host in ("evil.com", "localhost.evil", "127.0.0.1.nip.io",
                     "user@localhost", "localhost:80a", "localhost:",
                     "localhost:123456", "localhost.", "127.0.0.2", "[::2]",
                     "xlocalhost", "localhost, evil.com", "contoh.id.evil",
                     "localhost/", "0.0.0.0", "127.1", "2130706433"):
            for target in ("/", "/api/v1/search?q=x", "/nope", "/healthz"):
                self.check_problem(self.get(target, host=host), 421,
                                   "unknownHost", host)

    def refuse(self, data, status, code):
        """The request gets this problem, and what follows it no answer."""
        with self.server.connect() as connection:
            connection.send(data + b"GET /healthz HTTP/1.1\r\n"
                            b"Host: localhost\r\n\r\n")
            response = connection.receive()
            self.check_problem(response, status, code, data)
            self.assertEqual(response.header("connection"), "close")
            self.assertTrue(connection.at_end(), data)

    def test_requests_that_hide_others_are_refused(self):
        get = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
        post = b"POST / HTTP/1.1\r\nHost: localhost\r\n"
        for data, code in (
                (b"GET / HTTP/1.1\r\n\r\n", "badHost"),
                (b"GET / HTTP/1.0\r\n\r\n", "badHost"),
                (get + b"Host: localhost\r\n\r\n", "badHost"),
                (get + b"Content-Length: 1\r\n\r\nx", "unexpectedBody"),
                (get + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                 "unexpectedBody"),
                (get + b"Transfer-Encoding: xchunked\r\n\r\n",
                 "unexpectedBody"),
                (get + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                 "unexpectedBody"),
                (get + b"Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
                 "badRequest"),
                (post + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxy",
                 "badRequest"),
                (get + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"
                 b"\r\n0\r\n\r\n", "badRequest"),
                (post + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"
                 b"\r\n0\r\n\r\n", "badRequest"),
                (get + b"Content-Length : 5\r\n\r\nhello", "badRequest"),
                (get + b"X(y): 1\r\n\r\n", "badRequest"),
                (get + b"X: a\x01b\r\n\r\n", "badRequest"),
                (b"GET /\0x HTTP/1.1\r\nHost: localhost\r\n\r\n",
                 "badRequest"),
                (b"GET /style.css\0.png HTTP/1.1\r\nHost: localhost\r\n\r\n",
                 "badRequest")):
            self.refuse(data, 400, code)
        self.refuse(post + b"Content-Length: 3\r\n\r\nabc", 405,
                    "methodNotAllowed")
        self.refuse(post + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
                    b"0\r\n\r\n", 405, "methodNotAllowed")

    def test_an_empty_body_is_no_body(self):
        response = self.get("/healthz", headers=[("Content-Length", "0")])
        self.assertEqual(response.status, 200)

    def test_no_path_leads_out(self):
        files = {path.read_bytes() for path in WEB.iterdir()
                 if path.is_file()}
        parts = ["..", ".", "%2e%2e", "%2e", "%252e%252e", "..%2f", "..\\",
                 "%5c", "%c0%ae", "..;", "", "etc", "passwd", "style.css",
                 "api", "%2fetc%2fpasswd", "....", "~", "C:", "web",
                 "server", "main.c", "index.html", "%e2%80%a5", "*"]
        random.seed(22)
        with self.server.connect() as connection:
            for _ in range(3000):
                target = "/" + "/".join(
                    random.choices(parts, k=random.randint(1, 6)))
                response = connection.ask(target)
                if response.status == 200:
                    self.assertIn(as_written(response.body), files, target)
                    self.assertIn(target, ("/", "/style.css"))
                else:
                    self.assertIn(response.status, (400, 404), target)
                    self.assertEqual(response.json()["status"],
                                     response.status)

    def test_half_a_request_harms_nobody(self):
        with self.server.connect() as slow:
            slow.send(b"GET / HTTP/1.1\r\nHost: loc")
            self.assertEqual(self.get("/healthz").status, 200)
        garbage = random.Random(23)
        for _ in range(100):
            with self.server.connect() as connection:
                connection.send(garbage.randbytes(200) + b"\r\n\r\n")
        self.assertEqual(self.get("/healthz").status, 200)


if __name__ == "__main__":
    main()
