# The files that the program writes about itself. They are committed, so that readers and editors find them without a
# build; tests/docs/pages_test.sh holds them against the program.
# shellcheck shell=sh

# shellcheck disable=SC2034 # read by the test
generated_pages='docs/scenarios.md docs/faults.md scenarios/scenario.schema.json'

# write_pages PROGRAM FOLDER: writes each below FOLDER, where docs/ and scenarios/ exist.
write_pages() {
  "$1" schema scenario --format markdown >"$2/docs/scenarios.md" &&
    "$1" faults --format markdown >"$2/docs/faults.md" &&
    "$1" schema scenario >"$2/scenarios/scenario.schema.json"
}
