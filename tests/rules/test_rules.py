# SPDX-License-Identifier: GPL-3.0-or-later
"""The house rules that a machine can check; test_rooms.py has more."""
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
CODE = [path for folder in ("cli", "engine", "indexer", "packaging", "query",
                       "server", "tests")
        for path in sorted((TOP / folder).rglob("*"))
        if path.suffix in (".c", ".h", ".cc", ".hh")]
ADVICE_LINES, WALL_LINES = 500, 600
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)

# Which files may include a foreign library's header; tests may, to check ours.
FOREIGN = {
    r"xapian\.h": r"engine/index/xap_impl\.hh",
    r"libstemmer\.h": r"engine/text/stem\.c",
    r"utf8proc\.h": r"engine/ground/unicode\.c",
    r"xxhash\.h": r"engine/ground/hash\.c",
    r"(zstd|zstd_errors|zdict)\.h": r"engine/index/pack\.c",
    r"jansson\.h": r"engine/answer/json_\w*\.c",
    r"microhttpd\.h": r"server/http/http\.c",
    r"zlib\.h": r"server/message/gzip\.c",
    r"brotli/encode\.h": r"server/message/brotli\.c",
    r"cmocka\.h": r"no program",
    r"expat\.h": r"indexer/parsers/xml\.[ch]",
    r"gumbo\.h": r"indexer/parsers/html\w*\.[ch]",
    r"poppler\.h": r"indexer/parsers/pdf\.c",
    r"seccomp\.h": r"indexer/formats/sandbox\.c",
    r"zip\.h": r"indexer/parsers/archive\.c",
}
# Headers of the C library and of POSIX stand alone or under these folders.
SYSTEM = re.compile(r"^(sys/|netinet/|arpa/|linux/)?[a-z0-9_]+\.h$")


def name_of(path):
    return str(path.relative_to(TOP))


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


class Dependencies(unittest.TestCase):
    def test_one_foreign_library_one_file(self):
        for path in CODE:
            for bracket, header in includes(path):
                for foreign, allowed in FOREIGN.items():
                    if (bracket == "<" and re.fullmatch(foreign, header)
                            and "tests" not in path.parts):
                        self.assertRegex(name_of(path), f"^{allowed}$", header)

    def test_no_unknown_foreign_header(self):
        for path in CODE:
            if path.suffix in (".cc", ".hh"):
                continue
            for bracket, header in includes(path):
                known = any(re.fullmatch(f, header) for f in FOREIGN)
                if bracket == "<" and not known:
                    self.assertRegex(header, SYSTEM, name_of(path))

    def test_one_parser_of_command_lines(self):
        for path in CODE:
            self.assertNotIn(("<", "getopt.h"), includes(path), name_of(path))

    def test_engine_has_no_sockets(self):
        for path in sorted((TOP / "engine").rglob("*.[ch]")):
            for _, header in includes(path):
                self.assertNotIn(header, ("sys/socket.h", "netinet/in.h"),
                                 name_of(path))

    def test_cplusplus_only_in_the_binding(self):
        found = [name_of(p) for p in CODE if p.suffix in (".cc", ".hh")]
        self.assertEqual(found, ["engine/index/xap.cc",
                                 "engine/index/xap_impl.hh",
                                 "engine/index/xap_search.cc"])


class Size(unittest.TestCase):
    def test_a_file_fits_a_sitting(self):
        scripts = [path for suffix in ("py", "mjs")
                   for path in (TOP / "tests").rglob("*." + suffix)
                   if "node_modules" not in path.parts]
        for path in CODE + scripts:
            lines = path.read_text(encoding="utf-8").count("\n")
            # Over the advice a file is worth a thought, over the wall it is
            # split, by idea.
            if lines > ADVICE_LINES:
                print(f"# {name_of(path)} has {lines} lines", file=sys.stderr)
            self.assertLessEqual(lines, WALL_LINES, name_of(path))

    def test_a_script_module_is_small(self):
        for path in sorted((TOP / "web").glob("*.js")):
            lines = path.read_text(encoding="utf-8").count("\n")
            self.assertLessEqual(lines, 250, name_of(path))

    def test_a_function_fits_a_screen(self):
        for path in CODE:
            start = None
            lines = path.read_text(encoding="utf-8").split("\n")
            for number, line in enumerate(lines, 1):
                if line == "{":
                    start = number
                elif line == "}" and start:
                    self.assertLessEqual(number - start, 62,
                                         f"{name_of(path)}:{start}")
                    start = None


class Cleanliness(unittest.TestCase):
    def test_nothing_is_left_open(self):
        words = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
        for path in CODE + sorted((TOP / "web").glob("*.js")):
            text = path.read_text(encoding="utf-8")
            self.assertIsNone(words.search(text), name_of(path))

    def test_every_header_is_guarded_and_says_what_it_is(self):
        for path in CODE:
            if path.suffix == ".h":
                text = path.read_text(encoding="utf-8")
                self.assertRegex(text, r"\A.*\n/\* ", name_of(path))
                self.assertRegex(text, r"#ifndef TELUSUR_\w+_H", name_of(path))

    def test_every_file_names_its_licence(self):
        for path in CODE:
            self.assertTrue(path.read_text(encoding="utf-8").startswith(
                "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"),
                name_of(path))

    def test_format(self):
        if not shutil.which("clang-format"):
            self.skipTest("clang-format is not installed")
        done = subprocess.run(
            ["clang-format", "--dry-run", "--Werror", *map(str, CODE)],
            stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode()[:2000])

    def test_documents_name_what_is_there(self):
        """Files, and functions or constants, that stand in backticks."""
        folders = ("cli", "corpus", "data", "engine", "indexer", "packaging",
                   "query", "server", "tests", "tools", "web")
        files = [path for folder in folders
                 for path in (TOP / folder).rglob("*")
                 if path.is_file() and "node_modules" not in path.parts]
        names = {path.name for path in files} | {path.stem for path in files}
        for path in files:
            if path.name == "meson.build":  # names what is made, too
                names |= set(re.findall(r"'([\w.]+)'", path.read_text("utf-8")))
        words = set().union(*(
            re.findall(r"\w+", path.read_text(encoding="utf-8"))
            for path in CODE))
        documents = [TOP / name for name in (
            "ARCHITECTURE.md", "CONTRIBUTING.md", "README.md")]
        documents += [path for path in files if path.name == "README.md"]
        for document in documents:
            text = document.read_text(encoding="utf-8")
            where = name_of(document)
            for name in re.findall(r"`([\w/.-]+\.(?:cc|c|h|py|mjs))`", text):
                if "NAME" in name or name in ("error.h", "search.h"):
                    continue  # a pattern; headers of glibc
                self.assertTrue(pathlib.Path(name).name in names,
                                f"{where}: {name}")
                if "/" in name:
                    near = [top / name for top in (TOP, document.parent,
                                                   TOP / "engine",
                                                   document.parent.parent)]
                    self.assertTrue(any(map(pathlib.Path.exists, near)),
                                    f"{where}: {name}")
            text = re.sub("`(module_verb|MODULE_THING)`", "", text)
            for name in re.findall(r"`([a-z]\w*_\w+|[A-Z]+_[A-Z_]+)`", text):
                self.assertTrue(name in words | names, f"{where}: {name}")

    def test_corpus_is_unchanged_text_with_its_provenance(self):
        provenance = (TOP / "corpus/PROVENANCE").read_text(encoding="utf-8")
        essays = sorted((TOP / "corpus").glob("*.txt"))
        self.assertGreaterEqual(len(essays), 5)
        for essay in essays:
            essay.read_bytes().decode("utf-8")
            self.assertIn(essay.name, provenance)


class Mutants(unittest.TestCase):
    def test_each_row_fits_the_code(self):
        sys.path.insert(0, str(TOP / "tests" / "mutants"))
        import mutants
        rows = mutants.read_table()
        self.assertGreaterEqual(len(rows), 40)
        for row in rows:
            self.assertIsNone(row.trouble(),
                              "mutants.txt, line %d" % row.number)


if __name__ == "__main__":
    unittest.main()
