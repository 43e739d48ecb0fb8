# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual pages name every option that the programs know, and no other.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_man.py
"""

import pathlib
import re
import subprocess

from telusur import Case, main, run

PAGES = pathlib.Path(__file__).resolve().parents[2] / "packaging" / "man"


class Manual(Case):
    def shown(self, name):
        return subprocess.run(
            ["mandoc", "-T", "ascii", PAGES / ("telusur-%s.1" % name)],
            check=True, stdout=subprocess.PIPE, text=True).stdout

    def test_options(self):
        for name in ("index", "query", "server"):
            # Letters are printed over themselves where they are bold.
            page = re.sub(".\b", "", self.shown(name))
            self.assertEqual(set(re.findall(r"--[a-z][a-z0-9-]*", page)),
                             set(re.findall(r"--[a-z][a-z0-9-]*",
                                            run(name, "--help")[0])), name)

    def test_sound(self):
        for page in sorted(PAGES.glob("*.1")):
            found = subprocess.run(["mandoc", "-T", "lint", "-W", "warning",
                                    page], stdout=subprocess.PIPE, text=True)
            self.assertEqual(found.stdout, "", page.name)


if __name__ == "__main__":
    main()
