# SPDX-License-Identifier: GPL-3.0-or-later
"""What telusur-index makes of folders and the files in them.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_index_folders.py
"""

import os
import shutil
import socket
import time

from indexing import OLD, Case, essays, fingerprint, write
from telusur import CORPUS, main, run


class Folders(Case):
    def test_corpus_and_again(self):
        shutil.copytree(CORPUS, self.corpus, dirs_exist_ok=True)
        for path in self.corpus.iterdir():
            os.utime(path, (OLD, OLD))
        time.sleep(2.1)  # younger files are looked at again
        report, errors = self.index()
        self.assertEqual(errors, "")
        self.check(report, added=5)
        self.assertEqual(report["ignored"], 1)
        self.assertEqual(self.search("diplomasi", "title"), [
            "Capaian Cyber Diplomacy Indonesia",
            "Diplomasi di dunia maya",
            "Keamanan siber manfaat dan ancaman",
            "Pengertian diplomasi siber",
            "Ruang siber dan penggunaan diplomasi"])
        before = fingerprint(self.index_path)
        reads = self.reads()
        report, _ = self.index(sources=[])
        self.assertEqual(reads.names(), set())
        self.check(report, unchanged=5)
        self.assertEqual(fingerprint(self.index_path), before)
        self.assertEqual(self.index_path.stat().st_mode & 0o777, 0o700)

    def test_add_edit_remove_touch(self):
        for name in "abcdef":
            write(self.corpus / ("%s.txt" % name), "Isi berkas %s itu." % name)
        self.check(self.index()[0], added=6)
        ids = dict(zip(self.search("berkas"), self.search("berkas", "id")))
        write(self.corpus / "b.txt", "Isi berkas b yang berubah.")
        (self.corpus / "c.txt").unlink()
        write(self.corpus / "sub/g.md", "# Judul G\n\nIsi berkas g.")
        os.utime(self.corpus / "d.txt", (OLD + 9, OLD + 9))
        # Same size, another time: only the content tells.
        write(self.corpus / "e.txt", "Isi berkas X itu.", OLD + 9)
        self.check(self.index()[0], added=1, updated=2, removed=1,
                   unchanged=3)
        self.assertEqual(self.search("berubah"), ["b.txt"])
        self.assertEqual(self.search("berkas"), [
            "a.txt", "b.txt", "d.txt", "e.txt", "f.txt", "sub/g.md"])
        again = dict(zip(self.search("berkas"), self.search("berkas", "id")))
        for name in ("a.txt", "b.txt", "d.txt"):
            self.assertEqual(ids[name], again[name])
        self.check(self.index()[0], unchanged=6)

    def test_equal_size_and_time(self):
        """The time of change tells, which nobody can set."""
        write(self.corpus / "a.txt", "Teks lama itu.")
        self.index()
        write(self.corpus / "a.txt", "Teks baru itu.")
        self.check(self.index()[0], updated=1)
        self.check(self.index("--verify")[0], unchanged=1)
        self.assertEqual(self.search("baru"), ["a.txt"])
        self.assertEqual(self.search("lama"), [])

    def test_change_within_a_tick(self):
        """A file changed right after a run has the same size and may have
        the same time."""
        write(self.corpus / "a.txt", "Teks lama itu.", time.time())
        when = (self.corpus / "a.txt").stat()
        self.index()
        write(self.corpus / "a.txt", "Teks baru itu.")
        os.utime(self.corpus / "a.txt",
                 ns=(when.st_atime_ns, when.st_mtime_ns))
        self.check(self.index()[0], updated=1)

    def test_encodings(self):
        write(self.corpus / "utf8.txt", "Kata café biasa.")
        write(self.corpus / "utf16.txt", "Kata dua café.".encode("utf-16"))
        write(self.corpus / "latin.txt", "Kata tiga café.".encode("cp1252"))
        write(self.corpus / "rusak.txt", "Kata é é ".encode() + b"\xff empat.")
        write(self.corpus / "biner.txt", b"PK\x03\x04\x00\x00 kata")
        write(self.corpus / "kosong.txt", "")
        report, errors = self.index(code=3)
        self.check(report, added=5)
        self.assertEqual(report["encodings"], {
            "utf8": 2, "utf16": 1, "windows1252": 1, "repaired": 1})
        self.assertEqual(report["empty"], 1)
        self.assertEqual(self.reasons(report),
                         {"biner.txt": "binary, not a text"})
        self.assertIn("biner.txt: binary", errors)
        self.assertEqual(self.search("café"),
                         ["latin.txt", "utf16.txt", "utf8.txt"])
        self.assertEqual(self.search("empat"), ["rusak.txt"])
        # Skipped again, and told again; the others are not read again.
        report, _ = self.index(code=3)
        self.check(report, unchanged=5)
        self.assertEqual(report["skippedTotal"], 1)
        # What becomes binary is an essay no more.
        write(self.corpus / "utf8.txt", b"\0\0")
        self.check(self.index(code=3)[0], removed=1, unchanged=4)

    def test_of_two_copies_the_namesake_moves(self):
        for name in ("a/dua.txt", "a/satu.txt", "lain.txt", "lagi.txt"):
            write(self.corpus / name, "Sama." if "/" in name else name)
        self.index()
        ids = dict(zip(self.search("sama"), self.search("sama", "id")))
        (self.corpus / "b").mkdir()
        (self.corpus / "a/satu.txt").rename(self.corpus / "b/satu.txt")
        (self.corpus / "a/dua.txt").unlink()
        self.check(self.index()[0], moved=1, removed=1, unchanged=2)
        self.assertEqual(self.search("sama"), ["b/satu.txt"])
        self.assertEqual(self.search("sama", "id"), [ids["a/satu.txt"]])

    def test_special_files(self):
        write(self.corpus / "baik.txt", "Berkas yang baik.")
        os.mkfifo(self.corpus / "pipa.txt")
        (self.corpus / "lingkar").symlink_to(self.corpus)
        (self.corpus / "keluar.txt").symlink_to("/etc/passwd")
        (self.corpus / "nol.txt").symlink_to("/dev/zero")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.corpus / "soket.txt"))
            report, _ = self.index(code=3)
        self.check(report, added=1)
        reasons = self.reasons(report)
        self.assertEqual(set(reasons), {"pipa.txt", "lingkar", "keluar.txt",
                                        "nol.txt", "soket.txt"})
        self.assertIn("pipe", reasons["pipa.txt"])
        self.assertIn("link", reasons["lingkar"])

    def test_huge_file(self):
        write(self.corpus / "baik.txt", "Berkas yang baik.")
        with open(self.corpus / "besar.txt", "wb") as file:
            file.truncate(20 << 30)
        reads = self.reads()
        report, _ = self.index(code=3)
        self.assertEqual(reads.names(), {"baik.txt"})
        self.check(report, added=1)
        self.assertIn("64 MB", self.reasons(report)["besar.txt"])

    def test_odd_names(self):
        names = [b"baris\nbaru.txt", b"-i.txt", b"\xff\xfe.txt",
                 b"\xe2\x80\xaetxt.exe.txt", "é.txt".encode(),
                 "e\u0301.txt".encode(), b"n" * 251 + b".txt",
                 b"A.txt", b"a.txt", b"hash#tag.txt"]
        for name in names:
            path = os.fsencode(self.corpus) + b"/" + name
            with open(path, "wb") as file:
                file.write(b"Nama yang aneh sekali.")
        report, errors = self.index()
        self.check(report, added=len(names))
        self.assertEqual(len(set(self.search("aneh", "id"))), len(names))
        self.check(self.index()[0], unchanged=len(names))
        os.mkfifo(os.fsencode(self.corpus) + b"/\x1b[2J\n.txt")
        _, errors = self.index(code=3)
        self.assertNotIn("\x1b", errors)
        self.assertIn("\\x1B[2J\\x0A.txt", errors)

    def test_file_as_source(self):
        write(self.corpus / "a.txt", "Berkas pertama.")
        write(self.corpus / "b.txt", "Berkas kedua.")
        self.check(self.index(sources=[self.corpus / "a.txt"])[0], added=1)
        self.assertEqual(self.search("berkas"), ["a.txt"])
        (self.corpus / "a.txt").unlink()
        _, errors = self.index(sources=[], code=1)
        self.assertIn("a.txt", errors)
        self.assertEqual(self.search("berkas"), ["a.txt"])

    def test_several_sources(self):
        other = self.top / "lain"
        for folder in (self.corpus, other):
            write(folder / "sama.txt", "Berkas di %s." % folder.name)
            write(folder / "dua.txt", "Berkas lagi.")
        self.check(self.index(sources=[self.corpus, other, self.corpus])[0],
                   added=4)
        self.assertEqual(len(set(self.search("berkas", "id"))), 4)
        ids = self.search("berkas", "id")
        # A run touches the essays of its sources only.
        (self.corpus / "dua.txt").unlink()
        (other / "dua.txt").unlink()
        self.check(self.index(sources=[other])[0], removed=1, unchanged=1)
        self.assertEqual(self.search("berkas"),
                         ["dua.txt", "sama.txt", "sama.txt"])
        self.check(self.index(sources=[])[0], removed=1, unchanged=2)
        # Ids last, also where two files have one name.
        write(other / "sama.txt", "Berkas di tempat baru.")
        self.check(self.index()[0], unchanged=1)
        self.check(self.index(sources=[])[0], updated=1, unchanged=1)
        self.assertLessEqual(set(self.search("berkas", "id")), set(ids))


if __name__ == "__main__":
    main()
