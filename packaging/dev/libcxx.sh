# A private libc++ 19 for the clang preset: the packages of libcxx.list unpacked into .cache/, not installed, since the
# distribution's libc++-19-dev excludes a libc++1-14 that something else on the machine may need.
# shellcheck shell=sh

libcxx=.cache/libcxx-19

need_libcxx() {
  [ ! -e "$libcxx/usr/lib/llvm-19/lib/libc++abi.a" ] || return 0
  if [ -n "$no_install" ]; then
    stop_for_machine "$libcxx is missing; ./dev without --no-install fetches it (no root needed)"
  fi
  say "fetching libc++ 19 into $libcxx"
  rm -rf "$libcxx" "$libcxx.part"
  mkdir -p "$libcxx.part/debs"
  fetch_libcxx || { refresh_package_lists && fetch_libcxx; } || stop_for_machine "libc++ 19 cannot be fetched"
  for deb in "$libcxx.part"/debs/*.deb; do dpkg -x "$deb" "$libcxx.part"; done
  rm -r "$libcxx.part/debs"
  mv "$libcxx.part" "$libcxx"
}

fetch_libcxx() {
  # shellcheck disable=SC2046 # one word a package
  (cd "$libcxx.part/debs" && apt-get -q -o APT::Sandbox::User=root download $(cd "$OLDPWD" && packages_of libcxx))
}
