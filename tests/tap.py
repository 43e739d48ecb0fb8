#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a file of unittest cases and prints TAP, a line for each case.

    tests/tap.py FILE
"""
import importlib.util
import pathlib
import sys
import unittest


class Tap(unittest.TestResult):
    """Prints each case as it ends; details of failures go to stderr."""

    def __init__(self):
        super().__init__()
        self.number = 0

    def say(self, how, test, remark=""):
        self.number += 1
        print(f"{how} {self.number} - {test.id()}{remark}", flush=True)

    def addSuccess(self, test):
        self.say("ok", test)

    def addSkip(self, test, reason):
        self.say("ok", test, f" # SKIP {reason}")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        print(self.failures[-1][1], file=sys.stderr)
        self.say("not ok", test)

    def addError(self, test, err):
        super().addError(test, err)
        print(self.errors[-1][1], file=sys.stderr)
        self.say("not ok", test)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            where = self.failures if issubclass(
                err[0], test.failureException) else self.errors
            print(where[-1][1], file=sys.stderr)
            self.say("not ok", subtest)


def main():
    path = pathlib.Path(sys.argv[1]).resolve()
    sys.argv = [str(path)] + sys.argv[2:]
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    result = Tap()
    unittest.defaultTestLoader.loadTestsFromModule(module).run(result)
    print(f"1..{result.number}")
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
