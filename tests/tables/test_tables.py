# SPDX-License-Identifier: GPL-3.0-or-later
"""What repeats a table of the programs says the same as the table.

    TELUSUR_TABLES=.../tables python3 tests/tables/test_tables.py
"""
import json
import re
import sys
import unittest

import tables

TABLES = tables.read()


def text(name):
    return (tables.TOP / name).read_text(encoding="utf-8")


SPEC = json.loads(text(tables.OPENAPI))


def resolve(node):
    while "$ref" in node:
        _, kind, name = node["$ref"].rsplit("/", 2)
        node = SPEC["components"][kind][name]
    return node


def schema_of(param):
    """What openapi.json must say of a parameter."""
    kind = param["type"]
    if kind == "number":
        schema = {"type": "integer", "minimum": param["min"],
                  "maximum": param["max"], "default": param.get("value")}
    elif kind == "flag":
        schema = {"type": "boolean", "default": False}
    elif kind == "choice":
        schema = {"type": "string", "enum": param["names"],
                  "default": param["names"][param["value"]]}
    else:
        schema = {"type": "string", "maxLength": param["max"] or None}
    return {key: value for key, value in schema.items() if value is not None}


class Tables(unittest.TestCase):
    maxDiff = None

    def test_texts_are_as_the_tables_say(self):
        for name in tables.files(TABLES):
            self.assertEqual(text(name),
                             tables.written(name, text(name), TABLES),
                             "tools/tables writes it anew")

    def test_routes_are_described(self):
        self.assertEqual(set(TABLES["routes"]), set(SPEC["paths"]))

    def test_parameters_are_described_and_no_other(self):
        for path, params in TABLES["routes"].items():
            described = {}
            for node in SPEC["paths"][path]["get"].get("parameters", []):
                param = resolve(node)
                if param["in"] == "query":
                    described[param["name"]] = resolve(param["schema"])
            read = {param["name"]: schema_of(param) for param in params}
            self.assertEqual(len(read), len(params), path)
            self.assertEqual(described, read, path)

    def test_fields_are_described(self):
        for name in ("Hit", "Document", "DocumentAnswer"):
            schema = SPEC["components"]["schemas"][name]
            for field in TABLES["fields"]:
                self.assertIn(field["name"], schema["properties"], name)
                self.assertEqual(field["name"] in schema["required"],
                                 field["always"], (name, field))
        document = SPEC["components"]["schemas"]["Document"]["properties"]
        self.assertEqual(list(document),
                         [field["name"] for field in TABLES["fields"]])

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
