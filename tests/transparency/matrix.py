#!/usr/bin/python3
"""Measures the transparency matrix, and writes docs/transparency.md with --write.

Each cell is played several times, over a path that was started for it. Where the answers differ the
page has all of them, with `or` between.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The same configurations as those that the benchmark measures.
sys.path.insert(0, str(ROOT / "bench" / "proxy"))

from cells import CELLS
from paths import PATHS, Bench
from pinned_rounds import free_ports
from streams import HOST, PATIENCE, listener

REPEATS = 5
ROWS = {
    "direct": "direct",
    "ours-bare": "`ripcord proxy`",
    "haproxy": "HAProxy",
    "nginx": "nginx stream",
}
PAGE = ROOT / "docs" / "transparency.md"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "release")
    parser.add_argument("--write", action="store_true", help="write the page")
    options = parser.parse_args()
    page = page_of(measure(options.build, list(ROWS), CELLS, pdus=True))
    if options.write:
        PAGE.write_text(page)
    else:
        print(page, end="")
    return 0


def measure(build: Path, rows: list[str], cells: list, pdus: bool) -> dict[tuple[str, str], str]:
    """What was seen, by row and cell."""
    ports = free_ports()
    with tempfile.TemporaryDirectory(prefix="ripcord-transparency-") as folder:
        bench = Bench(build.resolve(), None, Path(folder))
        return {(row, cell.__name__): answer(bench, ports, row, cell, pdus)
                for row in rows for cell in cells}


def answer(bench: Bench, ports, row: str, cell, pdus: bool) -> str:
    with path(bench, ports, row) as (port, upstream):
        seen = [observe(cell, port, upstream, pdus) for _ in range(REPEATS)]
    return " or ".join(sorted(set(seen)))


def observe(cell, port: int, upstream: int, pdus: bool) -> str:
    try:
        return cell(port, upstream, pdus)
    except OSError as failure:
        return f"broken: {failure}"


@contextmanager
def path(bench: Bench, ports, row: str):
    """The port to dial and the port where the server is expected, of a path started for this."""
    upstream = next(ports)
    if PATHS[row] is None:
        yield upstream, upstream
        return
    port = next(ports)
    process = bench.start(PATHS[row](bench, port, upstream), row)
    try:
        wait_until_relaying(process, port, upstream)
        yield port, upstream
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until_relaying(process: subprocess.Popen, port: int, upstream: int) -> None:
    """Connects once through the path, and leaves nothing of that behind."""
    deadline = time.monotonic() + 20
    with listener(upstream) as server:
        while process.poll() is None and time.monotonic() < deadline:
            try:
                with socket.create_connection((HOST, port), PATIENCE):
                    server.accept()[0].close()
                    return
            except ConnectionRefusedError:
                time.sleep(0.02)
    raise RuntimeError(f"{process.args} does not relay")


def page_of(seen: dict[tuple[str, str], str]) -> str:
    rows = [row for row in ROWS if (row, CELLS[0].__name__) in seen]
    lines = [INTRODUCTION, "| | " + " | ".join(ROWS[row] for row in rows) + " |",
             "| --- |" + " --- |" * len(rows)]
    for cell in CELLS:
        answers = " | ".join(seen[row, cell.__name__] for row in rows)
        lines.append(f"| {cell.__doc__} | {answers} |")
    return "\n".join(lines) + "\n"


INTRODUCTION = """# Transparency

What a proxy changes although nobody asked it to. A test bench whose subject is what a program does when its connection
breaks must pass on how it broke: RST as RST, FIN as the end of one direction, a full side as a full side.

Each row is one thing that a peer does; the columns say what is seen at the other end, directly and through each proxy,
all from Debian and with the configurations of `bench/proxy/paths.py`. B is octets that arrived in order. The peers are
plain sockets (`tests/transparency`) that send DCE/RPC PDUs; a test holds `ripcord proxy` to the same answers with octets
that are no RPC, and with 100 armed rules that do not match.

`ripcord proxy` differs from a direct connection in two rows. Whoever listens in user space has accepted a client before
it can know that the server refuses, so the refusal becomes a RST, at once. And a PDU passes when it is whole, since a
rule may yet want to change or drop it; what there is of it passes when its sender ends the stream or resets it. So a
peer that stops within a PDU is seen as one that stopped before it: its receiver waits for octets in both cases, and a time
limit of its own runs from an earlier reading. At most 256 KiB are held in a direction; then its sender is no longer read.

The page is written by `tests/transparency/matrix.py --write`, and a test holds it against new runs.
"""

if __name__ == "__main__":
    sys.exit(main())
