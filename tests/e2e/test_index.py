"""What telusur-index makes of folders and files, good and bad.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_index.py
"""

import contextlib
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

from telusur import CORPUS, TOP, main, program, run

os.environ.setdefault("TELUSUR_DATA", str(TOP / "data"))

WORDS = ("negara rumah membaca tulisan berlari sungai gunung kemerdekaan "
         "pelajar mengajar kota desa pasar laut nelayan petani sawah hujan "
         "matahari bulan bintang kebudayaan pemerintah undang-undang ekonomi "
         "perdagangan sejarah kerajaan candi bahasa sastra puisi").split()
OLD = time.time() - 3600  # a time that is believed at once


def essays(count, words=60, seed=1):
    """Lines of NDJSON; each has a word that no other has."""
    source = random.Random(seed)
    for i in range(count):
        text = " ".join(source.choice(WORDS) for _ in range(words))
        yield json.dumps({"id": "e%d" % i, "title": "Esai %d" % i,
                          "text": "%s khas%dx." % (text, i)})


def write(path, text, when=OLD):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(path, (when, when))


def fingerprint(folder):
    """All that stands in a folder, but for the lock."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[str(path)] = os.readlink(path)
        elif path.is_file() and path.name != "lock":
            found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="telusur-index-")
        self.addCleanup(folder.cleanup)
        self.top = pathlib.Path(folder.name)
        self.index_path = self.top / "indeks"
        self.corpus = self.top / "korpus"
        self.corpus.mkdir()

    def index(self, *arguments, code=0, sources=None):
        """Runs telusur-index; gives its report and what it complained of."""
        if sources is None:
            sources = [self.corpus]
        out, errors = run("index", "--index", self.index_path, "--json",
                          *arguments, *sources, code=code)
        return (json.loads(out) if code in (0, 3) else None), errors

    def check(self, report, added=0, updated=0, removed=0, unchanged=0):
        got = {name: report[name] for name in
               ("added", "updated", "removed", "unchanged")}
        self.assertEqual(got, {"added": added, "updated": updated,
                               "removed": removed, "unchanged": unchanged})

    def search(self, q, field="path", index=None):
        out, _ = run("query", "--index", index or self.index_path, "--limit",
                     "100", "--json", q)
        return sorted(hit[field] for hit in json.loads(out)["hits"])

    def reasons(self, report):
        return {pathlib.Path(skip["path"]).name:
                skip["reason"] for skip in report["skipped"]}


class Folders(Case):
    def test_corpus_and_again(self):
        shutil.copytree(CORPUS, self.corpus, dirs_exist_ok=True)
        for path in self.corpus.iterdir():
            os.utime(path, (OLD, OLD))
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
        started = time.monotonic()
        report, _ = self.index(sources=[])
        self.assertLess(time.monotonic() - started, 1)
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

    def test_verify_sees_what_size_and_time_hide(self):
        write(self.corpus / "a.txt", "Teks lama itu.")
        self.index()
        write(self.corpus / "a.txt", "Teks baru itu.")
        self.check(self.index()[0], unchanged=1)
        self.check(self.index("--verify")[0], updated=1)
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

    def test_special_files(self):
        write(self.corpus / "baik.txt", "Berkas yang baik.")
        os.mkfifo(self.corpus / "pipa.txt")
        (self.corpus / "lingkar").symlink_to(self.corpus)
        (self.corpus / "keluar.txt").symlink_to("/etc/passwd")
        (self.corpus / "nol.txt").symlink_to("/dev/zero")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.corpus / "soket.txt"))
            started = time.monotonic()
            report, _ = self.index(code=3)
            self.assertLess(time.monotonic() - started, 5)
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
        started = time.monotonic()
        report, _ = self.index(code=3)
        self.assertLess(time.monotonic() - started, 5)
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


class Guards(Case):
    def fill(self, count=6):
        for i in range(count):
            write(self.corpus / ("%d.txt" % i), "Berkas nomor %d." % i)
        self.check(self.index()[0], added=count)

    def refused(self, *arguments, code=1, sources=None):
        """The run fails with one sentence and changes nothing."""
        before = fingerprint(self.index_path)
        _, errors = self.index(*arguments, code=code, sources=sources)
        self.assertEqual(fingerprint(self.index_path), before)
        self.assertRegex(errors, r"\Atelusur-index: [^\n]{10,400}\n\Z")
        return errors

    def test_missing_folder(self):
        self.fill()
        errors = self.refused(sources=[self.top / "tidak-ada"])
        self.assertIn("tidak-ada", errors)
        shutil.rmtree(self.corpus)
        self.refused(sources=[])
        self.refused("--force", sources=[])
        self.assertEqual(len(self.search("berkas")), 6)

    def test_missing_folder_makes_no_index(self):
        self.index(code=1, sources=[self.top / "tidak-ada"])
        self.assertFalse(self.index_path.exists())

    def test_empty_corpus(self):
        report, errors = self.index()
        self.check(report)
        self.assertIn("there is no text", errors)
        self.fill()
        for path in self.corpus.iterdir():
            path.unlink()
        errors = self.refused()
        self.assertIn("--force", errors)
        self.assertIn("6 of the 6", errors)
        self.assertEqual(len(self.search("berkas")), 6)
        self.refused("--rebuild")
        self.check(self.index("--force")[0], removed=6)
        self.assertEqual(self.search("berkas"), [])

    def test_half_vanished(self):
        self.fill()
        for i in range(3):
            (self.corpus / ("%d.txt" % i)).unlink()
        self.check(self.index()[0], removed=3, unchanged=3)
        for i in range(3, 5):
            (self.corpus / ("%d.txt" % i)).unlink()
        write(self.corpus / "baru.txt", "Berkas baru.")
        _, errors = self.index(code=1)
        self.assertIn("2 of the 3", errors)
        # Nothing is removed, what is new is there.
        self.assertEqual(self.search("berkas"),
                         ["3.txt", "4.txt", "5.txt", "baru.txt"])
        self.check(self.index("--force")[0], removed=2, unchanged=2)

    def test_index_in_source(self):
        self.index_path = self.corpus / "indeks"
        write(self.corpus / "a.txt", "Berkas.")
        _, errors = self.index(code=2)
        self.assertIn("lies in the source", errors)
        self.assertFalse(self.index_path.exists())

    def test_usage(self):
        for arguments in (["--watch"], ["--dry-run"], ["--jobs", "2"],
                          ["--keep", "1"], ["--rollback"], ["--check"],
                          ["--synonyms", "x"], ["-v"], ["--exceptions"]):
            _, errors = self.index(code=2, sources=arguments)
            self.assertIn("telusur-index: ", errors)
        _, errors = self.index(code=2, sources=[])
        self.assertIn("nothing to index", errors)
        self.assertFalse(self.index_path.exists())
        out, _ = run("index", "--help")
        self.assertIn("Usage: telusur-index", out)
        out, _ = run("index", "--version")
        self.assertRegex(out, r"\Atelusur-index \d+\.\d+\.\d+\n\Z")

    def patch(self, old, new):
        path = self.index_path / "current" / "postlist.glass"
        data = path.read_bytes()
        self.assertIn(old, data)
        path.write_bytes(data.replace(old, new))

    def test_other_schema(self):
        self.fill()
        self.patch(b"schema", b"schemb")
        self.assertIn("--rebuild", self.refused())
        self.check(self.index("--rebuild")[0], added=6)
        self.assertEqual(len(self.search("berkas")), 6)

    def test_unreadable_index(self):
        self.fill()
        path = self.index_path / "current" / "iamglass"
        path.write_bytes(path.read_bytes()[:40])
        self.refused()
        self.check(self.index("--rebuild")[0], added=6)
        self.assertEqual(len(self.search("berkas")), 6)

    def test_foreign_folder(self):
        foreign = self.top / "surat"
        write(foreign / "penting.txt", "Surat penting.")
        self.index_path.mkdir()
        (self.index_path / "current").symlink_to("../surat")
        self.refused()
        (self.index_path / "current").unlink()
        (self.index_path / "g000001").mkdir()
        write(self.index_path / "g000001/penting.txt", "Surat penting.")
        (self.index_path / "current").symlink_to("g000001")
        self.refused()

    def test_other_exceptions(self):
        self.fill()
        other = self.top / "kecuali.txt"
        write(other, "berkas berkas\nnomor omor\n")
        errors = self.refused("--exceptions", other)
        self.assertIn("exceptions", errors)
        self.check(self.index("--rebuild", "--exceptions", other)[0], added=6)
        self.check(self.index("--exceptions", other)[0], unchanged=6)
        self.refused()
        self.refused("--exceptions", self.top / "tidak-ada.txt")
        self.refused("--dictionary", self.top / "tidak-ada.dic")

    def nobody(self):
        """A way to run without root's rights, which no mode keeps out."""
        if os.geteuid() != 0:
            return []
        command = ["setpriv", "--reuid=65534", "--regid=65534",
                   "--clear-groups"]
        try:
            subprocess.run([*command, program("index"), "--version"],
                           check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            self.skipTest("cannot give up root's rights here")
        self.top.chmod(0o755)
        for path in [self.top, *self.top.rglob("*")]:
            os.chown(path, 65534, 65534)
        return command

    @contextlib.contextmanager
    def closed(self, path):
        mode = path.stat().st_mode
        path.chmod(0)
        try:
            yield
        finally:
            path.chmod(mode)

    def run_as(self, command, *arguments):
        done = subprocess.run(
            [*command, program("index"), "--index", str(self.index_path),
             "--json", *map(str, arguments)], timeout=60,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        report = json.loads(done.stdout) if done.stdout else None
        return done.returncode, report, done.stderr.decode()

    def test_unreadable(self):
        """What cannot be read is told and keeps its essays."""
        write(self.corpus / "a.txt", "Berkas.")
        for name in "bcde":
            write(self.corpus / ("sub/%s.txt" % name), "Berkas.")
        write(self.corpus / "k.ndjson", "\n".join(essays(3)))
        nobody = self.nobody()
        code, report, _ = self.run_as(nobody, self.corpus)
        self.assertEqual(code, 0)
        self.check(report, added=8)
        with self.closed(self.corpus / "sub"):
            code, report, errors = self.run_as(nobody)
            self.assertEqual(code, 3)
            self.check(report, unchanged=4)
            self.assertEqual(report["kept"], 4)
            self.assertIn("sub: ", errors)
        os.utime(self.corpus / "a.txt")
        os.utime(self.corpus / "k.ndjson")
        with self.closed(self.corpus / "a.txt"), \
                self.closed(self.corpus / "k.ndjson"):
            code, report, errors = self.run_as(nobody)
            self.assertEqual(code, 3)
            self.check(report, unchanged=4)
            self.assertEqual(report["kept"], 4)
            self.assertEqual(set(self.reasons(report)),
                             {"a.txt", "k.ndjson"})
        with self.closed(self.corpus):
            code, report, errors = self.run_as(nobody)
            self.assertEqual((code, report), (1, None))
            self.assertIn("korpus", errors)
        code, report, _ = self.run_as(nobody)
        self.assertEqual(code, 0)
        self.check(report, unchanged=8)


class Rebuild(Case):
    def test_rebuild(self):
        other = self.top / "lain"
        write(self.corpus / "a.txt", "Berkas pertama.")
        write(other / "a.txt", "Berkas kedua.")
        self.check(self.index(sources=[self.corpus, other])[0], added=2)
        ids = self.search("berkas", "id")
        generation = os.readlink(self.index_path / "current")
        write(self.corpus / "b.txt", "Berkas ketiga.")
        # All sources take part, also those that are not named.
        report, _ = self.index("--rebuild", sources=[self.corpus])
        self.check(report, added=3)
        self.assertTrue(report["rebuilt"])
        self.assertEqual(self.search("berkas"), ["a.txt", "a.txt", "b.txt"])
        self.assertLessEqual(set(ids), set(self.search("berkas", "id")))
        self.assertNotEqual(os.readlink(self.index_path / "current"),
                            generation)
        self.assertFalse((self.index_path / generation).exists())
        self.check(self.index(sources=[])[0], unchanged=3)

    def test_source_that_is_gone(self):
        other = self.top / "lain"
        write(self.corpus / "a.txt", "Berkas pertama.")
        write(other / "b.txt", "Berkas kedua.")
        self.index(sources=[self.corpus, other])
        shutil.rmtree(other)
        before = fingerprint(self.index_path)
        _, errors = self.index("--rebuild", code=1, sources=[])
        self.assertIn("lain", errors)
        self.assertEqual(fingerprint(self.index_path), before)
        report, errors = self.index("--rebuild", "--force", sources=[])
        self.check(report, added=1)
        self.assertIn("left out", errors)
        self.assertEqual(self.search("berkas"), ["a.txt"])

    def test_first_index(self):
        write(self.corpus / "a.txt", "Berkas.")
        report, _ = self.index("--rebuild")
        self.check(report, added=1)
        self.assertFalse(report["rebuilt"])


class Ndjson(Case):
    def put(self, lines, name="k.ndjson", when=OLD):
        write(self.corpus / name, "\n".join(lines) + "\n", when)

    def test_lines(self):
        lines = list(essays(2000))
        bad = {10: "{", 500: '{"id":"a b","title":"t","text":"t"}',
               900: lines[3], 1500: '{"id":"x","text":"tanpa judul"}'}
        mixed = list(lines)
        for line, text in sorted(bad.items()):
            mixed.insert(line - 1, text)
        self.put(mixed)
        report, errors = self.index(code=3)
        self.check(report, added=2000)
        self.assertEqual([skip["line"] for skip in report["skipped"]],
                         sorted(bad))
        self.assertIn("k.ndjson, line 900: ", errors)
        self.assertEqual(self.search("khas1999x", "id"), ["e1999"])
        self.assertEqual(self.search("khas3x"), ["k.ndjson"])
        # The bad lines are told until they are mended.
        report, _ = self.index(code=3)
        self.check(report, unchanged=2000)
        self.assertEqual(report["skippedTotal"], 4)
        self.put(lines)
        self.check(self.index()[0], unchanged=2000)
        self.check(self.index()[0], unchanged=2000)

    def test_changes(self):
        lines = list(essays(100))
        self.put(lines)
        self.index()
        changed = json.loads(lines[7])
        changed["text"] = "Isi yang berubah sama sekali."
        del lines[50:60]
        lines[7] = json.dumps(changed)
        lines.reverse()
        self.put([*lines, *list(essays(102))[100:]], when=OLD + 1)
        self.check(self.index()[0], added=2, updated=1, removed=10,
                   unchanged=89)
        self.assertEqual(self.search("berubah", "id"), ["e7"])
        self.assertEqual(self.search("khas7x"), [])
        self.assertEqual(self.search("khas55x"), [])

    def test_moved_lines(self):
        """An essay may go to a file that is read before its old one, or
        after it, in one run."""
        lines = list(essays(40))
        self.put(lines[:20], "a.ndjson")
        self.put(lines[20:], "b.ndjson")
        self.index()
        self.put(lines[5:25], "a.ndjson", OLD + 1)
        self.put(lines[:5] + lines[25:], "b.ndjson", OLD + 1)
        report, _ = self.index()
        self.check(report, added=10, removed=10, unchanged=30)
        self.assertEqual(self.search("khas22x"), ["a.ndjson"])
        self.assertEqual(self.search("khas2x"), ["b.ndjson"])
        self.check(self.index()[0], unchanged=40)

    def test_id_in_two_files(self):
        lines = list(essays(3))
        self.put(lines[:2], "a.ndjson")
        self.put(lines[1:], "b.ndjson")
        for _ in range(2):
            report, _ = self.index(code=3)
            self.assertEqual(report["added"] + report["unchanged"], 3)
            self.assertEqual(self.reasons(report), {
                "b.ndjson": "another essay has the id e1 already"})
        self.assertEqual(self.search("khas1x"), ["a.ndjson"])

    def test_binary(self):
        write(self.corpus / "k.ndjson", b"\0\1\2\n{}\n")
        report, _ = self.index(code=3)
        self.check(report)
        self.assertEqual(self.reasons(report),
                         {"k.ndjson": "binary, not a text"})


class Edits(Case):
    """After any edits an incremental run answers as an index built from
    nothing does: the same but for ids."""

    SCRIPTS = 8
    STEPS = 6
    QUERIES = ("negara", "candi sastra", '"laut nelayan"', "baca*",
               "hujan -bulan", "judul:esai", "kota NEAR/3 desa")

    def text(self):
        return " ".join(self.source.choice(WORDS) for _ in range(30)) + "."

    def files(self):
        return sorted(path for path in self.corpus.rglob("*.txt"))

    def lines(self):
        return [json.dumps({"id": "n%d" % i, "title": "Esai %d" % i,
                            "text": self.text()})
                for i in self.source.sample(range(40), 30)]

    def edit(self):
        files = self.files()
        path = self.source.choice(files)
        name = "%s/%d.txt" % (self.source.choice("abc"),
                              self.source.randrange(1000))
        action = self.source.randrange(7)
        if action == 0 or len(files) < 12:
            write(self.corpus / name, self.text(), self.time())
        elif action == 1:
            write(path, self.text(), self.time())
        elif action == 2:
            path.unlink()
        elif action == 3:
            (self.corpus / name).parent.mkdir(exist_ok=True)
            path.rename(self.corpus / name)
        elif action == 4:
            os.utime(path, (self.time(), self.time()))
        elif action == 5:
            # Lines go from one file to the other too.
            lines = self.lines()
            write(self.corpus / "k.ndjson", "\n".join(lines[:15]), self.time())
            write(self.corpus / "z.jsonl", "\n".join(lines[15:]), self.time())
        else:
            write(path, b"\0 biner", self.time())

    def time(self):
        return OLD + self.source.randrange(-1000, 1000)

    def answers(self, index):
        found = []
        for q in self.QUERIES:
            out, _ = run("query", "--index", index, "--limit", "100",
                         "--json", q)
            answer = json.loads(out)
            found.append((q, answer["estimatedTotalHits"], sorted(
                (hit["path"], hit["title"], round(hit["score"], 3),
                 [passage["text"] for passage in hit["passages"]])
                for hit in answer["hits"])))
        return found

    def test_scripts(self):
        for script in range(self.SCRIPTS):
            self.source = random.Random(script)
            shutil.rmtree(self.corpus)
            shutil.rmtree(self.index_path, ignore_errors=True)
            for i in range(16):
                write(self.corpus / ("a/%d.txt" % i), self.text())
            self.index()
            for _ in range(self.STEPS):
                for _ in range(self.source.randrange(4)):
                    self.edit()
                self.step("--force")
            fresh = self.top / "baru"
            shutil.rmtree(fresh, ignore_errors=True)
            subprocess.run([program("index"), "--index", str(fresh),
                            str(self.corpus)], stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
            self.compare(script, fresh)

    def step(self, *arguments):
        done = subprocess.run(
            [program("index"), "--index", str(self.index_path), *arguments,
             str(self.corpus)], stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE)
        self.assertIn(done.returncode, (0, 3), done.stderr)

    def compare(self, script, fresh):
        for got, wanted in zip(self.answers(self.index_path),
                               self.answers(fresh)):
            self.assertEqual(got, wanted, "script %d" % script)


class Interrupted(Case):
    COUNT = 12000  # several commits

    def setUp(self):
        super().setUp()
        write(self.corpus / "k.ndjson", "\n".join(essays(self.COUNT)))

    def start(self, *arguments, **more):
        return subprocess.Popen(
            [program("index"), "--index", str(self.index_path), "--json",
             *arguments, str(self.corpus)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def wait_for(self, path):
        end = time.monotonic() + 60
        while not os.path.lexists(path):
            self.assertLess(time.monotonic(), end)
            time.sleep(0.01)

    def test_killed(self):
        source = random.Random()
        for _ in range(3):
            process = self.start()
            self.wait_for(self.index_path / "current")
            time.sleep(source.random() * 0.3)
            process.kill()
            process.communicate()
            self.search("negara")  # it can be searched at any time
        report, _ = self.index()
        self.assertEqual(report["added"] + report["unchanged"], self.COUNT)
        self.assertGreater(report["unchanged"], 0)
        self.check(self.index()[0], unchanged=self.COUNT)
        for i in (0, self.COUNT // 2, self.COUNT - 1):
            self.assertEqual(self.search("khas%dx" % i, "id"), ["e%d" % i])

    def test_stopped(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            shutil.rmtree(self.index_path, ignore_errors=True)
            process = self.start()
            self.wait_for(self.index_path / "current")
            process.send_signal(number)
            out, errors = process.communicate(timeout=30)
            self.assertEqual(process.returncode, 0, errors)
            report = json.loads(out)
            self.assertTrue(report["stopped"])
            self.assertIn(b"stopped before the end", errors)
            self.assertEqual(report["removed"], 0)
        report, _ = self.index()
        self.assertEqual(report["added"] + report["unchanged"], self.COUNT)
        self.assertGreater(report["unchanged"], 0)

    def test_rebuild_stopped(self):
        write(self.corpus / "k.ndjson", "\n".join(essays(10)))
        self.index()
        before = fingerprint(self.index_path)
        write(self.corpus / "k.ndjson", "\n".join(essays(self.COUNT)))
        for number, code in ((signal.SIGTERM, 1), (signal.SIGKILL, -9)):
            process = self.start("--rebuild")
            self.wait_for(self.index_path / "g000002" / "iamglass")
            time.sleep(0.2)
            process.send_signal(number)
            process.communicate(timeout=30)
            self.assertEqual(process.returncode, code)
            if code == 1:
                self.assertEqual(fingerprint(self.index_path), before)
            self.assertEqual(len(self.search("negara OR rumah")), 10)
        self.check(self.index("--rebuild")[0], added=self.COUNT)

    def test_two_at_once(self):
        first = self.start()
        self.wait_for(self.index_path / "g000001" / "iamglass")
        first.send_signal(signal.SIGSTOP)
        try:
            started = time.monotonic()
            _, errors = self.index(code=1)
            self.assertLess(time.monotonic() - started, 1)
            self.assertIn("process %d" % first.pid, errors)
        finally:
            first.send_signal(signal.SIGCONT)
        out, _ = first.communicate(timeout=60)
        self.assertEqual(first.returncode, 0)
        self.assertEqual(json.loads(out)["added"], self.COUNT)
        self.check(self.index()[0], unchanged=self.COUNT)

    def test_progress_line(self):
        master, slave = os.openpty()
        started = time.monotonic()
        done = subprocess.run(
            [program("index"), "--index", str(self.index_path),
             str(self.corpus)], stdout=subprocess.PIPE, stderr=slave)
        seconds = time.monotonic() - started
        os.close(slave)
        shown = b""
        with contextlib.suppress(OSError):
            while data := os.read(master, 65536):
                shown += data
        os.close(master)
        self.assertEqual(done.returncode, 0)
        lines = shown.count(b" essays/s")
        self.assertLessEqual(lines, seconds * 5 + 1)
        if seconds > 1:
            self.assertGreater(lines, 0)
        self.assertTrue(not lines or shown.endswith(b"\x1b[K"))


if __name__ == "__main__":
    main()
