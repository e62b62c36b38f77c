#!/usr/bin/python3
"""transparency_test.py BUILD: what the page says of each path is what is seen now."""

import sys
import unittest
from pathlib import Path

from cells import CELLS, RACES, stops_inside_a_pdu, upstream_refuses
from matrix import PAGE, ROWS, measure

BUILD = Path("build/release")


def page() -> dict[tuple[str, str], set[str]]:
    """The answers that the page has, by row and cell."""
    lines = [[word.strip() for word in line.strip("|\n").split(" | ")]
             for line in PAGE.read_text().splitlines() if line.startswith("|")]
    columns = {label: number for number, label in enumerate(lines[0])}
    by_cell = {line[0]: line for line in lines[2:]}
    return {(row, cell.__name__): set(by_cell[cell.__doc__][columns[label]].split(" or "))
            for row, label in ROWS.items() for cell in CELLS}


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.page = page()

    def test_is_true_of_a_direct_connection(self):
        self.hold("direct", CELLS)

    def test_is_true_of_ours(self):
        self.hold("ours-bare", CELLS)

    def test_is_true_of_haproxy(self):
        self.hold("haproxy", [cell for cell in CELLS if cell not in RACES])

    def test_is_true_of_nginx(self):
        self.hold("nginx", [cell for cell in CELLS if cell not in RACES])

    def hold(self, row: str, cells: list) -> None:
        seen = measure(BUILD, [row], cells, pdus=True)
        for cell in cells:
            with self.subTest(cell=cell.__name__):
                # Where a path answers now so, now so, the page has all that was seen.
                self.assertLessEqual(set(seen[row, cell.__name__].split(" or ")),
                                     self.page[row, cell.__name__])


class Ours(unittest.TestCase):
    """`ripcord proxy` is a direct connection, but for what the page admits."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.direct = measure(BUILD, ["direct"], CELLS, pdus=True)

    def test_without_rules(self):
        self.hold("ours-bare", pdus=True, otherwise=WITH_PDUS)

    def test_with_armed_rules(self):
        self.hold("ours", pdus=True, otherwise=WITH_PDUS)

    def test_with_octets_that_are_no_rpc(self):
        self.hold("ours", pdus=False, otherwise=WITHOUT_PDUS)

    def hold(self, row: str, pdus: bool, otherwise: dict) -> None:
        seen = measure(BUILD, [row], CELLS, pdus)
        for cell in CELLS:
            with self.subTest(cell=cell.__name__):
                direct = self.direct["direct", cell.__name__]
                self.assertEqual(otherwise.get(cell, direct), seen[row, cell.__name__])


# Who listens in user space has accepted before it can know.
WITHOUT_PDUS = {upstream_refuses: "accepted, RST at once"}
# A rule may yet want the PDU.
WITH_PDUS = WITHOUT_PDUS | {stops_inside_a_pdu: "0 B"}


if __name__ == "__main__":
    BUILD = Path(sys.argv.pop(1))
    unittest.main()
