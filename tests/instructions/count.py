#!/usr/bin/python3
"""count.py PROGRAM COUNTS [--write]: holds how many instructions each subject of PROGRAM executes
against the file COUNTS, or writes that file.

Valgrind counts two runs of different length; the difference is what one pass costs, whatever the
program does before and after. The same program gives the same count on every run, so that a gate
can be narrow where no stopwatch could be read.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

# What another patch level of compiler or libraries may change. Less is told, too: counts that are
# too high would let the next regression in.
TOLERANCE = 0.03
TIMES = 200

# One memcpy for every machine: the C library chooses by what the processor can do.
ENVIRONMENT = os.environ | {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX512F,-AVX512VL,-ERMS,-FSRM"}


def main() -> int:
    program, file = sys.argv[1], Path(sys.argv[2])
    subjects = subprocess.run([program], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    counts = {subject: cost(program, subject) for subject in subjects}
    if sys.argv[3:] == ["--write"]:
        file.write_text("".join(f"{count} {subject}\n" for subject, count in counts.items()))
        return 0
    known = {subject: int(count) for count, subject in
             (line.split() for line in file.read_text().splitlines())}
    wrong = [subject for subject in sorted(known.keys() | counts.keys())
             if not agree(known.get(subject), counts.get(subject))]
    for subject, count in counts.items():
        print(f"{count:>10,} {subject}, expected {known.get(subject, 0):,}"
              f"{'  WRONG' if subject in wrong else ''}")
    if wrong:
        print(f"off by more than {TOLERANCE:.0%}: {', '.join(wrong)}\n"
              f"if that is meant, write the counts anew and say why: {sys.argv[0]} {program} {file} --write")
    return 1 if wrong else 0


def agree(expected: int | None, count: int | None) -> bool:
    return expected is not None and count is not None and abs(count - expected) <= TOLERANCE * expected


def cost(program: str, subject: str) -> int:
    """Instructions of one pass."""
    return round((counted(program, subject, 2 * TIMES) - counted(program, subject, TIMES)) / TIMES)


def counted(program: str, subject: str, times: int) -> int:
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, subject, str(times)],
        stderr=subprocess.PIPE, text=True, check=True, env=ENVIRONMENT)
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


if __name__ == "__main__":
    sys.exit(main())
