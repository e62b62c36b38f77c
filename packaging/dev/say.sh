# What ./dev says to a person: its own lines begin with "==>", so that they stand out of a compiler's.
# shellcheck shell=sh

say() { printf '==> %s\n' "$*"; }

# The machine, not the project, is at fault.
stop_for_machine() {
  printf '==> %s\n' "$@" >&2
  exit 3
}

seconds() { date +%s; }
