"""Chromium opens report.html from its file: what a person who gets one sees, and that nothing in it scripts the page."""

import base64
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
RIPCORD = pathlib.Path(sys.argv.pop(1)).resolve() / "ripcord"
PATIENCE = 60

# Fails: the client completes. Its file would be markup, if anybody let it.
HOSTILE = """format: 1
name: hostile
title: "<img src=x onerror=\\"document.title='owned'\\">"
world:
  services:
    - { name: store, interface: backup, endpoint: dynamic,
        files: [ { name: "<img src=x onerror=alert(1)>", size: 4KiB } ] }
  clients: { ntbackup: { kind: backup, endpoint_policy: validated } }
workload:
  - backup: { client: ntbackup, service: store }
expect:
  all: { outcome: failed }
"""

# Fails, so that its picture is open: more rows than a picture has, and none that folds with those before it.
BUSY_ROWS = 5000
BUSY = """format: 1
name: busy
title: A client that never does the same twice in a row
world:
  services: [ { name: greeter, interface: echo, endpoint: dynamic } ]
  clients: { caller: { kind: echo } }
workload:
  - repeat:
      times: 400
      do:
        - echo: { client: caller, service: greeter, operation: AddOne }
        - echo: { client: caller, service: greeter, operation: EchoData, size: 64 }
        - echo: { client: caller, service: greeter, operation: SinkData, size: 64 }
        - echo: { client: caller, service: greeter, operation: SourceData, size: 64 }
        - echo: { client: caller, service: greeter, operation: TestCall }
        - echo: { client: caller, service: greeter, operation: TestCall2 }
        - echo: { client: caller, service: greeter, operation: TestEnum }
expect:
  all: { outcome: failed }
"""
LOADED = "const n = performance.getEntriesByType('navigation')[0]; return n.loadEventEnd - n.startTime"
FILTERED = """const began = performance.now(); filter.value = 'sinkdata'; apply(); document.body.offsetHeight;
return performance.now() - began"""


class Browser:
    """Chromium without a screen, by the WebDriver protocol."""

    def __init__(self) -> None:
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.driver.stdout:
            if port := re.search(r"started successfully on port (\d+)", line):
                break
        else:
            raise AssertionError("chromedriver ended before it listened")
        self.url = f"http://127.0.0.1:{port[1]}/session"
        options = {"args": ["--headless=new", "--no-sandbox", "--window-size=1280,1400"]}
        wanted = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options,
                                  "goog:loggingPrefs": {"browser": "ALL"}}}
        self.url += "/" + self.ask("", {"capabilities": wanted})["sessionId"]

    def ask(self, path: str, question=None):
        data = None if question is None else json.dumps(question).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def run(self, script: str):
        return self.ask("/execute/sync", {"script": script, "args": []})

    def open(self, page: pathlib.Path) -> None:
        self.ask("/url", {"url": page.as_uri()})

    def console(self) -> list:
        return self.ask("/se/log", {"type": "browser"})

    def picture(self, file: pathlib.Path) -> None:
        file.write_bytes(base64.b64decode(self.ask("/screenshot")))

    def close(self) -> None:
        urllib.request.urlopen(urllib.request.Request(self.url, method="DELETE"), timeout=PATIENCE)
        self.driver.terminate()
        self.driver.wait(timeout=PATIENCE)
        self.driver.stdout.close()


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        here = pathlib.Path(cls.folder.name)
        (here / "hostile.yaml").write_text(HOSTILE)
        subprocess.run([RIPCORD, "run", "scenarios/q156715/second_file.yaml", here / "hostile.yaml",
                        "--seed", "1", "--keep", "all", "--out", here / "run"], cwd=ROOT,
                       capture_output=True, timeout=PATIENCE, check=False)
        cls.browser = Browser()
        cls.browser.open(here / "run/report.html")

    @classmethod
    def tearDownClass(cls) -> None:
        cls.browser.close()
        cls.folder.cleanup()

    def test_opens_without_a_word_on_the_console(self) -> None:
        self.assertEqual([], self.browser.console())

    def test_shows_the_failure_before_everything_else(self) -> None:
        first = self.browser.run("return document.querySelector('h2').textContent")
        self.assertEqual("Not as expected", first)

    def test_runs_no_script_that_a_name_brings(self) -> None:
        self.assertEqual("ripcord: failed", self.browser.run("return document.title"))
        self.assertEqual(1, self.browser.run("return document.scripts.length"))
        self.assertEqual(0, self.browser.run("return document.images.length"))

    def test_filters_runs_by_a_word(self) -> None:
        self.browser.run("filter.value = 'hostile'; apply()")
        shown = self.browser.run(
            "return [...document.querySelectorAll('details.run')].filter(r => !r.hidden).length")
        self.browser.run("filter.value = ''; apply()")
        self.assertEqual(1, shown)

    def test_opens_what_was_not_as_expected(self) -> None:
        opened = self.browser.run("return document.querySelector('details.run').open")
        self.assertTrue(opened)

    def test_draws_every_run_that_was_kept(self) -> None:
        drawn = self.browser.run(
            "return [...document.querySelectorAll('details.run')].filter(r => r.querySelector('svg')).length")
        self.assertEqual(3, drawn)


class BusyPage(unittest.TestCase):
    """A picture as large as any gets. How fast it is, is printed and not asserted: that depends on the machine."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        here = pathlib.Path(cls.folder.name)
        (here / "busy.yaml").write_text(BUSY)
        subprocess.run([RIPCORD, "run", here / "busy.yaml", "--seed", "1", "--out", here / "run"], cwd=ROOT,
                       capture_output=True, timeout=PATIENCE, check=False)
        cls.browser = Browser()
        cls.browser.open(here / "run/report.html")
        print(f"{BUSY_ROWS} events: loaded in {cls.browser.run(LOADED):.0f} ms, "
              f"filtered in {cls.browser.run(FILTERED):.0f} ms", file=sys.stderr)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.browser.close()
        cls.folder.cleanup()

    def test_draws_as_many_events_as_a_picture_has(self) -> None:
        drawn = "return document.querySelectorAll('details.run[open] g.row').length"
        self.assertEqual(BUSY_ROWS, self.browser.run(drawn))

    def test_opens_without_a_word_on_the_console(self) -> None:
        self.assertEqual([], self.browser.console())

    def test_says_how_many_events_it_left_out(self) -> None:
        self.assertIn("more", self.browser.run("return document.querySelector('details.run svg').textContent"))


if __name__ == "__main__":
    unittest.main()
