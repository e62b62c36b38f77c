"""What comparisons of whole programs stand on: everything on one CPU, turns that rotate from round to
round, and servers that end with whoever started them."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Below the ports that the kernel gives to clients, so that nobody takes one while a round runs.
FIRST_PORT = 21000


class MissingProgram(Exception):
    """The machine or the build lacks a program that was asked for."""


@dataclass
class Bench:
    """Where everything is."""

    build: Path
    # The CPU that all share; None leaves that to the kernel.
    cpu: int | None
    # For configurations, logs and run folders.
    folder: Path

    def program(self, name: str) -> Path:
        """One of ours, by its path in the build folder."""
        path = self.build / name
        if not path.exists():
            raise MissingProgram(f"{path} is missing; build it with ./dev build release")
        return path

    def start(self, command: list, log: str) -> subprocess.Popen:
        """Starts a program, as the leader of a process group of its own."""
        with open(self.folder / f"{log}.log", "ab") as output:
            return subprocess.Popen(
                [str(word) for word in command],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
                cwd=self.folder, preexec_fn=self.pin)

    def logs(self) -> str:
        """The last words of every program that was started."""
        return "\n".join(f"{log.name}: {log.read_text()[-500:]}" for log in self.folder.glob("*.log"))

    def pin(self) -> None:
        if self.cpu is not None:
            os.sched_setaffinity(0, {self.cpu})


def parser(doc: str, rows: list[str]) -> argparse.ArgumentParser:
    """With the options that every comparison has."""
    result = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    result.add_argument("--build", type=Path, default=ROOT / "build" / "release",
                        help="build folder with the programs (default: build/release)")
    result.add_argument("--rows", type=words_of(rows), default=list(rows), metavar="ROWS",
                        help=f"of {','.join(rows)} (default: all)")
    result.add_argument("--cpu", type=int, default=max(os.sched_getaffinity(0)),
                        help="the CPU for everything (default: the last)")
    result.add_argument("--judge", action="store_true", help="exit 1 if a floor is missed")
    result.add_argument("--json", type=Path, metavar="FILE", help="write what was measured there")
    return result


def words_of(known):
    """The type of an option that is a list of words, of which only `known` are right."""
    def words(text: str) -> list[str]:
        chosen = text.split(",")
        for word in chosen:
            if word not in known:
                raise argparse.ArgumentTypeError(f"{word!r} is none of {', '.join(known)}")
        return chosen
    return words


def end_with_caller() -> None:
    """Whoever ends this program early does not want its servers to go on."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def rotated(items: list, by: int) -> list:
    by %= len(items)
    return items[by:] + items[:by]


def free_ports():
    """Ports of loopback that nobody listens on."""
    for port in range(FIRST_PORT, 32000):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        yield port


def wait_until_open(port: int, process: subprocess.Popen, name: str) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise MissingProgram(f"{name} ended with {process.returncode} before it listened")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise MissingProgram(f"{name} does not listen on port {port}")
