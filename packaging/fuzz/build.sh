#!/bin/sh
# build.sh [TARGET...]: puts the fuzz targets, or those named, into $OUT as OSS-Fuzz wants them: <target>_fuzzer and its
# .dict, .options and _seed_corpus.zip. Honours CXX, CXXFLAGS, LIB_FUZZING_ENGINE and WORK, which that service sets;
# without CXXFLAGS it builds as the preset `fuzz` does. check.sh runs what came of it.
set -eu

cd "$(dirname "$0")/../.."
: "${OUT:?the folder for the targets}"
WORK=${WORK:-$PWD/build/oss-fuzz}
engine=${LIB_FUZZING_ENGINE:--fsanitize=fuzzer}
targets=$*

if [ -n "${CXXFLAGS:-}" ]; then
  # All instrumentation is in them; ours would come twice.
  cmake -S . -B "$WORK" -G Ninja -D CMAKE_BUILD_TYPE=None -D CMAKE_CXX_COMPILER="${CXX:-clang++-19}" \
    -D CMAKE_CXX_FLAGS="$CXXFLAGS" -D CMAKE_UNITY_BUILD=ON -D CMAKE_UNITY_BUILD_BATCH_SIZE=0 -D RIPCORD_FUZZ=ON \
    -D RIPCORD_FUZZ_FLAGS= -D RIPCORD_FUZZING_ENGINE="$engine" -D RIPCORD_TESTS=OFF -D RIPCORD_BENCH=OFF
else
  cmake --preset fuzz -B "$WORK" -D CMAKE_CXX_COMPILER="${CXX:-clang++-19}" -D RIPCORD_FUZZING_ENGINE="$engine"
fi

table=$WORK/fuzz/targets.txt
[ -n "$targets" ] || targets=$(cut -d ' ' -f 1 "$table")
programs=''
for target in $targets; do programs="$programs ${target}_fuzzer"; done
# shellcheck disable=SC2086 # one word a program
cmake --build "$WORK" ${JOBS:+-j "$JOBS"} --target $programs

mkdir -p "$OUT"
for target in $targets; do
  program=$OUT/${target}_fuzzer
  read -r _ _ _ dict options folders <<LINE
$(grep "^$target " "$table")
LINE
  cp "$WORK/fuzz/${target}_fuzzer" "$program"
  printf '[libfuzzer]\ntimeout = 10\nrss_limit_mb = 2048\n' >"$program.options"
  if [ "$dict" != - ]; then
    cp "fuzz/dict/$dict.dict" "$program.dict"
    echo "dict = ${target}_fuzzer.dict" >>"$program.options"
  fi
  # Words with commas between them, in the table.
  [ "$options" = - ] || echo "$options" | tr ',' '\n' | sed 's/=/ = /' >>"$program.options"
  rm -f "${program}_seed_corpus.zip"
  for folder in $folders; do
    if [ -d "$folder" ]; then zip -q -r "${program}_seed_corpus.zip" "$folder"; fi
  done
done
