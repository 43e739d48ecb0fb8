# SPDX-License-Identifier: GPL-3.0-or-later
"""Generations: rebuild, rollback, check, and a server that follows.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query python3 tests/e2e/test_index_generations.py
"""

import os
import time

from indexing import Case, essays, fingerprint, write
from telusur import Server, main, run, search_target
from test_server_life import Client


class Generations(Case):
    def setUp(self):
        super().setUp()
        write(self.corpus / "a.txt", "Berkas pertama.")
        self.index()

    def generations(self):
        return sorted(path.name for path in self.index_path.glob("g*"))

    def current(self):
        return os.readlink(self.index_path / "current")

    def command(self, *arguments, code=0):
        return run("index", "--index", self.index_path, *arguments, code=code)

    def test_rollback(self):
        ids = self.search("berkas", "id")
        write(self.corpus / "b.txt", "Berkas kedua.")
        self.check(self.index("--rebuild")[0], added=2)
        self.assertEqual(self.generations(), ["g000001", "g000002"])
        out, _ = self.command("--rollback")
        self.assertIn("generation 1", out)
        self.assertEqual(self.search("berkas", "id"), ids)
        _, errors = self.command("--rollback", code=1)
        self.assertIn("no generation before", errors)
        # A run goes on from there; the next rebuild's number is a new one,
        # and what was rolled back from goes.
        self.check(self.index()[0], added=1, unchanged=1)
        self.index("--rebuild")
        self.assertEqual(self.generations(), ["g000001", "g000003"])
        self.assertEqual(self.current(), "g000003")

    def test_keep(self):
        for _ in range(3):
            self.index("--rebuild", "--keep", "2")
        self.assertEqual(self.generations(),
                         ["g000002", "g000003", "g000004"])
        self.index("--rebuild", "--keep", "0")
        self.assertEqual(self.generations(), ["g000005"])

    def test_current_that_names_nothing(self):
        link = self.index_path / "current"
        for spoil in (lambda: link.symlink_to("g000009"),
                      lambda: link.symlink_to("../lain"),
                      lambda: link.write_text("g000001"),
                      lambda: None):
            link.unlink()
            spoil()
            before = fingerprint(self.index_path)
            _, errors = self.index(code=1)
            self.assertRegex(errors, r"\Atelusur-index: [^\n]{20,300}\n\Z")
            self.assertEqual(fingerprint(self.index_path), before)
            self.check(self.index("--rebuild")[0], added=1)
            self.assertEqual(self.search("berkas"), ["a.txt"])
        self.index("--rebuild")
        link.unlink()
        self.command("--rollback")
        self.assertEqual(self.search("berkas"), ["a.txt"])

    def test_foreign_folder_is_let_alone(self):
        letter = self.index_path / "g000000" / "surat.txt"
        other = self.index_path / "g000077" / "surat.txt"
        for path in (letter, other):
            write(path, "Surat penting.")
        for _ in range(3):
            self.index("--rebuild", "--keep", "0")
        self.assertTrue(letter.exists() and other.exists())

    def test_check(self):
        write(self.corpus / "k.ndjson", "\n".join(essays(300)))
        self.index()
        out, _ = self.command("--check")
        self.assertIn("whole: 301 essays", out)
        path = self.index_path / "current" / "postlist.glass"
        data = path.read_bytes()
        starts = range(0, len(data), 8192)
        missed = 0
        for at in starts:
            # Where the block's own list of entries ends; a block that is
            # free has none to be damaged.
            damaged = bytearray(data)
            damaged[at + 9] ^= 0x40
            path.write_bytes(damaged)
            try:
                self.command("--check", code=1)
            except AssertionError:
                missed += 1
        self.assertGreater(len(starts), 10)
        self.assertLess(missed, len(starts) / 4)
        path.write_bytes(data)
        self.command("--check")

    def test_check_reads_all_of_a_segment(self):
        write(self.corpus / "k.ndjson", "\n".join(essays(2000)))
        self.index()
        path = max((self.index_path / "current").glob("*.segment"),
                   key=lambda segment: segment.stat().st_size)
        data = path.read_bytes()
        self.assertGreater(len(data), 3 << 16)
        # Each block's beginning, the tail, and what stands before it.
        tail = int.from_bytes(data[-16:-8], "little")
        for at in [*range(0, tail, 1 << 16), tail - 1, tail, len(data) - 1]:
            damaged = bytearray(data)
            damaged[at] ^= 0x40
            path.write_bytes(damaged)
            self.command("--check", code=1)
        path.write_bytes(data)
        self.command("--check")

    def test_server_follows_without_a_failed_request(self):
        """Rebuilds and rollbacks in a loop, under load."""
        write(self.corpus / "k.ndjson", "\n".join(essays(200)))
        self.index()
        server = Server(self.index_path)
        clients = [Client(server.port, [search_target("berkas"),
                                        search_target("negara laut")],
                          keep_alive=alive) for alive in (True, True, False)]
        for client in clients:
            client.start()
        end = time.monotonic() + 6
        turns = 0
        try:
            while (time.monotonic() < end or turns < 3 or
                   any(client.answered <= 20 and not client.failures
                       for client in clients)):
                self.index("--rebuild", "--keep", "1")
                time.sleep(0.1)
                self.command("--rollback")
                time.sleep(0.1)
                turns += 1
        finally:
            for client in clients:
                client.stopping = True
            for client in clients:
                client.join()
            code, _, errors = server.stop()
        self.assertEqual((code, errors), (0, ""))
        for client in clients:
            self.assertEqual(client.failures, [])
            self.assertGreater(client.answered, 20)
        seen = {name for client in clients for name in client.generations}
        self.assertGreater(len(seen), 2)


if __name__ == "__main__":
    main()
