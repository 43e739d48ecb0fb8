# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy over the programs; .clang-tidy says which of its checks.

What was found clean is remembered in the build folder by what the compiler
would see, so that only what has changed is looked at again.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("TELUSUR_BUILD", TOP / "build-test"))
CLEAN = BUILD / "tidy-clean"


def run(command):
    return subprocess.run(command, cwd=BUILD, capture_output=True, check=False)


def sources():
    """The C files of the programs, with the options they are compiled with."""
    with open(BUILD / "compile_commands.json", encoding="utf-8") as file:
        commands = json.load(file)
    for command in commands:
        path = (BUILD / command["file"]).resolve()
        if path.suffix == ".c" and "tests" not in path.relative_to(TOP).parts:
            words = shlex.split(command["command"])
            options = [word for word in words
                       if word[:2] in ("-I", "-D", "-s")]
            yield path, options


def key_of(path, options):
    """Names a file with all that it includes, and the checks."""
    seen = run(["clang", "-E", *options, str(path)]).stdout
    checks = (TOP / ".clang-tidy").read_bytes()
    return hashlib.sha256(seen + checks).hexdigest()


def look(source):
    """What clang-tidy finds in a file, without the paths that lead there."""
    path, options = source
    mark = CLEAN / key_of(path, options)
    if mark.exists():
        return ""
    done = run(["clang-tidy", "--quiet", "-p", str(BUILD), str(path)])
    if done.returncode == 0:
        mark.touch()
        return ""
    lines = (done.stdout or done.stderr).decode("utf-8", "replace")
    return "\n".join(line for line in lines.split("\n") if "error: " in line)


class Tidy(unittest.TestCase):
    def test_clang_tidy_finds_nothing(self):
        if not shutil.which("clang-tidy"):
            self.skipTest("clang-tidy is not installed")
        CLEAN.mkdir(exist_ok=True)
        found = list(sources())
        self.assertGreater(len(found), 100)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            said = [text for text in pool.map(look, found) if text]
        self.assertEqual(said, [], "\n".join(said))


if __name__ == "__main__":
    unittest.main()
