# Stages: named steps of a test run, timed and counted, and what they are made of.
# shellcheck shell=sh

stages_passed=0
stages_failed=0
stages_skipped=0
failed_logs=''
base_stage=''

# stage NAME COMMAND...: runs COMMAND, says what came of it and how long it took, counts it; the run goes on.
stage() {
  if run_stage "$@"; then base_stage=passed; else base_stage=FAILED; fi
}

# The same where it makes sense only if the last `stage` passed.
then_stage() {
  if [ "$base_stage" = passed ]; then
    run_stage "$@" || :
  else
    stages_skipped=$((stages_skipped + 1))
    say "skipped: $1, since what it builds on did not pass"
  fi
}

run_stage() {
  stage_name=$1
  shift
  say "stage: $stage_name"
  stage_start=$(seconds)
  stage_log=build/log/$(printf '%s' "$stage_name" | tr -c 'a-z0-9' '-').log
  if logged "$stage_log" "$@"; then
    stage_verdict=passed
    stages_passed=$((stages_passed + 1))
  else
    stage_verdict=FAILED
    stages_failed=$((stages_failed + 1))
    failed_logs="$failed_logs $stage_log"
  fi
  say "$stage_verdict: $stage_name ($(($(seconds) - stage_start)) s)"
  [ "$stage_verdict" = passed ]
}

# logged FILE COMMAND...: shows what COMMAND prints, keeps it in FILE, and succeeds if COMMAND does.
logged() {
  log=$1
  shift
  mkdir -p "${log%/*}" && rm -f "$log.ok"
  { "$@" 2>&1 && : >"$log.ok"; } | tee "$log"
  [ -e "$log.ok" ] && rm "$log.ok"
}

# What failed says so once more at the very end, which is what a CI's page shows first. Then the closing line, which CI
# reads. A run of no stage is a failure.
report_stages() {
  for log in $failed_logs; do
    say "FAILED, from $log:"
    grep -nE -A 6 'Failure$|FAILED|\*\*\*Failed|[Ee]rror[: ]' "$log" | head -n 60
    echo '...'
    tail -n 12 "$log"
  done
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

# build_release [TARGET]: what users run. The first time in a clone the program is built to count what it executes, plays
# some runs, and is built again for what they did; ./dev profile counts anew.
build_release() {
  [ -e build/profile/ripcord.profdata ] || count_for_release || return
  build_preset release "$@"
}

# The runs that release builds are made fast for: the ten calls of bench/README.md, the pack, both transports.
count_for_release() {
  say "counting what runs execute, for the release build"
  build_preset profile ripcord && rm -rf build/profile/counts || return
  (
    export LLVM_PROFILE_FILE="$PWD/build/profile/counts/%m.profraw"
    count() { build/profile/ripcord run "$@" --jobs 1 --keep none --reporter none --out build/profile/runs; }
    count scenarios/bench/ten_calls.yaml --seeds 1..12000 &&
      count scenarios/bench/ten_calls.yaml --seeds 1..200 --transport tcp &&
      count scenarios/q156715 --seeds 1..50
  ) || return
  llvm-profdata-19 merge -sparse -o build/profile/ripcord.profdata build/profile/counts
}

# Tests labelled nightly run in ./dev nightly only, those labelled peers by test_peers.
test_preset() { with_a_network ctest --preset "$1" --parallel "$(nproc)" --label-exclude 'nightly|peers'; }

# with_a_network COMMAND...: low ports and packet filters need rights, which an ordinary user has in namespaces of its own.
with_a_network() {
  if [ "$(id -u)" != 0 ] && unshare --user --map-root-user --net true; then
    # shellcheck disable=SC2016 # $@ is the inner shell's
    unshare --user --map-root-user --net sh -c 'ip link set lo up && exec "$@"' sh "$@"
  else
    "$@"
  fi
}

# They need root, and say so where it cannot be had.
test_peers() {
  if [ "$(id -u)" = 0 ] || ! command -v sudo >/dev/null; then
    ctest --preset "$1" --label-regex peers
  else
    sudo ctest --preset "$1" --label-regex peers
  fi
}

sources() { git ls-files --cached --others --exclude-standard '*.cpp' '*.hpp'; }

check_format() { sources | xargs clang-format-19 --dry-run -Werror; }

# clang-tidy over what the tidy preset compiles: sources by .clang-tidy, tests by tests/.clang-tidy.
check_tidy() {
  cmake --preset tidy || return
  tidy_sources .clang-tidy '(transports|harness|fuzz|bench)' && tidy_tests=clean || tidy_tests=''
  tidy_sources tests/.clang-tidy tests && [ "$tidy_tests" = clean ]
}

# tidy_sources RULES FOLDERS: FOLDERS is a regular expression. A component joined to one source lies in the build folder;
# headers compiled alone do too, and were read already.
tidy_sources() {
  run-clang-tidy-19 -quiet -p build/tidy -j "$(nproc)" -config-file="$1" \
    "^$PWD/(build/tidy/)?$2/(?!.*verify_interface)"
}

check_shell() { shellcheck -x dev .ci/run .githooks/pre-commit packaging/*/*.sh .clusterfuzzlite/*.sh tests/docs/*.sh tests/peers/*.sh; }

# Ratios within one run mean something; absolute numbers belong to the machine. A build folder may hold what is no subject
# any more.
run_benchmarks() {
  set --
  for subject in bench/*_bench.cpp; do set -- "$@" "build/release/${subject%.cpp}"; done
  /usr/bin/python3 bench/ratios.py "$@"
}
