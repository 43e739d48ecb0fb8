# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks the code in one place at a time and looks whether a test notices.

    tools/mutate [--list] [--named] [--part N/M] [WORD...]

The breaks stand in mutants.txt. Each is made in a copy of the tree, built, and
shown to the tests that its row names; where they pass, to all unit tests, then
to the end-to-end tests. WORDs choose rows that hold one of them; --part 1/4
takes each fourth row. Fails when fewer than 95 of 100 are noticed, or when a
row does not fit the code any more.
"""

import argparse
import functools
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
TABLE = pathlib.Path(__file__).with_name("mutants.txt")
WANTED_PERCENT = 95
NOT_BUILT = 125  # what meson ends with where it cannot build


class Mutant:
    """A row: where and how the code is broken, and who should notice."""

    def __init__(self, number, lines):
        self.number = number  # of its first line in the table
        self.file, self.old, self.new, self.breaks, tests = lines
        self.tests = [name.strip() for name in tests.split(",")]

    def __str__(self):
        return "%s: %s" % (self.file, self.breaks)

    def trouble(self):
        """Why the row does not fit the code; None when it does."""
        path = TOP / self.file
        if not path.is_file():
            return "there is no %s" % self.file
        count = path.read_text(encoding="utf-8").count(self.old)
        if count != 1:
            return "%s holds %r %d times" % (self.file, self.old, count)
        if self.old == self.new:
            return "nothing is changed"
        for name in self.tests:
            if name not in known_tests():
                return "there is no test %s" % name
        return None


@functools.cache
def known_tests():
    """The names of tests, as the build files list them."""
    return {name for folder in ("unit", "e2e") for name in re.findall(
        r"^ +'([\w ]+)': ", (TOP / "tests" / folder / "meson.build")
        .read_text(encoding="utf-8"), re.M)}


def read_table(path=TABLE):
    """The rows; ValueError where the table cannot be read."""
    marks = ("", "- ", "+ ", "! ", "? ")
    mutants, block = [], []
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate([*lines, ""], 1):
        if line.startswith("#"):
            continue
        if line:
            block.append(line)
            continue
        if block:
            if len(block) != len(marks) or not all(
                    part.startswith(mark)
                    for mark, part in zip(marks, block)):
                raise ValueError("line %d: no row ends here" % number)
            mutants.append(Mutant(number - len(block), [
                part[len(mark):] for mark, part in zip(marks, block)]))
        block = []
    return mutants


def leave_builds(folder, names):
    if pathlib.Path(folder) != TOP:
        return []
    return [name for name in names
            if name.startswith("build") or name == ".git"]


class Scratch:
    """A copy of the tree with a build of its own."""

    def __init__(self, folder):
        self.top = pathlib.Path(folder) / "tree"
        shutil.copytree(TOP, self.top, symlinks=True, ignore=leave_builds)
        self.call("meson", "setup", "-Dtests=true", "-Ddebug=false",
                  "-Doptimization=1", "build")

    def call(self, *command):
        done = subprocess.run(command, cwd=self.top, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        if done.returncode:
            sys.exit(done.stdout.decode(errors="replace")[-4000:])

    def names(self, suite):
        out = subprocess.run(
            ["meson", "test", "-C", "build", "--list", "--no-rebuild",
             "--suite", suite], cwd=self.top, check=True,
            stdout=subprocess.PIPE).stdout.decode()
        return [line.split(" / ")[-1].strip() for line in out.split("\n")
                if " / " in line]

    def tests_pass(self, tests):
        """Builds what the tests need and runs them."""
        done = subprocess.run(
            ["meson", "test", "-C", "build", "--num-processes", "2",
             "--maxfail", "1", "--timeout-multiplier", "0.5", *tests], cwd=self.top, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        if done.returncode == NOT_BUILT:
            sys.exit("does not build:\n" +
                     done.stdout.decode(errors="replace")[-4000:])
        return done.returncode == 0


def notice(scratch, mutant, suites):
    """Who notices the mutant; None when nobody does."""
    path = scratch.top / mutant.file
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        if not scratch.tests_pass(mutant.tests):
            return ", ".join(mutant.tests)
        for suite in suites:
            if not scratch.tests_pass(scratch.names(suite)):
                return "the other tests (%s)" % suite
        return None
    finally:
        path.write_text(whole, encoding="utf-8")


def choose(arguments, mutants):
    if arguments.words:
        mutants = [mutant for mutant in mutants
                   if any(word in str(mutant) for word in arguments.words)]
    if arguments.part:
        first, step = map(int, arguments.part.split("/"))
        mutants = mutants[first - 1::step]
    return mutants


def main():
    parser = argparse.ArgumentParser(
        prog="tools/mutate",
        description="Counts how many deliberate breaks the tests notice.")
    parser.add_argument("--list", action="store_true",
                        help="say which there are, and break nothing")
    parser.add_argument("--named", action="store_true",
                        help="run no other tests than a row names")
    parser.add_argument("--part", metavar="N/M",
                        help="every M-th row, from the N-th on")
    parser.add_argument("words", nargs="*", metavar="WORD",
                        help="only rows whose file or break holds it")
    arguments = parser.parse_args()
    mutants = choose(arguments, read_table())
    trouble = ["mutants.txt, line %d: %s" % (m.number, m.trouble())
               for m in mutants if m.trouble()]
    if trouble or not mutants:
        sys.exit("\n".join(trouble) or "no row is chosen")
    if arguments.list:
        print("\n".join(map(str, mutants)))
        return
    with tempfile.TemporaryDirectory(prefix="telusur-mutate-") as folder:
        scratch = Scratch(folder)
        suites = () if arguments.named else ("unit", "e2e")
        named = sorted({name for m in mutants for name in m.tests})
        if not scratch.tests_pass(named):
            sys.exit("the tests fail on the code as it is")
        noticed = 0
        for mutant in mutants:
            started = time.monotonic()
            by = notice(scratch, mutant, suites)
            noticed += by is not None
            print("%s %s%s (%.0f s)" % (
                "noticed " if by else "SURVIVED", mutant,
                "; by " + by if by else "", time.monotonic() - started),
                flush=True)
    print("%d of %d mutants noticed" % (noticed, len(mutants)))
    if noticed * 100 < WANTED_PERCENT * len(mutants):
        sys.exit(1)


if __name__ == "__main__":
    main()
