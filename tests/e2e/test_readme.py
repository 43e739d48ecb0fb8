"""What README.md shows must be what a reader gets.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_readme.py
"""

import json
import re
import subprocess

from telusur import TOP, Served, main, program


README = (TOP / "README.md").read_text(encoding="utf-8")


class Readme(Served):
    def test_both_commands_stand_on_the_first_screen(self):
        top = README.split("\n")[:12]
        for command in ("./tools/run", "./tools/test"):
            self.assertTrue(any(command in line for line in top), command)

    def test_the_curl_answer_is_real(self):
        target = re.search(r"curl -s 'http://[^/]+(/[^']+)'", README).group(1)
        shown = json.loads(
            re.search(r"```json\n(.*?)\n```", README, re.S).group(1))
        real = self.get(target).json()
        for answer in (shown, real):
            self.assertGreater(answer.pop("processingTimeMs"), 0)
        self.assertEqual(shown, real)

    def test_the_routes_answer(self):
        for route in re.findall(r"^\| `(/[^`{?]+)", README, re.M):
            if not route.endswith("/"):
                self.assertIn(self.get(route).status, (200, 400), route)

    def test_the_options_exist(self):
        for name in ("index", "server", "query"):
            usage = subprocess.run(
                [program(name), "--help"], check=True,
                stdout=subprocess.PIPE).stdout.decode()
            line = r"telusur-%s [^\n]*" % name
            for call in re.findall(line, README):
                for option in re.findall(r"--[a-z-]+", call):
                    self.assertIn(option, usage, call)


if __name__ == "__main__":
    main()
