# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the pages share: the mock server and a Chromium."""

import re
import unittest

from mock_server import MockServer
from webdriver import Browser

ESSAY = "ruang-siber-dan-penggunaan-diplomasi"
# Watches for anything that is blocked or jumps; 8 s pass in 1.5 s where no
# answer is to come: on a busy machine others may take as long.
WATCH = """
window.blocked = [];
document.addEventListener('securitypolicyviolation',
    (event) => blocked.push(event.violatedDirective + event.sample));
window.shifted = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
        shifted += entry.hadRecentInput ? 0 : entry.value;
}).observe({ type: 'layout-shift', buffered: true });
const later = window.setTimeout;
window.setTimeout = (run, wait, ...rest) =>
    later(run, wait === 8000 && location.search.includes('macet')
        ? 1500 : wait, ...rest);
"""


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = MockServer().start()
        cls.addClassCleanup(cls.server.stop)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)
        cls.browser.cdp("Page.addScriptToEvaluateOnNewDocument", source=WATCH)

    def setUp(self):
        self.server.state = None
        self.browser.resize(1000, 800)
        self.browser.open(self.server.url + "/bantuan")
        self.browser.js("localStorage.clear()")

    def tearDown(self):
        self.assertEqual(self.browser.js("return blocked"), [])
        self.assertIsNone(self.browser.js("return window.hacked ?? null"))
        for entry in self.browser.log():
            self.assertEqual(entry["source"], "network", entry)

    def open(self, path):
        self.browser.open(self.server.url + path)

    def wait_text(self, css, pattern, seconds=20):
        def found():
            text = self.browser.js(
                "return document.querySelector(arguments[0])?.innerText", css)
            return re.search(pattern, text or "")
        try:
            self.browser.wait(found, seconds)
        except AssertionError:
            self.fail("%s is not %s but %r" % (
                css, pattern, self.browser.texts(css)))

    def focused(self):
        return self.browser.js("return document.activeElement.id"
                               " || document.activeElement.className"
                               " || document.activeElement.textContent")

    def path(self):
        return self.browser.url[len(self.server.url):]

    def search(self, q):
        self.browser.type("#q", q)
        self.browser.wait(lambda: self.browser.title.startswith(q))
