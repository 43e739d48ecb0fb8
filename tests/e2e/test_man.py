# SPDX-License-Identifier: GPL-3.0-or-later
"""The option tables, as people meet them: --help, the manual pages, README and
what the programs take name the same options.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query TELUSUR_MAN=.../packaging/man \\
    python3 tests/e2e/test_man.py
"""

import os
import pathlib
import re
import subprocess

from telusur import TOP, Case, main, run

PAGES = pathlib.Path(os.environ["TELUSUR_MAN"])
NAMES = ("index", "query", "server")
OPTION = re.compile(r"--[a-z][a-z0-9-]*")
# Values that are taken, by placeholder; others are free text.
VALUES = {"N": "1", "X": "1", "MODE": "stem", "ORDER": "title",
          "KINDS": "txt", "YEARS": "2019", "ADDR:PORT": "127.0.0.1:0",
          "URL": "http://contoh.id/"}


def page(name):
    return PAGES / ("telusur-%s.1" % name)


def helped(name):
    return run(name, "--help")[0]


def rows(name):
    """(option, placeholder or "") of each option that --help lists."""
    return re.findall(r"^  (--[a-z][a-z0-9-]*)(?: ([A-Z:]+))?(?=  |\n)",
                      helped(name), re.M)


class Manual(Case):
    def shown(self, name):
        text = subprocess.run(
            ["mandoc", "-T", "ascii", page(name)],
            check=True, stdout=subprocess.PIPE, text=True).stdout
        # Letters are printed over themselves where they are bold.
        return re.sub(".\b", "", text)

    def test_options(self):
        for name in NAMES:
            listed = {option for option, _ in rows(name)}
            self.assertGreater(len(listed), 5)
            self.assertEqual(set(OPTION.findall(self.shown(name))), listed)
            self.assertEqual(set(OPTION.findall(helped(name))), listed)
            tagged = re.findall(r"^\.It Fl -(\S+)", page(name).read_text(),
                                re.M)
            self.assertEqual(sorted(tagged),
                             sorted(option[2:] for option in listed))

    def test_sound(self):
        for name in NAMES:
            found = subprocess.run(["mandoc", "-T", "lint", page(name)],
                                   stdout=subprocess.PIPE, text=True)
            # Our own pages need not be installed where they are tested.
            wrong = [line for line in found.stdout.splitlines()
                     if "referenced manual not found" not in line]
            self.assertEqual(wrong, [], name)

    def test_files(self):
        """The dictionary's path stands in the page and in the table."""
        paths = re.findall(r"^\.It Pa (/\S+)", page("index").read_text(), re.M)
        self.assertEqual(len(paths), 1)
        self.assertIn(paths[0], helped("index"))

    def test_readme(self):
        known = {option for name in NAMES for option, _ in rows(name)}
        readme = (TOP / "README.md").read_text(encoding="utf-8")
        for option in OPTION.findall(readme):
            self.assertIn(option, known)


class CommandLine(Case):
    def test_every_option_is_taken(self):
        for name in NAMES:
            text = helped(name)
            for option, placeholder in rows(name):
                value = VALUES.get(placeholder, "x")
                ways = ([[option]] if not placeholder else
                        [[option, value], [option + "=" + value]])
                for way in ways:
                    # Reading ends at --help, so only what stands before it
                    # is read.
                    shown, errors = run(name, *way, "--help")
                    self.assertEqual(errors, "")
                    if option != "--version":
                        self.assertEqual(shown, text, way)

    def test_wrong_values(self):
        for name in NAMES:
            for option, placeholder in rows(name):
                if placeholder in VALUES:
                    shown, errors = run(name, option, "?", code=2)
                elif placeholder:
                    shown, errors = run(name, option, code=2)
                else:
                    shown, errors = run(name, option + "=1", code=2)
                self.assertEqual(shown, "")
                self.assertIn("telusur-%s: " % name, errors)
                self.assertIn(option, errors)
                self.assertIn("Try telusur-%s --help." % name, errors)

    def test_names_are_exact(self):
        for name in NAMES:
            options = {option for option, _ in rows(name)}
            for option in options:
                short = option[:-1]
                if short == "--" or short in options:
                    continue
                _, errors = run(name, short, code=2)
                self.assertIn("there is no option %s; did you mean " % short,
                              errors)
                self.assertIn(option, errors)


if __name__ == "__main__":
    main()
