# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share: the programs, a server to start and stop,
and HTTP over a bare socket, so that nothing is mended on the way."""

import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

TOP = pathlib.Path(__file__).resolve().parents[2]
CORPUS = TOP / "corpus"
WEB = TOP / "web"
SECURITY = {
    "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def program(name):
    variable = "TELUSUR_" + name.upper()
    path = os.environ.get(variable)
    if not path:
        sys.exit("%s must name the program telusur-%s" % (variable, name))
    return os.path.abspath(path)


def run(name, *arguments, code=0):
    """Runs a program to its end; its exit code must be the one given."""
    done = subprocess.run([program(name), *map(str, arguments)], timeout=120,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == code, (arguments, done)
    return done.stdout.decode(), done.stderr.decode()


class Response:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers  # of (name in small letters, value)
        self.body = body

    def header(self, name):
        values = [value for key, value in self.headers if key == name]
        assert len(values) < 2, (name, values)
        return values[0] if values else None

    def json(self):
        return json.loads(self.body.decode("utf-8"))


class Broken(Exception):
    """A response began and did not end, or made no sense."""


class Closed(Exception):
    """The connection ended before a response began."""


class Connection:
    """A connection that may carry several requests."""

    def __init__(self, port, host="127.0.0.1"):
        self.socket = socket.create_connection((host, port), timeout=30)
        self.host = ("[%s]" if ":" in host else "%s") % host
        self.host += ":%d" % port
        self.rest = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, data):
        try:
            self.socket.sendall(data)
        except (ConnectionResetError, BrokenPipeError) as error:
            raise Closed() from error

    def more(self):
        try:
            data = self.socket.recv(65536)
        except ConnectionResetError:
            data = b""
        self.rest += data
        return bool(data)

    def receive(self, head=False):
        while b"\r\n\r\n" not in self.rest:
            if not self.more():
                raise Broken(self.rest) if self.rest else Closed()
        top, _, self.rest = self.rest.partition(b"\r\n\r\n")
        first, *lines = top.decode("latin-1").split("\r\n")
        match = re.fullmatch(r"HTTP/1\.[01] (\d{3}) .*", first)
        if not match:
            raise Broken(first)
        headers = [(name.lower(), value.strip()) for name, _, value in
                   (line.partition(":") for line in lines)]
        response = Response(int(match[1]), headers, b"")
        length = int(response.header("content-length") or 0)
        if head or response.status == 304:
            length = 0
        while len(self.rest) < length:
            if not self.more():
                raise Broken("body of %d bytes ends at %d"
                             % (length, len(self.rest)))
        response.body, self.rest = self.rest[:length], self.rest[length:]
        return response

    def at_end(self):
        """Whether the server closes without saying more."""
        while self.more():
            pass
        return not self.rest

    def ask(self, target, method="GET", headers=(), host=None):
        lines = ["%s %s HTTP/1.1" % (method, target),
                 "Host: %s" % (host or self.host)]
        lines += ["%s: %s" % pair for pair in headers]
        self.send("\r\n".join([*lines, "", ""]).encode("latin-1"))
        return self.receive(head=method == "HEAD")


class Server:
    """telusur-server on a free port."""

    def __init__(self, index, *arguments, listen="127.0.0.1:0", **more):
        self.process = subprocess.Popen(
            [program("server"), "--index", str(index), "--web", str(WEB),
             "--listen", listen, *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
        self.line = self.process.stdout.readline().decode()
        match = re.match(r"Telusur: http://\S+:(\d+)/ ", self.line)
        if not match:
            raise AssertionError((self.line, self.process.communicate()))
        self.port = int(match[1])

    def connect(self):
        return Connection(self.port)

    def get(self, target, **more):
        with self.connect() as connection:
            return connection.ask(target, **more)

    def signal(self, number=signal.SIGTERM):
        self.process.send_signal(number)

    def wait(self):
        out, errors = self.process.communicate(timeout=30)
        return self.process.returncode, out.decode(), errors.decode()

    def stop(self):
        self.signal()
        return self.wait()


def as_written(page):
    """A page as it stands in web/, without lasting addresses."""
    return re.sub(rb'="/a/[0-9a-f]{16}/', b'="/', page)


def search_target(q, **more):
    return "/api/v1/search?" + urllib.parse.urlencode({"q": q, **more})


class Case(unittest.TestCase):
    def check_security(self, response, about=None):
        for name, value in SECURITY.items():
            self.assertEqual(response.header(name), value, about)
        self.assertTrue(response.header("permissions-policy"), about)
        self.assertIsNone(response.header("access-control-allow-origin"))

    def check_problem(self, response, status, code, about=None):
        self.assertEqual(response.status, status, (about, response.body))
        self.check_security(response, about)
        self.assertEqual(response.header("content-type"),
                         "application/problem+json", about)
        self.assertEqual(response.header("cache-control"), "no-store")
        self.assertIsNone(response.header("etag"))
        problem = response.json()
        self.assertEqual(problem["code"], code, (about, problem))
        self.assertEqual(problem["status"], status)
        self.assertEqual(problem["type"], "about:blank")
        self.assertTrue(problem["title"] and problem["detail"])
        self.assertIn("instance", problem)
        return problem


class Served(Case):
    """One index of corpus/ and one server for all tests of a class."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="telusur-e2e-")
        cls.index = pathlib.Path(cls.folder.name) / "index"
        run("index", "--index", cls.index, CORPUS)
        cls.server = Server(cls.index, "--base-url", "https://contoh.id/")

    @classmethod
    def tearDownClass(cls):
        code, _, errors = cls.server.stop()
        cls.folder.cleanup()
        assert code == 0 and not errors, (code, errors)

    def get(self, target, **more):
        return self.server.get(target, **more)

    def search(self, q, **more):
        response = self.get(search_target(q, **more))
        self.assertEqual(response.status, 200, response.body)
        self.check_security(response)
        return response.json()


def main():
    for name in ("index", "server", "query"):
        program(name)
    unittest.main()
