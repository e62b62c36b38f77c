"""A client of the echo interface that speaks just enough DCE/RPC: binds, calls AddOne(41), prints the answer.

usage: add_one.py HOST PORT
"""
import socket
import struct
import sys

ECHO = bytes.fromhex("c55ea160e84dd711a637005056a20182") + struct.pack("<HH", 1, 0)
NDR = bytes.fromhex("045d888aeb1cc9119fe808002b104860") + struct.pack("<I", 2)


def header(ptype, size, call_id):
    # rpc_vers, rpc_vers_minor, ptype, flags first and last, drep, frag_length, auth_length, call_id
    return struct.pack("<BBBBIHHI", 5, 0, ptype, 3, 0x10, 16 + size, 0, call_id)


def read_exactly(connection, size):
    data = b""
    while len(data) < size:
        part = connection.recv(size - len(data))
        if not part:
            raise ConnectionError("the server closed")
        data += part
    return data


def read_pdu(connection):
    start = read_exactly(connection, 16)
    return start[2], read_exactly(connection, struct.unpack_from("<H", start, 8)[0] - 16)


def main():
    connection = socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=10)
    connection.settimeout(None)
    bind = struct.pack("<HHIB3xHBx", 4280, 4280, 0, 1, 0, 1) + ECHO + NDR
    connection.sendall(header(11, len(bind), 1) + bind)
    ptype, _ = read_pdu(connection)
    if ptype != 12:
        print(f"no bind_ack but {ptype}", file=sys.stderr)
        return 2
    request = struct.pack("<IHHI", 4, 0, 0, 41)
    connection.sendall(header(0, len(request), 2) + request)
    ptype, body = read_pdu(connection)
    if ptype != 2:
        print(f"no response but {ptype}", file=sys.stderr)
        return 3
    print("answer", struct.unpack_from("<I", body, 8)[0])
    return 0


sys.exit(main())
