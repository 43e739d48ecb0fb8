# SPDX-License-Identifier: GPL-3.0-or-later
"""After any edits an incremental run answers as an index that is made anew;
tests/long/ runs more of the same.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_index_edits.py
"""

from edits import Edited
from telusur import main


class Edits(Edited):
    SCRIPTS, SECONDS = 25, 15

    def test_scripts(self):
        self.assertGreater(self.scripts(range(self.SCRIPTS), self.SECONDS), 1)


if __name__ == "__main__":
    main()
