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
terbalik (a title that turns text around) and jahat exist, and galat fails; any other unknown id is a 404. A passage's token
is START-END in bytes; pindah-START-END has moved, ubah-START-END changed,
hilang is gone, and anything else is no token.
"""

import bisect
import collections
import csv

import http.server
import io
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
        self.fields = {"id": essay_id, "path": path, "title": title,
                       "kind": path.rpartition(".")[2], **fields}
        self.text = text
        self.bytes = text.encode()
        self.paragraphs = paragraphs_of(text)
        self.starts = [p["byteStart"] for p in self.paragraphs]

    def highlights(self, pattern):
        found, at, start = [], 0, 0
        for match in re.finditer(pattern, self.text, re.I) if pattern else ():
            start += len(self.text[at:match.start()].encode())
            at = match.start()
            paragraph = self.paragraphs[bisect.bisect(self.starts, start) - 1]
            found.append({
                "byteStart": start,
                "byteEnd": start + len(match.group().encode()),
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
    essays[2].fields.update(author="Sindi Lestari", date="2020-03-15")
    essays[4].fields.update(author="Budi Santoso", date="2021-01-09")
    return essays


ESSAYS = load()
EXTRA = {
    "besar": Essay("besar", "besar.txt", "Esai yang besar", "\n\n".join(
        "Paragraf %d tentang keamanan siber. %s" % (n, "Kata lain. " * 25)
        for n in range(1, 1001))),
    "bersajak": Essay("bersajak", "puisi/bersajak.txt", "Bersajak", VERSE),
    "terbalik": Essay("terbalik", "terbalik.txt", HOSTILE[7], "Teks.\n"),
    "jahat": Essay("jahat", HOSTILE[1], HOSTILE[0],
                   "\n\n".join(HOSTILE) + "\n\njahat " + HOSTILE[0],
                   author=HOSTILE[2], date=HOSTILE[4], url=HOSTILE[3]),
}


def words_of(q):
    return [word.strip("+-()*\"=").lower() for word in q.split()
            if re.search(r"\w", word)]


def pattern_of(q, exclude=""):
    """A pattern for the forms of the words, but for those left out."""
    forms = [ROOTS.get(word, (word, []))[0] for word in words_of(q)]
    out = "|".join(re.escape(form) for form in exclude.split(",") if form)
    return "|".join(r"\b%s(?:ke|meng|peng|per|ter)?%s(?:an|kan|nya)?\b"
                    % (r"(?!(?:%s)\b)" % out if out else "", re.escape(form))
                    for form in forms)


def family_of(word, exclude=""):
    """The forms of a word in the essays, most frequent first."""
    documents, occurrences = collections.Counter(), collections.Counter()
    for essay in ESSAYS:
        forms = [m["form"].lower() for m in
                 essay.highlights(pattern_of(word))]
        occurrences.update(forms)
        documents.update(set(forms))
    return [{"form": form, "documents": documents[form], "occurrences": count,
             **({"excluded": True} if form in exclude.split(",") else {})}
            for form, count in occurrences.most_common()]


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
            "id": "%d-%d" % (start, end),
            "cutBefore": start > paragraph["byteStart"],
            "cutAfter": end < paragraph["byteEnd"],
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
    title = [essay.fields["title"]]
    if pattern:
        title = re.split("(%s)" % pattern, title[0], flags=re.I)
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


def passes(essay, values):
    """Whether an essay passes the filters of a request."""
    fields = essay.fields
    year = int(fields.get("date", "0")[:4])
    first, _, last = values.get("year", "").partition("..")
    if "year" in values and ".." not in values["year"]:
        last = first
    return (values.get("author", fields.get("author")) == fields.get("author")
            and ("year" not in values
                 or int(first or 1) <= year <= int(last or 9999))
            and fields["path"].startswith(values.get("path", ""))
            and values.get("kind", fields["kind"]) == fields["kind"])


def pool_of(values):
    return [essay for essay in ESSAYS + [EXTRA["bersajak"]]
            if passes(essay, values)]


def query_of(q, values):
    exclude = values.get("exclude", "")
    terms = []
    for word in words_of(q):
        root, via = ROOTS.get(word, (word, []))
        forms = family_of(word, exclude)
        count = sum(bool(e.highlights(pattern_of(word))) for e in ESSAYS)
        terms.append({"input": word, "root": root, "via": via, "kind": "word",
                      "documents": count, "forms": forms[:2],
                      "formsTotal": len(forms)})
        if word == "siber":
            terms[-1]["synonyms"] = ["cyber"]
    return {"q": q, "mode": values.get("mode", "stem"), "terms": terms,
            "suggestion": "keamanan" if "kemanan" in q else None,
            "notes": notes_of(q)}


def facets_of(essays, wanted):
    values = {"author": lambda f: f.get("author"),
              "year": lambda f: f.get("date", "")[:4] or None,
              "folder": lambda f: f["path"].rpartition("/")[0],
              "kind": lambda f: f["kind"]}
    return {name: [{"value": value, "count": count} for value, count in
                   collections.Counter(values[name](e.fields)
                                       for e in essays).most_common()
                   if value is not None]
            for name in wanted.split(",")}


def explain(hit, q):
    parts = [{"kind": "word", "word": word, "root": ROOTS.get(
        word, (word, []))[0], "score": 3.2,
        "forms": [{"form": word, "count": 12}]} for word in words_of(q)]
    parts += [{"kind": "title", "word": words_of(q)[0],
               "root": words_of(q)[0], "score": 1.1},
              {"kind": "window", "score": 0.4},
              {"kind": "first", "score": hit["score"] - 1.5
               - 3.2 * len(words_of(q))}]
    return {"sentence": "Esai ini memuat %s, sebagian berdekatan."
            % " dan ".join(words_of(q)), "parts": parts}


def sorted_hits(hits, order):
    if order == "title":
        return sorted(hits, key=lambda hit: hit["title"])
    if order in ("date", "-date"):
        return sorted(hits, key=lambda hit: hit.get("date", ""),
                      reverse=order == "-date")
    return sorted(hits, key=lambda hit: -hit["score"])


def search(q, values):
    offset, limit = int(values["offset"]), int(values["limit"])
    pattern = pattern_of(q, values.get("exclude", ""))
    found = [e for e in pool_of(values) if not q or e.highlights(pattern)]
    hits = [hit_of(e, pattern) for e in found]
    hits = sorted_hits(hits, values.get("sort"))
    if "banyak" in q:
        hits = [{**hit_of(ESSAYS[n % 5], "siber"), "id": ESSAYS[n % 5]
                 .fields["id"], "title": "Esai %d" % (n + 1),
                 "titleSegments": ["Esai %d" % (n + 1)]} for n in range(437)]
    if "jahat" in q:
        hits = [hit_of(EXTRA["jahat"], "jahat|script")]
    if "explain" in values:
        hits = [{**hit, "explanation": explain(hit, q)} for hit in hits]
    answer = {"query": query_of(q, values),
              "hits": hits[offset:offset + limit], "offset": offset,
              "limit": limit, "sort": values.get("sort", "relevance"),
              "estimatedTotalHits": len(hits),
              "totalIsExact": '"' not in q, "processingTimeMs": 0.8,
              "generation": "g000001"}
    if "facets" in values:
        answer.update(facets=facets_of(found, values["facets"]),
                      facetsAreExact=True)
    return answer


def line_of(essay, mark, width):
    data, start, end = essay.bytes, mark["byteStart"], mark["byteEnd"]
    return {"id": essay.fields["id"], "path": essay.fields["path"],
            "title": essay.fields["title"],
            "left": data[max(0, start - width):start].decode(errors="ignore"),
            "match": mark["form"], "byteStart": start,
            "right": data[end:end + width].decode(errors="ignore"),
            "byteEnd": end, "line": data[:start].count(b"\n") + 1,
            "paragraph": mark["paragraph"]}


def concordance(q, values):
    offset, limit = int(values["offset"]), int(values["limit"])
    order, width = values.get("sort", "relevance"), int(values["width"])
    pattern = pattern_of(q, values.get("exclude", ""))
    pool = [EXTRA["besar"]] if "banyak" in q else pool_of(values)
    if "jahat" in q:
        pool, pattern = [EXTRA["jahat"]], "jahat|script"
    if "banyak" in q:
        pattern = "siber"
    lines = [line_of(essay, mark, width) for essay in pool
             for mark in essay.highlights(pattern)]
    if order == "left":
        lines.sort(key=lambda line: line["left"].lower().split()[::-1])
    if order == "right":
        lines.sort(key=lambda line: line["right"].lower().split())
    return {"query": query_of(q, values),
            "lines": lines[offset:offset + limit], "offset": offset,
            "limit": limit, "sort": order, "width": width,
            "linesTotal": len(lines), "totalIsExact": True,
            "processingTimeMs": 0.8, "generation": "g000001"}


def suggest(q, limit):
    head, _, last = q.rpartition(" ")
    words = collections.Counter(
        word for essay in ESSAYS
        for word in set(re.findall(r"[a-z]+", essay.text.lower())))
    found = sorted((-count, word) for word, count in words.items()
                   if last and word.startswith(last.lower()))
    return {"q": q, "completions": [
        {"text": (head + " " + word).strip(), "kind": "word",
         "documents": -count} for count, word in found[:limit - 1]] + [
        {"text": e.fields["title"], "kind": "title", "id": e.fields["id"]}
        for e in ESSAYS if e.fields["title"].lower().startswith(q.lower())],
        "suggestion": None, "generation": "g000001"}


def cite(essay, token, style):
    """A citation and its media type."""
    title = essay.fields["title"]
    return {
        "plain": (title + ".\n", "text/plain"),
        "bibtex": ("@misc{esai,\n  title = {%s},\n  note = {%s}\n}\n"
                   % (title, token), "application/x-bibtex"),
        "ris": ("TY  - GEN\nTI  - %s\nER  - \n" % title,
                "application/x-research-info-systems"),
        "csl-json": (json.dumps([{"title": title}]),
                     "application/vnd.citationstyles.csl+json")}[style]


def place_of(essay, token):
    """Where a token's passage is; None when it is no token."""
    if token == "hilang":
        return {"status": "gone"}
    found = re.fullmatch(r"(?:(pindah|ubah)-)?(\d+)-(\d+)", token)
    if not found:
        return None
    start, end = int(found[2]), int(found[3])
    status = {"pindah": "moved", "ubah": "changed"}.get(found[1], "exact")
    for paragraph in essay.paragraphs:
        if paragraph["byteStart"] <= start < paragraph["byteEnd"]:
            return {**paragraph, "status": status, "byteStart": start,
                    "byteEnd": end}
    return {"status": "gone"}


def table_of(hits):
    """The hits as CSV, a row a passage."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["rank", "id", "path", "title", "paragraph", "passage"])
    for rank, hit in enumerate(hits, 1):
        for passage in hit["passages"]:
            rows.writerow([rank, hit["id"], hit["path"], hit["title"],
                           passage["paragraph"], passage["text"]])
    return out.getvalue()


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
