#!/usr/bin/python3
"""impacket_peer.py serve PORT | call PORT SHAPE SECONDS: Impacket's client and its small server.

The server passes on only the last fragment of a request, and so does less than the others here.
"""

import sys

from impacket.dcerpc.v5 import transport
from impacket.dcerpc.v5.rpcrt import DCERPCServer
from impacket.uuid import uuidtup_to_bin

from calls import make_calls

ECHO = ("60A15EC5-4DE8-11D7-A637-005056A20182", "1.0")
SINK_DATA = 2


def main() -> int:
    action, port = sys.argv[1], int(sys.argv[2])
    if action == "serve":
        server = DCERPCServer()
        server.setListenPort(port)
        server.addCallbacks(ECHO, str(port), {SINK_DATA: lambda _: bytes(4)})
        server.run()
    rpc = transport.DCERPCTransportFactory(f"ncacn_ip_tcp:127.0.0.1[{port}]").get_dce_rpc()
    rpc.connect()
    rpc.bind(uuidtup_to_bin(ECHO))

    def call(stub: bytes) -> None:
        rpc.call(SINK_DATA, stub)
        rpc.recv()

    return make_calls(call, sys.argv[3], float(sys.argv[4]))


if __name__ == "__main__":
    sys.exit(main())
