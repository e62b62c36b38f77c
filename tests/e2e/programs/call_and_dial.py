"""Calls AddOne, then connects to the same port anew and prints how that went.

usage: call_and_dial.py HOST PORT
"""
import socket
import sys

from calls import Caller

place = (sys.argv[1], int(sys.argv[2]))
Caller(*place).add_one(41)
try:
    socket.create_connection(place, timeout=0.2)
    print("connected")
except TimeoutError:
    print("nobody answers")
except ConnectionRefusedError:
    print("refused")
