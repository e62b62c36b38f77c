#!/bin/sh
# commands_test.sh SOURCE_FOLDER BINARY_FOLDER PAGE...: see README.md beside this file.
set -eu

source_folder=$1
binary_folder=$2
shift 2

# The runnable blocks of page $1, one after the other.
runnable_blocks() {
  awk '/^```sh run$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$1"
}

# A folder that looks like the repository, so that nothing a page does can touch the real one, or wait for a file that
# another page has left.
make_playground() {
  rm -rf "${playground:-}"
  playground=$(mktemp -d)
  mkdir "$playground/build"
  ln -s "$binary_folder" "$playground/build/release"
  for entry in "$source_folder"/*; do
    case ${entry##*/} in
      build | runs) ;;
      *) ln -s "$entry" "$playground/" ;;
    esac
  done
}

run_page() {
  make_playground
  runnable_blocks "$1" >"$playground/.blocks.sh"
  [ -s "$playground/.blocks.sh" ] || return 0
  echo "$1: running its blocks"
  (cd "$playground" && sh -eux ./.blocks.sh) || return 1
  pages_run=$((pages_run + 1))
}

# Every ./dev command that page $1 names is one that ./dev knows.
check_dev_commands() {
  # shellcheck disable=SC2013 # one word a command
  for word in $(sed -n 's/.*\.\/dev \([a-z][a-z]*\).*/\1/p' "$1" | sort -u); do
    "$source_folder/dev" --help | grep -q "^  $word" || {
      echo "$1: ./dev $word: there is no such command"
      return 1
    }
  done
}

pages_run=0
failed=''
trap 'rm -rf "${playground:-}"' EXIT
for page in "$@"; do
  check_dev_commands "$page" || failed=yes
  run_page "$page" || { echo "$page: a command failed" && failed=yes; }
done
echo "$pages_run pages ran"
[ -z "$failed" ] && [ "$pages_run" -gt 0 ]
