# Fuzzing that takes long: the jobs of ./dev nightly that need the presets fuzz and coverage.
# shellcheck shell=sh
# shellcheck disable=SC2034 # nightly_job says $verdict_detail

# fuzz_every SECONDS: each target of the fuzz preset for that long, from its committed inputs.
fuzz_every() { build/fuzz/ripcord fuzz run --time "$1s"; }

# The gate: three seconds a target, from the committed inputs alone and by one seed, so that it tries the same inputs
# each time, and is red for what was changed, not by chance. What earlier runs found stays.
fuzz_smoke() { rm -rf build/fuzz/smoke/corpus && build/fuzz/ripcord fuzz run --time 3s --seed 1 --out build/fuzz/smoke; }

# Ten minutes a target; fewer find less, but show that the job runs.
nightly_fuzz() {
  fuzz_seconds=${RIPCORD_FUZZ_SECONDS:-600}
  build_preset fuzz && fuzz_every "$fuzz_seconds" || return
  verdict_detail="$(wc -l <build/fuzz/fuzz/targets.txt) targets for $fuzz_seconds s each"
}

# Each planted bug (fuzz/planted) is found by its target in two of three tries, and the target without it finds nothing
# in as long.
nightly_planted() {
  planted_seconds=${RIPCORD_FUZZ_SECONDS:-120}
  planted_table=build/fuzz/fuzz/planted/planted.txt
  build_preset fuzz && build_preset fuzz all_planted || return
  planted_missed=''
  while read -r defect fuzz_name; do
    planted_found=0
    planted_times=''
    for _ in 1 2 3; do
      planted_start=$(seconds)
      planted_try "build/fuzz/fuzz/planted/${fuzz_name}_with_$defect"
      [ "$planted_end" != found ] || planted_found=$((planted_found + 1))
      planted_times="$planted_times${planted_times:+, }$(($(seconds) - planted_start)) s"
    done
    say "planted $defect: $fuzz_name found it in $planted_found of 3 tries ($planted_times)"
    [ "$planted_found" -ge 2 ] || planted_missed="$planted_missed $defect"
  done <"$planted_table"
  cut -d ' ' -f 2 "$planted_table" | sort -u >build/fuzz/planted.targets
  while read -r fuzz_name; do
    planted_try "build/fuzz/fuzz/${fuzz_name}_fuzzer"
    say "planted nothing: $fuzz_name was $planted_end for $planted_seconds s"
    [ "$planted_end" = silent ] || planted_missed="$planted_missed clean-$fuzz_name"
  done <build/fuzz/planted.targets
  verdict_detail="$(wc -l <"$planted_table") bugs, missed:${planted_missed:- none}"
  [ -z "$planted_missed" ]
}

# planted_try PROGRAM: fuzzes with the inputs and the dictionary of $fuzz_name; $planted_end is then `found`, `silent`, or
# `broken` where the program failed and left no finding.
planted_try() {
  planted_program=$1
  planted_folder=build/fuzz/planted
  rm -rf "$planted_folder" && mkdir -p "$planted_folder/new" || return
  read -r _ _ _ fuzz_dict fuzz_options fuzz_folders <<LINE
$(grep "^$fuzz_name " build/fuzz/fuzz/targets.txt)
LINE
  set -- -seed=1 "-max_total_time=$planted_seconds" -timeout=10 -rss_limit_mb=2048 \
    "-artifact_prefix=$planted_folder/"
  [ "$fuzz_dict" = - ] || set -- "$@" "-dict=fuzz/dict/$fuzz_dict.dict"
  # shellcheck disable=SC2046 # one word an option
  [ "$fuzz_options" = - ] || set -- "$@" $(echo "-$fuzz_options" | sed 's/,/ -/g')
  set -- "$@" "$planted_folder/new"
  for folder in $fuzz_folders; do
    [ ! -d "$folder" ] || set -- "$@" "$folder"
  done
  "$planted_program" "$@" >"$planted_folder.log" 2>&1 </dev/null && planted_end=silent || planted_end=broken
  [ -z "$(find "$planted_folder" -maxdepth 1 -type f)" ] || planted_end=found
}

# How much of the code that meets foreign octets the committed inputs execute: every target replays its own, and libFuzzer
# draws nothing. Of the lines of transports/dcerpc it has to be covered_least percent.
nightly_fuzz_coverage() {
  covered_least=95
  covered=$PWD/build/coverage/fuzz-profiles
  rm -rf "$covered" && mkdir -p "$covered" && build_preset coverage all_replays || return
  LLVM_PROFILE_FILE=$covered/%p.profraw ctest --preset coverage --label-regex '^fuzz$' || return
  llvm-profdata-19 merge "$covered"/*.profraw -o "$covered/all.profdata" || return
  set -- --instr-profile "$covered/all.profdata"
  for program in build/coverage/fuzz/*_replay; do set -- "$@" -object "$program"; done
  covered_lines transports/dcerpc "$@" && covered_dcerpc=$covered_percent || return
  covered_lines harness/peers/server "$@" && covered_lines harness/peers/client "$@" || return
  awk -v percent="$covered_dcerpc" -v least="$covered_least" 'BEGIN { exit percent + 0 < least }'
}

# covered_lines FOLDER LLVM_COV_ARGUMENT...: says how much of each file of FOLDER is covered, and of all in
# $covered_percent and $verdict_detail.
covered_lines() {
  covered_folder=$1
  shift
  llvm-cov-19 report "$@" --sources "$covered_folder" >"$covered/report.txt" || return
  awk -v folder="$covered_folder" '$1 ~ /pp$/ { print $10, folder "/" $1 }' "$covered/report.txt"
  covered_percent=$(awk '$1 == "TOTAL" { print $10 }' "$covered/report.txt")
  say "covered: $covered_percent of the lines of $covered_folder"
  verdict_detail="${verdict_detail:+$verdict_detail, }$covered_percent of $covered_folder"
}

# What tshark and Impacket read in the committed PDUs, and what we do.
nightly_differential() {
  need_packages peers
  differential=$PWD/build/differential
  rm -rf "$differential"
  build_preset gcc fuzz_differential && build/gcc/fuzz/differential/fuzz_differential "$differential" || return
  differential_fields='frame.number dcerpc.pkt_type dcerpc.cn_flags dcerpc.drep dcerpc.cn_frag_len dcerpc.cn_auth_len
    dcerpc.cn_call_id dcerpc.cn_ctx_id dcerpc.opnum dcerpc.cn_status epm.proto.tcp_port _ws.malformed tcp.payload'
  # shellcheck disable=SC2046,SC2086 # one word an option
  tshark -r "$differential/units.pcapng" -d tcp.port==135,dcerpc -o dcerpc.reassemble_dcerpc:FALSE \
    -o dcerpc.desegment_dcerpc:FALSE -T fields -E header=y -E occurrence=a -E aggregator=, \
    $(printf -- '-e %s ' $differential_fields) >"$differential/tshark.raw" || return
  # It says twice that a packet is malformed, once by which dissector.
  sed 's/\[Malformed Packet: \([A-Z]*\)\],_ws.malformed/\1/' "$differential/tshark.raw" >"$differential/tshark.tsv"
  fuzz/differential/impacket_rows.py "$differential/tshark.tsv" >"$differential/impacket.tsv" || return
  compare_readers tshark fuzz/differential/tshark.allowed && compare_readers impacket /dev/null
}

# compare_readers READER ALLOWED: all that is not understood, and the sum in $verdict_detail.
compare_readers() {
  fuzz/differential/compare.py "$differential/ours.tsv" "$differential/$1.tsv" "$2" >"$differential/$1.txt"
  compared=$?
  cat "$differential/$1.txt"
  verdict_detail="${verdict_detail:+$verdict_detail; }$1: $(tail -n 1 "$differential/$1.txt")"
  return $compared
}

# What OSS-Fuzz would build, from its variables, and then run as it does.
nightly_oss_fuzz() {
  export OUT="$PWD/build/oss-fuzz-out" WORK="$PWD/build/oss-fuzz"
  rm -rf "$OUT"
  CXX=clang++-19 CXXFLAGS='-O1 -g1 -fsanitize=address -fsanitize=fuzzer-no-link' LIB_FUZZING_ENGINE=-fsanitize=fuzzer \
    packaging/fuzz/build.sh && packaging/fuzz/check.sh "${RIPCORD_FUZZ_SECONDS:-10}" || return
  verdict_detail="$(find "$OUT" -name '*_fuzzer' | wc -l) targets"
}
