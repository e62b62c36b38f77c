"""The RPC systems that are compared: how the server of each is started, and how its client calls."""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pinned_rounds import Bench, MissingProgram, wait_until_open  # noqa: E402

HERE = Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"  # another one does not see Debian's modules
NAMESPACE = "ripcord-bench"
SIZES = {"small": 4, "64k": 64 * 1024, "1m": 1024 * 1024}


class Peer:
    """A client and a server of one system; the base is a program that is both."""

    def __init__(self, bench: Bench, name: str, port: int) -> None:
        self.bench, self.name, self.port = bench, name, port
        self.server = bench.start(self.serving(), name)
        wait_until_open(port, self.server, name)

    def program(self) -> list:
        return [self.bench.program(f"bench/peers/bench_{self.name}")]

    def serving(self) -> list:
        return [*self.program(), "serve", self.port]

    def calling(self, shape: str, seconds: float) -> list:
        return [*self.program(), "call", self.port, shape, seconds]

    def rate(self, shape: str, seconds: float) -> float:
        """Calls a second."""
        said = self.ask(self.calling(shape, seconds), seconds)
        return said["calls"] / said["seconds"]

    def ask(self, command: list, seconds: float) -> dict:
        """The JSON that a client prints."""
        done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True, check=True,
                              timeout=seconds * 3 + 30, preexec_fn=self.bench.pin)
        return json.loads(done.stdout)

    def stop(self) -> None:
        self.server.terminate()
        try:
            self.server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()


class Ours(Peer):
    """`ripcord serve` and `ripcord load`, as users start them."""

    def program(self) -> list:
        return [self.bench.program("ripcord")]

    def serving(self) -> list:
        world = self.bench.folder / "served.yaml"
        world.write_text(
            "format: 1\nname: served\nworld:\n  mapper: { started: false }\n"
            f"  services: [ {{ name: sink, interface: echo, endpoint: {self.port} }} ]\n")
        return [*self.program(), "serve", world]

    def rate(self, shape: str, seconds: float) -> float:
        operation = ["AddOne"] if shape == "small" else ["SinkData", "--size", f"{SIZES[shape]}B"]
        said = self.ask([*self.program(), "load", "--server", "127.0.0.1", "--endpoint", self.port,
                         "--operation", *operation, "--warm-up", f"{int(300 * seconds)}ms",
                         "--duration", f"{int(700 * seconds)}ms", "--format", "json"], seconds)
        return said["load"]["answers"] * 1e9 / said["load"]["elapsed_ns"]


class Impacket(Peer):
    def program(self) -> list:
        return [PYTHON, HERE / "impacket_peer.py"]


class Samba(Peer):
    """samba-dcerpcd in a network namespace of its own, since its mapper must have port 135."""

    script = HERE.parents[1] / "tests" / "peers" / "samba_rpc.sh"

    def __init__(self, bench: Bench, name: str, port: int) -> None:
        if os.geteuid() != 0:
            raise MissingProgram("samba needs a network namespace, and so root")
        self.bench, self.name, self.port = bench, name, 135
        done = bench.start(["sh", self.script, "start", bench.folder / "samba", NAMESPACE], name)
        if done.wait(timeout=30) != 0:
            raise MissingProgram("samba-dcerpcd does not start")

    def calling(self, shape: str, seconds: float) -> list:
        return ["ip", "netns", "exec", NAMESPACE, PYTHON, HERE / "samba_peer.py", "call", self.port,
                shape, seconds]

    def stop(self) -> None:
        subprocess.run(["sh", self.script, "stop", self.bench.folder / "samba", NAMESPACE], check=False)


PEERS = {
    "raw": Peer,
    "ours": Ours,
    "onc": Peer,
    "grpc": Peer,
    "samba": Samba,
    "impacket": Impacket,
}
