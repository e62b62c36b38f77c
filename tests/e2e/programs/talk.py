"""Sends words to a server and prints what comes back.

usage: talk.py HOST PORT WORDS
"""
import socket
import sys

words = sys.argv[3].encode()
with socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=10) as connection:
    connection.sendall(words)
    heard = b""
    while len(heard) < len(words):
        part = connection.recv(4096)
        if not part:
            sys.exit("the server closed")
        heard += part
print("heard", heard.decode())
