#!/usr/bin/python3
"""transparency_test.py BUILD: what the page says of each path is what is seen now."""

import sys
import unittest
from pathlib import Path

from cells import CELLS, RACES
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


if __name__ == "__main__":
    BUILD = Path(sys.argv.pop(1))
    unittest.main()
