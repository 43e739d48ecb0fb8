# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills at every point and at two hundred moments of a run."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))

from kills import Killed  # noqa: E402
from telusur import main  # noqa: E402


class Kills(Killed):
    def test_every_point(self):
        print("# %d points" % self.points(1))

    def test_random_moments(self):
        print("# %d moments" % self.moments(67))


if __name__ == "__main__":
    main()
