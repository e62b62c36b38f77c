#!/usr/bin/python3
"""samba_test.py BUILD: the stage itself, with ripcord nowhere in the path. If this fails, so will the
others, and not by our fault."""

import sys
import unittest

from stage import Capture, Stage

SERVER = "127.0.0.1"
SRVSVC = ("4b324fc8-1670-01d3-1278-5a47bf6ee188", "3.0")


class Samba(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.stage = Stage()
        cls.addClassCleanup(cls.stage.close)
        cls.capture = Capture(cls.stage)
        cls.stage.start_samba()

    def test_maps_an_interface_to_a_port_of_its_range(self):
        self.assertRegex(self.stage.impacket("map", SERVER, *SRVSVC)["binding"],
                         r"^ncacn_ip_tcp:127\.0\.0\.1\[49[1-4]\d\d\]$")

    def test_is_called_by_impacket(self):
        self.assertEqual("PEER", self.stage.impacket("server-name", SERVER)["name"])

    def test_is_called_by_rpcclient(self):
        self.assertIn("Samba 4", self.stage.rpcclient(SERVER, "srvinfo"))

    def test_wireshark_dissects_what_crossed(self):
        """Named so that it runs last."""
        self.capture.stop()

        self.assertEqual([], self.capture.frames("_ws.malformed"))
        self.assertLess(0, len(self.capture.frames("epm")))
        self.assertLess(0, len(self.capture.frames("srvsvc")))


if __name__ == "__main__":
    sys.argv.pop(1)
    unittest.main()
