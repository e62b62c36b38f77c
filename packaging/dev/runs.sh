# What the program itself must show, beyond its tests: stages that play scenarios with a finished build. Their reports
# stay in build/runs/, for whoever wants to know why one failed.
# shellcheck shell=sh

# play_packs PRESET: every variant of every pack does what its scenario expects.
play_packs() { "build/$1/ripcord" run scenarios --jobs "$(nproc)" --out "build/runs/packs-$1"; }

# play_packs_on_sockets PRESET COUNT: the same on every transport of the kernel's, COUNT times over. Such runs wait more
# than they work.
play_packs_on_sockets() {
  "build/$1/ripcord" run scenarios --transport tcp --transport local --repeat "$2" --jobs 8 \
    --keep failures --out "build/runs/packs-on-sockets-$1"
}

# play_clean_seeds SEEDS, such as 1..1000: where nothing is broken no oracle may speak, whatever the seed.
play_clean_seeds() {
  build/release/ripcord run --seeds "$1" scenarios --tag clean \
    --jobs "$(nproc)" --keep none --out build/runs/clean
}

# The same seed is the same run, to the byte, whichever compiler, optimisation and standard library built the program.
compare_compilers() {
  mkdir -p build/runs || return
  for build in gcc clang release; do
    : >"build/runs/traces-$build.list" || return
    add_traces "$build" scenarios/q156715 --seeds 1..200 || return
    add_traces "$build" scenarios/found --seeds 1..20 || return
  done
  [ -s build/runs/traces-gcc.list ] || { say "result.json lists no run" && return 1; }
  for build in clang release; do
    diff build/runs/traces-gcc.list "build/runs/traces-$build.list" >build/runs/traces.diff || {
      say "the builds disagree; the first runs that differ (< gcc, > $build):"
      head -n 20 build/runs/traces.diff
      return 1
    }
  done
  say "$(wc -l <build/runs/traces-gcc.list) runs have the same trace in all three builds"
}

# add_traces BUILD PACK OPTION...: plays a pack and adds its traces to the build's list.
add_traces() {
  traces_build=$1
  shift
  "build/$traces_build/ripcord" run "$@" --transport sim --jobs "$(nproc)" --keep none --reporter none \
    --out "build/runs/traces-$traces_build" || return
  list_traces "build/runs/traces-$traces_build/result.json" >>"build/runs/traces-$traces_build.list"
}

# "SCENARIO VARIANT SEED HASH" for each run of a result.json, which has a line for each.
list_traces() {
  sed -n 's/.*"scenario": *"\([^"]*\)".*"variant": *"\([^"]*\)".*"seed": *\([0-9]*\),.*"trace_hash": *"\([0-9a-f]*\)".*/\1 \2 \3 \4/p' "$1"
}
