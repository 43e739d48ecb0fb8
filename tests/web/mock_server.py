"""A stand-in for telusur-server: web/ and canned answers of the JSON API.

    python3 tests/web/mock_server.py [PORT]

Serves the pages with the real server's security headers and searches the
essays of corpus/ by a few roots, enough to draw every state of the pages.
Words of a query that call for a state:

    galat     500          putus     the connection is dropped
    macet     no answer    rusak     200 whose body is not JSON
    lambat    answers after 1.2 s    sepuluhribu  400, query too long
    banyak    437 essays   jahat     an essay made of hostile strings

Documents besar (300 KB, 2,000 marks), bersajak (verse, wrapped lines) and
jahat exist, and galat fails; any other unknown id is a 404.
"""

import http.server
import json
import pathlib
import re
import sys
import threading
import time
import urllib.parse

TOP = pathlib.Path(__file__).resolve().parents[2]
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
ROOTS = {"keamanan": ("aman", ["ke-", "-an"]),
         "diplomasi": ("diplomasi", []), "siber": ("siber", []),
         "ancaman": ("ancam", ["-an"])}
HOSTILE = ("<script>window.hacked=1</script>",
           "<img src=x onerror=\"window.hacked=1\">",
           "\"><svg onload=window.hacked=1>", "javascript:window.hacked=1",
           "</title><script>window.hacked=1</script>",
           "' onmouseover='window.hacked=1", "{{constructor.constructor}}",
           "\u202egnp.exe\u202c", "&lt;b&gt;<b>tebal</b>", "\u0000\ufffd")
VERSE = ("Alamat\n\nJalan Merdeka 12\nBandung 40111\nJawa Barat\n\n"
         "Baris-baris ini dipotong di ujung kanan oleh penyunting teks lama\n"
         "yang tidak tahu lebar layar pembacanya, jadi di layar harus boleh\n"
         "mengalir lagi menjadi satu paragraf biasa.\n\n"
         "- butir pertama\n- butir kedua\n")


def paragraphs_of(text):
    """Blocks between blank lines where the text is wrapped, else lines; an
    item of a list is a paragraph."""
    wrapped = max(map(len, text.split("\n"))) < 110
    found, at, open_block = [], 0, False
    for number, line in enumerate(text.split("\n"), 1):
        size = len(line.encode())
        item = line.lstrip().startswith("- ")
        if not line.strip():
            open_block = False
        elif open_block and not item:
            found[-1].update(byteEnd=at + size, lineEnd=number)
        else:
            found.append({"paragraph": len(found) + 1, "byteStart": at,
                          "byteEnd": at + size, "lineStart": number,
                          "lineEnd": number})
            open_block = wrapped and not item
        at += size + 1
    return found


class Essay:
    def __init__(self, essay_id, path, title, text, **fields):
        self.fields = {"id": essay_id, "path": path, "title": title, **fields}
        self.text = text
        self.bytes = text.encode()
        self.paragraphs = paragraphs_of(text)

    def highlights(self, pattern):
        found = []
        for match in re.finditer(pattern, self.text, re.I) if pattern else ():
            start = len(self.text[:match.start()].encode())
            end = start + len(match.group().encode())
            for paragraph in self.paragraphs:
                if paragraph["byteStart"] <= start < paragraph["byteEnd"]:
                    found.append({
                        "byteStart": start, "byteEnd": end,
                        "form": match.group(), "match": "root",
                        "exact": match.group().lower(),
                        "paragraph": paragraph["paragraph"]})
        return found


def load():
    essays = []
    for path in sorted((TOP / "corpus").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        title = path.stem.replace("-", " ").capitalize()
        essays.append(Essay(path.stem, path.name, title, text))
    essays[1].fields.update(author="Sindi Lestari", date="2021-12-02",
                            url="https://www.kompasiana.com/")
    return essays


ESSAYS = load()
EXTRA = {
    "besar": Essay("besar", "besar.txt", "Esai yang besar", "\n\n".join(
        "Paragraf %d tentang keamanan siber. %s" % (n, "Kata lain. " * 25)
        for n in range(1, 1001))),
    "bersajak": Essay("bersajak", "bersajak.txt", "Bersajak", VERSE),
    "jahat": Essay("jahat", HOSTILE[1], HOSTILE[0],
                   "\n\n".join(HOSTILE) + "\n\njahat " + HOSTILE[0],
                   author=HOSTILE[2], date=HOSTILE[4], url=HOSTILE[3]),
}


def words_of(q):
    return [word.strip("+-()*\"=").lower() for word in q.split()
            if re.search(r"\w", word)]


def pattern_of(q):
    forms = [ROOTS.get(word, (word, []))[0] for word in words_of(q)]
    return "|".join(r"\b(?:ke|meng|peng|per|ter)?%s(?:an|kan|nya)?\b"
                    % re.escape(form) for form in forms)


def cut(essay, paragraph, marks):
    """A passage: some 300 bytes of a paragraph around its first mark."""
    data = essay.bytes
    start, end = paragraph["byteStart"], paragraph["byteEnd"]
    if end - start > 420:
        first = marks[0]["byteStart"]
        start = max(start, first - 140)
        while start > paragraph["byteStart"] and data[start - 1:start] != b" ":
            start += 1
        end = min(end, start + 320)
        while end < paragraph["byteEnd"] and data[end:end + 1] != b" ":
            end -= 1
    inside = [m for m in marks
              if start <= m["byteStart"] and m["byteEnd"] <= end]
    segments, at = [], start
    for mark in inside:
        segments += [data[at:mark["byteStart"]].decode(errors="replace"),
                     mark["form"]]
        at = mark["byteEnd"]
    segments.append(data[at:end].decode(errors="replace"))
    return {**paragraph, "byteStart": start, "byteEnd": end,
            "text": "".join(segments), "segments": segments,
            "score": float(len(inside)), "highlights": inside}


def hit_of(essay, pattern):
    marks = essay.highlights(pattern)
    passages = []
    for paragraph in essay.paragraphs:
        own = [m for m in marks if m["paragraph"] == paragraph["paragraph"]]
        if own:
            passages.append(cut(essay, paragraph, own))
    best = sorted(passages, key=lambda p: -p["score"])
    title = re.split("(%s)" % pattern, essay.fields["title"], flags=re.I)
    return {**essay.fields, "titleSegments": title, "score": len(marks),
            "passages": best[:3], "passagesTotal": len(passages),
            "matchesTotal": len(marks)}


def notes_of(q):
    notes = []
    if q.count('"') % 2:
        notes.append({"kind": "openQuote", "position": q.rindex('"')})
    if q.count("(") > q.count(")"):
        notes.append({"kind": "openParen", "position": q.index("(")})
    if re.search(r"\b(DAN|ATAU|BUKAN)\s*$", q):
        notes.append({"kind": "dangling", "position": len(q)})
    return notes


def search(q, offset, limit):
    pattern = pattern_of(q)
    pool = ESSAYS + [EXTRA["bersajak"]]
    hits = [hit_of(e, pattern) for e in pool if e.highlights(pattern)]
    hits.sort(key=lambda hit: -hit["score"])
    if "banyak" in q:
        hits = [{**hit_of(ESSAYS[n % 5], "siber"), "id": ESSAYS[n % 5]
                 .fields["id"], "title": "Esai %d" % (n + 1),
                 "titleSegments": ["Esai %d" % (n + 1)]} for n in range(437)]
    if "jahat" in q:
        hits = [hit_of(EXTRA["jahat"], "jahat|script")]
    terms = []
    for word in words_of(q):
        root, via = ROOTS.get(word, (word, []))
        count = sum(bool(e.highlights(pattern_of(word)))
                    for e in pool)
        terms.append({"input": word, "root": root, "via": via,
                      "documents": count})
        if word == "siber":
            terms[-1]["synonyms"] = ["cyber"]
    return {"query": {"q": q, "mode": "stem", "terms": terms,
                      "suggestion": "keamanan" if "kemanan" in q else None,
                      "notes": notes_of(q)},
            "hits": hits[offset:offset + limit], "offset": offset,
            "limit": limit, "estimatedTotalHits": len(hits),
            "totalIsExact": '"' not in q, "processingTimeMs": 0.8,
            "generation": "g000001"}


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
            self.json(search(q, int(values["offset"]), int(values["limit"])))
        elif route == "stats":
            self.json({"documents": 5, "tokens": 2718, "forms": 1043,
                       "textBytes": 20597, "generation": "g000001",
                       "examples": ["keamanan siber", '"ruang siber"',
                                    "diplomasi", "ancaman"]})
        elif route.startswith("documents/"):
            self.document(urllib.parse.unquote(route[10:]), q)
        else:
            self.problem(404, "notFound", "no such route")

    def document(self, essay_id, q):
        by_id = {e.fields["id"]: e for e in ESSAYS} | EXTRA
        essay = by_id.get(essay_id)
        if not essay:
            self.problem(404, "documentNotFound", "no such essay")
            return
        self.json({**essay.fields, "source": "corpus", "extracted": False,
                   "lengthBytes": len(essay.bytes), "text": essay.text,
                   "paragraphs": essay.paragraphs,
                   "highlights": essay.highlights(pattern_of(q)),
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
