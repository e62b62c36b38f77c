# Stages: named steps of a test run, timed and counted, and what they are made of.
# shellcheck shell=sh

stages_passed=0
stages_failed=0
stages_skipped=0
last_stage=''

# stage NAME COMMAND...: runs COMMAND, says what came of it and how long it took, counts it; the run goes on.
stage() {
  stage_name=$1
  shift
  say "stage: $stage_name"
  stage_start=$(seconds)
  if "$@"; then
    last_stage=passed
    stages_passed=$((stages_passed + 1))
  else
    last_stage=FAILED
    stages_failed=$((stages_failed + 1))
  fi
  say "$last_stage: $stage_name ($(($(seconds) - stage_start)) s)"
}

# The same where it makes sense only after the stage before it passed.
then_stage() {
  if [ "$last_stage" = passed ]; then
    stage "$@"
  else
    stages_skipped=$((stages_skipped + 1))
    say "skipped: $1, since the stage before it did not pass"
  fi
}

# The closing line, which CI reads. A run of no stage is a failure.
report_stages() {
  if [ "$stages_skipped" -eq 0 ]; then
    echo "$stages_passed passed, $stages_failed failed"
  else
    echo "$stages_passed passed, $stages_failed failed, $stages_skipped skipped"
  fi
  [ "$stages_failed" -eq 0 ] && [ "$stages_passed" -gt 0 ]
}

# build_preset PRESET [TARGET]
build_preset() {
  cmake --preset "$1" && cmake --build --preset "$1" ${2:+--target "$2"}
}

# Tests labelled nightly run in ./dev nightly only.
test_preset() { ctest --preset "$1" --parallel "$(nproc)" --label-exclude nightly; }

sources() { git ls-files --cached --others --exclude-standard '*.cpp' '*.hpp'; }

check_format() { sources | xargs clang-format-19 --dry-run -Werror; }

check_shell() { shellcheck -x dev .ci/run .githooks/pre-commit packaging/dev/*.sh; }
