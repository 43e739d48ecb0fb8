# SPDX-License-Identifier: GPL-3.0-or-later
"""A small W3C WebDriver client for Debian's Chromium.

    with Browser() as browser:
        browser.open("http://127.0.0.1:8080/")
        browser.type("#q", "keamanan")
        browser.wait(lambda: browser.find("mark"), 5)

Nothing but the standard library. Each Browser has a chromedriver, a Chromium
and a profile of its own, on ports that the kernel chooses; close() (or the end
of the with block) ends them. Chromium is started here and chromedriver told
its address: one that it starts itself it looks for at the name localhost,
which not every machine can resolve.
"""

import atexit
import base64
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
         "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync",
         "--disable-dev-shm-usage",
         # As chromedriver would start it.
         "--allow-pre-commit-input", "--disable-background-timer-throttling",
         "--disable-backgrounding-occluded-windows", "--disable-default-apps",
         "--disable-hang-monitor", "--disable-popup-blocking",
         "--disable-prompt-on-repost", "--enable-automation",
         "--password-store=basic", "--test-type=webdriver")
START_SECONDS = 60
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004",
        "ArrowUp": "\ue013", "ArrowDown": "\ue015", "Shift": "\ue008",
        "Backspace": "\ue003", "Control": "\ue009"}


class WebDriverError(Exception):
    """What chromedriver answered: its error code and message."""


class Browser:
    def __init__(self, width=1000, height=800, chromium="/usr/bin/chromium",
                 driver="/usr/bin/chromedriver", flags=()):
        self.session = None
        self.profile = tempfile.mkdtemp(prefix="telusur-chromium-")
        self.processes = []
        atexit.register(self.close)
        try:
            browser = self._run(
                [chromium, *FLAGS, *flags, "--remote-debugging-port=0",
                 "--user-data-dir=" + self.profile,
                 "--window-size=%d,%d" % (width, height)],
                stdout=subprocess.DEVNULL)
            self.driver = self._run([driver, "--port=0"],
                                    stdout=subprocess.PIPE, text=True)
            self.base = "http://127.0.0.1:%d" % self._driver_port()
            self._start(self._browser_port(browser), width, height)
        except BaseException:
            self.close()
            raise

    def _run(self, command, **more):
        self.processes.append(subprocess.Popen(
            command, stderr=subprocess.DEVNULL, start_new_session=True,
            **more))
        return self.processes[-1]

    def _driver_port(self):
        for line in self.driver.stdout:
            found = re.search(r"started successfully on port (\d+)", line)
            if found:
                return int(found.group(1))
        raise WebDriverError("chromedriver did not start")

    def _browser_port(self, browser):
        """What Chromium writes into its profile once it listens."""
        file = pathlib.Path(self.profile, "DevToolsActivePort")
        end = time.monotonic() + START_SECONDS
        while browser.poll() is None and time.monotonic() < end:
            lines = file.read_text().split("\n") if file.exists() else []
            if len(lines) > 1:
                return int(lines[0])
            time.sleep(0.02)
        raise WebDriverError("Chromium did not start")

    def _start(self, port, width, height):
        options = {"debuggerAddress": "127.0.0.1:%d" % port}
        answer = self._ask("POST", "/session", {"capabilities": {
            "alwaysMatch": {"goog:chromeOptions": options,
                            "goog:loggingPrefs": {"browser": "ALL"}}}})
        self.session = answer["sessionId"]
        # Whatever window the system takes for the active one.
        self.cdp("Emulation.setFocusEmulationEnabled", enabled=True)
        self.resize(width, height)

    def _ask(self, method, path, body=None):
        if method == "POST" and body is None:
            body = {}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.base + path, data, {"Content-Type": "application/json"},
            method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return json.load(reply)["value"]
        except urllib.error.HTTPError as error:
            value = json.load(error)["value"]
            raise WebDriverError("%s: %s" % (value["error"],
                                             value["message"])) from None

    def _do(self, method, path, body=None):
        return self._ask(method, "/session/" + self.session + path, body)

    def open(self, url):
        self._do("POST", "/url", {"url": url})

    def back(self):
        self._do("POST", "/back")

    def reload(self):
        self._do("POST", "/refresh")

    @property
    def url(self):
        return self._do("GET", "/url")

    @property
    def title(self):
        return self._do("GET", "/title")

    def find(self, css):
        """The elements that match, perhaps none."""
        return [value[ELEMENT] for value in self._do(
            "POST", "/elements", {"using": "css selector", "value": css})]

    def text(self, css):
        """The rendered text of the first element that matches."""
        return self._do("GET", "/element/%s/text" % self._one(css))

    def texts(self, css):
        return [self._do("GET", "/element/%s/text" % element)
                for element in self.find(css)]

    def click(self, css):
        self._do("POST", "/element/%s/click" % self._one(css))

    def type(self, css, text, clear=True):
        element = self._one(css)
        if clear:
            self._do("POST", "/element/%s/clear" % element)
        self._do("POST", "/element/%s/value" % element, {"text": text})

    def press(self, *keys):
        """Presses keys one after another where the focus is; a tuple is a
        chord, as ("Shift", "Tab")."""
        actions = []
        for key in keys:
            chord = [KEYS.get(k, k) for k in
                     (key if isinstance(key, tuple) else (key,))]
            actions += [{"type": "keyDown", "value": k} for k in chord]
            actions += [{"type": "keyUp", "value": k} for k in chord[::-1]]
        self._do("POST", "/actions", {"actions": [
            {"type": "key", "id": "keys", "actions": actions}]})

    def js(self, script, *args):
        """The value a function body returns; a promise is waited for."""
        return self._do("POST", "/execute/sync",
                        {"script": script, "args": list(args)})

    def cdp(self, command, **params):
        """A command of Chromium's own protocol."""
        return self._do("POST", "/goog/cdp/execute",
                        {"cmd": command, "params": params})

    def wait(self, condition, seconds=20):
        """The first true value of condition(); fails after seconds."""
        end = time.monotonic() + seconds
        while True:
            try:
                value = condition()
            except WebDriverError as error:
                if "stale element" not in str(error) \
                        and "no such element" not in str(error):
                    raise
                value = None
            if value:
                return value
            if time.monotonic() > end:
                raise AssertionError("not within %s s" % seconds)
            time.sleep(0.03)

    def log(self):
        """Console messages since the last call."""
        return self._do("POST", "/se/log", {"type": "browser"})

    def screenshot(self, path, full=False):
        options = {"captureBeyondViewport": True} if full else {}
        if full:
            size = self.cdp("Page.getLayoutMetrics")["cssContentSize"]
            options["clip"] = {"x": 0, "y": 0, "scale": 1,
                               "width": size["width"],
                               "height": size["height"]}
        shot = self.cdp("Page.captureScreenshot", **options)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot))

    def resize(self, width, height):
        """Sets the size of the view, narrower than a window may be."""
        self.cdp("Emulation.setDeviceMetricsOverride", width=width,
                 height=height, deviceScaleFactor=1, mobile=False)

    def _one(self, css):
        try:
            return self.wait(lambda: self.find(css))[0]
        except AssertionError:
            raise WebDriverError("no such element: " + css) from None

    def close(self):
        atexit.unregister(self.close)
        if self.session:
            try:
                self._do("DELETE", "")
            except (WebDriverError, OSError):
                pass
            self.session = None
        for process in self.processes[::-1]:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
            if process.stdout:
                process.stdout.close()
        self.processes = []
        shutil.rmtree(self.profile, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
