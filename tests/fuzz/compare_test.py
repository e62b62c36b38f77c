#!/usr/bin/python3
"""compare.py of fuzz/differential tells a planted disagreement of two readers, and nothing else."""

import contextlib
import io
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "fuzz/differential"))
import compare  # noqa: E402

HEADING = ["frame.number", "dcerpc.pkt_type", "dcerpc.drep", "dcerpc.cn_call_id", "_ws.malformed"]
REQUEST = ["1", "0", "10000000", "7", ""]
REFUSED = ["1", "0", "10000000", "7", "truncated"]


class CompareTest(unittest.TestCase):
    def compare(self, ours, theirs, allowed=""):
        """The exit code, with `self.told` what was printed."""
        with tempfile.TemporaryDirectory() as folder:
            paths = [pathlib.Path(folder) / name for name in ("ours", "theirs", "allowed")]
            for path, row in zip(paths, (ours, theirs)):
                path.write_text("\t".join(HEADING) + "\n" + "\t".join(row) + "\n")
            paths[2].write_text(allowed)
            told = io.StringIO()
            with contextlib.redirect_stdout(told):
                code = compare.main(*paths)
        self.told = told.getvalue()
        return code

    def test_passes_where_both_read_the_same(self):
        self.assertEqual(0, self.compare(REQUEST, REQUEST))

    def test_tells_a_planted_disagreement(self):
        code = self.compare(REQUEST, ["1", "0", "10000000", "8", ""])

        self.assertEqual(1, code)
        self.assertIn("dcerpc.cn_call_id is '7' to us, '8' to them", self.told)

    def test_tells_a_pdu_that_only_one_refuses(self):
        self.assertEqual(1, self.compare(REQUEST, ["1", "0", "10000000", "7", "DCERPC"]))

    def test_lets_each_refuse_in_its_own_words(self):
        self.assertEqual(0, self.compare(REFUSED, ["1", "0", "10000000", "7", "DCERPC"]))

    def test_reads_hexadecimal_numbers(self):
        self.assertEqual(0, self.compare(REQUEST, ["1", "0x00", "10000000", "0x07", ""]))

    def test_compares_nothing_that_a_reader_does_not_say(self):
        self.assertEqual(0, self.compare(REQUEST, ["1", "0", "?", "?", "?"]))

    def test_tells_once_that_a_packet_is_none_to_them(self):
        code = self.compare(REQUEST, ["1", "", "", "", ""])

        self.assertEqual(1, code)
        self.assertIn("1 packets, 0 disagreements explained, 1 not", self.told)

    def test_passes_what_is_understood(self):
        theirs = ["1", "0", "10000000", "8", ""]

        self.assertEqual(0, self.compare(REQUEST, theirs, "dcerpc.cn_call_id 0 7 8 an example\n"))

    def test_fails_for_a_line_that_explains_nothing(self):
        self.assertEqual(1, self.compare(REQUEST, REQUEST, "dcerpc.cn_call_id 0 7 8 an example\n"))

    def test_fails_where_a_packet_is_missing(self):
        self.assertEqual(2, self.compare(REQUEST, ["2", *REQUEST[1:]]))


if __name__ == "__main__":
    unittest.main()
