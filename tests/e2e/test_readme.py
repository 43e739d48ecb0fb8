# SPDX-License-Identifier: GPL-3.0-or-later
"""What README.md shows must be what a reader gets.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_readme.py [--update]

With --update the answers in README.md are written anew; look at the diff.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from telusur import CORPUS, TOP, Case, Server, main, program, run

PATH = TOP / "README.md"
README = PATH.read_text(encoding="utf-8")
# A command, perhaps with a part of it, and what it answers.
SHOWN = re.compile(r"(```console\n\$ curl -s 'http://127\.0\.0\.1:8080([^']*)'"
                   r"(?: \| (head|tail) -c (\d+))?\n)(.*?)(```)", re.S)
WIDTH = 100


def layout(value, indent=0):
    """JSON in lines of up to WIDTH columns where that can be."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or len(line) + indent <= WIDTH:
        return line
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [inner + json.dumps(key) + ": " + layout(part, indent + 2)
                 for key, part in value.items()]
    else:
        parts = [inner + layout(part, indent + 2) for part in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return (opening + "\n" + ",\n".join(parts) + "\n" + " " * indent + closing)


class Readme(Case):
    @classmethod
    def setUpClass(cls):
        """As tools/run starts the server, but on a free port."""
        cls.folder = tempfile.TemporaryDirectory(prefix="telusur-e2e-")
        index = pathlib.Path(cls.folder.name) / "index"
        run("index", "--index", index, CORPUS)
        cls.server = Server(index)

    @classmethod
    def tearDownClass(cls):
        code, _, errors = cls.server.stop()
        cls.folder.cleanup()
        assert code == 0 and not errors, (code, errors)

    def ask(self, target, part, size):
        """The answer as README shows it."""
        response = self.server.get(target)
        self.assertEqual(response.status, 200, target)
        body = response.body.replace(b":%d/" % self.server.port, b":8080/")
        if part:
            size = int(size)
            body = body[:size] if part == "head" else body[-size:]
        text = body.decode("utf-8", "replace").replace("\r\n", "\n")
        kind = response.header("content-type")
        if kind.startswith("application/json") and not part:
            text = layout(json.loads(text))
        return text if text.endswith("\n") else text + "\n"

    def test_both_commands_stand_on_the_first_screen(self):
        top = README.split("\n")[:12]
        for command in ("./tools/run", "./tools/test"):
            self.assertTrue(any(command in line for line in top), command)

    def test_the_answers_are_real(self):
        def without_chance(text):
            text = re.sub(r'("processingTimeMs": )[0-9.e-]+', r"\1?", text)
            return re.sub(r'("generation": ?"1-1-)[0-9a-f]+', r"\1?", text)

        shown = SHOWN.findall(README)
        self.assertTrue(shown)
        for _, target, part, size, answer, _ in shown:
            real = self.ask(target, part, size)
            self.assertEqual(without_chance(answer), without_chance(real),
                             target)

    def test_every_route_is_shown_and_answers(self):
        routes = [route for row in re.findall(r"^\| (`/[^|]+) \|", README, re.M)
                  for route in re.findall(r"`(/[^`?]+)", row)]
        self.assertGreater(len(routes), 12)
        targets = [shown[1] for shown in SHOWN.findall(README)]
        for route in routes:
            pattern = re.sub(r"\\\{id\\\}", "[^/?]+", re.escape(route))
            self.assertTrue(any(re.fullmatch(pattern + r"(\?.*)?", target)
                                for target in targets), route)

    def test_the_options_exist(self):
        for name in ("index", "server", "query"):
            usage = subprocess.run(
                [program(name), "--help"], check=True,
                stdout=subprocess.PIPE).stdout.decode()
            line = r"telusur-%s [^\n]*" % name
            for call in re.findall(line, README):
                for option in re.findall(r"--[a-z-]+", call):
                    self.assertIn(option, usage, call)


def update():
    """Writes the answers anew."""
    Readme.setUpClass()
    case = Readme("ask")
    PATH.write_text(SHOWN.sub(
        lambda match: match[1] + case.ask(*match.group(2, 3, 4)) + match[6],
        README), encoding="utf-8")
    Readme.tearDownClass()


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        main()
