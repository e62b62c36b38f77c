# What the program itself must show, beyond its tests: stages that play scenarios with a finished build.
# shellcheck shell=sh

# In a folder that is gone afterwards: with_folder COMMAND..., where the folder is $run_folder.
with_folder() {
  run_folder=$(mktemp -d)
  "$@"
  with_folder_result=$?
  rm -rf "$run_folder"
  return "$with_folder_result"
}

# play_pack PRESET: every variant does what its scenario expects.
play_pack() { with_folder play_pack_there "$1"; }

play_pack_there() { "build/$1/ripcord" run scenarios/q156715 --jobs "$(nproc)" --out "$run_folder/out"; }

# Where nothing is broken no oracle may speak, whatever the seed.
play_clean_seeds() { with_folder play_clean_seeds_there; }

play_clean_seeds_there() {
  build/release/ripcord run --seeds 1..100000 scenarios/bench/ten_calls.yaml \
    --jobs "$(nproc)" --keep none --out "$run_folder/out"
}

# The same seed is the same run, to the byte, whichever compiler and standard library built the program.
compare_compilers() { with_folder compare_compilers_there; }

compare_compilers_there() {
  for build in release clang; do
    "build/$build/ripcord" run --seeds 1..200 scenarios/q156715 \
      --jobs "$(nproc)" --keep none --reporter none --out "$run_folder/$build" || return
    list_traces "$run_folder/$build/result.json" >"$run_folder/$build.list"
  done
  [ -s "$run_folder/release.list" ] || { say "result.json lists no run" && return 1; }
  diff "$run_folder/release.list" "$run_folder/clang.list" >"$run_folder/difference" || {
    say "the builds disagree; the first runs that differ (< g++, > clang):"
    head -n 20 "$run_folder/difference"
    return 1
  }
  say "$(wc -l <"$run_folder/release.list") runs have the same trace in both builds"
}

# "SCENARIO VARIANT SEED HASH" for each run of a result.json, which has a line for each.
list_traces() {
  sed -n 's/.*"scenario": *"\([^"]*\)".*"variant": *"\([^"]*\)".*"seed": *\([0-9]*\),.*"trace_hash": *"\([0-9a-f]*\)".*/\1 \2 \3 \4/p' "$1"
}
