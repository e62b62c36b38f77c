"""A client of the echo interface that speaks just enough DCE/RPC: binds, calls AddOne(41), prints the answer.

usage: add_one.py HOST PORT
"""
import socket
import struct
import sys

from calls import ECHO, NDR, pdu, read_pdu


def main():
    connection = socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=10)
    connection.settimeout(None)
    bind = struct.pack("<HHIB3xHBx", 4280, 4280, 0, 1, 0, 1) + ECHO + NDR
    connection.sendall(pdu(11, bind, 1))
    ptype, _ = read_pdu(connection)
    if ptype != 12:
        print(f"no bind_ack but {ptype}", file=sys.stderr)
        return 2
    request = struct.pack("<IHHI", 4, 0, 0, 41)
    connection.sendall(pdu(0, request, 2))
    ptype, body = read_pdu(connection)
    if ptype != 2:
        print(f"no response but {ptype}", file=sys.stderr)
        return 3
    print("answer", struct.unpack_from("<I", body, 8)[0])
    return 0


sys.exit(main())
