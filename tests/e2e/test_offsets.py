# SPDX-License-Identifier: GPL-3.0-or-later
"""Passages and highlights are the source's bytes: check_offsets.py over the
corpus, as a folder and as NDJSON.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_offsets.py
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from telusur import CORPUS, TOP, main, program, run

os.environ.setdefault("TELUSUR_DATA", str(TOP / "data"))
CHECK = TOP / "tests" / "e2e" / "check_offsets.py"


class Offsets(unittest.TestCase):
    def check(self, source, folder):
        index = folder / "index"
        run("index", "--index", index, source)
        done = subprocess.run(
            [sys.executable, CHECK, program("query"), index, source],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout.decode())

    def test_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            self.check(CORPUS, pathlib.Path(folder))

    def test_ndjson(self):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "corpus.ndjson"
            with open(source, "w", encoding="utf-8") as file:
                for path in sorted(CORPUS.glob("*.txt")):
                    text = path.read_bytes().decode("utf-8")
                    file.write(json.dumps(
                        {"id": path.stem, "title": "", "text": text}) + "\n")
            self.check(source, pathlib.Path(folder))


if __name__ == "__main__":
    main()
