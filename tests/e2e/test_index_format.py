# SPDX-License-Identifier: GPL-3.0-or-later
"""An index is what engine/index/FORMAT.md says: decoded here by that page
alone, without the engine."""
import json
import pathlib
import re
import struct

import indexing
from telusur import main

TOP = pathlib.Path(__file__).resolve().parents[2]
PAGE = (TOP / "engine/index/FORMAT.md").read_text(encoding="utf-8")
SECTIONS = ("documents", "ends", "records", "lexicon", "groups", "roots",
            "stamps", "word_roots", "date", "title", "id", "author", "path", "folder",
            "kind")
COLUMNS = SECTIONS[8:]


class Cursor:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        if self.at + count > len(self.data):
            raise ValueError("cut")
        self.at += count
        return self.data[self.at - count:self.at]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def zigzag(self):
        value = self.varint()
        return value >> 1 ^ -(value & 1)

    def string(self):
        return self.take(self.varint())

    def varints(self, count):
        return [self.varint() for _ in range(count)]

    def u32s(self, count):
        return list(struct.unpack("<%dI" % count, self.take(4 * count)))


def sections_of(data):
    """The sections of a segment by name."""
    tail, count, features = struct.unpack("<QII", data[-16:])
    assert data[:8] == b"TLSRSEG1" and features == 0
    table = struct.unpack("<%dQ" % (2 * count), data[tail:tail + 16 * count])
    blocks = (tail + 65535) // 65536
    assert len(data) == tail + 16 * count + 8 * blocks + 16
    found = {}
    for i, name in enumerate(SECTIONS):
        offset, length = table[2 * i:2 * i + 2]
        assert offset % 8 == 0 and offset + length <= tail
        found[name] = data[offset:offset + length]
    return found


def paragraph_of(cursor):
    names = ("start", "length", "line", "lines", "number", "words",
             "positions")
    paragraph = {name: cursor.varint() for name in names}
    paragraph["sentences"] = [cursor.varint()
                              for _ in range(cursor.varint())]
    return paragraph


def block_of(data):
    cursor = Cursor(data)
    block = {"words": cursor.varints(cursor.varint())}
    block["paragraphs"] = [paragraph_of(cursor)
                           for _ in range(cursor.varint())]
    block["kind"], block["length"] = cursor.take(1)[0], cursor.varint()
    block["text"] = cursor.take(len(data) - cursor.at)
    return block


def record_of(data):
    cursor = Cursor(data)
    record = {"flags": cursor.take(1)[0], "source": cursor.varint()}
    for name in ("id", "path", "title", "author", "date", "url", "kind",
                 "pages"):
        record[name] = cursor.string()
    for name in ("length", "words", "paragraphs"):
        record[name] = cursor.varint()
    record["title_words"] = cursor.varints(cursor.varint())
    blocks = cursor.varint()
    record["starts"] = [[cursor.varint() for _ in range(4)]
                        for _ in range(blocks - 1)]
    lengths = [cursor.varint() for _ in range(blocks)]
    record["blocks"] = [block_of(cursor.take(length)) for length in lengths]
    record["roots"] = cursor.take(len(data) - cursor.at)
    return record


def lexicon_of(sections):
    """[form, root, word, its root's, occurrences, documents] of each."""
    count, *groups = struct.unpack(
        "<%dI" % (len(sections["groups"]) // 4), sections["groups"])
    assert len(groups) == (count + 15) // 16
    cursor, entries, form = Cursor(sections["lexicon"]), [], b""
    for i in range(count):
        if i % 16 == 0:
            assert cursor.at == groups[i // 16]
        shared = cursor.varint()
        form = form[:shared] + cursor.string()
        root = cursor.varint()
        own = root == 0
        root = form if own else cursor.take(root - 1)
        word = cursor.varint()
        entries.append([form, root, word, word if own else cursor.varint(),
                        cursor.zigzag(), cursor.zigzag()])
    assert cursor.at == len(sections["lexicon"])
    return entries


def stamps_of(data):
    cursor, stamps, name = Cursor(data), [], b""
    while cursor.at < len(data):
        stamp = {"source": cursor.varint()}
        shared = cursor.varint()
        name = name[:shared] + cursor.string()
        stamp["name"], flags = name, cursor.take(1)[0]
        stamp["gone"] = bool(flags & 1)
        if not stamp["gone"]:
            stamp["document"] = cursor.varint()
        if flags & 2:
            stamp["look"] = [cursor.varint() for _ in range(4)]
        if flags & 4:
            stamp["content"] = cursor.take(16)
        if flags & 8:
            stamp["sketch"] = cursor.take(32)
        if flags & 16:
            stamp["why"] = cursor.string()
        stamps.append(stamp)
    return stamps


def column_of(data, documents):
    """The string of each document; None for those without."""
    strings, = struct.unpack("<I", data[:4])
    groups = Cursor(data[4:]).u32s((strings + 15) // 16)
    at = 4 + 4 * len(groups)
    size = 1 if strings < 256 else 2 if strings < 65536 else 4
    numbers = struct.unpack("<%d%s" % (documents, " BH I"[size]),
                            data[at:at + size * documents])
    cursor, known, string = Cursor(data[at + size * documents:]), [None], b""
    for i in range(strings):
        if i % 16 == 0:
            assert cursor.at == groups[i // 16]
        shared = cursor.varint()
        assert i % 16 or shared == 0
        string = string[:shared] + cursor.string()
        known.append(string)
    assert known[1:] == sorted(set(known[1:]))
    assert cursor.at == len(cursor.data)
    return [known[number] for number in numbers]


def example(heading):
    """The bytes that the page shows behind a sentence."""
    block = PAGE.split(heading, 1)[1].split("\n\n", 2)[1]
    # Two spaces end the bytes of a line.
    rows = (line[4:].split("  ")[0] for line in block.split("\n"))
    return bytes.fromhex(" ".join(
        row for row in rows if re.fullmatch(r"[0-9a-f]{2}( [0-9a-f]{2})*",
                                            row)))


class Format(indexing.Case):
    def segments(self):
        # The oldest has the lowest numbers of documents.
        paths = sorted((self.index_path / "current").glob("*.segment"),
                       key=lambda path: sections_of(
                           path.read_bytes())["documents"][:4][::-1])
        return [sections_of(path.read_bytes()) for path in paths]

    def index_lines(self, *lines, flags=()):
        indexing.write(self.corpus / "contoh.ndjson", "".join(
            json.dumps(line, separators=(",", ":")) + "\n" for line in lines))
        self.index(*flags)

    def columns_are_of(self, segment, records):
        columns = {name: column_of(segment[name], len(records))
                   for name in COLUMNS}
        for i, record in enumerate(records):
            for name in "date", "id", "path", "kind":
                self.assertEqual(columns[name][i] or b"", record[name])
            self.assertEqual(columns["author"][i],
                             record["author"] and
                             record["author"].lower() + b"\0" +
                             record["author"] or None)
            self.assertEqual(columns["folder"][i] or b"", b"\0".join(
                record["path"].split(b"/")[:-1]))
        titles = dict(zip(columns["title"], records))
        self.assertEqual([titles[key]["title"] for key in sorted(titles)],
                         [b"Esai %d" % i for i in sorted(
                             int(record["title"][5:])
                             for record in titles.values())])

    def test_the_example_is_real(self):
        line = {"id": "a", "title": "Kata", "text": "Satu kata. Kata-kata!"}
        self.assertIn(json.dumps(line, separators=(",", ":")), PAGE)
        self.index_lines(line)
        segment, = self.segments()
        self.assertEqual(segment["documents"], b"\1\0\0\0")
        self.assertEqual(segment["records"], example("Section 2:"))
        self.assertEqual(segment["lexicon"], example("of one group:"))
        self.assertEqual(Cursor(segment["word_roots"]).u32s(3), [1, 2, 1])
        self.assertEqual(struct.unpack("<Q", segment["ends"])[0],
                         len(segment["records"]))
        self.assertEqual(segment["kind"], example("section 14:"))

    def test_the_example_decodes_to_its_line(self):
        record = record_of(example("Section 2:"))
        self.assertEqual((record["id"], record["title"], record["kind"]),
                         (b"a", b"Kata", b"ndjson"))
        self.assertEqual((record["words"], record["paragraphs"]), (3, 1))
        block, = record["blocks"]
        self.assertEqual((block["kind"], block["text"]),
                         (0, b"Satu kata. Kata-kata!"))
        self.assertEqual(block["paragraphs"], [
            {"start": 0, "length": 21, "line": 0, "lines": 0, "number": 1,
             "words": 3, "positions": 3, "sentences": [2]}])
        satu, kata, doubled = block["words"]
        self.assertEqual(record["title_words"], [kata])
        self.assertEqual((satu, kata, doubled), (2, 1, 3))

    def test_a_larger_index_decodes_whole(self):
        words = ["kata%d berkata%d" % (i, i) for i in range(40)]
        lines = [{"id": "e%d" % i, "title": "Esai %d" % i,
                  "author": "Siti" if i % 2 else "",
                  "text": " ".join(words[i:]) + ".\n\nLagi satu."}
                 for i in range(40)]
        lines[7]["text"] = "Buku panjang. " * 9000
        self.index_lines(*lines)
        self.index_lines(*lines[3:], flags=["--verify"])
        documents, counts, names, numbers, roots = {}, {}, {}, {}, [0]
        for segment in self.segments():
            ends = struct.unpack("<%dQ" % (len(segment["ends"]) // 8),
                                 segment["ends"])
            start = 0
            for number, end in zip(Cursor(segment["documents"]).u32s(
                    len(ends)), ends):
                documents[number] = record_of(segment["records"][start:end])
                start = end
            self.columns_are_of(segment, [
                record_of(segment["records"][start:end])
                for start, end in zip((0, *ends), ends)])
            for form, root, word, its_root, occurrences, _ in lexicon_of(
                    segment):
                key = form, root
                numbers.setdefault(key, (word, its_root))
                self.assertEqual(numbers[key], (word, its_root))
                counts[key] = counts.get(key, 0) + occurrences
            roots += Cursor(segment["word_roots"]).u32s(
                len(segment["word_roots"]) // 4)
            for stamp in stamps_of(segment["stamps"]):
                names[stamp["name"]] = stamp["gone"]
        for word, its_root in numbers.values():
            self.assertEqual(roots[word], its_root)
        self.assertEqual(len(numbers), len(roots) - 1)
        ids = {record["id"].decode() for record in documents.values()}
        self.assertTrue({line["id"] for line in lines[3:]} <= ids)
        long_one = [record for record in documents.values()
                    if record["id"] == b"e7"][0]
        self.assertGreater(len(long_one["blocks"]), 4)
        self.assertGreater(len(long_one["roots"]), 0)
        self.assertEqual(sum(counts[key] for key in counts
                             if key[0] == b"panjang"), 9000)
        self.assertFalse(names[b"contoh.ndjson//e5"])


if __name__ == "__main__":
    main()
