#!/usr/bin/python3
"""explore_test.py BUILD: `ripcord explore` finds out by itself what Impacket 0.10.0 makes of a few kinds of fault."""

import json
import subprocess
import sys
import unittest
from pathlib import Path

BUILD = Path("build/dev")
ROOT = Path(__file__).resolve().parents[2]
SCENARIO = "scenarios/explore/impacket.yaml"


class Impacket(unittest.TestCase):
    """The tests share one exploration."""

    @classmethod
    def setUpClass(cls) -> None:
        out = BUILD.resolve() / "runs" / "explore-impacket"
        cls.explored = subprocess.run(
            [BUILD.resolve() / "ripcord", "explore", SCENARIO, "--live", "--jobs", "2",
             "--kinds", "finish,inject_shutdown,answer_empty", "--out", out],
            cwd=ROOT, capture_output=True, text=True, timeout=300)
        cls.exploration = json.loads((out / "result.json").read_text())["explorations"][0]

    def assert_found(self, beginning: str) -> None:
        signatures = [finding["signature"] for finding in self.exploration["findings"]]
        self.assertTrue(any(one.startswith(beginning) for one in signatures),
                        f"no {beginning!r} in:\n{self.explored.stdout}{self.explored.stderr}")

    def test_spins_on_a_connection_that_ended_while_it_was_idle(self) -> None:
        self.assert_found("no_hang: hung in echo.AddOne, on a connection that was finished before")

    def test_spins_on_a_connection_that_ends_before_the_answer(self) -> None:
        self.assert_found("no_hang: hung in echo.AddOne, finished before its answer")

    def test_spins_on_a_connection_that_ends_inside_the_answer(self) -> None:
        self.assert_found("no_hang: hung in echo.AddOne, finished inside its answer")

    def test_takes_a_pdu_that_is_no_answer_for_an_empty_one(self) -> None:
        self.assert_found("wrong_output: `0 octets of check sum 00000000`")

    def test_looks_into_an_answer_of_the_mapper_that_has_no_tower(self) -> None:
        self.assert_found("unhandled_exception: IndexError in epmapper.ept_map")

    def test_spins_on_a_mapper_that_ends_its_connection(self) -> None:
        self.assert_found("no_hang: hung in epmapper.ept_map, finished before its answer")

    def test_fails_each_time_of_at_least_two(self) -> None:
        for finding in self.exploration["findings"]:
            self.assertGreaterEqual(finding["failures"], 2, finding["signature"])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        BUILD = Path(sys.argv.pop(1))
    unittest.main()
