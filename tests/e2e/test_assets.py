# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages over HTTP: compressed forms, addresses that may be kept, second
visits, and /opensearch.xml."""

import gzip
import json
import re
import shutil
import subprocess
import unittest
import urllib.parse
import xml.etree.ElementTree as ET

from telusur import WEB, Served, Server, main, search_target

LASTING = re.compile(rb'="(/a/[0-9a-f]{16}/([^"]+))"')
KEPT = "public, max-age=31536000, immutable"
OPEN_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
PAGES = ("/", "/baca?id=x", "/bantuan")


def accept(value):
    return [("Accept-Encoding", value)]


class Assets(Served):
    def lasting(self):
        """(address, name) of every file the pages point at."""
        return {(address.decode(), name.decode()) for page in PAGES
                for address, name in LASTING.findall(self.get(page).body)}

    def test_pages_point_at_lasting_addresses_alone(self):
        found = self.lasting()
        self.assertGreaterEqual(len(found), 5)
        for address, name in found:
            response = self.get(address)
            self.assertEqual(response.status, 200, address)
            self.assertEqual(response.body, (WEB / name).read_bytes())
            self.assertEqual(response.header("cache-control"), KEPT)
            self.check_security(response, address)
        for page in PAGES:
            self.assertEqual(self.get(page).header("cache-control"),
                             "no-cache")
            plain = re.findall(rb'(?:src|href)="/[\w.-]+\.(?:js|css|svg)"',
                               self.get(page).body)
            self.assertEqual(plain, [], page)

    def test_what_modules_import_is_beside_them(self):
        address = next(a for a, _ in self.lasting() if a.endswith(".js"))
        folder = address.rpartition("/")[0]
        for path in sorted(WEB.glob("*.js")):
            for name in re.findall(r"(?:from |import\()'\./([^']+)'",
                                   path.read_text()):
                response = self.get("%s/%s" % (folder, name))
                self.assertEqual(response.header("cache-control"), KEPT, name)

    def test_another_fingerprint_gives_the_file_but_not_to_keep(self):
        response = self.get("/a/0123456789abcdef/style.css")
        self.assertEqual(response.status, 200)
        self.assertEqual(response.body, (WEB / "style.css").read_bytes())
        self.assertEqual(response.header("cache-control"), "no-cache")
        for target in ("/a/0123456789abcdef/", "/a/0123456789abcdef/index",
                       "/a/0123456789abcdef/bantuan", "/a/x/style.css",
                       "/a/0123456789ABCDEF/style.css", "/a/style.css",
                       "/a/0123456789abcdef/../style.css"):
            self.check_problem(self.get(target), 404, "notFound", target)

    def test_forms(self):
        for target in ("/", "/style.css", self.lasting().pop()[0]):
            plain = self.get(target)
            self.assertIsNone(plain.header("content-encoding"))
            zipped = self.get(target, headers=accept("gzip"))
            brotli = self.get(target, headers=accept("gzip, deflate, br"))
            tags = {r.header("etag") for r in (plain, zipped, brotli)}
            if plain.header("vary"):
                self.assertEqual(len(tags), 3, target)
                self.assertEqual(zipped.header("content-encoding"), "gzip")
                self.assertEqual(brotli.header("content-encoding"), "br")
                self.assertEqual(gzip.decompress(zipped.body), plain.body)
                self.assertLess(len(brotli.body), len(zipped.body))
                self.assertLess(len(zipped.body), len(plain.body) * 7 / 8)
            for response in (plain, zipped, brotli):
                self.assertEqual(response.header("vary"),
                                 plain.header("vary"))
                self.assertFalse(response.header("etag").startswith("W/"))
                self.check_security(response, target)

    def test_brotli_is_read_back(self):
        if not shutil.which("node"):
            self.skipTest("there is no program here that reads brotli")
        zipped = self.get("/style.css", headers=accept("br"))
        done = subprocess.run(
            ["node", "-e", "process.stdout.write(require('zlib')"
             ".brotliDecompressSync(require('fs').readFileSync(0)))"],
            input=zipped.body, stdout=subprocess.PIPE, check=True)
        self.assertEqual(done.stdout, (WEB / "style.css").read_bytes())

    def test_who_refuses_all_gets_the_plain_form(self):
        for value in ("*;q=0", "identity;q=0", "br;q=0, gzip;q=0", "zstd", ""):
            response = self.get("/style.css", headers=accept(value))
            self.assertEqual(response.status, 200, value)
            self.assertIsNone(response.header("content-encoding"), value)
            self.assertEqual(response.header("vary"), "Accept-Encoding")
        twice = self.get("/style.css",
                         headers=accept("gzip;q=0") + accept("br"))
        self.assertEqual(twice.header("content-encoding"), "br")

    def test_head_and_not_modified_in_each_form(self):
        for value in ("identity", "gzip", "br"):
            for target in ("/", "/style.css", self.lasting().pop()[0]):
                get = self.get(target, headers=accept(value))
                head = self.get(target, headers=accept(value), method="HEAD")
                same = [pair for pair in get.headers if pair[0] != "date"]
                self.assertEqual(same, [pair for pair in head.headers
                                        if pair[0] != "date"])
                tag = get.header("etag")
                again = self.get(target, headers=[
                    *accept(value), ("If-None-Match", tag)])
                self.assertEqual(again.status, 304)
                self.assertEqual(again.body, b"")
                for name in ("etag", "cache-control", "vary"):
                    self.assertEqual(again.header(name), get.header(name))
                self.assertIsNone(again.header("content-encoding"))
        # The tag of one form is not that of another.
        tag = self.get("/", headers=accept("gzip")).header("etag")
        other = self.get("/", headers=[*accept("br"),
                                       ("If-None-Match", tag)])
        self.assertEqual(other.status, 200)

    def test_a_second_visit_moves_little(self):
        for page in PAGES:
            tag = self.get(page, headers=accept("br")).header("etag")
            with self.server.connect() as connection:
                connection.send((
                    "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close"
                    "\r\nAccept-Encoding: br\r\nIf-None-Match: %s\r\n\r\n"
                    % (page, tag)).encode())
                while connection.more():
                    pass
                self.assertIn(b" 304 ", connection.rest[:16])
                self.assertLessEqual(len(connection.rest), 1200, page)

    def test_answers_are_compressed_for_other_machines_alone(self):
        target = search_target("siber")
        plain = self.get(target)
        zipped = self.get(target, headers=accept("br, gzip"))
        self.assertEqual(zipped.header("content-encoding"), "gzip")
        told, untold = json.loads(gzip.decompress(zipped.body)), plain.json()
        for answer in (told, untold):
            del answer["processingTimeMs"]
        self.assertEqual(told, untold)
        self.assertLess(len(zipped.body), len(plain.body) / 2)
        tag = zipped.header("etag")
        again = self.get(target, headers=[*accept("gzip"),
                                          ("If-None-Match", tag)])
        self.assertEqual(again.status, 304)
        for response in (plain, zipped, again):
            self.assertEqual(response.header("vary"), "Accept-Encoding")
            self.assertEqual(response.header("etag"), tag)
        small = self.get(search_target("siber", limit=0),
                         headers=accept("gzip"))
        self.assertIsNone(small.header("content-encoding"))
        local = Server(self.index)
        try:
            answer = local.get(target, headers=accept("gzip"))
        finally:
            local.stop()
        self.assertIsNone(answer.header("content-encoding"))
        self.assertIsNone(answer.header("vary"))

    def test_opensearch(self):
        for page in PAGES:
            self.assertIn(
                b'<link rel="search" href="/opensearch.xml"'
                b' type="application/opensearchdescription+xml"',
                self.get(page).body)
        response = self.get("/opensearch.xml")
        self.assertEqual(response.header("content-type"),
                         "application/opensearchdescription+xml")
        self.assertEqual(response.header("cache-control"), "no-cache")
        self.check_security(response)
        tree = ET.fromstring(response.body)
        self.assertEqual(tree.tag, OPEN_SEARCH + "OpenSearchDescription")
        self.assertLessEqual(len(tree.find(OPEN_SEARCH + "ShortName").text),
                             16)
        self.assertEqual(tree.find(OPEN_SEARCH + "InputEncoding").text,
                         "UTF-8")
        templates = {url.get("type"): url.get("template")
                     for url in tree.iter(OPEN_SEARCH + "Url")}
        self.assertEqual(templates["text/html"],
                         "https://contoh.id/?q={searchTerms}")
        self.assertEqual(
            templates["application/x-suggestions+json"],
            "https://contoh.id/api/v1/suggest?q={searchTerms}"
            "&format=opensearch")
        image = tree.find(OPEN_SEARCH + "Image")
        self.assertEqual(image.text, "https://contoh.id/icon.svg")
        path = urllib.parse.urlsplit(image.text).path
        self.assertEqual(self.get(path).header("content-type"),
                         image.get("type"))
        tag = response.header("etag")
        again = self.get("/opensearch.xml", headers=[("If-None-Match", tag)])
        self.assertEqual(again.status, 304)


if __name__ == "__main__":
    main()
