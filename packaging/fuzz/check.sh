#!/bin/sh
# check.sh SECONDS: fuzzes with every target in $OUT for that long, as OSS-Fuzz does: in that folder, from the inputs in
# its _seed_corpus.zip, with the options in its .options. Fails if one finds something, has no inputs, or is missing.
set -eu

cd "${OUT:?the folder of the targets}"
checked=0
for program in *_fuzzer; do
  [ -x "$program" ] || { echo "check.sh: no targets in $OUT" >&2 && exit 1; }
  seeds=$(mktemp -d)
  new=$(mktemp -d)
  unzip -q "${program}_seed_corpus.zip" -d "$seeds"
  # Each `name = value` of [libfuzzer] is an option of the program.
  options=$(sed -n 's/^\([a-z_]*\) = \(.*\)$/-\1=\2/p' "$program.options")
  echo "check.sh: $program"
  # shellcheck disable=SC2086 # one word an option
  if ! "./$program" $options -seed=1 "-max_total_time=$1" "-artifact_prefix=$new/" "$new" "$seeds" >"$new.log" 2>&1; then
    cat "$new.log"
    exit 1
  fi
  grep '^Done ' "$new.log"
  rm -rf "$seeds" "$new" "$new.log"
  checked=$((checked + 1))
done
echo "check.sh: $checked targets ran"
