# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports that take long: what goes on meanwhile, and what ends them.  A
library that is preloaded into the server holds its writes to files.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_SLOW=.../libslow.so python3 tests/e2e/test_server_exports.py
"""

import json
import os
import pathlib
import resource
import tempfile
import time
import unittest

from telusur import (Broken, Case, Closed, Server, main, run, search_target)

SLOW = os.environ.get("TELUSUR_SLOW")
ESSAYS = 3000
WORDS = "negara rakyat laut sekolah hukum pasar desa sungai kota ilmu".split()
EXPORT = "/api/v1/export?q=keamanan"
# Finds nothing, so that nothing is written.
EMPTY = "/api/v1/export?q=tiadakata"


class Exports(Case):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="telusur-e2e-")
        cls.top = pathlib.Path(cls.folder.name)
        cls.index = cls.top / "index"
        (cls.top / "src").mkdir()
        cls.reindex(0)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def reindex(cls, version):
        """The same essays, each with another text."""
        with open(cls.top / "src" / "esai.ndjson", "w") as out:
            for n in range(ESSAYS):
                words = [WORDS[n // 10 ** k % 10] for k in range(4)] * 30
                json.dump({"id": "e%04d" % n, "title": "Esai %d" % n,
                           "text": "Keamanan versi%d. %s." % (
                               version, " ".join(words))}, out)
                out.write("\n")
        run("index", "--index", cls.index, cls.top / "src")

    def setUp(self):
        self.hold = self.top / "hold"
        self.writes = self.top / "writes"
        self.release()
        self.writes.write_bytes(b"")

    def release(self):
        self.hold.unlink(missing_ok=True)

    def serve(self, *arguments, **more):
        server = Server(self.index, *arguments, **more)
        self.addCleanup(server.process.communicate)
        self.addCleanup(server.process.kill)
        return server

    def serve_held(self, *arguments, most_ms=60000):
        """A server whose exports wait for release()."""
        if not SLOW:
            self.skipTest("no library to preload")
        self.hold.touch()
        return self.serve(*arguments, env={
            **os.environ, "LD_PRELOAD": SLOW, "TELUSUR_HOLD": str(self.hold),
            "TELUSUR_HOLD_MS": str(most_ms),
            "TELUSUR_WRITES": str(self.writes)})

    def written(self):
        return self.writes.stat().st_size

    def wait_for_write(self, count=1):
        for _ in range(2000):
            if self.written() >= count:
                return
            time.sleep(.01)
        self.fail("no export is being written")

    def begin(self, server, target=EXPORT):
        """Asks for an export that is then held."""
        before = self.written()
        connection = server.connect()
        self.addCleanup(connection.close)
        connection.send(("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                         % target).encode())
        self.wait_for_write(before + 1)
        return connection

    def check_whole(self, response, version):
        self.assertEqual(response.status, 200, response.body[:400])
        self.check_security(response)
        hits = [json.loads(line) for line in response.body.splitlines()]
        self.assertEqual(len(hits), ESSAYS)
        self.assertEqual(len({hit["id"] for hit in hits}), ESSAYS)
        text = "Keamanan versi%d. " % version
        for hit in hits:
            self.assertTrue(hit["passages"][0]["text"].startswith(text), hit)

    def test_others_do_not_wait_behind_an_export(self):
        for threads in ("1", "2"):
            server = self.serve_held("--threads", threads)
            export = self.begin(server)
            others = [server.connect() for _ in range(50)]
            # Nobody who waited would have an answer before the export.
            for _ in range(4):
                for other in others:
                    answer = other.ask(search_target("negara", limit=1))
                    self.assertEqual(answer.status, 200)
                    self.assertEqual(len(answer.json()["hits"]), 1)
            for other in others:
                other.close()
            self.release()
            self.check_whole(export.receive(), 0)
            # The connection goes on.
            again = export.ask(EXPORT, method="HEAD")
            self.assertEqual(again.status, 200)
            self.assertEqual(export.ask("/healthz").body, b"ok\n")
            self.assertEqual(server.stop(), (0, "", ""))

    def test_so_many_exports_at_once(self):
        for threads, most in (("1", 1), ("2", 1), ("3", 2)):
            self.writes.write_bytes(b"")
            server = self.serve_held("--threads", threads)
            exports = [self.begin(server) for _ in range(most)]
            for method in ("GET", "HEAD"):
                refused = server.get(EMPTY, method=method)
                self.assertEqual(refused.status, 503)
                self.assertEqual(refused.header("retry-after"), "5")
            self.check_problem(server.get(EMPTY), 503, "tooManyExports")
            # What is wrong is said first.
            self.check_problem(server.get(EXPORT + "&format=x"), 400,
                               "badParameter")
            self.release()
            for export in exports:
                self.check_whole(export.receive(), 0)
            self.assertEqual(server.get(EMPTY).status, 200)
            self.assertEqual(server.stop(), (0, "", ""))

    def test_a_client_that_leaves_ends_its_export(self):
        server = self.serve_held("--threads", "2")
        self.begin(server).close()
        self.check_problem(server.get(EMPTY), 503, "tooManyExports")
        self.release()
        for _ in range(1000):
            if server.get(EMPTY).status == 200:
                break
            time.sleep(.01)
        self.assertEqual(server.get(EMPTY).status, 200)
        self.assertEqual(self.written(), 1)
        self.check_whole(server.get(EXPORT), 0)
        self.assertGreater(self.written(), 10)
        self.assertEqual(server.stop(), (0, "", ""))

    def test_the_index_changes_while_exporting(self):
        server = self.serve_held("--threads", "2")
        before = server.get(search_target("negara")).json()["generation"]
        export = self.begin(server)
        for version in (1, 2, 3):
            self.reindex(version)
        self.release()
        response = export.receive()
        after = server.get(search_target("negara")).json()["generation"]
        # What it began with stays mapped: it ends as it began.
        self.check_whole(response, 0)
        self.assertNotEqual(before, after)
        self.assertIn(before, response.header("etag"))
        self.check_whole(server.get(EXPORT), 3)
        self.assertEqual(server.stop(), (0, "", ""))
        self.reindex(0)

    def test_a_stop_lets_an_export_end(self):
        server = self.serve_held("--threads", "2")
        export = self.begin(server)
        server.signal()
        time.sleep(1.5)  # longer than without connections
        self.assertIsNone(server.process.poll())
        self.release()
        response = export.receive()
        self.check_whole(response, 0)
        self.assertEqual(response.header("connection"), "close")
        self.assertEqual(server.wait(), (0, "", ""))

    def test_a_second_signal_ends_an_export(self):
        server = self.serve_held("--threads", "2", most_ms=1000)
        export = self.begin(server)
        server.signal()
        time.sleep(.3)
        server.signal()
        self.assertEqual(server.wait(), (0, "", ""))
        self.assertLess(self.written(), 10)
        try:
            self.check_problem(export.receive(), 503, "stopping")
        except (Broken, Closed):
            pass

    def test_a_file_that_may_not_grow(self):
        server = self.serve(preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (4096, 4096)))
        for method in ("GET", "HEAD"):
            self.assertEqual(server.get(EXPORT, method=method).status, 503)
        self.check_problem(server.get(EXPORT), 503, "noSpace")
        self.assertEqual(server.get(EXPORT).header("retry-after"), "5")
        self.assertEqual(server.get(EMPTY).status, 200)
        code, _, errors = server.stop()
        self.assertEqual(code, 0)
        self.assertEqual(errors.count("\n"), 4, errors)


if __name__ == "__main__":
    main()
