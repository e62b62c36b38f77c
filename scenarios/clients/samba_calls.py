"""samba_calls.py COUNT: COUNT calls of AddOne of the rpcecho interface by rpcclient, Samba's own client.

rpcclient asks for every endpoint at port 135, which only root may open: what comes there is handed on to the run's
mapper, octet for octet, by this script. The calls themselves go straight to the run.
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
    calls = "; ".join(f"echoaddone {40 + number}" for number in range(1, int(sys.argv[1]) + 1))
    return subprocess.call(["/usr/bin/rpcclient", "--configfile=/dev/null", "--user=%",
                            f"ncacn_ip_tcp:{host}", f"--command={calls}"])


if __name__ == "__main__":
    sys.exit(main())
