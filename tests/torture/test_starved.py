# SPDX-License-Identifier: GPL-3.0-or-later
"""A choice of allocations refused to runs of telusur-index."""

import unittest

from starved import STARVE, Starved, main


@unittest.skipUnless(STARVE, "needs a malloc without a sanitizer")
class Few(Starved):
    def test_few(self):
        self.assertEqual(self.starve(10), 30)


if __name__ == "__main__":
    main()
