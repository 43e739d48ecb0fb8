# SPDX-License-Identifier: GPL-3.0-or-later
"""telusur-server from its start to its end: what keeps it from starting, an
index that changes meanwhile, signals under load.

    TELUSUR_INDEX=.../telusur-index TELUSUR_SERVER=.../telusur-server \\
    TELUSUR_QUERY=.../telusur-query TELUSUR_LAG=.../liblag.so \\
    python3 tests/e2e/test_server_life.py
"""

import os
import pathlib
import re
import shutil
import signal
import socket
import tempfile
import threading
import time

from telusur import (CORPUS, WEB, Broken, Case, Closed, Connection, Server,
                     main, run, search_target)

LAG = os.environ.get("TELUSUR_LAG")
PATIENCE = 30.0  # seconds, on a machine that does other things too


class Client(threading.Thread):
    """Asks the same again and again until told to stop; counts what comes."""

    def __init__(self, port, targets, keep_alive=True):
        super().__init__()
        self.port = port
        self.targets = targets
        self.keep_alive = keep_alive
        self.stopping = False
        self.answered = 0
        self.failures = []
        self.generations = []

    def use(self, connection):
        while not self.stopping:
            target = self.targets[self.answered % len(self.targets)]
            response = connection.ask(target)
            if response.status != 200:
                self.failures.append(response.body)
            self.answered += 1
            if "generation" in response.body.decode():
                generation = response.json()["generation"]
                if self.generations[-1:] != [generation]:
                    self.generations.append(generation)
            closing = response.header("connection") == "close"
            if closing or not self.keep_alive:
                return

    def run(self):
        while not self.stopping:
            try:
                connection = Connection(self.port)
            except ConnectionRefusedError:
                return
            with connection:
                before = self.answered
                try:
                    self.use(connection)
                except Broken as error:
                    self.failures.append(error)
                except Closed as error:
                    # A server may close between two requests; the first of
                    # a connection it took must be answered.
                    if self.answered == before:
                        self.failures.append(error)


def wait(condition):
    """Until the condition is true, however busy the machine is."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("not within %s s" % PATIENCE)
        time.sleep(0.02)


class Changes(Case):
    """Indexes and servers of their own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="telusur-e2e-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.index = self.folder / "index"
        self.corpus = self.folder / "corpus"
        shutil.copytree(CORPUS, self.corpus)
        self.reindex()

    def reindex(self):
        run("index", "--index", self.index, self.corpus)

    def serve(self, *arguments, **more):
        server = Server(self.index, *arguments, **more)
        self.addCleanup(server.process.communicate)
        self.addCleanup(server.process.kill)
        return server

    def test_a_new_essay_is_seen_while_serving(self):
        server = self.serve()
        target = search_target("kolibri")
        self.assertEqual(server.get(target).json()["hits"], [])
        old_tag = server.get(target).header("etag")
        clients = [Client(server.port, [target, search_target("siber"),
                                        "/api/v1/stats"])
                   for _ in range(4)]
        for client in clients:
            client.start()
        for n in range(5):
            (self.corpus / ("burung-%d.txt" % n)).write_text(
                "Burung kolibri\n\nKolibri mengisap madu bunga nomor %d.\n"
                % n, encoding="utf-8")
            self.reindex()
            wait(lambda: len(server.get(target).json()["hits"]) == n + 1)
        wait(lambda: all(client.answered > 20 or client.failures
                         for client in clients))
        for client in clients:
            client.stopping = True
            client.join()
            self.assertEqual(client.failures, [])
            # Never back to what was before.
            self.assertEqual(len(set(client.generations)),
                             len(client.generations))
        fresh = server.get(target, headers=[("If-None-Match", old_tag)])
        self.assertEqual(fresh.status, 200)
        self.assertNotEqual(fresh.header("etag"), old_tag)
        hit = fresh.json()["hits"][0]
        passage = hit["passages"][0]
        data = (self.corpus / hit["path"]).read_bytes()
        self.assertEqual(data[passage["byteStart"]:passage["byteEnd"]],
                         passage["text"].encode())
        self.assertEqual(server.stop()[0], 0)

    def test_a_rebuild_is_seen_while_serving(self):
        server = self.serve()
        client = Client(server.port, [search_target("siber")])
        client.start()
        run("index", "--index", self.index, "--rebuild", self.corpus)
        wait(lambda: len(client.generations) > 1 or client.failures)
        client.stopping = True
        client.join()
        self.assertEqual(client.failures, [])
        self.assertEqual(len(client.generations), 2)
        self.assertEqual(server.stop()[0], 0)

    def test_stop_amid_load(self):
        for keep_alive in (True, False):
            server = self.serve()
            clients = [Client(server.port, [search_target("keamanan siber"),
                                            "/", "/api/v1/stats"], keep_alive)
                       for _ in range(8)]
            for client in clients:
                client.start()
            wait(lambda: sum(c.answered for c in clients) > 100)
            server.signal()
            code, _, errors = server.wait()
            for client in clients:
                client.join()
            # What was connected was answered, and whole.
            self.assertEqual([f for c in clients for f in c.failures], [])
            self.assertEqual((code, errors), (0, ""))

    def test_stop_with_idle_and_half_sent_requests(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            server = self.serve()
            idle, half = server.connect(), server.connect()
            self.assertEqual(idle.ask("/healthz").status, 200)
            half.send(b"GET / HTTP/1.1\r\nHost: loc")
            started = time.monotonic()
            server.signal(number)
            self.assertEqual(server.wait()[0], 0)
            self.assertLess(time.monotonic() - started, 5)
            for connection in (idle, half):
                self.assertTrue(connection.at_end())
                connection.close()

    def test_stop_as_clients_leave(self):
        """A thread that hears of clients while the main one stops it."""
        if not LAG:
            self.skipTest("no library to preload")
        for _ in range(4):
            server = self.serve(env={**os.environ, "LD_PRELOAD": LAG})
            clients = [server.connect() for _ in range(8)]
            for client in clients:
                self.assertEqual(client.ask("/healthz").status, 200)
            server.signal()
            time.sleep(0.02)
            for client in clients:
                client.close()
            self.assertEqual(server.wait(), (0, "", ""))

    def test_a_second_signal_ends_in_order_too(self):
        server = self.serve()
        with server.connect() as idle:
            self.assertEqual(idle.ask("/healthz").status, 200)
            server.signal()
            time.sleep(0.1)
            server.signal()
            self.assertEqual(server.wait()[0], 0)

    def test_an_index_that_goes_away_and_comes_back(self):
        server = self.serve()
        away = self.folder / "away"
        self.index.rename(away)
        response = server.get("/readyz")
        self.check_problem(response, 503, "indexUnavailable")
        self.assertTrue(response.header("retry-after"))
        self.assertEqual(server.get("/healthz").status, 200)
        time.sleep(0.6)
        for target in (search_target("siber"), "/api/v1/documents/x",
                       "/api/v1/stats"):
            self.check_problem(server.get(target), 503, "indexUnavailable")
        away.rename(self.index)
        self.assertEqual(server.get("/readyz").status, 200)
        self.assertTrue(server.get(search_target("siber")).json()["hits"])
        code, _, errors = server.stop()
        self.assertEqual(code, 0)
        self.assertIn("telusur-server: ", errors)

    def test_one_thread_is_enough(self):
        server = self.serve("--threads", "1")
        self.assertEqual(server.get("/healthz").status, 200)
        self.assertEqual(server.stop()[0], 0)

    def test_ipv6(self):
        try:
            with socket.socket(socket.AF_INET6) as probe:
                probe.bind(("::1", 0))
        except OSError:
            self.skipTest("this machine has no ::1")
        server = self.serve(listen="[::1]:0")
        with Connection(server.port, "::1") as connection:
            self.assertEqual(connection.ask("/healthz").status, 200)
        self.assertEqual(server.stop()[0], 0)


class Starts(Case):
    """What telusur-server says when it cannot start."""

    @classmethod
    def setUpClass(cls):
        cls.kept = tempfile.TemporaryDirectory(prefix="telusur-e2e-")
        cls.folder = pathlib.Path(cls.kept.name)
        cls.index = cls.folder / "index"
        run("index", "--index", cls.index, CORPUS)

    @classmethod
    def tearDownClass(cls):
        cls.kept.cleanup()

    def fail(self, code, *arguments):
        out, errors = run("server", *arguments, code=code)
        self.assertEqual(out, "")
        self.assertTrue(errors.startswith("telusur-server: "), errors)
        return errors

    def test_no_index(self):
        missing = self.folder / "missing"
        errors = self.fail(1, "--index", missing, "--web", WEB)
        self.assertIn("there is no index in %s" % missing, errors)
        self.assertIn("telusur-index", errors)
        self.assertFalse(missing.exists())

    def test_no_index_in_a_folder_of_other_things(self):
        self.assertIn("there is no index in",
                      self.fail(1, "--index", CORPUS, "--web", WEB))

    def test_index_of_another_schema(self):
        other = self.folder / "other"
        shutil.copytree(self.index, other, symlinks=True)
        changed = 0
        for path in other.glob("g*/postlist.glass"):
            data = bytearray(path.read_bytes())
            at = data.find(b"schema")
            while at >= 0:
                # The value stands behind its key, as "7 1 1 1": its second
                # number are the features that a reader must know.
                value = re.search(rb"\d (\d) \d \d", data[at:at + 24])
                if value:
                    data[at + value.start(1)] = ord("8")
                    changed += 1
                at = data.find(b"schema", at + 1)
            path.write_bytes(data)
        self.assertTrue(changed)
        errors = self.fail(1, "--index", other, "--web", WEB)
        self.assertIn("a later version", errors)
        self.assertIn("--rebuild", errors)

    def test_port_taken(self):
        server = Server(self.index)
        try:
            errors = self.fail(1, "--index", self.index, "--web", WEB,
                               "--listen", "127.0.0.1:%d" % server.port)
            self.assertIn("127.0.0.1:%d" % server.port, errors)
            self.assertIn("another program", errors)
            self.assertEqual(server.get("/healthz").status, 200)
        finally:
            self.assertEqual(server.stop()[0], 0)
        again = Server(self.index, listen="127.0.0.1:%d" % server.port)
        self.assertEqual(again.stop()[0], 0)

    def test_no_pages(self):
        errors = self.fail(1, "--index", self.index, "--web",
                           self.folder / "nowhere")
        self.assertIn("--web", errors)
        empty = self.folder / "empty"
        empty.mkdir()
        errors = self.fail(1, "--index", self.index, "--web", empty)
        self.assertIn("index.html", errors)

    def test_usage(self):
        for arguments in (["--nope"], ["x"], ["--listen"],
                          ["--listen", "8080"], ["--listen", "localhost:"],
                          ["--listen", "::1:80"], ["--listen", ":80"],
                          ["--listen", "localhost:65536"],
                          ["--listen", "localhost:8o"],
                          ["--threads", "0"], ["--threads", "257"],
                          ["--threads", "-1"], ["--threads", "2x"],
                          ["--base-url", "contoh.id"],
                          ["--base-url", "ftp://contoh.id"],
                          ["--base-url", "http://"],
                          ["--base-url", "http://contoh.id/telusur"]):
            out, errors = run("server", *arguments, code=2)
            self.assertEqual(out, "")
            self.assertIn("--help", errors, arguments)

    def test_help_and_version(self):
        out, errors = run("server", "--help")
        self.assertEqual(errors, "")
        for flag in ("--index", "--listen", "--base-url", "--web",
                     "--threads"):
            self.assertIn(flag, out)
        self.assertTrue(all(len(line) <= 80 for line in out.splitlines()))
        out, _ = run("server", "--version")
        self.assertRegex(out, r"^telusur-server \d+\.\d+\.\d+\n$")


if __name__ == "__main__":
    main()
