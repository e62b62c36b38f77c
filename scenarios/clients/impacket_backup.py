"""impacket_backup.py cached|validated FILE...: a remote backup in which every octet of RPC is sent and
received by Impacket, which nobody here wrote.

cached: the endpoint is asked for once, and one connection serves all files. validated: the mapper is
asked for each file, and each has a connection of its own.
"""

import os
import struct
import sys

from impacket.dcerpc.v5 import epm, transport
from impacket.uuid import uuidtup_to_bin

BACKUP = uuidtup_to_bin(("5f6a1c1e-3d0b-4b8e-9a57-0c3b6c1d7e42", "1.0"))
PREPARE, OPEN_FILE, READ, CLOSE, END = 0, 2, 3, 4, 7
READ_SIZE = 16384
HANDLE_SIZE = 20


def main() -> None:
    policy, *files = sys.argv[1:]
    session = None
    for name in files:
        if session is None or policy == "validated":
            session = Session(resolve())
        print(f"{name}: {session.read_file(name)} bytes", flush=True)
    session.end()


def dial(host: str, port: str):
    dce = transport.DCERPCTransportFactory(f"ncacn_ip_tcp:{host}[{port}]").get_dce_rpc()
    dce.connect()
    return dce


def resolve() -> str:
    """The port of the backup interface, by the mapper."""
    mapper = dial(os.environ["RIPCORD_MAPPER_HOST"], os.environ["RIPCORD_MAPPER_PORT"])
    binding = epm.hept_map("mapper", BACKUP, protocol="ncacn_ip_tcp", dce=mapper)
    mapper.disconnect()
    return binding.split("[")[1].rstrip("]")


class Session:
    """A prepared backup on one connection."""

    def __init__(self, port: str) -> None:
        self.dce = dial(os.environ["RIPCORD_HOST"], port)
        self.dce.bind(BACKUP)
        # What each request begins with, so that a server's log can tell requests apart.
        self.intent = 0
        self.handle = self.call(PREPARE)[:HANDLE_SIZE]

    def read_file(self, name: str) -> int:
        """How many octets the file has."""
        opened = self.call(OPEN_FILE, self.handle + bytes(4) + struct.pack("<Q", 0)
                           + string(name) + string("") + struct.pack("<H", 0))
        file = opened[:HANDLE_SIZE]
        size = 0
        while data := self.block(file):
            size += len(data)
        self.call(CLOSE, file)
        return size

    def block(self, file: bytes) -> bytes:
        answer = self.call(READ, file + struct.pack("<I", READ_SIZE))
        return answer[4:4 + struct.unpack_from("<I", answer)[0]]

    def end(self) -> None:
        self.call(END, self.handle)
        self.dce.disconnect()

    def call(self, opnum: int, arguments: bytes = b"") -> bytes:
        self.intent += 1
        self.dce.call(opnum, struct.pack("<Q", self.intent) + arguments)
        answer = self.dce.recv()
        status = struct.unpack("<I", answer[-4:])[0]
        if status != 0:
            raise SystemExit(f"operation {opnum} returned {status}")
        return answer


def string(text: str) -> bytes:
    """A conformant and varying string of octets with its NUL, padded for the next one (NDR 2.0)."""
    octets = text.encode() + b"\0"
    count = struct.pack("<I", len(octets))
    return count + struct.pack("<I", 0) + count + octets + bytes(-len(octets) % 4)


if __name__ == "__main__":
    main()
