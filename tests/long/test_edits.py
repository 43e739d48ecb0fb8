# SPDX-License-Identifier: GPL-3.0-or-later
"""A thousand edit scripts: the long form of tests/e2e/test_index_edits.py.

    TELUSUR_SCRIPTS=1000 TELUSUR_FIRST=0 TELUSUR_INDEX=... python3 test_edits.py
"""

import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))

from edits import Edited  # noqa: E402
from telusur import main  # noqa: E402


class Edits(Edited):
    def test_scripts(self):
        first = int(os.environ.get("TELUSUR_FIRST", "0"))
        count = int(os.environ.get("TELUSUR_SCRIPTS", "1000"))
        done = self.scripts(range(first, first + count), float("inf"))
        self.assertEqual(done, count)
        print("# %d scripts" % done)


if __name__ == "__main__":
    main()
