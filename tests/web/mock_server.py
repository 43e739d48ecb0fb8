# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for telusur-server: web/ and canned answers of the JSON API.

    python3 tests/web/mock_server.py [PORT]

Serves the pages with the real server's security headers and searches the
essays of corpus/ by a few roots, enough to draw every state of the pages.
Words of a query that call for a state:

    galat     500          putus     the connection is dropped
    macet     no answer    rusak     200 whose body is not JSON
    lambat    answers after 1.2 s    sepuluhribu  400, query too long
    banyak    437 essays   jahat     an essay made of hostile strings

Documents besar (300 KB, 2,000 marks), bersajak (verse, wrapped lines),
terbalik (a title that turns text around) and jahat exist, and galat fails; any
other unknown id is a 404. A passage's token is START-END in bytes;
pindah-START-END has moved, ubah-START-END changed, hilang is gone, and anything
else is no token.
"""

import http.server
import json
import sys
import threading
import time
import urllib.parse

from mock_answers import (cite, concordance, family_of, pattern_of, place_of,
                          search, suggest, table_of)
from mock_essays import ESSAYS, EXTRA, ROOTS, TOP

WEB = TOP / "web"
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css",
         ".js": "text/javascript", ".svg": "image/svg+xml"}
PAGES = {"/": "index.html", "/baca": "baca.html", "/bantuan": "bantuan.html"}
CSP = ("default-src 'none'; script-src 'self'; style-src 'self'; "
       "img-src 'self'; connect-src 'self'; manifest-src 'self'; "
       "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
       "require-trusted-types-for 'script'; trusted-types 'none'")
HEADERS = {"Content-Security-Policy": CSP, "Cache-Control": "no-cache",
           "X-Content-Type-Options": "nosniff",
           "Referrer-Policy": "same-origin",
           "Cross-Origin-Opener-Policy": "same-origin",
           "Cross-Origin-Resource-Policy": "same-origin"}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, body, kind):
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def json(self, value):
        self.reply(200, json.dumps(value).encode(), "application/json")

    def problem(self, status, code, detail, **more):
        body = {"type": "about:blank", "title": code, "status": status,
                "detail": detail, "instance": self.path, "code": code, **more}
        self.reply(status, json.dumps(body).encode(),
                   "application/problem+json")

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        values = dict(urllib.parse.parse_qsl(url.query))
        self.server.seen.append(self.path)
        if url.path.startswith("/api/v1/"):
            self.api(url.path[8:], values)
            return
        file = WEB / PAGES.get(url.path, url.path[1:])
        if file.parent == WEB and file.is_file():
            self.reply(200, file.read_bytes(), TYPES[file.suffix])
        else:
            self.problem(404, "notFound", "no such page")

    def api(self, route, values):
        q = values.get("q", "")
        state = self.server.state
        if state == "galat" or "galat" in q or route.endswith("/galat"):
            self.problem(500, "internal", "the index cannot be read")
        elif state == "putus" or "putus" in q:
            self.close_connection = True
        elif "macet" in q:
            self.server.closing.wait(60)
            self.close_connection = True
        elif "rusak" in q:
            self.reply(200, b"<html>bukan JSON", "application/json")
        elif "sepuluhribu" in q or len(q.encode()) > 1024:
            self.problem(400, "queryTooLong", "too long", position=6)
        elif route == "search":
            if "lambat" in q:
                time.sleep(1.2)
            self.json(search(q, {"offset": "0", "limit": "10", **values}))
        elif route == "concordance":
            self.json(concordance(q, {"offset": "0", "limit": "20",
                                      "width": "50", **values}))
        elif route == "suggest":
            self.json(suggest(q, int(values.get("limit", 8))))
        elif route == "families":
            root = ROOTS.get(values["word"], (values["word"], []))[0]
            forms = family_of(values["word"])
            self.json({"word": values["word"], "families": [
                {"root": root, "via": [], "documents": 5,
                 "formsTotal": len(forms), "forms": forms}],
                "generation": "g000001"})
        elif route == "export":
            hits = search(q, {"offset": "0", "limit": "100", **values})["hits"]
            csv_wanted = values["format"] == "csv"
            body = table_of(hits) if csv_wanted else "".join(
                json.dumps(hit) + "\n" for hit in hits)
            self.reply(200, body.encode(), "text/csv" if csv_wanted
                       else "application/x-ndjson")
        elif route == "stats":
            self.json({"documents": 5, "tokens": 2718, "forms": 1043,
                       "textBytes": 20597, "generation": "g000001",
                       "examples": ["keamanan siber", '"ruang siber"',
                                    "diplomasi", "ancaman"]})
        elif route.startswith("documents/"):
            self.document(urllib.parse.unquote(route[10:]), q, values)
        else:
            self.problem(404, "notFound", "no such route")

    def document(self, essay_id, q, values):
        by_id = {e.fields["id"]: e for e in ESSAYS} | EXTRA
        essay_id, _, below = essay_id.partition("/")
        essay = by_id.get(essay_id)
        token = values.get("passage")
        place = essay and place_of(essay, token) if token else {}
        if not essay:
            self.problem(404, "documentNotFound", "no such essay")
        elif place is None:
            self.problem(400, "badPassage", "this is no passage's token")
        elif below == "cite" and place.get("status") == "gone":
            self.problem(404, "passageGone", "the passage is gone")
        elif below == "cite":
            quoted = token or essay.bytes[int(values["byteStart"]):
                                          int(values["byteEnd"])].decode()
            body, kind = cite(essay, quoted, values.get("style", "plain"))
            self.reply(200, body.encode(), kind)
        else:
            pattern = pattern_of(q, values.get("exclude", ""))
            self.json({**essay.fields, "source": "corpus", "extracted": False,
                       "lengthBytes": len(essay.bytes), "text": essay.text,
                       "paragraphs": essay.paragraphs,
                       "highlights": essay.highlights(pattern),
                       **({"passage": place} if token else {}),
                       "generation": "g000001"})


class MockServer(http.server.ThreadingHTTPServer):
    """Serves from a thread of its own; state "galat" or "putus" makes every
    API call fail, seen lists the paths that were asked for."""
    daemon_threads = True

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), Handler)
        self.state = None
        self.seen = []
        self.closing = threading.Event()
        self.url = "http://127.0.0.1:%d" % self.server_address[1]

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def start(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def stop(self):
        self.closing.set()
        self.shutdown()
        self.server_close()


if __name__ == "__main__":
    SERVER = MockServer(int(sys.argv[1]) if len(sys.argv) > 1 else 8090)
    print(SERVER.url, flush=True)
    SERVER.serve_forever()
