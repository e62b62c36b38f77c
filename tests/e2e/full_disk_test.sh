#!/bin/sh
# full_disk_test.sh PROGRAM PACK: whatever a disk does, the command ends, says why and exits 3; what was written
# before stays whole. The disks are small file systems in memory that only this test sees.
set -eu

if [ "${1:-}" != inside ]; then
  exec unshare --user --map-root-user --mount "$0" inside "$@"
fi
shift
program=$1
shift
disk=$(mktemp -d)
work=$(mktemp -d)
trap 'umount "$disk"; rm -r "$disk" "$work"' EXIT

# expect_failure REASON COMMAND...: ripcord exits 3 and says REASON.
expect_failure() {
  reason=$1
  shift
  code=0
  said=$(timeout 50 "$program" "$@" 2>&1) || code=$?
  [ "$code" = 3 ] || { echo "exit code $code, not 3, of $*: $said" && exit 1; }
  case $said in
    *"$reason"*) ;;
    *) echo "not a word of \"$reason\" by $*: $said" && exit 1 ;;
  esac
}

# expect_readable WORDS: the trace in the disk's run folder can be read, and has them.
expect_readable() {
  "$program" trace "$disk/run" > "$work/trace" || { echo "no trace in $(ls -R "$disk")" && exit 1; }
  grep -q "$1" "$work/trace" || { echo "not a word of \"$1\" in the trace" && exit 1; }
}

# Room for the result and a trace, but not for all.
mount -t tmpfs -o size=600k none "$disk"
expect_failure 'No space left on device' run "$@" --seed 1 --keep all --out "$disk/run"
python3 - "$disk/run/result.json" <<'END'
import json, sys
assert json.load(open(sys.argv[1]))["incomplete"] is True
END
umount "$disk"

# A run in real time cannot be played again: without room for its trace it is not begun.
cat > "$work/live.yaml" <<'END'
format: 1
name: live
transports: [tcp]
world:
  services: [ { name: greeter, interface: echo, endpoint: dynamic } ]
  clients: { caller: { kind: echo } }
workload: [ echo: { client: caller, service: greeter, operation: EchoData, size: 32KiB, times: 100 } ]
expect: { all: { outcome: completed } }
END
mount -t tmpfs -o size=600k none "$disk"
expect_failure 'trace.journal: No space left on device' run "$work/live.yaml" --out "$disk/run"
umount "$disk"

# With room for its beginning it is played to the end, and what was told until the disk was full can be read.
mount -t tmpfs -o size=2600k none "$disk"
expect_failure 'No space left on device' run "$work/live.yaml" --payload full --out "$disk/run"
expect_readable 'echo.EchoData'
umount "$disk"

# A proxy serves on. It says in the end that its trace is not whole.
mount -t tmpfs -o size=2600k none "$disk"
code=0
said=$(python3 "${0%/*}/programs/fill_by_proxy.py" "$program" "$work/live.yaml" "$disk/run" 2>&1) || code=$?
[ "$code" = 3 ] || { echo "exit code $code, not 3, of a proxy: $said" && exit 1; }
case $said in
  *'trace.journal: No space left on device'*) ;;
  *) echo "not a word of the full disk by a proxy: $said" && exit 1 ;;
esac
expect_readable 'echo.EchoData'
umount "$disk"

mount -t tmpfs -o size=4k,nr_inodes=2 none "$disk"
expect_failure 'No space left on device' run "$@" --seed 1 --out "$disk/run"
umount "$disk"

mount -t tmpfs none "$disk"
# Of the mount alone: a file system that an ordinary user made cannot be made anew with the users that he lacks.
mount -o remount,bind,ro "$disk"
refused='Read-only file system'
expect_failure "$refused" run "$@" --seed 1 --out "$disk/run"
expect_failure "$refused" run "$work/live.yaml" --out "$disk/run"
expect_failure "$refused" proxy --listen 127.0.0.1:0 --upstream 127.0.0.1:1 --out "$disk/run"
expect_failure "$refused" explore "$1/second_file.yaml" --variant patched --kinds reset --runs 3 --out "$disk/run"
expect_failure "$refused" compare "$1/second_file.yaml" --a unpatched --b patched --out "$disk/run"
"$program" run "$1/second_file.yaml" --seed 1 --out "$work/run" > "$work/said"
expect_failure "$refused" report "$work/run" --out "$disk/run"
