"""impacket_client.py: what somebody who writes a tool on Impacket does. It asks the endpoint mapper for an interface, binds to
it, makes two small calls and one whose answer comes in several fragments, and prints what they bring.

The errors that a library can be expected to raise, its own and those of sockets, end it with a line on standard error and
code 1; whatever else Impacket raises is nobody's to catch.
"""

import os
import struct
import sys
import zlib

from impacket.dcerpc.v5 import epm, transport
from impacket.dcerpc.v5.rpcrt import DCERPCException
from impacket.uuid import uuidtup_to_bin

ECHO = uuidtup_to_bin(("60a15ec5-4de8-11d7-a637-005056a20182", "1.0"))
ADD_ONE, SOURCE_DATA = 0, 3
LARGE = 6000


def main() -> int:
    try:
        dce = dial(os.environ["RIPCORD_HOST"], resolve())
        dce.bind(ECHO)
        for number in 41, 57:
            (answer,) = struct.unpack("<I", call(dce, ADD_ONE, number))
            print(f"{number} + 1 = {answer}", flush=True)
        data = call(dce, SOURCE_DATA, LARGE)
        print(f"{len(data)} octets of check sum {zlib.crc32(data):08x}", flush=True)
        dce.disconnect()
    except (DCERPCException, OSError) as error:
        print(f"gave up: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


def dial(host: str, port: str):
    dce = transport.DCERPCTransportFactory(f"ncacn_ip_tcp:{host}[{port}]").get_dce_rpc()
    dce.connect()
    return dce


def resolve() -> str:
    """The port of the interface, by the mapper."""
    mapper = dial(os.environ["RIPCORD_MAPPER_HOST"], os.environ["RIPCORD_MAPPER_PORT"])
    binding = epm.hept_map("mapper", ECHO, protocol="ncacn_ip_tcp", dce=mapper)
    mapper.disconnect()
    return binding.split("[")[1].rstrip("]")


def call(dce, opnum: int, number: int) -> bytes:
    dce.call(opnum, struct.pack("<I", number))
    return dce.recv()


if __name__ == "__main__":
    sys.exit(main())
