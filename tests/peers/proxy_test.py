#!/usr/bin/python3
"""proxy_test.py BUILD: Impacket and rpcclient reach samba-dcerpcd through `ripcord proxy`.

Samba is at 127.0.0.1, the proxy at 127.0.0.2. A packet filter refuses whatever the clients' user
sends to 127.0.0.1, so a client that arrives has come through the proxy, dynamic port included.
"""

import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

from stage import CLIENT_USER, Capture, Stage

BUILD = Path("build/dev")

SERVER, PROXY = "127.0.0.1", "127.0.0.2"
SRVSVC = ("4b324fc8-1670-01d3-1278-5a47bf6ee188", "3.0")
# ncacn_http is the same over a TCP port of its own.
TCP_BINDING = re.compile(r"^(ncacn_ip_tcp|ncacn_http):.*")
EPT_S_NOT_REGISTERED = 0x16C9A0D6

GUARD = f"""
table ip guard {{
  counter bypassed {{ }}
  chain output {{
    type filter hook output priority filter
    meta skuid {CLIENT_USER} ip daddr {SERVER} tcp flags & (syn | ack) == syn counter name bypassed reject with tcp reset
  }}
}}
"""


class ThroughTheProxy(unittest.TestCase):
    """The tests share Samba, one proxy, and one capture of all that crossed."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.stage = Stage()
        cls.addClassCleanup(cls.stage.close)
        cls.capture = Capture(cls.stage)
        cls.stage.start_samba()
        # What Samba's mapper lists, before nobody may ask it any more.
        cls.direct = cls.stage.impacket("paged-lookup", SERVER)
        subprocess.run(["nft", "-f", "-"], input=GUARD, text=True, check=True)
        cls.stage.start([BUILD / "ripcord", "proxy", "--listen", PROXY, "--upstream", SERVER],
                        "^ready ")

    def test_clients_cannot_go_around_it(self):
        refused = self.stage.impacket_failure("lookup", SERVER)
        counted = bypassed()
        zero_bypassed()

        self.assertIn("Connection refused", refused)
        self.assertEqual(1, counted)

    def test_impacket_finds_and_calls_a_dynamic_endpoint(self):
        answer = self.stage.impacket("server-name", PROXY)

        self.assertEqual("PEER", answer["name"])
        self.assertEqual(0, bypassed())

    def test_mapped_port_is_the_proxys_own(self):
        binding = self.stage.impacket("map", PROXY, *SRVSVC)["binding"]

        self.assertNotEqual(port_in(self.srvsvc(self.direct)), port_in(binding))
        self.assertIn(f"{PROXY}:{port_in(binding)}", listening_at(PROXY))

    def test_rpcclient_finds_and_calls_a_dynamic_endpoint(self):
        self.assertIn("Samba 4", self.stage.rpcclient(PROXY, "srvinfo"))
        self.assertEqual(0, bypassed())

    def test_unknown_interface_is_unknown_through_it_too(self):
        self.assertEqual({"error": EPT_S_NOT_REGISTERED},
                         self.stage.impacket("map", PROXY, SRVSVC[0][:-1] + "7", "3.0"))

    def test_paged_lookup_is_samba_s_own_but_for_where_tcp_endpoints_are(self):
        proxied = self.stage.impacket("paged-lookup", PROXY)

        self.assertEqual(without_places(self.direct), without_places(proxied))

    def test_paged_lookup_names_ports_of_the_proxy_only(self):
        proxied = self.stage.impacket("paged-lookup", PROXY)

        ports = {f"{PROXY}:{port_in(entry['binding'])}" for entry in proxied["entries"]
                 if TCP_BINDING.match(entry["binding"])}
        self.assertLessEqual(ports, listening_at(PROXY))
        self.assertLess(1, len(ports))

    def test_looked_up_port_works(self):
        entry = self.srvsvc(self.stage.impacket("paged-lookup", PROXY))

        answer = self.stage.impacket("server-name", PROXY, "--port", port_in(entry))

        self.assertEqual("PEER", answer["name"])
        self.assertEqual(0, bypassed())

    def test_wireshark_finds_nothing_malformed(self):
        """Named so that it runs last, on all that the others sent, on either side of the proxy."""
        self.capture.stop()

        self.assertEqual([], self.capture.frames("_ws.malformed"))
        for host in (SERVER, PROXY):
            self.assertLess(10, len(self.capture.frames(f"epm && ip.addr == {host}")))
            self.assertLess(1, len(self.capture.frames(f"srvsvc && ip.addr == {host}")))

    @staticmethod
    def srvsvc(listing: dict) -> str:
        """The binding over TCP that a listing has for srvsvc."""
        return next(entry["binding"] for entry in listing["entries"]
                    if entry["interface"].startswith(SRVSVC[0])
                    and entry["binding"].startswith("ncacn_ip_tcp"))


def bypassed() -> int:
    """Attempts of clients to reach Samba on another way."""
    said = subprocess.run(["nft", "--json", "list", "counter", "ip", "guard", "bypassed"],
                          capture_output=True, text=True, check=True).stdout
    return json.loads(said)["nftables"][1]["counter"]["packets"]


def zero_bypassed() -> None:
    subprocess.run(["nft", "reset", "counter", "ip", "guard", "bypassed"], check=True,
                   stdout=subprocess.DEVNULL)


def listening_at(host: str) -> set[str]:
    said = subprocess.run(["ss", "-ltnH"], capture_output=True, text=True, check=True).stdout
    return {address for address in re.findall(r"[\d.]+:\d+", said) if address.startswith(f"{host}:")}


def port_in(binding: str) -> int:
    return int(re.search(r"\[(\d+)\]$", binding)[1])


def without_places(listing: dict) -> dict:
    entries = [entry | {"binding": TCP_BINDING.sub(r"\1", entry["binding"])}
               for entry in listing["entries"]]
    return listing | {"entries": entries}


if __name__ == "__main__":
    BUILD = Path(sys.argv.pop(1)).resolve()
    unittest.main()
