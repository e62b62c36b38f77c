"""Lets a proxy whose run folder is on a small disk record more than the disk holds, and ends it.

usage: fill_by_proxy.py PROGRAM WORLD FOLDER

Prints what the proxy said, and ends with its exit code.
"""
import re
import signal
import subprocess
import sys

PATIENCE = 50


def start(*command: str) -> tuple[subprocess.Popen, str]:
    """A program in the background, and the line with which it is ready."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in process.stdout:
        if line.startswith("ready"):
            return process, line
    sys.exit(f"{command} is never ready")


def main(program: str, world: str, folder: str) -> int:
    server, ready = start(program, "serve", world, "--mapper-port", "0", "--listen", "127.0.0.1")
    mapper = re.search(r"mapper=(\S+)", ready)[1]
    proxy, ready = start(program, "proxy", "--listen", "127.0.0.1:0", "--upstream", mapper, "--payload", "full",
                         "--out", folder)
    door = ready.split()[1]
    # Whether the disk is full or not is nothing to those who are served.
    subprocess.run([program, "client", "echo", "--server", door, "--operation", "EchoData", "--size", "32KiB",
                    "--times", "100"], stdout=subprocess.DEVNULL, timeout=PATIENCE, check=True)
    proxy.send_signal(signal.SIGTERM)
    said, _ = proxy.communicate(timeout=PATIENCE)
    server.terminate()
    server.communicate(timeout=PATIENCE)
    print(said)
    return proxy.returncode


sys.exit(main(*sys.argv[1:]))
