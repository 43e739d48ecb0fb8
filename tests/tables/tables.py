# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of texts that repeat a table of the programs.

    TELUSUR_TABLES=.../tables python3 tests/tables/tables.py

writes them anew, as tools/tables does; test_tables.py checks that they are as
they would be written.
"""
import json
import os
import pathlib
import re
import subprocess

TOP = pathlib.Path(__file__).resolve().parents[2]
MAN = "packaging/man/telusur-index.1.in"
OPENAPI = "server/api/openapi.json"


def read():
    """The tables, as the program tables prints them."""
    return json.loads(subprocess.run(
        [os.environ["TELUSUR_TABLES"]], check=True,
        stdout=subprocess.PIPE).stdout)


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def listed(names):
    return "[%s]" % ", ".join(map(quoted, names))


def problems(tables):
    rows = ["          {\"const\": %s, \"description\": %s}" % (
        quoted(problem["code"]),
        quoted("%d: %s" % (problem["status"], problem["meaning"])))
        for problem in tables["problems"]]
    return "[\n" + ",\n".join(rows) + "\n        ]"


def parts(tables):
    """(file, what stands before the part, the part, what stands behind)."""
    kinds = tables["kinds"]
    names = [kind["name"] for kind in kinds]
    files = ["%s (%s)" % (kind["label"], kind["extensions"]) for kind in kinds]
    yield OPENAPI, '"Kind": {"type": "string", "description": "Kind of file", '\
        '"enum": ', listed(names), "}"
    yield OPENAPI, '"Part": {\n        "type": "object",\n        "required": '\
        '["kind", "score"],\n        "properties": {\n          "kind": '\
        '{"type": "string", "enum": ', \
        listed(["word", "title"] + tables["features"]), "}"
    yield OPENAPI, '"ProblemCode": {\n        "type": "string",\n        '\
        '"description": "Stable: programs act on it",\n        "oneOf": ', \
        problems(tables), "\n      }"
    yield MAN, ".\\\" kinds\n", ",\n".join(files) + ".\n", \
        ".\\\" end\n"
    yield "README.md", "<!-- kinds -->", ", ".join(files), "<!-- end -->"


def written(name, text, tables):
    """The text of the file with its parts written anew."""
    for file, before, part, behind in parts(tables):
        if file != name:
            continue
        pattern = re.escape(before) + "(.*?)" + re.escape(behind)
        if not re.search(pattern, text, re.S):
            raise ValueError("%s has no %r" % (name, before))
        text = re.sub(pattern, lambda _: before + part + behind, text, 1, re.S)
    return text


def files(tables):
    return sorted({part[0] for part in parts(tables)})


def main():
    tables = read()
    for name in files(tables):
        path = TOP / name
        text = path.read_text(encoding="utf-8")
        path.write_text(written(name, text, tables), encoding="utf-8")


if __name__ == "__main__":
    main()
