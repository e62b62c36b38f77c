"""What the peers of the matrix send, and what they see: plain sockets, nothing else."""

import select
import socket
import struct
import threading
import time
from contextlib import contextmanager

HOST = "127.0.0.1"
# Nothing in a cell takes so long unless a path has lost it.
PATIENCE = 8.0

REQUEST, RESPONSE = 0, 2


class Stream:
    """An endless stream with a period: whole DCE/RPC PDUs, or octets that are no RPC at all."""

    def __init__(self, pdu: int | None, frag_length: int) -> None:
        if pdu is None:
            self.block = bytes(i % 251 for i in range(251 * 23))
        else:
            # Common header, then alloc_hint, p_cont_id and opnum or cancel_count (C706 §12.6.4).
            header = struct.pack("<BBBB4sHHI", 5, 0, pdu, 3, b"\x10\0\0\0", frag_length, 0, 1)
            body = struct.pack("<IHH", frag_length - 24, 0, 0)
            self.block = (header + body).ljust(frag_length, b"\x55")

    def part(self, offset: int, size: int) -> bytes:
        offset %= len(self.block)
        return (self.block * (2 + size // len(self.block)))[offset:offset + size]


class Peer:
    """One end of a connection: sends a stream, checks another."""

    def __init__(self, connected: socket.socket, sends: Stream, expects: Stream) -> None:
        self.socket, self.sends, self.expects = connected, sends, expects
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connected.settimeout(PATIENCE)
        self.sent = self.received = 0
        self.intact = True

    def send(self, size: int) -> None:
        self.socket.sendall(self.sends.part(self.sent, size))
        self.sent += size

    def send_until_blocked(self, limit: int) -> bool:
        """Whether the path takes no more before `limit` octets were sent."""
        self.socket.setblocking(False)
        while self.sent < limit:
            if not select.select([], [self.socket], [], 0.5)[1]:
                break
            self.sent += self.socket.send(self.sends.part(self.sent, 65536))
        self.socket.settimeout(PATIENCE)
        return self.sent < limit

    def whole_pdus_sent(self) -> int:
        """Octets sent when the PDU that is under way will have been."""
        return self.sent + self.octets_to_the_end_of_the_pdu()

    def send_to_the_end_of_the_pdu(self) -> None:
        self.send(self.octets_to_the_end_of_the_pdu())

    def octets_to_the_end_of_the_pdu(self) -> int:
        return -self.sent % len(self.sends.block)

    def receive(self, size: int) -> None:
        """Takes what comes until there are `size` octets in all."""
        while self.received < size:
            got = self.socket.recv(min(65536, size - self.received))
            if not got:
                raise ConnectionError("FIN")
            self.take(got)

    def receive_to_the_end(self) -> str:
        """`1000 B, FIN`: how many octets came in all, and how the stream ended."""
        try:
            while got := self.socket.recv(65536):
                self.take(got)
            end = "FIN"
        except ConnectionResetError:
            end = "RST"
        except TimeoutError:
            end = "no end"
        return f"{self.octets()}, {end}"

    def octets(self) -> str:
        return f"{self.received} B" + ("" if self.intact else " DAMAGED")

    def take(self, got: bytes) -> None:
        self.intact = self.intact and got == self.expects.part(self.received, len(got))
        self.received += len(got)

    def finish(self) -> None:
        self.socket.shutdown(socket.SHUT_WR)

    def reset(self) -> None:
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def close(self) -> None:
        self.socket.close()


@contextmanager
def connection(port: int, upstream: int, pdus: bool, frag_length: int = 1000):
    """A client that has dialled `port`, and the server at `upstream` that was reached. They speak
    PDUs of `frag_length` octets, or none at all."""
    with listener(upstream) as listening:
        client = socket.create_connection((HOST, port), PATIENCE)
        server = listening.accept()[0]
    requests = Stream(REQUEST if pdus else None, frag_length)
    responses = Stream(RESPONSE if pdus else None, frag_length)
    peers = Peer(client, requests, responses), Peer(server, responses, requests)
    try:
        yield peers
    finally:
        for peer in peers:
            peer.close()


def listener(port: int) -> socket.socket:
    listening = socket.create_server((HOST, port), backlog=16)
    listening.settimeout(PATIENCE)
    return listening


def together(*actions) -> None:
    """Runs the actions side by side and waits for all; the first exception is raised again."""
    failures = []

    def guarded(action):
        try:
            action()
        except OSError as failure:
            failures.append(failure)

    threads = [threading.Thread(target=guarded, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def seconds(begun: float) -> str:
    return "at once" if time.monotonic() - begun < 0.5 else "after seconds"
