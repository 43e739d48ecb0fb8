# SPDX-License-Identifier: GPL-3.0-or-later
"""A few kills; tests/long/ has one at every point.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_index_kills.py
"""

import unittest

from kills import KILLER, Killed
from telusur import main


class Kills(Killed):
    @unittest.skipUnless(KILLER, "no library that kills is named")
    def test_some_points(self):
        self.assertGreater(self.points(17), 3)

    def test_some_moments(self):
        self.assertEqual(self.moments(1), 3)


if __name__ == "__main__":
    main()
