# The claim of the README, on a Debian 12 where nothing is installed: a root folder made for it, a clone, ./dev there.
# shellcheck shell=sh

# The command of ./dev that is played; "test --quick" and "test" are worth a try, too.
bare_command=${RIPCORD_BARE_COMMAND:-demo}

nightly_bare() {
  need_packages bare
  mkdir -p build
  bare=$(mktemp -d -p /var/tmp ripcord-bare.XXXXXX) || return
  (
    trap 'as_root rm -rf --one-file-system "$bare"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    make_bare "$bare/root" && play_in_bare "$bare/root"
  ) || return
  # shellcheck disable=SC2034 # read by nightly_job
  verdict_detail="./dev $bare_command on a bare Debian 12"
}

# The host says where packages come from, and through which proxy: the one thing that a bare system cannot know.
make_bare() {
  # shellcheck disable=SC2016 # apt's own fields
  bare_mirror=$(apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    sed -n 's/^bookworm main //p' | head -n 1)
  # A system whose packages come by https has the certificates for it.
  case $bare_mirror in https:*) bare_extra=--include=ca-certificates ;; *) bare_extra='' ;; esac
  say "debootstrap, its words are in build/bare.log"
  # shellcheck disable=SC2086 # nothing, or one word each
  as_root debootstrap --variant=minbase $bare_extra bookworm "$1" $bare_mirror >build/bare.log || return
  apt-config dump | sed -n '/^Acquire::\(https\?::\)\?\(Proxy\|Check-\)/p' |
    as_root tee "$1/etc/apt/apt.conf.d/90host" >/dev/null
  as_root git clone -q . "$1/ripcord"
}

# The mounts live in a namespace of their own and end with it, as does every process. The environment begins empty, so
# that nothing of the host's leaks in but how to reach the network.
play_in_bare() {
  # shellcheck disable=SC2016,SC2086 # $1 and $2 are the inner shell's; a command is words
  as_root env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb \
    http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" \
    unshare --mount --pid --fork --kill-child --mount-proc="$1/proc" sh -c '
      root=$1 && shift &&
      mount --rbind /sys "$root/sys" && mount --rbind /dev "$root/dev" && exec chroot "$root" /ripcord/dev "$@"
    ' sh "$1" $bare_command
}
