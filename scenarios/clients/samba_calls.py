"""samba_calls.py COUNT [library]: COUNT calls of AddOne of the rpcecho interface by rpcclient, Samba's own client, or by
its client library with samba_library.py.

Both ask for every endpoint at port 135, which only root may open: what comes there is handed on to the run's mapper,
octet for octet, by this script. The calls themselves go straight to the run.
"""

import os
import socket
import subprocess
import sys
import threading


def hand_on(source: socket.socket, target: socket.socket) -> None:
    while octets := source.recv(65536):
        target.sendall(octets)
    target.shutdown(socket.SHUT_WR)


def serve(listener: socket.socket, mapper: tuple) -> None:
    while True:
        client, _ = listener.accept()
        server = socket.create_connection(mapper)
        for pair in ((client, server), (server, client)):
            threading.Thread(target=hand_on, args=pair, daemon=True).start()


def main() -> int:
    host = os.environ["RIPCORD_MAPPER_HOST"]
    listener = socket.create_server((host, 135))
    mapper = (host, int(os.environ["RIPCORD_MAPPER_PORT"]))
    threading.Thread(target=serve, args=(listener, mapper), daemon=True).start()
    count, *library = sys.argv[1:]
    return subprocess.call(with_library(host, count) if library else with_rpcclient(host, int(count)))


def with_rpcclient(host: str, count: int) -> list:
    calls = "; ".join(f"echoaddone {40 + number}" for number in range(1, count + 1))
    return ["/usr/bin/rpcclient", "--configfile=/dev/null", "--user=%", f"ncacn_ip_tcp:{host}", f"--command={calls}"]


def with_library(host: str, count: str) -> list:
    return ["/usr/bin/python3", f"{os.path.dirname(__file__)}/samba_library.py", host, count]


if __name__ == "__main__":
    sys.exit(main())
