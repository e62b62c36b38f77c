"""A client of the echo interface that calls AddOne COUNT times on one connection.

usage: calls.py HOST PORT COUNT [WEATHER]

WEATHER is a seed: what is sent then goes out in pieces of random sizes, with random pauses between.
"""
import random
import socket
import struct
import sys
import time

ECHO = bytes.fromhex("c55ea160e84dd711a637005056a20182") + struct.pack("<HH", 1, 0)
NDR = bytes.fromhex("045d888aeb1cc9119fe808002b104860") + struct.pack("<I", 2)


def pdu(ptype, body, call_id):
    # rpc_vers, rpc_vers_minor, ptype, flags first and last, drep, frag_length, auth_length, call_id
    return struct.pack("<BBBBIHHI", 5, 0, ptype, 3, 0x10, 16 + len(body), 0, call_id) + body


def send(connection, data, weather):
    while weather and data:
        size = weather.randint(1, 12)
        connection.sendall(data[:size])
        data = data[size:]
        time.sleep(weather.random() / 500)
    connection.sendall(data)


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


class Caller:
    def __init__(self, host, port, weather=None):
        self.weather = weather
        self.socket = socket.create_connection((host, port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        bind = struct.pack("<HHIB3xHBx", 4280, 4280, 0, 1, 0, 1) + ECHO + NDR
        send(self.socket, pdu(11, bind, 1), weather)
        assert read_pdu(self.socket)[0] == 12, "no bind_ack"

    def add_one(self, number):
        send(self.socket, pdu(0, struct.pack("<IHHI", 4, 0, 0, number), 2 + number), self.weather)
        ptype, body = read_pdu(self.socket)
        assert ptype == 2 and struct.unpack_from("<I", body, 8)[0] == number + 1, "a wrong answer"


def main():
    weather = random.Random(int(sys.argv[4])) if len(sys.argv) > 4 else None
    caller = Caller(sys.argv[1], int(sys.argv[2]), weather)
    for number in range(int(sys.argv[3])):
        caller.add_one(number)


if __name__ == "__main__":
    main()
