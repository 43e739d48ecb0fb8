# SPDX-License-Identifier: GPL-3.0-or-later
"""The essays of the mock server: those of corpus/, and odd ones."""

import bisect
import pathlib
import re

TOP = pathlib.Path(__file__).resolve().parents[2]
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
