#!/usr/bin/python3
"""How subjects find their limits, and what is said of those that have none."""

import unittest

from ratios import Ratio, Subject, Unbounded, paired, subjects_of


def pairs(*subjects: Subject) -> list[tuple[str, str]]:
    return [(ratio.subject.name, ratio.limit.name) for ratio in paired(list(subjects))]


class Limits(unittest.TestCase):
    def test_are_found_by_type_and_arguments(self):
        self.assertEqual([("encode<Bind>/64", "copy<Bind>/64")],
                         pairs(Subject("encode<Bind>/64", "copy"), Subject("copy<Bind>/64")))

    def test_are_found_by_name_alone(self):
        self.assertEqual([("call/100", "call/0")],
                         pairs(Subject("call/100", "call/0"), Subject("call/0")))

    def test_may_have_limits_themselves(self):
        self.assertEqual([("call", "decode"), ("decode", "copy")],
                         pairs(Subject("call", "decode"), Subject("decode", "copy"), Subject("copy")))

    def test_cannot_be_forgotten(self):
        with self.assertRaisesRegex(Unbounded, "stray has no limit and is none"):
            pairs(Subject("encode", "copy"), Subject("copy"), Subject("stray"))

    def test_must_be_there(self):
        with self.assertRaisesRegex(Unbounded, "encode names copy as its limit, which is not there"):
            pairs(Subject("encode", "copy"))

    def test_are_others_than_their_subject(self):
        with self.assertRaisesRegex(Unbounded, "call/0 names call as its limit"):
            pairs(Subject("call/0", "call"))

    def test_count_items_where_their_subjects_do(self):
        with self.assertRaisesRegex(Unbounded, "only one counts items"):
            pairs(Subject("call", "copy", counts_items=True), Subject("copy"))


class Subjects(unittest.TestCase):
    def entry(self, **values) -> dict:
        return {"run_name": "call", "run_type": "iteration", "cpu_time": 2.0, "time_unit": "us",
                "family_index": 0, "per_family_instance_index": 0} | values

    def test_have_a_time_for_each_repetition(self):
        entries = [self.entry(), self.entry(cpu_time=3.0), self.entry(run_type="aggregate")]

        self.assertEqual([2000.0, 3000.0], subjects_of({"benchmarks": entries})[0].times)

    def test_have_the_time_of_an_item_where_they_count_them(self):
        entries = [self.entry(items_per_second=1e6)]

        self.assertEqual([1000.0], subjects_of({"benchmarks": entries})[0].times)

    def test_come_in_the_order_of_their_program(self):
        entries = [self.entry(run_name="b", family_index=1), self.entry(run_name="a")]

        self.assertEqual(["a", "b"], [subject.name for subject in subjects_of({"benchmarks": entries})])

    def test_that_fail_are_told(self):
        with self.assertRaisesRegex(Unbounded, "call failed: no port"):
            subjects_of({"benchmarks": [self.entry(error_occurred=True, error_message="no port")]})

    def test_must_exist(self):
        with self.assertRaisesRegex(Unbounded, "it measures nothing"):
            subjects_of({"benchmarks": []})


class Ratios(unittest.TestCase):
    def test_are_those_of_one_repetition(self):
        ratio = Ratio(Subject("call", times=[4, 30]), Subject("copy", times=[2, 10]))

        self.assertEqual([2, 3], ratio.values())


if __name__ == "__main__":
    unittest.main()
