# The claim of the README, on a Debian 12 where nothing is installed: a root folder made for it, and ./dev demo there.
# shellcheck shell=sh

nightly_bare() {
  command -v debootstrap >/dev/null || stop_for_machine "the job bare needs debootstrap"
  bare=$(mktemp -d)
  play_demo_in "$bare"
  bare_result=$?
  as_root rm -rf "$bare"
  return "$bare_result"
}

play_demo_in() {
  as_root debootstrap --variant=minbase bookworm "$1" >build/bare.log || return
  as_root git clone -q . "$1/ripcord" || return
  # The mounts live in a namespace of their own and end with it.
  # shellcheck disable=SC2016 # $1 is the inner shell's
  as_root unshare --mount --pid --fork sh -c \
    'mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && chroot "$1" /ripcord/dev demo' sh "$1"
}
