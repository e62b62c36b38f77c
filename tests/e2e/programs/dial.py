"""Connects to a port and prints how that went.

usage: dial.py HOST PORT
"""
import socket
import sys


def dial(host: str, port: int) -> str:
    try:
        socket.create_connection((host, port), timeout=0.2)
        return "connected"
    except TimeoutError:
        return "nobody answers"
    except ConnectionRefusedError:
        return "refused"


if __name__ == "__main__":
    print(dial(sys.argv[1], int(sys.argv[2])))
