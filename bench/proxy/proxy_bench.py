#!/usr/bin/python3
"""Compares `ripcord proxy` with other ways through user space, on one CPU.

A client and a server that stand straight on epoll exchange whole DCE/RPC PDUs, directly and through
each proxy. All processes share one CPU, the paths take turns within each row, their order rotates
from round to round, and every ratio is one of neighbours in the same round: absolute numbers move
with the machine, these ratios by a few per cent. See README.md beside this file.

exit codes: 0 measured, 1 a floor was missed (with --judge), 2 wrong usage, 3 the machine lacks
something, 6 too few clean samples for a verdict (with --judge)
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from paths import PATHS, Bench, MissingProgram
from pinned_rounds import end_with_caller, free_ports, parser, rotated, words_of
from report import judge, summary, table
from samples import ROWS, Way


def main() -> int:
    options = parse()
    end_with_caller()
    with tempfile.TemporaryDirectory(prefix="ripcord-bench-") as folder:
        bench = Bench(options.build.resolve(), options.cpu, Path(folder))
        try:
            samples = measure(bench, names_to_measure(bench, options.only), options)
        except MissingProgram as missing:
            print(f"proxy_bench: {missing}\n{bench.logs()}", file=sys.stderr)
            return 3
    records = summary(samples)
    print(table(records))
    verdicts = judge(samples)
    for verdict, text in verdicts:
        print(f"{verdict}: {text}")
    if options.json:
        options.json.write_text(json.dumps(document(options, records, verdicts, samples), indent=1))
    if not options.judge:
        return 0
    words = {verdict for verdict, _ in verdicts}
    return 1 if "missed" in words else 6 if "doubtful" in words or not words else 0


def parse() -> argparse.Namespace:
    comparison = parser(__doc__, list(ROWS))
    comparison.add_argument("--only", type=words_of(PATHS), metavar="PATHS",
                            help=f"of {','.join(PATHS)}; what is left out by default is what is missing")
    comparison.add_argument("--rounds", type=int, help="(default: 12)")
    comparison.add_argument("--seconds", type=float,
                            help="of a sample, after its warm-up (default: 1)")
    comparison.add_argument("--short", action="store_true",
                            help="three rounds of 0.2 s: shows that all works, and roughly where one is")
    options = comparison.parse_args()
    options.rounds = options.rounds or (3 if options.short else 12)
    options.seconds = options.seconds or (0.2 if options.short else 1.0)
    return options


def names_to_measure(bench: Bench, only: list[str] | None) -> list[str]:
    """The paths that were asked for, or all whose programs are there."""
    if only:
        return only
    names = []
    for name, command in PATHS.items():
        try:
            if command is not None:
                command(bench, 0, 0)
            names.append(name)
        except MissingProgram as missing:
            print(f"left out {name}: {missing}", file=sys.stderr)
    return names


def measure(bench: Bench, names: list[str], options: argparse.Namespace) -> list:
    """All samples, in the order of rows and paths of the first round."""
    samples = []
    for round_ in range(options.rounds):
        ports = free_ports()
        ways = []
        try:
            for name in names:
                ways.append(Way(bench, name, ports))
            for row in options.rows:
                for way in rotated(taking_part(ways, row), round_):
                    samples.append(way.sample(row, round_, options.seconds))
        finally:
            for way in ways:
                way.stop()
        print(f"round {round_ + 1} of {options.rounds}: "
              f"{sum(sample.clean for sample in samples)} of {len(samples)} samples clean",
              file=sys.stderr)
    return sorted(samples, key=lambda s: (options.rows.index(s.row), names.index(s.path), s.round))


# Paths that differ from others in some rows only: rewriting is missed in `map`, rules weigh most in
# small calls.
ROWS_OF = {"ours-unrewritten": ["map"], "ours-armed": ["ping", "ping64"]}


def taking_part(ways: list[Way], row: str) -> list[Way]:
    return [way for way in ways if row in ROWS_OF.get(way.name, ROWS)]


def document(options, records, verdicts, samples) -> dict:
    return {
        "format": 1,
        "machine": {"cpus": os.cpu_count(), "cpu": options.cpu, "kernel": platform.release()},
        "rounds": options.rounds, "seconds": options.seconds,
        "summary": records,
        "floors": [{"verdict": verdict, "text": text} for verdict, text in verdicts],
        "samples": [asdict(sample) | {"clean": sample.clean} for sample in samples],
    }


if __name__ == "__main__":
    sys.exit(main())
