# Installs what a command needs, with apt-get, and only what is missing.
# shellcheck shell=sh

# need_packages LIST...: the packages of packaging/debian-packages/LIST.list are there, or are installed now.
need_packages() {
  if ! command -v dpkg-query >/dev/null; then
    say "not a Debian machine: nothing is installed; what is needed stands in packaging/debian-packages/"
    return
  fi
  wanted=$(for list in "$@"; do packages_of "$list"; done | sort -u)
  missing=$(missing_packages "$wanted")
  [ -n "$missing" ] || return 0
  say "missing packages:"
  printf '%s\n' "$missing"
  if [ -n "$no_install" ]; then
    stop_for_machine "to install them, run:" "  $(apt_line "$missing")"
  fi
  refresh_package_lists
  refuse_removals "$missing"
  install_packages "$missing"
}

packages_of() { sed 's/[[:space:]]*#.*//; /^$/d' "packaging/debian-packages/$1.list"; }

# The words of $1 that are not installed, one a line.
missing_packages() {
  # shellcheck disable=SC2016,SC2086 # dpkg's own fields; one word a package
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $1 2>/dev/null | sed -n 's/^installed //p')
  for package in $1; do
    printf '%s\n' "$installed" | grep -qxF -- "$package" || printf '%s\n' "$package"
  done
}

apt_line() {
  # shellcheck disable=SC2086 # one line of words
  echo apt-get install --no-remove --no-install-recommends $1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    stop_for_machine "root is needed, and there is no sudo; as root, run:" "  $(apt_line "$missing")"
  fi
}

# A failure is told but not final: the lists that are there may do.
refresh_package_lists() {
  say "refreshing the package lists"
  as_root apt-get -q update || say "apt-get update failed; going on with the lists that are there"
}

# Stops if apt-get would remove anything, as it would the headers of another Boost: that is the user's to decide.
refuse_removals() {
  # shellcheck disable=SC2086 # one word a package
  removed=$(apt-get -s --no-install-recommends install $1 2>/dev/null | sed -n 's/^Remv \([^ ]*\).*/\1/p')
  [ -z "$removed" ] || stop_for_machine \
    "installing these packages would remove others:" \
    "  $(printf '%s' "$removed" | tr '\n' ' ')" \
    "if you can do without those, run this yourself, then ./dev again:" \
    "  apt-get install --no-install-recommends $(printf '%s' "$1" | tr '\n' ' ')"
}

install_packages() {
  say "installing"
  forbid_service_starts
  # shellcheck disable=SC2086 # one word a package
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-remove --no-install-recommends \
    -o DPkg::Lock::Timeout=600 install $1 </dev/null && installed_all=yes || installed_all=''
  allow_service_starts
  [ -n "$installed_all" ] || stop_for_machine "apt-get failed; see its words above"
}

# Debian's policy hook: 101 means that no package may start a service. One that is there already is left alone.
policy_file=/usr/sbin/policy-rc.d
policy_is_ours=''

forbid_service_starts() {
  [ ! -e "$policy_file" ] || return 0
  trap allow_service_starts EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  policy_is_ours=yes
  # shellcheck disable=SC2016 # $1 is the inner shell's
  as_root sh -c 'printf "#!/bin/sh\nexit 101\n" > "$1" && chmod 755 "$1"' sh "$policy_file"
}

allow_service_starts() {
  [ -n "$policy_is_ours" ] || return 0
  as_root rm -f "$policy_file"
  policy_is_ours=''
}
