#!/usr/bin/python3
"""What Samba's own client of the echo interface, generated from its IDL, sees of a server: one line
of JSON for one call of each operation.

It is a program and not a module because it must run as a user of its own.
"""

import json
import sys

from samba.credentials import Credentials
from samba.dcerpc import base, echo
from samba.param import LoadParm


def main() -> int:
    host, port = sys.argv[1:]
    parameters = LoadParm()
    parameters.load_default()
    anonymous = Credentials()
    anonymous.set_anonymous()
    server = echo.rpcecho(f"ncacn_ip_tcp:{host}[{port}]", parameters, anonymous)
    print(json.dumps(answers_of(server)))
    return 0


def answers_of(server) -> dict:
    return {
        "AddOne": server.AddOne(41),
        "EchoData": server.EchoData([1, 2, 3]),
        "SinkData": server.SinkData([1, 2, 3]),
        "SourceData": server.SourceData(4),
        "TestCall": server.TestCall("ripcord"),
        "TestCall2": [members(server.TestCall2(level)) for level in range(1, 8)],
        "TestSleep": server.TestSleep(0),
        "TestEnum": [enumerated(*server.TestEnum(*question(level))) for level in (1, 2)],
        "TestSurrounding": surrounding(server.TestSurrounding(ones(3))),
        "TestDoublePointer": [server.TestDoublePointer(pointer) for pointer in pointers()],
    }


def members(info):
    """A scalar, or the scalars of a structure by name."""
    if isinstance(info, int):
        return info
    return {name: members(getattr(info, name)) for name in dir(info) if not name.startswith("_")}


def question(level: int):
    foo2 = echo.Enum2()
    foo2.e1 = echo.ECHO_ENUM1
    foo2.e2 = echo.ECHO_ENUM2_32
    if level == echo.ECHO_ENUM1:
        return level, foo2, echo.ECHO_ENUM1
    return level, foo2, foo2


def enumerated(foo1, foo2, foo3) -> list:
    return [foo1, members(foo2), members(foo3)]


def ones(size: int):
    data = echo.Surrounding()
    data.x = size
    data.surrounding = [1] * size
    return data


def pointers() -> list:
    """To 7, and null; the outermost pointer is a reference, which the call brings along."""
    return [base.ndr_pointer(7), None]


def surrounding(data) -> list:
    return list(data.surrounding)


if __name__ == "__main__":
    sys.exit(main())
