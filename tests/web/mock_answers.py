# SPDX-License-Identifier: GPL-3.0-or-later
"""What the mock server answers, by a few roots over its essays."""

import collections
import csv
import io
import json
import re

from mock_essays import ESSAYS, EXTRA, ROOTS


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
        facets = facets_of(found, values["facets"])
        answer.update(facets=facets, facetsAreExact=True, facetsTotal={
            name: len(values) for name, values in facets.items()})
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
