"""Where programs of others meet ripcord: a network namespace of its own, so that port 135 is free and
nothing outside can be reached, and the programs that run in it."""

import ctypes
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PATIENCE = 60.0
# Clients run as this user: a packet filter can tell them from servers and proxies by it.
CLIENT_USER = "nobody"
CLIENT = ["setpriv", "--reuid", CLIENT_USER, "--regid", "nogroup", "--clear-groups"]

PROGRAMS = {
    "ip": "iproute2", "ss": "iproute2", "nft": "nftables", "tcpdump": "tcpdump", "tshark": "tshark",
    "rpcclient": "smbclient", "setpriv": "util-linux",
    "/usr/libexec/samba/samba-dcerpcd": "samba",
    "/usr/lib/python3/dist-packages/impacket": "python3-impacket",
    "/usr/lib/python3/dist-packages/samba": "python3-samba",
}


class Missing(Exception):
    """The machine lacks something. That is a failure: a skipped test proves nothing."""


class Stage:
    """A namespace and a folder. Until `close` this process is in the namespace, with all it starts."""

    def __init__(self) -> None:
        check_machine()
        self.home = open("/proc/self/ns/net", "rb")
        self.folder = Path(tempfile.mkdtemp(prefix="ripcord-peers-"))
        self.namespace = self.folder.name
        self.folder.chmod(0o755)
        self.processes: list[subprocess.Popen] = []
        subprocess.run(["ip", "netns", "add", self.namespace], check=True)
        with open(Path("/run/netns") / self.namespace, "rb") as namespace:
            enter(namespace)
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

    def close(self) -> None:
        for process in self.processes:
            end(process)
        enter(self.home)
        self.home.close()
        # It ends whatever is left there, whoever started it.
        subprocess.run([HERE / "samba_rpc.sh", "stop", self.folder / "samba", self.namespace])
        shutil.rmtree(self.folder)

    def start_samba(self) -> None:
        subprocess.run([HERE / "samba_rpc.sh", "start", self.folder / "samba", self.namespace],
                       check=True)

    def start(self, command: list, ready: str) -> tuple[subprocess.Popen, str]:
        """Starts a program and waits for a line of its standard output that `ready` matches."""
        log = self.folder / f"{Path(command[0]).name}-{len(self.processes)}.log"
        with open(log, "wb") as errors:
            process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=errors, text=True)
        self.processes.append(process)
        for line in process.stdout:
            if re.search(ready, line):
                return process, line
        raise AssertionError(f"{command} ended with {process.wait()}:\n{log.read_text()}")

    def rpcclient(self, host: str, command: str) -> str:
        """What Samba's own client printed, which asks the host's mapper by itself."""
        return output_of(run_as_client(["rpcclient", "--configfile=/dev/null", "--user=%",
                                        f"ncacn_ip_tcp:{host}", f"--command={command}"]))

    def impacket(self, *question) -> dict:
        """What Impacket sees."""
        return json.loads(output_of(run_program("impacket_client.py", question)))

    def impacket_failure(self, *question) -> str:
        """What Impacket says when it must fail."""
        done = run_program("impacket_client.py", question)
        if done.returncode == 0:
            raise AssertionError(f"{question} succeeded:\n{done.stdout}")
        return done.stderr

    def samba_echo(self, host: str, port: int) -> dict:
        """What Samba's client of the echo interface sees, by operation."""
        return json.loads(output_of(run_program("samba_client.py", (host, port))))


class Capture:
    """Everything that crosses the namespace's loopback, from construction to `stop`."""

    def __init__(self, stage: Stage) -> None:
        self.file = stage.folder / "capture.pcap"
        self.process = subprocess.Popen(
            ["tcpdump", "--interface", "lo", "--packet-buffered", "--immediate-mode",
             "--snapshot-length", "0", "--relinquish-privileges", "root", "-w", self.file],
            stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        stage.processes.append(self.process)
        for line in self.process.stderr:
            if "listening on" in line:
                return
        raise AssertionError("tcpdump ended before it listened")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=PATIENCE)

    def frames(self, display_filter: str, *fields: str) -> list[str]:
        """The frames that tshark, which dissects DCE/RPC on any port, selects."""
        wanted = [word for field in fields or ("frame.number",) for word in ("-e", field)]
        done = subprocess.run(
            ["tshark", "-r", self.file, "-Y", display_filter, "-T", "fields", *wanted],
            capture_output=True, text=True, timeout=PATIENCE, check=True)
        return done.stdout.splitlines()


def run_program(name: str, arguments) -> subprocess.CompletedProcess:
    # By its standard input, since that user may not be able to read the folder of the sources.
    with open(HERE / name, "rb") as program:
        return run_as_client(["/usr/bin/python3", "-", *arguments], program)


def run_as_client(command: list, stdin=subprocess.DEVNULL) -> subprocess.CompletedProcess:
    return subprocess.run([*CLIENT, *map(str, command)], stdin=stdin, capture_output=True, text=True,
                          timeout=PATIENCE, cwd="/")


def output_of(done: subprocess.CompletedProcess) -> str:
    if done.returncode != 0:
        raise AssertionError(f"{done.args} exited {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def check_machine() -> None:
    if os.geteuid() != 0:
        raise Missing("these tests need root: samba-dcerpcd and the mapper listen on port 135 of a "
                      "network namespace of their own, and nft guards it; run ./dev test as root")
    lacking = sorted({package for program, package in PROGRAMS.items() if not is_there(program)})
    if lacking:
        raise Missing(f"not installed: {' '.join(lacking)}; "
                      "packaging/debian-packages/peers.list has them, ./dev test installs them")


def is_there(program: str) -> bool:
    return shutil.which(program) is not None or Path(program).exists()


def enter(namespace) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(namespace.fileno(), 0) != 0:
        raise Missing(f"setns: {os.strerror(ctypes.get_errno())}: true root is needed")


def end(process: subprocess.Popen) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process.stdout:
        process.stdout.close()
    if process.stderr:
        process.stderr.close()
