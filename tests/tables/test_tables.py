# SPDX-License-Identifier: GPL-3.0-or-later
"""What repeats a table of the programs says the same as the table.

    TELUSUR_TABLES=.../tables python3 tests/tables/test_tables.py
"""
import re
import sys
import unittest

import tables

TABLES = tables.read()


def text(name):
    return (tables.TOP / name).read_text(encoding="utf-8")


class Tables(unittest.TestCase):
    maxDiff = None

    def test_texts_are_as_the_tables_say(self):
        for name in tables.files(TABLES):
            self.assertEqual(text(name),
                             tables.written(name, text(name), TABLES),
                             "tools/tables writes it anew")

    def test_every_kind_has_a_test(self):
        cases = re.findall(r"def test_(\w+)\(", text("tests/e2e/test_formats.py"))
        for kind in TABLES["kinds"]:
            self.assertIn(kind["name"], cases, "tests/e2e/test_formats.py")

    def test_every_problem_is_reported_somewhere(self):
        code = "".join(path.read_text(encoding="utf-8")
                       for path in (tables.TOP / "server").rglob("*.c"))
        for problem in TABLES["problems"]:
            # reply_memory has its document ready: it needs no memory then.
            self.assertTrue(
                re.search(r"\bPROBLEM_%s\b" % problem["id"], code) or
                '\\"code\\":\\"%s\\"' % problem["code"] in code, problem)
        codes = [problem["code"] for problem in TABLES["problems"]]
        self.assertEqual(len(set(codes)), len(codes))

    def test_every_feature_has_words_in_the_pages(self):
        for name in TABLES["features"]:
            self.assertIn("'%s'" % name, text("web/why.js"))
            for file in ("web/words.js", "web/en.js"):
                self.assertIn("\twhy%s: " % name.capitalize(), text(file))


if __name__ == "__main__":
    sys.exit(unittest.main())
