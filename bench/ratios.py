#!/usr/bin/python3
"""Runs Google Benchmark programs and prints how many times as long each subject takes as its limit.

A subject names its limit itself (beside.hpp). Repetitions of all subjects of a program are
interleaved in random order. A ratio is one of CPU times: the table has the median over the
repetitions, and the quarters between which half of them lie.

exit codes: 0 measured, 1 a subject has no limit or one that cannot be compared with it, 2 wrong
usage
"""

import argparse
import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

LABEL = "beside "


class Unbounded(Exception):
    """A subject that cannot be held against a limit."""


@dataclass
class Subject:
    """`name` is as Google Benchmark spells it: function, type, arguments."""

    name: str
    limit: str = ""
    counts_items: bool = False
    # Nanoseconds of CPU for an item, or for an iteration where none are counted; one a repetition.
    times: list[float] = field(default_factory=list)


@dataclass
class Ratio:
    subject: Subject
    limit: Subject

    def values(self) -> list[float]:
        return sorted(mine / limit for mine, limit in zip(self.subject.times, self.limit.times))


def main() -> int:
    options = parse()
    lines = ["| program | subject | time | beside | times as long |", "| --- | --- | ---: | --- | ---: |"]
    try:
        for program in options.programs:
            ratios = paired(subjects_of(run(program, options)))
            if not options.once:
                lines += [row(program, ratio) for ratio in ratios]
    except Unbounded as reason:
        print(f"ratios: {program.name}: {reason}", file=sys.stderr)
        return 1
    if not options.once:
        print("\n".join(lines))
    return 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", type=Path, nargs="+", metavar="PROGRAM")
    parser.add_argument("--once", action="store_true",
                        help="run each subject once, print nothing: shows that all work and have limits")
    parser.add_argument("--filter", default=".", metavar="REGEX",
                        help="of the subjects' names; must leave their limits in (default: all)")
    parser.add_argument("--repetitions", type=int, default=9, help="(default: 9)")
    parser.add_argument("--seconds", type=float, default=0.05,
                        help="of a repetition, at least (default: 0.05)")
    return parser.parse_args()


def run(program: Path, options: argparse.Namespace) -> dict:
    """What the program measured, as its JSON."""
    seconds, repetitions = (0, 1) if options.once else (options.seconds, options.repetitions)
    command = [program, "--benchmark_format=json", f"--benchmark_filter={options.filter}",
               "--benchmark_enable_random_interleaving=true",
               f"--benchmark_min_time={seconds}", f"--benchmark_repetitions={repetitions}"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def subjects_of(measured: dict) -> list[Subject]:
    """In the order in which the program has them; it measures them in another."""
    subjects = {}
    repetitions = [entry for entry in measured["benchmarks"] if entry["run_type"] == "iteration"]
    for entry in sorted(repetitions, key=place_of):
        name = entry["run_name"]
        if entry.get("error_occurred"):
            raise Unbounded(f"{name} failed: {entry['error_message']}")
        subject = subjects.setdefault(name, Subject(name))
        subject.limit = entry.get("label", "").removeprefix(LABEL)
        subject.counts_items = "items_per_second" in entry
        subject.times.append(1e9 / entry["items_per_second"] if subject.counts_items
                             else in_nanoseconds(entry["cpu_time"], entry["time_unit"]))
    if not subjects:
        raise Unbounded("it measures nothing")
    return list(subjects.values())


def place_of(entry: dict) -> tuple[int, int]:
    return entry["family_index"], entry["per_family_instance_index"]


def in_nanoseconds(time: float, unit: str) -> float:
    return time * {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}[unit]


def paired(subjects: list[Subject]) -> list[Ratio]:
    """Every subject with its limit. What has none must be another one's limit."""
    by_name = {subject.name: subject for subject in subjects}
    ratios = [Ratio(subject, limit_of(subject, by_name)) for subject in subjects if subject.limit]
    limits = {ratio.limit.name for ratio in ratios}
    for subject in subjects:
        if not subject.limit and subject.name not in limits:
            raise Unbounded(f"{subject.name} has no limit and is none: say beside(state, ...) in it")
    return ratios


def limit_of(subject: Subject, by_name: dict[str, Subject]) -> Subject:
    particulars = re.search(r"[</].*|$", subject.name).group()
    limit = by_name.get(subject.limit + particulars) or by_name.get(subject.limit)
    if limit is None or limit is subject:
        raise Unbounded(f"{subject.name} names {subject.limit} as its limit, which is not there")
    if limit.counts_items != subject.counts_items:
        raise Unbounded(f"of {subject.name} and its limit {limit.name} only one counts items")
    return limit


def row(program: Path, ratio: Ratio) -> str:
    values = ratio.values()
    last = len(values) - 1
    return (f"| {program.name.removesuffix('_bench')} | `{ratio.subject.name}` "
            f"| {time_text(median(ratio.subject.times))} | `{ratio.limit.name}` "
            f"| {median(values):.2f} ({values[last // 4]:.2f}..{values[last - last // 4]:.2f}) |")


def time_text(nanoseconds: float) -> str:
    for unit, size in (("ms", 1e6), ("us", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


if __name__ == "__main__":
    sys.exit(main())
