#!/usr/bin/python3
"""samba_peer.py call PORT SHAPE SECONDS: Samba's client library, by its Python binding, which adds
some microseconds to a call; samba-dcerpcd is the server (tests/peers/samba_rpc.sh).

Samba as Debian has it serves no echo. What is called is is_server_listening of mgmt, which takes no
arguments; the octets behind them are carried, put together and ignored.
"""

import sys

from samba.credentials import Credentials
from samba.dcerpc import mgmt
from samba.param import LoadParm

from calls import make_calls

IS_SERVER_LISTENING = 2


def main() -> int:
    parameters = LoadParm()
    parameters.load_default()
    anonymous = Credentials()
    anonymous.set_anonymous()
    server = mgmt.mgmt(f"ncacn_ip_tcp:127.0.0.1[{sys.argv[2]}]", parameters, anonymous)
    return make_calls(lambda stub: server.request(IS_SERVER_LISTENING, stub), sys.argv[3],
                      float(sys.argv[4]))


if __name__ == "__main__":
    sys.exit(main())
