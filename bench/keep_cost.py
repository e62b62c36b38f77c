#!/usr/bin/python3
"""keep_cost.py PROGRAM [ROUNDS]: what traces and captures that are kept for failures only cost a sweep in sim.

Plays ten calls over 200,000 seeds, once where none of them fails and once where one in a hundred does, with --keep none and
without (which keeps the first hundred failures), interleaved, on one core. Prints medians and their ratios. What it
measures is the rate that `run` itself prints.
"""
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

SEEDS = "1..200000"
SCENARIO = pathlib.Path(__file__).parent.parent / "scenarios/bench/ten_calls.yaml"
# Of ten calls one in a thousand each.
RARELY = """faults:
  - { id: rarely, when: { operation: EchoData, pdu: request, probability: 0.001 }, do: { reset: {} }, optional: true }
"""


def rate(program: str, scenario: pathlib.Path, keep: list[str], out: str) -> float:
    done = subprocess.run([program, "run", scenario, "--seeds", SEEDS, "--jobs", "1", "--reporter", "none",
                           "--out", out, *keep], capture_output=True, text=True, check=False)
    found = re.search(r"(\d+) runs/s per core", done.stdout + done.stderr)
    if found is None:
        sys.exit(done.stdout + done.stderr)
    return float(found.group(1))


def main(program: str, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        failing = pathlib.Path(folder) / "failing.yaml"
        failing.write_text(SCENARIO.read_text() + RARELY)
        ways = {"none": ["--keep", "none"], "failures": []}
        for name, scenario in (("no run fails", SCENARIO), ("one in a hundred fails", failing)):
            rates: dict[str, list[float]] = {way: [] for way in ways}
            for _ in range(rounds):
                for way, keep in ways.items():
                    rates[way].append(rate(program, scenario, keep, folder + "/out"))
            none, failures = (statistics.median(rates[way]) for way in ("none", "failures"))
            print(f"{name}: {none:.0f} runs/s without, {failures:.0f} with traces and captures of failures: "
                  f"ratio {failures / none:.2f}")


main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5)
