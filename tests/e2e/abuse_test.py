#!/usr/bin/python3
"""abuse_test.py BUILD: what peers may do to `ripcord serve` and `ripcord proxy` without hurting others.

Each test does one thing that no decent peer does, then looks whether a decent one is still answered,
and what the process has kept: its descriptors and its memory.
"""

import os
import re
import resource
import socket
import struct
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

BUILD = Path("build/dev")
HOST = "127.0.0.1"
PATIENCE = 60.0
MIB = 1 << 20

SERVED = """format: 1
name: served
world: { services: [ { name: greeter, interface: echo, endpoint: dynamic } ] }
"""
ECHO = bytes.fromhex("c55ea160e84dd711a637005056a20182") + struct.pack("<HH", 1, 0)
NDR = bytes.fromhex("045d888aeb1cc9119fe808002b104860") + struct.pack("<I", 2)
FIRST, LAST = 1, 2


def pdu(ptype: int, body: bytes, flags: int = FIRST | LAST, size: int | None = None) -> bytes:
    """A PDU whose frag_length says `size`, whatever there is of it."""
    length = 16 + len(body) if size is None else size
    return struct.pack("<BBBBIHHI", 5, 0, ptype, flags, 0x10, length, 0, 1) + body


BIND = pdu(11, struct.pack("<HHIB3xHBx", 4280, 4280, 0, 1, 0, 1) + ECHO + NDR)
ADD_ONE = pdu(0, struct.pack("<IHHI", 4, 0, 0, 41))


def read_exactly(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = connection.recv(size - len(data))
        if not part:
            raise ConnectionError("closed")
        data += part
    return data


def read_pdu(connection: socket.socket) -> bytes:
    start = read_exactly(connection, 16)
    return start + read_exactly(connection, struct.unpack_from("<H", start, 8)[0] - 16)


class Role:
    """A process of ours, and where its echo service is."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen([BUILD / "ripcord", *arguments], cwd=folder,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if line.startswith("ready"):
                self.ready = line
                return
        raise AssertionError(f"{arguments} ended before it was ready")

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        self.process.stdout.close()

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def memory(self) -> int:
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize()

    def settled_descriptors(self, at_most: int) -> int:
        """Ends of connections are seen in time; how many descriptors are left then."""
        deadline = time.monotonic() + PATIENCE
        while self.descriptors() > at_most and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.descriptors()


class Abuse:
    """The tests, for a role whose echo service is at `port`."""

    role: Role
    port: int

    def connect(self) -> socket.socket:
        connection = socket.create_connection((HOST, self.port), timeout=PATIENCE)
        self.addCleanup(connection.close)
        return connection

    def bound(self) -> socket.socket:
        connection = self.connect()
        connection.sendall(BIND)
        self.assertEqual(12, read_pdu(connection)[2])
        return connection

    def assert_serves(self) -> None:
        with self.bound() as connection:
            connection.sendall(ADD_ONE)
            self.assertEqual(struct.pack("<I", 42), read_pdu(connection)[24:28])

    def test_huge_frag_length_and_then_silence(self):
        before = self.role.memory()
        silent = [self.connect() for _ in range(100)]
        for connection in silent:
            connection.sendall(pdu(0, b"", size=0xFFFF))

        self.assert_serves()
        self.assertLess(self.role.memory() - before, 64 * MIB)

    def test_pdus_that_are_whole_but_for_an_octet(self):
        before = self.role.memory()
        greedy = [self.connect() for _ in range(100)]
        for connection in greedy:
            connection.sendall(pdu(0, bytes(0xFFFF - 17), size=0xFFFF))

        self.assert_serves()
        self.assertLess(self.role.memory() - before, 128 * MIB)

    def test_fragments_without_end(self):
        before = self.role.memory()
        connection = self.bound()
        first = pdu(0, struct.pack("<IHH", 0, 0, 0) + bytes(4000), flags=FIRST)
        more = pdu(0, struct.pack("<IHH", 0, 0, 0) + bytes(4000), flags=0)
        try:
            connection.sendall(first)
            for _ in range(64 * MIB // len(more)):
                connection.sendall(more)
        except OSError:
            pass  # Nobody has to read all that.

        self.assert_serves()
        self.assertLess(self.role.memory() - before, 48 * MIB)

    def test_one_octet_a_write(self):
        connection = self.connect()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for octet in BIND:
            connection.sendall(bytes([octet]))
        self.assertEqual(12, read_pdu(connection)[2])
        for octet in ADD_ONE:
            connection.sendall(bytes([octet]))

        self.assertEqual(struct.pack("<I", 42), read_pdu(connection)[24:28])

    def test_half_of_a_connection(self):
        """The client is done sending, and never closes."""
        before = self.role.descriptors()
        halves = [self.connect() for _ in range(100)]
        for half in halves:
            half.shutdown(socket.SHUT_WR)

        self.assert_serves()
        self.assertLessEqual(self.role.settled_descriptors(before), before)

    def test_storm_of_connects(self):
        before = self.role.descriptors()
        storm = []
        for _ in range(300):
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex((HOST, self.port))
            storm.append(one)
        for one in storm:
            one.close()

        self.assert_serves()
        self.assertLessEqual(self.role.settled_descriptors(before), before)

    def test_reader_that_does_not_read(self):
        """Its server's writes stop; what is kept for it is bounded."""
        before = self.role.memory()
        connection = self.bound()
        connection.setblocking(False)
        # EchoData takes a length and so many octets, and gives them back.
        size = 4000
        stub = struct.pack("<II", size, size) + bytes(size)
        call = pdu(0, struct.pack("<IHH", len(stub), 0, 1) + stub)
        sent, deadline = 0, time.monotonic() + 2
        while sent < 64 * MIB and time.monotonic() < deadline:
            try:
                sent += connection.send(call)
            except BlockingIOError:
                time.sleep(0.05)
            except OSError:
                break

        self.assert_serves()
        self.assertLess(self.role.memory() - before, 32 * MIB)

    def test_ten_thousand_connections(self):
        self.assert_serves()
        before, memory = self.role.descriptors(), self.role.memory()
        for _ in range(10_000):
            with socket.create_connection((HOST, self.port), timeout=PATIENCE) as one:
                # A reset leaves no port behind that has to wait.
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                one.sendall(BIND)

        self.assert_serves()
        self.assertLessEqual(self.role.settled_descriptors(before), before)
        self.assertLess(self.role.memory() - memory, 48 * MIB)


class Serve(Abuse, unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        Path(cls.folder.name, "served.yaml").write_text(SERVED)
        cls.role = Role(cls.folder.name, "serve", "served.yaml", "--mapper-port", "0")
        cls.addClassCleanup(cls.role.end)
        cls.port = int(re.search(r"greeter=[^:]*:(\d+)", cls.role.ready)[1])


class Proxy(Abuse, unittest.TestCase):
    """Before a server of its own, whose echo service it listens for directly."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        Path(cls.folder.name, "served.yaml").write_text(SERVED)
        server = Role(cls.folder.name, "serve", "served.yaml", "--mapper-port", "0")
        cls.addClassCleanup(server.end)
        upstream = re.search(r"greeter=(\S+)", server.ready)[1]
        cls.role = Role(cls.folder.name, "proxy", "--listen", f"{HOST}:0", "--upstream", upstream)
        cls.addClassCleanup(cls.role.end)
        cls.port = int(re.search(r":(\d+) ->", cls.role.ready)[1])


class Refused(unittest.TestCase):
    """What cannot be had is said with the address, the reason, and what helps; the exit code is 3."""

    def run_ripcord(self, *arguments: str, **options) -> subprocess.CompletedProcess:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            Path(folder, "served.yaml").write_text(SERVED)
            return subprocess.run([*options.get("before", []), BUILD / "ripcord", *arguments],
                                  cwd=folder, capture_output=True, text=True, timeout=PATIENCE)

    def test_port_of_somebody_else(self):
        with socket.create_server((HOST, 0)) as taken:
            port = taken.getsockname()[1]
            for command in (["serve", "served.yaml", "--mapper-port", str(port)],
                            ["proxy", "--listen", f"{HOST}:{port}", "--upstream", "127.0.0.1:1"]):
                done = self.run_ripcord(*command)

                self.assertEqual(3, done.returncode)
                self.assertIn(f"cannot listen at {HOST}:{port}: Address already in use", done.stderr)

    def test_port_that_needs_rights(self):
        for command in (["serve", "served.yaml", "--mapper-port", "135"],
                        ["proxy", "--listen", f"{HOST}:135", "--upstream", "127.0.0.1:1"]):
            done = self.run_ripcord(*command, before=without_rights())

            self.assertEqual(3, done.returncode)
            self.assertIn(f"cannot listen at {HOST}:135: Permission denied", done.stderr)
            self.assertIn("unshare -Urn", done.stderr)

    def test_no_descriptor_to_listen_with(self):
        if b"__asan_init" in (BUILD / "ripcord").read_bytes():
            self.skipTest("without a descriptor the sanitizer takes every object for a broken one: it "
                          "opens a pipe to look")
        for command in (["serve", "served.yaml", "--mapper-port", "0"],
                        ["proxy", "--listen", f"{HOST}:0", "--upstream", "127.0.0.1:1"]):
            done = self.first_failure_with_fewer_descriptors(command)

            self.assertEqual(3, done.returncode, done.stderr)
            self.assertRegex(done.stderr, "cannot listen at .*: Too many open files")

    def first_failure_with_fewer_descriptors(self, command: list) -> subprocess.CompletedProcess:
        """With one descriptor less each time, until it cannot begin."""
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "served.yaml").write_text(SERVED)
            for limit in range(20, 3, -1):
                limited = ["/bin/sh", "-c", f'ulimit -n {limit}; exec "$@"', "sh"]
                process = subprocess.Popen([*limited, BUILD / "ripcord", *command], cwd=folder,
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                began = process.stdout.readline().startswith("ready")
                if began:
                    process.terminate()
                _, errors = process.communicate(timeout=PATIENCE)
                if not began:
                    return subprocess.CompletedProcess(command, process.returncode, stderr=errors)
        raise AssertionError("it needs no descriptors")


def without_rights() -> list:
    """What makes of this user one that may not listen at port 135."""
    if os.geteuid() == 0:
        return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
    return []


if __name__ == "__main__":
    BUILD = Path(sys.argv.pop(1)).resolve()
    unittest.main()
