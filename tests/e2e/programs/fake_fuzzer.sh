#!/bin/sh
# Acts like a program of libFuzzer, for the tests of `ripcord fuzz`. An input that holds `bad` breaks something; one that
# holds `plan` is a schedule that breaks something, and is told as a scenario.
prefix=./
exact=''
errand=fuzz
paths=''
for option; do
  case $option in
    -artifact_prefix=*) prefix=${option#*=} ;;
    -exact_artifact_path=*) exact=${option#*=} ;;
    -minimize_crash=1) errand=shorten ;;
    -set_cover_merge=1) errand=merge ;;
    -*) ;;
    *) paths="$paths $option" ;;
  esac
done

# broken FILE...: whether one of them breaks something; what is printed then.
broken() {
  if grep -q plan "$@"; then printf 'broken: recovery: failed 1722\n---- scenario\nformat: 1\n---- end\n' >&2; fi
  grep -qE 'bad|plan' "$@" || return
  echo '../../transports/base/reader.cpp:12: ripcord is broken: size <= 4' >&2
}

# shellcheck disable=SC2086 # paths without spaces
set -- $paths
if [ "$errand" = shorten ]; then
  ! broken "$1" || printf bad >"$exact"
elif [ "$errand" = merge ]; then
  find "$@" -type f -exec cp {} "$1" ';' -quit
elif [ -f "$1" ]; then
  ! broken "$1" || exit 77
else
  printf '#1000\tDONE   cov: 7 ft: 9\n' >&2
  printf 'stat::number_of_executed_units: 1000\nstat::average_exec_per_sec: 500\nstat::new_units_added: 2\n' >&2
  # shellcheck disable=SC2044 # names without spaces
  for input in $(find "$@" -type f); do
    if broken "$input"; then cp "$input" "${prefix}crash-1" && exit 77; fi
  done
fi
exit 0
