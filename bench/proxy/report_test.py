#!/usr/bin/python3
"""What the report says of samples."""

import unittest

from report import judge, ratios, summary, table
from samples import Sample


def samples(row: str, path: str, rates: list[float], foreign: float = 0.0) -> list[Sample]:
    return [Sample(path, row, round_, rate, p50_us=10.0, p99_us=20.0, cpu_us_per_call=5.0,
                   foreign=foreign) for round_, rate in enumerate(rates)]


class Ratios(unittest.TestCase):
    def test_compare_neighbours_of_one_round(self):
        measured = samples("ping", "relay", [50, 10, 30]) + samples("ping", "direct", [100, 20, 60])

        self.assertEqual([0.5, 0.5, 0.5], ratios(measured, "ping", "relay", "direct"))

    def test_leave_out_what_others_disturbed(self):
        measured = (samples("ping", "direct", [100, 100, 100, 100])
                    + samples("ping", "relay", [50, 50, 50]))
        measured.append(Sample("relay", "ping", 3, 7.0, 10.0, 20.0, 5.0, foreign=0.5))

        self.assertEqual([0.5, 0.5, 0.5], ratios(measured, "ping", "relay", "direct"))

    def test_of_a_row_that_was_not_measured_are_none(self):
        self.assertEqual([], ratios(samples("ping", "direct", [100]), "up", "direct", "direct"))


class Table(unittest.TestCase):
    def test_marks_cells_with_too_few_clean_samples(self):
        measured = samples("ping", "direct", [100, 100, 100], foreign=0.5)

        self.assertIn("| ping | direct | 100 ? |", table(summary(measured)))

    def test_has_no_mark_where_all_are_clean(self):
        self.assertIn("| ping | direct | 100 |",
                      table(summary(samples("ping", "direct", [100, 100, 100]))))


class Judge(unittest.TestCase):
    def verdicts(self, ours: list[float], foreign: float = 0.0) -> list[str]:
        measured = samples("churn", "haproxy", [100] * 3) + samples("churn", "ours", ours, foreign)
        return [verdict for verdict, _ in judge(measured)]

    def test_says_missed_below_the_floor(self):
        self.assertEqual(["missed"], self.verdicts([84] * 3))

    def test_says_reached_at_the_floor(self):
        self.assertEqual(["reached"], self.verdicts([85] * 3))

    def test_says_doubtful_of_disturbed_samples(self):
        self.assertEqual(["doubtful"], self.verdicts([84] * 3, foreign=0.5))

    def test_says_nothing_of_what_was_not_measured(self):
        self.assertEqual([], judge(samples("ping", "direct", [100] * 3)))


if __name__ == "__main__":
    unittest.main()
