"""A server that sends back what it gets, one client at a time, until it is asked to end.

usage: parrot.py HOST PORT
"""
import signal
import socket
import sys

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
listener = socket.create_server((sys.argv[1], int(sys.argv[2])))
print("listening on", sys.argv[2], flush=True)
while True:
    connection, _ = listener.accept()
    with connection:
        while data := connection.recv(4096):
            connection.sendall(data)
