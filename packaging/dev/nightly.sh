# Long jobs: each prints one verdict line and appends it to docs/nightly.md.
# shellcheck shell=sh

nightly_jobs='fuzz fuzz_coverage differential planted oss_fuzz tsan soak clean packs clients depth3 noise slowdown coverage tidy bare'

nightly() {
  # shellcheck disable=SC2086 # one word a job
  [ $# -gt 0 ] || set -- $nightly_jobs
  for job in "$@"; do
    case " $nightly_jobs " in
      *" $job "*) ;;
      *)
        say "no nightly job '$job'; there are: $nightly_jobs" >&2
        exit 2
        ;;
    esac
  done
  need_packages build clang lint
  nightly_failed=''
  for job in "$@"; do nightly_job "$job" || nightly_failed=yes; done
  [ -z "$nightly_failed" ]
}

# nightly_job JOB: runs nightly_JOB, which may say more in $verdict_detail, and records the verdict.
nightly_job() {
  say "nightly: $1"
  verdict_detail=''
  nightly_start=$(seconds)
  nightly_commit=$(git describe --always --dirty)
  if "nightly_$1"; then verdict=passed; else verdict=FAILED; fi
  verdict="$verdict in $(($(seconds) - nightly_start)) s${verdict_detail:+, $verdict_detail}"
  say "nightly $1: $verdict"
  echo "| $(date -u +%Y-%m-%d) | $nightly_commit | $(machine) | $1 | $verdict |" >>docs/nightly.md
  [ "${verdict%% *}" = passed ]
}

machine() {
  echo "$(nproc) x $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)"
}

# A thousand clients through the proxy for ten minutes, with faults on one call of a hundred.
nightly_soak() { build_preset gcc proxy_soak_test && RIPCORD_SOAK_SECONDS=600 build/gcc/tests/e2e/proxy_soak_test; }

# No million results are kept: result.json folds what passed.
nightly_clean() {
  build_release ripcord && play_clean_seeds 1..1000000 || return
  verdict_detail='1,000,000 seeds of each clean scenario'
}

# Every pack on sockets, ten times over.
nightly_packs() { build_preset gcc ripcord && play_packs_on_sockets gcc 10; }

# Clients of other makers, three times over; they need root, and say so where it cannot be had.
nightly_clients() {
  need_packages peers
  build_preset gcc ripcord && build/gcc/ripcord run scenarios/clients --live --repeat 3 --out build/runs/clients
}

# One build against itself, twenty times: no comparison may call a difference, however busy the machine is.
nightly_noise() {
  build_preset gcc ripcord || return
  noise_rounds=${RIPCORD_NOISE_ROUNDS:-20}
  noise_called=0
  for noise_round in $(seq "$noise_rounds"); do
    noise_code=0
    build/gcc/ripcord compare scenarios/bench/ten_calls.yaml --transport tcp --self --order "$noise_round" \
      --out build/runs/noise || noise_code=$?
    case $noise_code in
      0) ;;
      5) noise_called=$((noise_called + 1)) ;;
      *) return 1 ;;
    esac
  done
  verdict_detail="a difference called in $noise_called of $noise_rounds comparisons of a build with itself"
  [ "$noise_called" -eq 0 ]
}

# A service that is slower on purpose: a tenth must be called on the median response time, a quarter on throughput, in
# sixteen of twenty comparisons.
nightly_slowdown() {
  build_preset gcc ripcord || return
  slowdown_rounds=${RIPCORD_NOISE_ROUNDS:-20}
  count_called tenth_slower 'response_p50(echo.EchoData)' && tenth_called=$called || return
  count_called quarter_slower calls_per_s && quarter_called=$called || return
  verdict_detail="of $slowdown_rounds comparisons each, a tenth called on p50 in $tenth_called, a quarter on throughput in $quarter_called"
  [ $((tenth_called * 20)) -ge $((slowdown_rounds * 16)) ] && [ $((quarter_called * 20)) -ge $((slowdown_rounds * 16)) ]
}

# count_called VARIANT METRIC: in how many comparisons with the service as it is METRIC regresses, in $called.
count_called() {
  called=0
  for slowdown_round in $(seq "$slowdown_rounds"); do
    slowdown_code=0
    build/gcc/ripcord compare scenarios/bench/slowed_service.yaml --transport tcp --a as_it_is --b "$1" \
      --order "$slowdown_round" --out build/runs/slowdown || slowdown_code=$?
    case $slowdown_code in
      0 | 5) ;;
      *) return 1 ;;
    esac
    if regressed "$2" build/runs/slowdown/result.json; then called=$((called + 1)); fi
  done
}

# regressed METRIC FILE: whether the row of METRIC says so in a comparison's result.json.
regressed() {
  /usr/bin/python3 - "$@" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[2]))["comparison"]["matches"][0]["rows"]
sys.exit(0 if any(row["metric"] == sys.argv[1] and row["verdict"] == "regression" for row in rows) else 1)
PYTHON
}

# Three faults at once on the patched client of the flagship: more than a night can play, the most novel first.
nightly_depth3() {
  explore_seconds=${RIPCORD_EXPLORE_SECONDS:-3600}
  build_release ripcord || return
  build/release/ripcord explore scenarios/q156715/second_file.yaml --variant patched --depth 3 --jobs 2 \
    --budget "${explore_seconds}s" --out build/runs/depth3 | tee build/depth3.txt
  verdict_detail=$(sed -n 's/^  \(depth [0-9]: [0-9]* of [0-9]* played\).*/\1/p' build/depth3.txt | paste -sd ';' -)
  grep -q '^no violation$' build/depth3.txt
}

nightly_tsan() { build_preset tsan && test_preset tsan; }

# How much of transports/ and harness/ the tests of the coverage preset execute.
nightly_coverage() {
  profiles=$PWD/build/coverage/profiles
  rm -rf "$profiles" && build_preset coverage || return
  LLVM_PROFILE_FILE=$profiles/%p.profraw test_preset coverage || return
  llvm-profdata-19 merge -sparse "$profiles"/*.profraw -o "$profiles/all.profdata" || return
  set --
  find build/coverage/tests -name '*_test' -type f -perm -u+x >"$profiles/programs" || return
  while read -r program; do set -- "$@" -object "$program"; done <"$profiles/programs"
  llvm-cov-19 report --instr-profile "$profiles/all.profdata" "$@" transports harness >build/coverage/report.txt || return
  verdict_detail="$(awk '$1 == "TOTAL" { print $10 }' build/coverage/report.txt) of lines covered"
}

nightly_tidy() { check_tidy; }
