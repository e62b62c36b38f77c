"""The cells of the matrix: what one peer does, and what the other sees of it."""

import socket
import time

from streams import HOST, PATIENCE, connection, seconds, together

KIB = 1024
MIB = 1024 * KIB


def server_resets(port: int, upstream: int, pdus: bool) -> str:
    """The server sends 1000 octets and, once the client has them, RST. The client sees"""
    with connection(port, upstream, pdus) as (client, server):
        server.send(1000)
        client.receive(1000)
        server.reset()
        return client.receive_to_the_end()


def server_resets_at_once(port: int, upstream: int, pdus: bool) -> str:
    """The server sends 1000 octets of a PDU of 5840, and RST at once. The client sees"""
    with connection(port, upstream, pdus, frag_length=5840) as (client, server):
        server.send(1000)
        server.reset()
        return client.receive_to_the_end()


def client_resets(port: int, upstream: int, pdus: bool) -> str:
    """The client sends 1000 octets and, once the server has them, RST. The server sees"""
    with connection(port, upstream, pdus) as (client, server):
        client.send(1000)
        server.receive(1000)
        client.reset()
        return server.receive_to_the_end()


def client_resets_at_once(port: int, upstream: int, pdus: bool) -> str:
    """The client sends 1000 octets of a PDU of 5840, and RST at once. The server sees"""
    with connection(port, upstream, pdus, frag_length=5840) as (client, server):
        client.send(1000)
        client.reset()
        return server.receive_to_the_end()


def client_half_closes(port: int, upstream: int, pdus: bool) -> str:
    """The client finishes sending; 100 ms later the server answers 1000 octets. The client sees"""
    with connection(port, upstream, pdus) as (client, server):
        client.send(100)
        client.finish()
        server.receive_to_the_end()
        time.sleep(0.1)
        try:
            server.send(1000)
        except ConnectionError:
            pass  # A path that has given up already; the client's view tells.
        server.close()
        return client.receive_to_the_end()


def server_half_closes(port: int, upstream: int, pdus: bool) -> str:
    """The server finishes sending; 100 ms later the client sends 1000 octets. The server sees"""
    with connection(port, upstream, pdus) as (client, server):
        server.send(100)
        server.finish()
        client.receive_to_the_end()
        time.sleep(0.1)
        try:
            client.send(1000)
        except ConnectionError:
            pass  # As above.
        client.close()
        return server.receive_to_the_end()


def stops_inside_a_pdu(port: int, upstream: int, pdus: bool) -> str:
    """The server sends 1000 octets of a PDU of 5840, and then nothing. The client sees"""
    with connection(port, upstream, pdus, frag_length=5840) as (client, server):
        server.send(1000)
        client.socket.settimeout(1.0)
        try:
            client.receive(1000)
        except TimeoutError:
            pass
        return client.octets()


def upstream_refuses(port: int, upstream: int, pdus: bool) -> str:
    """Nobody listens at the upstream. The client sees"""
    begun = time.monotonic()
    try:
        client = socket.create_connection((HOST, port), PATIENCE)
    except ConnectionRefusedError:
        return f"refused {seconds(begun)}"
    except ConnectionResetError:
        # The RST came before this program had seen that it was accepted.
        return f"accepted, RST {seconds(begun)}"
    with client:
        client.settimeout(PATIENCE)
        try:
            end = "FIN" if client.recv(1) == b"" else "octets"
        except ConnectionResetError:
            end = "RST"
        except TimeoutError:
            end = "nothing"
    return f"accepted, {end} {seconds(begun)}"


def both_stall(port: int, upstream: int, pdus: bool) -> str:
    """Both send up to 48 MiB and read nothing until neither can send more, then read all"""
    with connection(port, upstream, pdus, frag_length=5840) as (client, server):
        blocked = []
        together(lambda: blocked.append(client.send_until_blocked(48 * MIB)),
                 lambda: blocked.append(server.send_until_blocked(48 * MIB)))
        sent = client.whole_pdus_sent(), server.whole_pdus_sent()
        together(client.send_to_the_end_of_the_pdu, server.send_to_the_end_of_the_pdu,
                 lambda: client.receive(sent[1]), lambda: server.receive(sent[0]))
        if not client.intact or not server.intact:
            return "DAMAGED"
        return "both block, all arrives" if all(blocked) else "no backpressure, all arrives"


def one_octet_writes(port: int, upstream: int, pdus: bool) -> str:
    """Both send 5000 octets, one a write"""
    def dribble(peer):
        for _ in range(5000):
            peer.send(1)

    return exchange(port, upstream, pdus, dribble, 5000)


def bursts(port: int, upstream: int, pdus: bool) -> str:
    """Both send 125 bursts of 64 KiB at the same time"""
    def burst(peer):
        for _ in range(125):
            peer.send(64 * KIB)

    return exchange(port, upstream, pdus, burst, 125 * 64 * KIB)


def exchange(port: int, upstream: int, pdus: bool, send, size: int) -> str:
    """What each got when both have sent and neither has closed."""
    with connection(port, upstream, pdus) as (client, server):
        try:
            together(lambda: send(client), lambda: send(server),
                     lambda: client.receive(size), lambda: server.receive(size))
        except OSError:
            pass
        return f"{client.octets()}, {server.octets()}"


CELLS = [server_resets, server_resets_at_once, client_resets, client_resets_at_once,
         client_half_closes, server_half_closes, stops_inside_a_pdu, upstream_refuses, both_stall,
         one_octet_writes, bursts]
# What a proxy that does not care makes of these is a matter of timing.
RACES = [server_resets_at_once, client_resets_at_once, upstream_refuses]
