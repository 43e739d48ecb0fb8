# SPDX-License-Identifier: GPL-3.0-or-later
"""An allocation of every place in the code, refused to runs of
telusur-index."""

import unittest

from starved import STARVE, Starved, main


@unittest.skipUnless(STARVE, "needs a malloc without a sanitizer")
class All(Starved):
    def test_all(self):
        self.assertGreater(self.starve(1 << 30), 1000)


if __name__ == "__main__":
    main()
