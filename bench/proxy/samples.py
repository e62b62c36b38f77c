"""One sample: the calls of one row over one path, and who used the CPU meanwhile."""

import json
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from paths import PATHS, Bench, MissingProgram
from pinned_rounds import wait_until_open

# Rows: the client's word and the number of connections.
ROWS = {
    "ping": ("ping", 1),
    "ping64": ("ping", 64),
    "up": ("up", 1),
    "down": ("down", 1),
    "churn": ("churn", 1),
    "map": ("map", 1),
}
# What others may use of the CPU in a sample that counts.
FOREIGN_MAX = 0.15


@dataclass
class Sample:
    path: str
    row: str
    round: int
    calls_per_second: float
    p50_us: float
    p99_us: float
    # User and system time of the processes in the path; 0 for direct.
    cpu_us_per_call: float
    # Share of the CPU that neither of ours used.
    foreign: float

    @property
    def clean(self) -> bool:
        return self.foreign < FOREIGN_MAX


class Way:
    """A path with a server of its own, so that no path inherits another's ports in TIME_WAIT."""

    def __init__(self, bench: Bench, name: str, ports) -> None:
        self.bench, self.name = bench, name
        server_port = next(ports)
        # Nobody dials the port that the towers name; a proxy may want to listen there.
        self.processes = [bench.start([bench.program("bench/proxy/bench_server"), server_port, next(ports)],
                                      "server")]
        self.port = server_port
        self.proxy = None
        try:
            wait_until_open(server_port, self.processes[0], "bench_server")
            if PATHS[name] is not None:
                self.port = next(ports)
                self.proxy = bench.start(PATHS[name](bench, self.port, server_port), name)
                self.processes.append(self.proxy)
                wait_until_open(self.port, self.proxy, name)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        for process in reversed(self.processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def sample(self, row: str, round_: int, seconds: float) -> Sample:
        word, connections = ROWS[row]
        leaders = [process.pid for process in self.processes]
        busy, ours = busy_seconds(self.bench.cpu), cpu_seconds(leaders)
        proxy = cpu_seconds([self.proxy.pid]) if self.proxy else 0.0
        begun = time.monotonic()
        said, client = self.run_client(word, connections, seconds)
        elapsed = time.monotonic() - begun
        proxy = cpu_seconds([self.proxy.pid]) - proxy if self.proxy else 0.0
        ours = cpu_seconds(leaders) - ours + client
        foreign = max(0.0, busy_seconds(self.bench.cpu) - busy - ours) / elapsed
        return Sample(self.name, row, round_, said["calls"] / said["seconds"], said["p50_us"],
                      said["p99_us"], 1e6 * proxy / said["calls_in_all"], foreign)

    def run_client(self, word: str, connections: int, seconds: float) -> tuple[dict, float]:
        """What the client printed, and the CPU seconds that it used."""
        before = os.times()
        done = subprocess.run(
            [self.bench.program("bench/proxy/bench_client"), str(self.port), word, str(connections), str(seconds)],
            stdout=subprocess.PIPE, text=True, check=True, timeout=seconds * 3 + 30,
            preexec_fn=self.bench.pin)
        after = os.times()
        used = (after.children_user + after.children_system
                - before.children_user - before.children_system)
        return json.loads(done.stdout), used


def cpu_seconds(leaders: list[int]) -> float:
    """What every thread of these process groups has run, in user and system mode."""
    total = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            group = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[2])
            if group in leaders:
                for task in (entry / "task").iterdir():
                    total += int((task / "schedstat").read_text().split()[0])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total / 1e9


def busy_seconds(cpu: int) -> float:
    """What anybody has used of a CPU, the host's share (steal) included."""
    for line in Path("/proc/stat").read_text().splitlines():
        words = line.split()
        if words[0] == f"cpu{cpu}":
            ticks = [int(word) for word in words[1:9]]
            idle, iowait = ticks[3], ticks[4]
            return (sum(ticks) - idle - iowait) / os.sysconf("SC_CLK_TCK")
    raise MissingProgram(f"there is no CPU {cpu}")
