"""impacket_calls.py COUNT: COUNT calls of AddOne of the rpcecho interface on one binding, each of whose octets is sent
and received by Impacket, which nobody here wrote.

What a call brings is printed, `call 1: 42`; what stops one goes to standard error as Impacket raised it, and the next
call is made all the same.
"""

import os
import struct
import sys
import traceback

from impacket.dcerpc.v5 import epm, transport
from impacket.uuid import uuidtup_to_bin

ECHO = uuidtup_to_bin(("60a15ec5-4de8-11d7-a637-005056a20182", "1.0"))
ADD_ONE = 0


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


def main() -> int:
    dce = dial(os.environ["RIPCORD_HOST"], resolve())
    dce.bind(ECHO)
    failures = 0
    for number in range(1, int(sys.argv[1]) + 1):
        try:
            dce.call(ADD_ONE, struct.pack("<I", 40 + number))
            print(f"call {number}: {answer_of(dce.recv())}", flush=True)
        except Exception:
            failures += 1
            print(f"call {number} failed:", file=sys.stderr)
            traceback.print_exc(limit=0)
    return 1 if failures else 0


def answer_of(stub: bytes) -> str:
    return str(struct.unpack("<I", stub)[0]) if len(stub) == 4 else f"{len(stub)} octets"


if __name__ == "__main__":
    sys.exit(main())
