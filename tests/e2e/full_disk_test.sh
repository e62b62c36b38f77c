#!/bin/sh
# full_disk_test.sh PROGRAM SCENARIO...: whatever a disk does, the command ends, says why and exits 3; what was written
# before stays whole. The disks are small file systems in memory that only this test sees.
set -eu

if [ "${1:-}" != inside ]; then
  exec unshare --user --map-root-user --mount "$0" inside "$@"
fi
shift
program=$1
shift
disk=$(mktemp -d)
trap 'umount "$disk"; rmdir "$disk"' EXIT

# expect_failure REASON SCENARIO...: the run into the disk exits 3 and says REASON.
expect_failure() {
  reason=$1
  shift
  code=0
  said=$("$program" run "$@" --seed 1 --keep all --out "$disk/run" 2>&1) || code=$?
  [ "$code" = 3 ] || { echo "exit code $code, not 3: $said" && exit 1; }
  case $said in
    *"$reason"*) ;;
    *) echo "not a word of \"$reason\": $said" && exit 1 ;;
  esac
}

# Room for the result and a trace, but not for all.
mount -t tmpfs -o size=600k none "$disk"
expect_failure 'No space left on device' "$@"
python3 - "$disk/run/result.json" <<'END'
import json, sys
assert json.load(open(sys.argv[1]))["incomplete"] is True
END
umount "$disk"

# A run in real time cannot be played again: without room for its trace it is not begun.
live=$(mktemp -d)
cat > "$live/live.yaml" <<'END'
format: 1
name: live
transports: [tcp]
world:
  services: [ { name: greeter, interface: echo, endpoint: dynamic } ]
  clients: { caller: { kind: echo } }
workload: [ echo: { client: caller, service: greeter, operation: AddOne, times: 1 } ]
expect: { all: { outcome: completed } }
END
mount -t tmpfs -o size=600k none "$disk"
expect_failure 'trace.journal: No space left on device' "$live/live.yaml"
umount "$disk"
rm -r "$live"

mount -t tmpfs -o size=4k,nr_inodes=2 none "$disk"
expect_failure 'No space left on device' "$@"
umount "$disk"

mount -t tmpfs none "$disk"
mount -o remount,ro "$disk"
expect_failure 'Read-only file system' "$@"
