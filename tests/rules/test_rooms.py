# SPDX-License-Identifier: GPL-3.0-or-later
"""The rooms of the programs: who sees whom, and where a thing stands.

A room is a folder that is a library of its own.  It sees the rooms below it
and no others: of the include lines here, of the compiler's path there.
"""
import functools
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("TELUSUR_BUILD", TOP / "build-test"))


def floors(folder, names, below=()):
    """Rooms of which each sees those before it, and what is below all."""
    rooms = {}
    for name in names.split():
        rooms[f"{folder}/{name}"] = [*below, *rooms]
    return rooms


ENGINE = floors("engine", "ground text index query search answer")
CLI = {"cli": ["engine/ground"]}
INDEXER = floors("indexer", "walk parsers formats report build", ENGINE)
INDEXER["indexer/build"].append("cli")
SERVER = floors("server", "message pages api http", ENGINE)
# What each room sees beside itself.
ROOMS = {
    **ENGINE, **CLI, **INDEXER, **SERVER,
    "indexer": [*ENGINE, *CLI, *INDEXER],
    "server": [*ENGINE, *CLI, *SERVER],
    "query": [*ENGINE, *CLI],
}
MADE = {"openapi_json.h"}  # while building, for its own room

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)
DECLARED = re.compile(r"^(?!static|typedef)[a-z_][\w *]*?\b(\w+)\(", re.M)
DEFINED = re.compile(r"^(?!static|typedef)[a-z_][\w *]*?\b(\w+)\("
                     r"[^;{}]*\)[ \w]*\n\{", re.M)
INLINE = re.compile(r"^static inline [a-z_][\w *]*?\b(\w+)\(", re.M)
# Headers that list things of which each lies in a file of its own name; the
# README of the room says so.
LISTS = {"handle.h", "parsers.h", "reader.h"}
# Public headers with functions in other files than their own: one module of
# several files, told in the README of its room.  This list may only shrink.
PARTS = {
    "engine/index/index_write.h": ["index_write_meta"],
    "engine/index/record.h": ["record_read", "record_roots", "record_write"],
    "engine/index/stamp.h": ["stamp_section"],
    "engine/index/xap.h": ["xap_join", "xap_search"],
}
# Modules of several files that include each other, told in the README of their
# room.  This list may only shrink, too.
CYCLES = {
    frozenset({"cli/cli", "cli/cli_help", "cli/cli_text"}),
    frozenset({"engine/index/stamp", "engine/index/stamp_section"}),
}
README_LINES = 60


@functools.cache
def read(path):
    return path.read_text(encoding="utf-8")


def name_of(path):
    return str(path.relative_to(TOP))


@functools.cache
def files_of(room, *suffixes):
    return [path for path in sorted((TOP / room).iterdir())
            if path.suffix in suffixes]


@functools.cache
def headers_of(room):
    return {path.name for path in files_of(room, ".h", ".hh")}


def code():
    """Each file of the programs with its room."""
    for room in ROOMS:
        for path in files_of(room, ".c", ".cc", ".h"):
            yield room, path


class Includes(unittest.TestCase):
    def test_every_folder_with_code_is_a_room(self):
        found = {name_of(path.parent)
                 for top in ("cli", "engine", "indexer", "query", "server")
                 for path in (TOP / top).rglob("*.[ch]")}
        self.assertEqual(found, set(ROOMS))

    def test_a_room_includes_what_it_sees(self):
        for room, path in code():
            for header in INCLUDE.findall(read(path)):
                homes = [seen for seen in [room, *ROOMS[room]]
                         if header in headers_of(seen)]
                if header not in MADE:
                    self.assertEqual(len(homes), 1, f"{name_of(path)}: {header}")

    def test_no_cycle_between_rooms(self):
        uses = {room: set() for room in ROOMS}
        for room, path in code():
            for header in INCLUDE.findall(read(path)):
                uses[room] |= {seen for seen in ROOMS[room]
                               if header in headers_of(seen)}
        while uses:
            free = [room for room in uses if not uses[room] & set(uses)]
            self.assertNotEqual(free, [], f"a cycle among {list(uses)}")
            for room in free:
                del uses[room]

    def test_private_headers_stay_at_home(self):
        for room, path in code():
            for header in INCLUDE.findall(read(path)):
                if header.endswith("_impl.h"):
                    self.assertIn(header, headers_of(room), name_of(path))
        # And a public header does not hand them on.
        for _, path in code():
            if path.suffix == ".h" and not path.stem.endswith("_impl"):
                self.assertNotIn("_impl.h\"", read(path), name_of(path))
        for path in sorted((TOP / "tests").rglob("*.[ch]")):
            for header in INCLUDE.findall(read(path)):
                if header.endswith("_impl.h"):
                    room = name_of(path.parent).removeprefix("tests/unit/")
                    self.assertIn(header, headers_of(room), name_of(path))

    def test_no_header_is_called_like_one_of_the_c_library(self):
        if not shutil.which("dpkg-query"):
            self.skipTest("this is no Debian")
        done = subprocess.run(["dpkg-query", "-L", "libc6-dev"],
                              capture_output=True, check=False, text=True)
        if done.returncode != 0:
            self.skipTest("libc6-dev is not installed")
        theirs = set(re.findall(r"^/usr/include/(?:[\w-]+-linux-gnu/)?(\w+\.h)$",
                                done.stdout, re.M))
        self.assertIn("error.h", theirs)
        for room, path in code():
            if path.suffix == ".h":
                self.assertNotIn(path.name, theirs, room)


class Compiling(unittest.TestCase):
    """The include path of each room, as the build has it."""

    @classmethod
    def setUpClass(cls):
        commands = BUILD / "compile_commands.json"
        if not commands.exists():
            raise unittest.SkipTest("nothing is built")
        cls.command = {}
        for entry in json.loads(read(commands)):
            path = (BUILD / entry["file"]).resolve()
            room = name_of(path.parent)
            if room in ROOMS and path.suffix == ".c":
                cls.command.setdefault(room, []).append(entry["command"])

    def compile(self, room, text):
        """How the compiler takes a C file of that text in the room."""
        # main.c is compiled with the library's path and its own.
        words = shlex.split(self.command[room][0])
        options = [word for word in words if word[:2] in ("-I", "-D", "-s")]
        with tempfile.NamedTemporaryFile("w", suffix=".c") as file:
            file.write(text)
            file.flush()
            return subprocess.run(
                ["cc", *options, "-fsyntax-only", file.name], cwd=BUILD,
                stderr=subprocess.PIPE, check=False, text=True)

    def test_text_that_includes_plan_does_not_compile(self):
        self.assertEqual(
            self.compile("engine/text", '#include "token.h"\n').returncode, 0)
        done = self.compile("engine/text", '#include "plan.h"\n')
        self.assertNotEqual(done.returncode, 0)
        self.assertRegex(done.stderr, "plan.h: No such file|'plan.h' file not")

    def test_a_room_finds_what_it_sees_and_nothing_else(self):
        for room in ROOMS:
            seen = set().union(*map(headers_of, [room, *ROOMS[room]]))
            every = set().union(*map(headers_of, ROOMS))
            lines = []
            for header in sorted(every):
                how = "!" if header in seen else ""
                lines.append(f'#if {how}__has_include("{header}")\n'
                             f"#error {header}\n#endif\n")
            done = self.compile(room, "".join(lines))
            self.assertEqual(done.returncode, 0, f"{room}: {done.stderr}")


class Modules(unittest.TestCase):
    """A module is NAME.h with NAME.c; parts of one share a NAME_impl.h."""

    def test_a_function_stands_where_its_header_says(self):
        for room, path in code():
            if path.suffix != ".h" or path.name in LISTS:
                continue
            declared = set(DECLARED.findall(read(path)))
            module = path.stem.removesuffix("_impl")
            own = module + ("*.c*" if path.stem != module else ".c*")
            defined = set().union(*(DEFINED.findall(read(source))
                                    for source in path.parent.glob(own)))
            for part in PARTS.get(name_of(path), ()):
                source, = path.parent.glob(part + ".c*")
                more = DEFINED.findall(read(source))
                self.assertNotEqual(declared & set(more), set(),
                                    f"{part} can leave the list")
                defined |= set(more)
            self.assertEqual(declared - defined, set(), name_of(path))

    def test_no_module_includes_itself_by_way_of_others(self):
        uses, home = {}, {}
        for room, path in code():
            module = path.stem.removesuffix("_impl")
            # Each program has its own options.h.
            home.setdefault(module, []).append(room)
            uses.setdefault((room, module), set()).update(
                header[:-2].removesuffix("_impl")
                for header in INCLUDE.findall(read(path)))

        def behind(start):
            """The modules that one includes, and those that they include."""
            found, left = set(), [start]
            while left:
                room, module = left.pop()
                for other in uses[room, module]:
                    for seen in home.get(other, ()):
                        key = (seen, other)
                        if (seen in [room, *ROOMS[room]] and key not in found
                                and key != (room, module)):
                            found.add(key)
                            left.append(key)
            return found

        reach = {key: behind(key) for key in uses}
        found = {frozenset(["/".join(key)]
                           + [f"{room}/{module}" for room, module in reach[key]
                              if key in reach[room, module]])
                 for key in uses if key in reach[key]}
        self.assertEqual(found, CYCLES)

    def test_a_name_tells_where_it_comes_from(self):
        """It begins with the name of its file, or of a type there."""
        for _, path in code():
            if path.suffix != ".h":
                continue
            text = read(path)
            known = {path.stem.removesuffix("_impl"), path.stem.split("_")[0]}
            known |= set(re.findall(r"\b(?:struct|enum) (\w+)", text))
            known |= {name.split("_")[0] for name in INLINE.findall(text)}
            known |= {start + "s" for start in known}  # stamp, stamps
            for name in DECLARED.findall(text):
                self.assertTrue(
                    any(name == start or name.startswith(start + "_")
                        for start in known), f"{name_of(path)}: {name}")


class Readmes(unittest.TestCase):
    def test_every_room_has_a_screen_about_itself(self):
        for room in ROOMS:
            lines = read(TOP / room / "README.md").split("\n")
            self.assertEqual(lines[0][:2], "# ", room)
            self.assertLessEqual(len(lines), README_LINES, room)
            text = "\n".join(lines)
            for word in ("In:", "Out:", "Must never know:"):
                self.assertIn(word, text, room)


if __name__ == "__main__":
    unittest.main()
