# The files that the program writes about itself. They are committed, so that readers and editors find them without a
# build; tests/docs/pages_test.sh holds them against the program.
# shellcheck shell=sh

# shellcheck disable=SC2034 # read by the test
generated_pages='docs/scenarios.md docs/faults.md docs/patched.md docs/q156715.svg scenarios/scenario.schema.json'

# write_pages PROGRAM FOLDER: writes each below FOLDER, where docs/ and scenarios/ exist.
write_pages() {
  "$1" schema scenario --format markdown >"$2/docs/scenarios.md" &&
    "$1" faults --format markdown >"$2/docs/faults.md" &&
    "$1" schema scenario >"$2/scenarios/scenario.schema.json" &&
    write_picture "$@" &&
    write_comparison "$@"
}

# write_comparison PROGRAM FOLDER: what the fixes of both packs save, and what they cost.
write_comparison() {
  compared=$(mktemp -d)
  {
    cat packaging/dev/patched.md &&
      "$1" compare scenarios/q156715 scenarios/stale-bindings --a unpatched --b patched --exact --clean-too \
        --threshold virtual_time=100% --out "$compared" --format markdown 2>/dev/null
  } >"$2/docs/patched.md"
  written=$?
  rm -rf "$compared"
  return "$written"
}

# write_picture PROGRAM FOLDER: draws the run that README.md shows.
write_picture() {
  picture_run=$(mktemp -d)
  "$1" run scenarios/q156715/second_file.yaml --variant unpatched --seed 1 --out "$picture_run" --reporter none >/dev/null 2>&1 &&
    "$1" trace "$picture_run" --svg >"$2/docs/q156715.svg"
  drawn=$?
  rm -rf "$picture_run"
  return "$drawn"
}
