#!/usr/bin/python3
"""Compares ripcord's own client and server with those of other RPC systems, on one CPU.

Each system's client calls its own server over loopback TCP on one connection, one call at a time:
4 octets, 64 KiB or 1 MiB up, a number down. All processes share one CPU, the systems take turns
within each row, their order rotates from round to round, and every ratio is to `raw`, a bare epoll
exchange of the same sizes, of the same round. See README.md beside this file.

exit codes: 0 measured, 1 a floor was missed (with --judge), 2 wrong usage, 3 the machine lacks
something
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from statistics import median

from peers import PEERS, SIZES, Bench, MissingProgram
from pinned_rounds import end_with_caller, free_ports, parser, rotated, words_of

# Row and the least ratio of ours to raw.
FLOORS = {"small": 0.70, "64k": 0.60, "1m": 0.45}
# Rows in which ours must be ahead of a peer.
AHEAD = {"samba": list(SIZES), "impacket": list(SIZES), "grpc": list(SIZES), "onc": ["64k"]}


def main() -> int:
    options = parse()
    end_with_caller()
    with tempfile.TemporaryDirectory(prefix="ripcord-bench-") as folder:
        bench = Bench(options.build.resolve(), options.cpu, Path(folder))
        peers = []
        try:
            for name, port in zip(options.only, free_ports()):
                peers += start(bench, name, port, options.only is options.all)
            rates = measure(peers, options)
        except MissingProgram as missing:
            print(f"peers_bench: {missing}\n{bench.logs()}", file=sys.stderr)
            return 3
        finally:
            for peer in peers:
                peer.stop()
    print(table(rates))
    verdicts = list(judge(rates))
    for reached, text in verdicts:
        print(f"{'reached' if reached else 'missed'}: {text}")
    if options.json:
        options.json.write_text(json.dumps({f"{row} {name}": values
                                            for (row, name), values in rates.items()}, indent=1))
    return 1 if options.judge and not all(reached for reached, _ in verdicts) else 0


def parse() -> argparse.Namespace:
    everybody = list(PEERS)
    comparison = parser(__doc__, list(SIZES))
    comparison.add_argument("--only", type=words_of(PEERS), default=everybody, metavar="PEERS",
                            help=f"of {','.join(PEERS)}; what is left out by default is what is missing")
    comparison.add_argument("--rounds", type=int, default=12, help="(default: 12)")
    comparison.add_argument("--seconds", type=float, default=0.4,
                            help="of a sample, three tenths of it warm-up (default: 0.4)")
    options = comparison.parse_args()
    options.all = everybody
    return options


def start(bench: Bench, name: str, port: int, may_be_missing: bool) -> list:
    try:
        return [PEERS[name](bench, name, port)]
    except MissingProgram as missing:
        if not may_be_missing:
            raise
        print(f"left out {name}: {missing}", file=sys.stderr)
        return []


def measure(peers: list, options: argparse.Namespace) -> dict:
    """Calls a second by (row, peer), one value a round."""
    rates = {(row, peer.name): [] for row in options.rows for peer in peers}
    for round_ in range(options.rounds):
        for row in options.rows:
            for peer in rotated(peers, round_):
                rates[row, peer.name].append(peer.rate(row, options.seconds))
        print(f"round {round_ + 1} of {options.rounds}", file=sys.stderr)
    return rates


def ratio(rates: dict, row: str, name: str, yardstick: str = "raw") -> float | None:
    """Median over the rounds; none where one of both was not measured."""
    mine, other = rates.get((row, name)), rates.get((row, yardstick))
    return median(a / b for a, b in zip(mine, other)) if mine and other else None


def table(rates: dict) -> str:
    lines = ["| row | peer | calls/s | MB/s up | to raw |", "| --- | --- | ---: | ---: | ---: |"]
    for (row, name), values in rates.items():
        calls = median(values)
        to_raw = ratio(rates, row, name)
        lines.append(f"| {row} | {name} | {calls:,.0f} | {calls * SIZES[row] / 1e6:,.1f} "
                     f"| {'-' if to_raw is None else f'{to_raw:.3f}'} |")
    return "\n".join(lines)


def judge(rates: dict):
    """(reached, text) for each floor that was measured."""
    for row, floor in FLOORS.items():
        value = ratio(rates, row, "ours")
        if value is not None:
            yield value >= floor, f"{row}: ours to raw {value:.3f}, wanted >= {floor}"
    for name, rows in AHEAD.items():
        for row in rows:
            value = ratio(rates, row, "ours", name)
            if value is not None:
                yield value > 1, f"{row}: ours to {name} {value:.2f}, wanted > 1"


if __name__ == "__main__":
    sys.exit(main())
