"""The ways from the client to the server that are compared, and how each is started."""

import os
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

RULES = 100
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
        path = self.build / "bench" / "proxy" / name
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


def relay(bench: Bench, port: int, upstream: int) -> list:
    return [bench.program("bench_relay"), port, upstream]


def haproxy(bench: Bench, port: int, upstream: int) -> list:
    config = bench.folder / "haproxy.cfg"
    config.write_text(f"""
global
  nbthread 1
  maxconn 4096
defaults
  mode tcp
  timeout connect 5s
  timeout client 1h
  timeout server 1h
listen bench
  bind 127.0.0.1:{port}
  server upstream 127.0.0.1:{upstream}
""")
    return [installed("haproxy"), "-db", "-f", config]


def nginx(bench: Bench, port: int, upstream: int) -> list:
    config = bench.folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    config.write_text(f"""
load_module /usr/lib/nginx/modules/ngx_stream_module.so;
{user}
daemon off;
worker_processes 1;
pid {bench.folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 4096; }}
stream {{
  server {{
    listen 127.0.0.1:{port};
    proxy_pass 127.0.0.1:{upstream};
    tcp_nodelay on;
  }}
}}
""")
    return [installed("nginx"), "-p", bench.folder, "-e", "stderr", "-c", config]


def ours(bench: Bench, port: int, upstream: int) -> list:
    """Every unit parsed, held against rules of which none matches, and traced for a run folder."""
    return [*ours_bare(bench, port, upstream), "--out", bench.folder / f"out-{port}",
            write_rules(bench.folder / "armed.yaml")]


def ours_bare(bench: Bench, port: int, upstream: int) -> list:
    """No rule, and no run folder."""
    return [ripcord(bench), "proxy", "--listen", f"127.0.0.1:{port}",
            "--upstream", f"127.0.0.1:{upstream}"]


def ours_unrewritten(bench: Bench, port: int, upstream: int) -> list:
    """The same, but listening where the mapper's answers point instead of rewriting them."""
    return [*ours(bench, port, upstream), "--same-ports"]


# `direct` has no process in the path.
PATHS = {
    "direct": None,
    "relay": relay,
    "haproxy": haproxy,
    "nginx": nginx,
    "ours": ours,
    "ours-bare": ours_bare,
    "ours-unrewritten": ours_unrewritten,
}


def write_rules(path: Path) -> Path:
    """Half of the rules name another interface, half another operation of the one that is called."""
    rules = "".join(
        f"  - {{ id: rule-{i}, optional: true, "
        f"when: {{ interface: {'backup' if i % 2 else 'echo'}, opnum: {100 + i} }}, "
        f"do: {{ reset: {{}} }} }}\n"
        for i in range(RULES))
    path.write_text(f"format: 1\nname: armed\nfaults:\n{rules}")
    return path


def installed(name: str) -> str:
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if path is None:
        raise MissingProgram(f"{name} is not installed; packaging/debian-packages/peers.list has it")
    return path


def ripcord(bench: Bench) -> Path:
    path = bench.build / "ripcord"
    if not path.exists():
        raise MissingProgram(f"{path} is missing; build it with ./dev build release")
    if subprocess.run([path, "proxy", "--help"], capture_output=True).returncode != 0:
        raise MissingProgram(f"{path} has no `proxy`")
    return path


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
