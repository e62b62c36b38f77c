#!/usr/bin/python3
"""serve_test.py BUILD: Debian's Impacket and Samba, which nobody here wrote, call `ripcord serve`."""

import re
import sys
import unittest
from pathlib import Path

from stage import HERE, Capture, Stage

BUILD = Path("build/dev")

ECHO = ("60a15ec5-4de8-11d7-a637-005056a20182", "1.0")
ECHO_ID, MGMT_ID, MAPPER_ID = (
    "60a15ec5-4de8-11d7-a637-005056a20182 v1.0",
    "afa8bd80-7d8a-11c9-bef4-08002b102989 v1.0",
    "e1af8308-5d1f-11c9-91a4-08002b14a0fa v3.0")
LEDGER = ("5f1e2d3c-4b5a-4697-8877-66554433aabb", "3.0")
EPT_S_NOT_REGISTERED = 0x16C9A0D6


def serve(stage: Stage, *options: str) -> dict[str, int]:
    """Starts `ripcord serve`; its ready line says where each service is."""
    _, line = stage.start([BUILD / "ripcord", "serve", HERE / "served.yaml", *options], "^ready ")
    return {name: int(port) for name, port in re.findall(r"([\w-]+)=127\.0\.0\.1:(\d+)", line)}


class WindowsProfile(unittest.TestCase):
    """The tests share one server and one capture of all that crossed."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.stage = Stage()
        cls.addClassCleanup(cls.stage.close)
        cls.capture = Capture(cls.stage)
        cls.ports = serve(cls.stage, "--profile", "windows")
        cls.samba_sees = cls.stage.samba_echo("127.0.0.1", cls.ports["echo-server"])

    def ask(self, *question) -> dict:
        return self.stage.impacket(*question)

    def echo(self, operation: str, size: int, *options) -> dict:
        return self.ask("echo", "127.0.0.1", self.ports["echo-server"], operation, size, *options)

    def test_mapper_maps_a_service_to_its_port(self):
        self.assertEqual({"binding": f"ncacn_ip_tcp:127.0.0.1[{self.ports['echo-server']}]"},
                         self.ask("map", "127.0.0.1", *ECHO))

    def test_mapper_knows_no_other_interface(self):
        self.assertEqual({"error": EPT_S_NOT_REGISTERED},
                         self.ask("map", "127.0.0.1", "60a15ec5-4de8-11d7-a637-0123456789ab", "1.0"))

    def test_mapper_lists_all_services_in_one_page(self):
        entries = self.ask("lookup", "127.0.0.1")["entries"]

        self.assertEqual([f"{ECHO_ID} {self.ports['echo-server']} echo for everybody",
                          f"{LEDGER[0]} v3.0 {self.ports['stand-in']} "],
                         sorted(map(in_words, entries), reverse=True))

    def test_mapper_lists_the_same_in_pages_of_one(self):
        answer = self.ask("paged-lookup", "127.0.0.1", "--page", 1)

        self.assertEqual(self.ask("lookup", "127.0.0.1")["entries"], answer["entries"])
        self.assertEqual(0, answer["status"])

    def test_management_lists_the_interfaces_of_a_service(self):
        answer = self.ask("mgmt", "127.0.0.1", self.ports["echo-server"])

        self.assertEqual([ECHO_ID, MGMT_ID], answer["interfaces"])
        self.assertEqual(0, answer["listening_status"])
        self.assertEqual(4, answer["statistics"])

    def test_management_lists_the_interfaces_of_the_mapper(self):
        self.assertEqual([MGMT_ID, MAPPER_ID], self.ask("mgmt", "127.0.0.1", 135)["interfaces"])

    def test_echo_adds_one(self):
        self.assertEqual({"number": 42}, self.echo("AddOne", 41))

    def test_echo_returns_data_of_many_fragments(self):
        self.assertEqual({"size": 200000, "equal": True}, self.echo("EchoData", 200000))

    def test_echo_takes_tiny_fragments(self):
        self.assertEqual({"size": 1000, "equal": True},
                         self.echo("EchoData", 1000, "--fragment", 64))

    def test_echo_swallows_data(self):
        self.assertEqual({"size": 0}, self.echo("SinkData", 200000))

    def test_echo_makes_data(self):
        self.assertEqual({"size": 200000, "equal": True}, self.echo("SourceData", 200000))

    def test_echo_moves_data_of_samba_as_of_impacket(self):
        self.assertEqual([42, [1, 2, 3], None, [0, 1, 2, 3]],
                         [self.samba_sees[operation]
                          for operation in ("AddOne", "EchoData", "SinkData", "SourceData")])

    def test_echo_returns_the_string_that_samba_sends(self):
        self.assertEqual("ripcord", self.samba_sees["TestCall"])

    def test_echo_fills_every_arm_of_the_union_that_samba_reads(self):
        self.assertEqual([{"v": 10}, {"v": 20}, {"v": 30}, {"v": 40}, {"v1": 50, "v2": 60},
                          {"v1": 70, "info1": {"v": 80}}, {"v1": 80, "info4": {"v": 90}}],
                         self.samba_sees["TestCall2"])

    def test_echo_sleeps_as_long_as_samba_asks(self):
        self.assertEqual(0, self.samba_sees["TestSleep"])

    def test_echo_returns_the_enumerations_of_samba_in_both_arms(self):
        pair = {"e1": 1, "e2": 2}

        self.assertEqual([[1, pair, 1], [2, pair, pair]], self.samba_sees["TestEnum"])

    def test_echo_doubles_the_array_that_samba_sends_and_clears_it(self):
        self.assertEqual([0] * 6, self.samba_sees["TestSurrounding"])

    def test_echo_follows_the_pointers_of_samba(self):
        self.assertEqual([7, 0], self.samba_sees["TestDoublePointer"])

    def test_stand_in_answers_as_its_file_says(self):
        self.assertEqual({"stub": "00" * 8},
                         self.ask("call", "127.0.0.1", self.ports["stand-in"], *LEDGER, 0))

    def test_stand_in_faults_as_its_file_says(self):
        answer = self.ask("call", "127.0.0.1", self.ports["stand-in"], *LEDGER, 1)

        self.assertIn("nca_s_unk_if", answer["error"])

    def test_wireshark_finds_nothing_malformed(self):
        """Named so that it runs last, on all that the others sent."""
        self.capture.stop()

        self.assertEqual([], self.capture.frames("_ws.malformed"))
        self.assertLess(10, len(self.capture.frames("epm")))
        self.assertLess(10, len(self.capture.frames("dcerpc && tcp.port == "
                                                    f"{self.ports['echo-server']}")))


class SambaProfile(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.stage = Stage()
        cls.addClassCleanup(cls.stage.close)
        serve(cls.stage, "--profile", "samba")

    def test_mapper_ends_a_lookup_as_samba_does(self):
        answer = self.stage.impacket("paged-lookup", "127.0.0.1", "--page", 1)

        self.assertEqual(EPT_S_NOT_REGISTERED, answer["status"])
        self.assertEqual(2, len(answer["entries"]))


def in_words(entry: dict) -> str:
    port = re.fullmatch(r"ncacn_ip_tcp:[\d.]+\[(\d+)\]", entry["binding"])[1]
    return f"{entry['interface']} {port} {entry['annotation']}"


if __name__ == "__main__":
    BUILD = Path(sys.argv.pop(1)).resolve()
    unittest.main()
