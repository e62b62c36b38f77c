"""tshark reads the captures of every pack: what Wireshark will show to whoever gets one."""

import concurrent.futures
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
RIPCORD = pathlib.Path(sys.argv.pop(1)).resolve() / "ripcord"
PATIENCE = 60

FIELDS = ("frame.number", "tcp.stream", "tcp.len", "dcerpc.ver", "tcp.analysis.flags",
          "_ws.malformed", "tcp.checksum.status", "ip.checksum.status", "frame.comment",
          "dcerpc.long_frame", "epm.num_towers", "epm.tower.num_floors")

BACKUP_OF_1_MIB = """format: 1
name: one-mebibyte
title: A backup of one MiB
world:
  services:
    - { name: store, interface: backup, endpoint: dynamic, files: [ { name: big.edb, size: 1MiB } ] }
  clients: { ntbackup: { kind: backup, endpoint_policy: validated } }
workload:
  - backup: { client: ntbackup, service: store }
expect:
  all: { outcome: completed, files: intact }
"""


class Capture:
    """One file, as tshark dissects it."""

    def __init__(self, file: pathlib.Path) -> None:
        self.file = file
        wanted = [word for field in FIELDS for word in ("-e", field)]
        done = subprocess.run(
            ["tshark", "-r", file, "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE",
             "-T", "fields", *wanted], capture_output=True, text=True, timeout=PATIENCE, check=True)
        lines = done.stdout.splitlines()
        self.frames = [dict(zip(FIELDS, line.split("\t"), strict=True)) for line in lines]

    def where(self, condition) -> list[str]:
        return [f"{self.file}: {frame}" for frame in self.frames if condition(frame)]

    def broken_streams(self) -> set[str]:
        return {frame["tcp.stream"] for frame in self.frames if frame["frame.comment"]}


class Packs(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        here = pathlib.Path(cls.folder.name)
        (here / "one_mebibyte.yaml").write_text(BACKUP_OF_1_MIB)
        subprocess.run([RIPCORD, "run", "scenarios", here / "one_mebibyte.yaml", "--transport", "sim",
                        "--seed", "1", "--keep", "all", "--out", here / "run"],
                       cwd=ROOT, capture_output=True, timeout=300, check=True)
        files = sorted(here.glob("run/**/capture.pcapng"))
        with concurrent.futures.ThreadPoolExecutor(2) as readers:
            cls.captures = list(readers.map(Capture, files))

    @classmethod
    def tearDownClass(cls) -> None:
        cls.folder.cleanup()

    def none_where(self, condition) -> None:
        self.assertEqual([], [line for one in self.captures for line in one.where(condition)])

    def test_all_have_captures(self) -> None:
        self.assertGreater(len(self.captures), 100)

    def test_nothing_on_the_level_of_tcp_is_remarkable(self) -> None:
        self.none_where(lambda frame: frame["tcp.analysis.flags"])

    def test_every_checksum_is_good(self) -> None:
        self.none_where(lambda frame: (frame["tcp.checksum.status"], frame["ip.checksum.status"])
                        != ("1", "1"))

    def test_nothing_is_malformed_where_no_rule_struck(self) -> None:
        marks = [line for one in self.captures for line in one.where(
            lambda frame, broken=one.broken_streams():
            frame["_ws.malformed"] and frame["tcp.stream"] not in broken)]
        self.assertEqual([], marks)

    # A frame is long where tshark did not understand what is left of it.
    def test_nothing_is_left_over_where_no_rule_struck(self) -> None:
        marks = [line for one in self.captures for line in one.where(
            lambda frame, broken=one.broken_streams():
            frame["dcerpc.long_frame"] and frame["tcp.stream"] not in broken)]
        self.assertEqual([], marks)

    def test_towers_in_the_answers_of_our_mapper_are_dissected(self) -> None:
        [moved] = [one for one in self.captures if "second_file/patched" in str(one.file)]
        answers = [frame for frame in moved.frames if frame["epm.num_towers"] not in ("", "0")]
        self.assertEqual([("1", "5")] * len(answers),
                         [(frame["epm.num_towers"], frame["epm.tower.num_floors"])
                          for frame in answers])
        self.assertGreater(len(answers), 1)

    def test_every_pdu_of_the_first_pack_is_dissected(self) -> None:
        pack = [one for one in self.captures if "/q156715/" in str(one.file)]
        missed = [line for one in pack for line in one.where(
            lambda frame: frame["tcp.len"] != "0" and not frame["dcerpc.ver"])]
        self.assertEqual([], missed)

    def test_a_rule_that_strikes_is_told_in_a_comment(self) -> None:
        [moved] = [one for one in self.captures if "second_file/unpatched" in str(one.file)]
        self.assertEqual(1, len(moved.where(
            lambda frame: frame["frame.comment"] == "FAULT store-moves move_endpoint")))


if __name__ == "__main__":
    unittest.main()
