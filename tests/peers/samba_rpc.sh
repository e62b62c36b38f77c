#!/bin/sh
# samba_rpc.sh start|stop FOLDER NAMESPACE
#
# Debian's samba-dcerpcd alone: a DCE/RPC server of other makers behind its own endpoint mapper. The mapper listens on
# 127.0.0.1:135, the services on 49152 to 49400, all in a network namespace of that name, which is made if it is not
# there; all state lives below FOLDER. Needs root and the packages samba and iproute2.
#
# stop ends every process of the namespace, and the namespace.
set -eu

action=${1:?start or stop}
folder=${2:?a folder}
namespace=${3:?a network namespace}

write_config() {
  for name in private state cache lock run ncalrpc log; do mkdir -p "$folder/$name"; done
  cat >"$folder/smb.conf" <<CONFIG
[global]
  workgroup = PEERS
  netbios name = PEER
  server role = standalone server
  interfaces = lo
  bind interfaces only = yes
  private dir = $folder/private
  state directory = $folder/state
  cache directory = $folder/cache
  lock directory = $folder/lock
  pid directory = $folder/run
  ncalrpc dir = $folder/ncalrpc
  log file = $folder/log/log.%m
  disable spoolss = yes
  load printers = no
  printcap name = /dev/null
  rpc start on demand helpers = no
  rpc server dynamic port range = 49152-49400
  map to guest = Bad User
  restrict anonymous = 0
  passdb backend = tdbsam
CONFIG
}

is_listening() { ip netns exec "$namespace" ss -ltn | grep -q '127\.0\.0\.1:135 '; }

wait_until_listening() {
  for _ in $(seq 150); do
    ! is_listening || return 0
    sleep 0.1
  done
  echo "samba-dcerpcd does not listen; see $folder/log" >&2
  return 1
}

start() {
  mkdir -p "$folder"
  folder=$(cd "$folder" && pwd)
  write_config
  ip netns list | grep -qw "$namespace" || ip netns add "$namespace"
  ip netns exec "$namespace" ip link set lo up
  setsid ip netns exec "$namespace" /usr/libexec/samba/samba-dcerpcd \
    -F --no-process-group -s "$folder/smb.conf" --libexec-rpcds \
    >"$folder/log/samba-dcerpcd.out" 2>&1 </dev/null &
  wait_until_listening
}

# Its workers have process groups of their own, but no other namespace.
stop() {
  for pid in $(ip netns pids "$namespace" 2>/dev/null); do kill "$pid" 2>/dev/null || true; done
  ip netns delete "$namespace" 2>/dev/null || true
}

case $action in
  start) start ;;
  stop) stop ;;
  *)
    echo "usage: samba_rpc.sh start|stop FOLDER NAMESPACE" >&2
    exit 2
    ;;
esac
