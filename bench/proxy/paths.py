"""The ways from the client to the server that are compared, and how each is started."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pinned_rounds import Bench, MissingProgram  # noqa: E402

RULES = 100


def relay(bench: Bench, port: int, upstream: int) -> list:
    return [bench.program("bench/proxy/bench_relay"), port, upstream]


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
    return [*ours_armed(bench, port, upstream), "--out", bench.folder / f"out-{port}"]


def ours_armed(bench: Bench, port: int, upstream: int) -> list:
    """With the rules, without a run folder."""
    return [*ours_bare(bench, port, upstream), write_rules(bench.folder / "armed.yaml")]


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
    "ours-armed": ours_armed,
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
    path = bench.program("ripcord")
    if subprocess.run([path, "proxy", "--help"], capture_output=True).returncode != 0:
        raise MissingProgram(f"{path} has no `proxy`")
    return path
