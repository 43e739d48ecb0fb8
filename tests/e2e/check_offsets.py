#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the offsets of passages against the source, independently.

    check_offsets.py TELUSUR_QUERY INDEX SOURCE [--queries N] [--seed S]

SOURCE is what the index was made from: a folder of plain texts, or an NDJSON
file, where offsets are into the text of a line.  Queries are made of the
source's own words: single words, several, phrases, prefixes, capitals, exact
forms, NEAR, negations, fields.  Of every passage of every answer is checked
that the bytes at byteStart..byteEnd are its text, its lines and its place, and
what stands around it; of every highlight that its bytes are its form; that
segments join to the text and alternate with the highlights; that an essay's
passages do not overlap; that a phrase or prefix marks nothing else.  Prints
figures; exits with 1 on any mismatch.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys

SHOWN_MISMATCHES = 20
CONTEXT = 32  # characters of what stands around a passage
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def read_folder(folder):
    """Path below the folder -> bytes, of files that are valid UTF-8."""
    texts = {}
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            if not name.endswith((".txt", ".md")):
                continue
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                content = file.read()
            try:
                content.decode("utf-8")
            except UnicodeDecodeError:
                continue  # offsets are into the converted text
            texts[os.path.relpath(path, folder)] = content
    return texts


def read_ndjson(path):
    """Id -> the text's bytes."""
    texts = {}
    with open(path, "rb") as file:
        for line in file:
            try:
                essay = json.loads(line)
            except ValueError:
                continue
            if isinstance(essay, dict) and "id" in essay:
                texts[str(essay["id"])] = str(essay.get("text", "")).encode()
    return texts


def is_edge(text, at):
    """Whether a passage may begin or end at the byte: at white space, or
    behind a sentence that lacks it ("negara.Hal ini")."""
    before = text[max(at - 4, 0):at].decode(errors="ignore")[-1:]
    behind = text[at:at + 4].decode(errors="ignore")[:1]
    spaces = "\N{ZERO WIDTH SPACE}\N{BYTE ORDER MARK}"
    if any(not c or c.isspace() or c in spaces for c in (before, behind)):
        return True
    return not before.isalnum() and not behind.islower()


class Queries:
    """Different queries made of the words of the texts."""

    def __init__(self, texts, seed):
        self.chance = random.Random(seed)
        self.texts = [texts[key].decode() for key in sorted(texts)]
        self.made = set()

    def words(self, count):
        """So many words that stand side by side in a line."""
        for _ in range(1000):
            text = self.chance.choice(self.texts)
            lines = [line for line in text.splitlines() if line.strip()]
            if not lines:
                continue
            words = WORD.findall(self.chance.choice(lines))
            if len(words) >= count:
                at = self.chance.randrange(len(words) - count + 1)
                return words[at:at + count]
        sys.exit("the source has no lines of %d words" % count)

    def word(self):
        return self.words(1)[0]

    def phrase(self, least, most):
        return '"%s"' % " ".join(self.words(self.chance.randint(least, most)))

    def prefix(self):
        word = self.word()
        while len(word) < 5 or not word.isalpha():
            word = self.word()
        return word[:self.chance.randint(3, len(word) - 1)] + "*"

    def make(self):
        """A query and, where all that may be marked is known, its kind."""
        kind = self.chance.randrange(12)
        if kind == 0:
            return self.word(), None
        if kind == 1:
            return self.word().upper(), None
        if kind == 2:
            return " ".join(self.word() for _ in range(3)), None
        if kind == 3:
            return " ".join(self.words(4)), None
        if kind == 4:
            return self.phrase(2, 3), "phrase"
        if kind == 5:
            return self.phrase(3, 5).upper(), "phrase"
        if kind == 6:
            return self.prefix(), "prefix"
        if kind == 7:
            return "=" + self.word(), None
        if kind == 8:
            return "%s -%s" % (self.word(), self.word()), None
        if kind == 9:
            near = self.chance.randint(1, 20)
            return "%s NEAR/%d %s" % (self.word(), near, self.word()), None
        if kind == 10:
            return "%s DAN (%s ATAU %s)" % (
                self.word(), self.phrase(2, 2), self.word()), None
        return self.phrase(2, 3) + "~ +" + self.word(), None

    def take(self, count):
        for _ in range(count * 100):
            if len(self.made) == count:
                return
            query, kind = self.make()
            if query not in self.made:
                self.made.add(query)
                yield query, kind


class Checker:
    def __init__(self, texts, by_path):
        self.texts = texts
        self.by_path = by_path
        self.query = ""
        self.passages = self.highlights = self.mismatches = self.unknown = 0

    def check(self, what, got, wanted):
        if got == wanted:
            return
        self.mismatches += 1
        if self.mismatches <= SHOWN_MISMATCHES:
            print("%s: %s: %r should be %r" % (self.query, what, got, wanted))

    def segments(self, segments, text, forms):
        self.check("segments joined", "".join(segments), text)
        self.check("segments that are marked", segments[1::2], forms)

    def highlight(self, text, passage, mark, end):
        start, stop = mark["byteStart"], mark["byteEnd"]
        self.highlights += 1
        self.check("highlight in order", end <= start < stop, True)
        self.check("highlight inside", passage["byteStart"] <= start
                   and stop <= passage["byteEnd"], True)
        self.check("form", mark["form"].encode(), text[start:stop])
        return stop

    def passage(self, text, passage):
        start, stop = passage["byteStart"], passage["byteEnd"]
        self.passages += 1
        self.check("passage", passage["text"].encode(), text[start:stop])
        self.check("not empty", start < stop, True)
        first = 1 + text.count(b"\n", 0, start)
        self.check("lineStart", passage["lineStart"], first)
        before = text[max(0, start - 200):start].decode(errors="ignore")
        after = text[stop:stop + 200].decode(errors="ignore")
        self.check("prefix", passage["prefix"], before[-CONTEXT:])
        self.check("suffix", passage["suffix"], after[:CONTEXT])
        self.check("lineEnd", passage["lineEnd"],
                   first + text.count(b"\n", start, stop))
        for edge in (start, stop):
            self.check("cuts no word", is_edge(text, edge), True)
        end = start
        for mark in passage["highlights"]:
            end = self.highlight(text, passage, mark, end)
        self.segments(passage["segments"], passage["text"],
                      [mark["form"] for mark in passage["highlights"]])

    def hit(self, hit):
        text = self.texts.get(hit["path"] if self.by_path else hit["id"])
        if text is None:
            self.unknown += 1
            return
        if "titleSegments" in hit:
            self.check("title", "".join(hit["titleSegments"]), hit["title"])
        for passage in hit["passages"]:
            self.passage(text, passage)
        places = sorted((p["byteStart"], p["byteEnd"])
                        for p in hit["passages"])
        for before, behind in zip(places, places[1:]):
            self.check("passages apart", before[1] <= behind[0], True)

    def kind(self, answer, kind):
        """Whether only the phrase, or words with the prefix, are marked."""
        if answer["query"]["notes"]:
            return
        query = self.query.strip('"*').casefold()
        for hit in answer["hits"]:
            for passage in hit["passages"]:
                for mark in passage["highlights"]:
                    form = mark["form"].casefold()
                    if kind == "phrase":
                        form = WORD.findall(form)
                        self.check("marked phrase", form, WORD.findall(query))
                    else:
                        self.check("marked prefix", form[:len(query)], query)

    def answer(self, query, kind, answer):
        self.query = query
        self.check("q", answer["query"]["q"], query)
        for hit in answer["hits"]:
            self.hit(hit)
        if kind:
            self.kind(answer, kind)


def ask(program, index, query):
    done = subprocess.run([program, "--index", index, "--json", "--", query],
                          capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit("%s failed on %r: %s" % (
            program, query, done.stderr.decode(errors="replace")))
    return json.loads(done.stdout)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("index")
    options.add_argument("source")
    options.add_argument("--queries", type=int, default=200)
    options.add_argument("--seed", type=int, default=20)
    options = options.parse_args()
    by_path = os.path.isdir(options.source)
    texts = (read_folder if by_path else read_ndjson)(options.source)
    if not texts:
        sys.exit("no texts in " + options.source)
    checker = Checker(texts, by_path)
    queries = found = 0
    for query, kind in Queries(texts, options.seed).take(options.queries):
        answer = ask(options.program, options.index, query)
        checker.answer(query, kind, answer)
        queries += 1
        found += bool(answer["hits"])
    print("%d queries (%d with hits), %d passages, %d highlights: "
          "%d mismatches; %d hits of other sources" % (
              queries, found, checker.passages, checker.highlights,
              checker.mismatches, checker.unknown))
    if queries < options.queries or checker.passages == 0:
        sys.exit("too little was checked")
    return 1 if checker.mismatches else 0


if __name__ == "__main__":
    sys.exit(main())
