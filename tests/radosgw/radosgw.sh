#!/bin/bash
# A Ceph object gateway for the tests: one monitor, one object store daemon in memory and one radosgw, all on the
# loopback interface, gone when stopped. An S3 that other people wrote, with its own opinions.
#
#   tests/radosgw/radosgw.sh start DIR     brings it up below DIR and prints the URL with the key pair of its user
#   tests/radosgw/radosgw.sh stop DIR      ends the processes that start made, and deletes DIR
#
# Needs Debian's radosgw, ceph-mon, ceph-osd and ceph-common (no recommended packages).
set -euo pipefail

[ $# -eq 2 ] || { sed -n '2,9p' "$0" >&2; exit 2; }
action=$1
dir=$2
port=${RADOSGW_PORT:-7490}
monitor_port=${RADOSGW_MONITOR_PORT:-41790}
bytes=${RADOSGW_BYTES:-$((4 << 30))}
access_key=cipherquayTests
secret_key=onlyForTheseTestsOnLoopback
# A second user, who may do nothing but what the first one allows by a policy.
guest_access_key=cipherquayGuest
guest_secret_key=onlyForTheGuestOnLoopback

write_settings() {
  cat >"$dir/ceph.conf" <<EOF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon_initial_members = a
mon_host = [v2:127.0.0.1:$monitor_port/0]
public_network = 127.0.0.0/8
ms_bind_ipv6 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
# Without keys there is nothing to encrypt with.
ms_mon_client_mode = crc
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pgp_num = 8
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_allow_pool_delete = true
mon_max_pg_per_osd = 1000
run_dir = $dir/run
pid_file = $dir/run/\$name.pid
admin_socket = $dir/run/\$name.asok
log_file = $dir/log/\$name.log
crash_dir = $dir/run

[mon]
mon_data = $dir/monitor
mon_cluster_log_file = $dir/log/cluster.log
# Do not wait for proposals of others: there are none.
paxos_propose_interval = 0.05
paxos_min_wait = 0.02
# A disk that is nearly full is no matter to a store in memory.
mon_data_avail_crit = 1
mon_data_avail_warn = 2

[osd]
osd_data = $dir/osd
osd_objectstore = memstore
memstore_device_bytes = $bytes
memstore_page_set = false
osd_max_object_name_len = 2048

[client.rgw]
rgw_data = $dir/gateway
rgw_frontends = beast endpoint=127.0.0.1:$port tcp_nodelay=1
rgw_dns_name = localhost
# What is deleted leaves the memory at once instead of in two hours.
rgw_gc_obj_min_wait = 1
rgw_gc_processor_period = 1
rgw_gc_processor_max_time = 1
# Temporary credentials, sealed with a key of 16 characters.
rgw_s3_auth_use_sts = true
rgw_sts_key = onlyForTheseTest
# To a lifecycle rule a day is two seconds, in which Ceph gets to the first few rules of a bucket.
rgw_lc_debug_interval = 2
EOF
}

ask() { ceph -c "$dir/ceph.conf" --connect-timeout 5 "$@"; }

# Runs a command until it succeeds, for at most 30 seconds.
wait_for() {
  local what=$1
  shift
  for _ in $(seq 150); do
    "$@" >/dev/null 2>&1 && return
    sleep 0.2
  done
  echo "radosgw.sh: $what did not come up; see $dir/log" >&2
  exit 1
}

one_osd_is_up() { ask osd stat | grep -q '1 up'; }

start() {
  local tool
  for tool in ceph ceph-mon ceph-osd radosgw radosgw-admin monmaptool curl; do
    command -v "$tool" >/dev/null || { echo "radosgw.sh: $tool is not installed" >&2; exit 1; }
  done
  mkdir -p "$dir"/{run,log,monitor,osd,gateway}
  write_settings
  monmaptool --create --clobber --addv a "[v2:127.0.0.1:$monitor_port]" \
    --fsid "$(sed -n 's/^fsid = //p' "$dir/ceph.conf")" "$dir/monmap" >/dev/null
  ceph-mon -c "$dir/ceph.conf" -i a --mkfs --monmap "$dir/monmap"
  ceph-mon -c "$dir/ceph.conf" -i a --public-addrv "[v2:127.0.0.1:$monitor_port]" >&2
  wait_for "the monitor" ask mon stat
  local osd
  osd=$(cat /proc/sys/kernel/random/uuid)
  ask osd new "$osd" >/dev/null
  ceph-osd -c "$dir/ceph.conf" -i 0 --mkfs --osd-uuid "$osd" >"$dir/log/mkfs.log" 2>&1
  ceph-osd -c "$dir/ceph.conf" -i 0 >&2
  wait_for "the object store daemon" one_osd_is_up
  radosgw -c "$dir/ceph.conf" -n client.rgw >&2
  wait_for "the gateway" curl -s -o "$dir/log/curl.log" "http://127.0.0.1:$port/"
  # Every test makes a bucket of its own, and 1000 are the default limit; 0 is none.
  radosgw-admin -c "$dir/ceph.conf" user create --uid tests --display-name tests --max-buckets 0 \
    --access-key "$access_key" --secret-key "$secret_key" >"$dir/log/user.log" 2>&1
  radosgw-admin -c "$dir/ceph.conf" caps add --uid tests --caps 'user-policy=*;roles=*' >>"$dir/log/user.log" 2>&1
  radosgw-admin -c "$dir/ceph.conf" user create --uid guest --display-name guest --max-buckets -1 \
    --access-key "$guest_access_key" --secret-key "$guest_secret_key" >>"$dir/log/user.log" 2>&1
  echo "http://$access_key:$secret_key@127.0.0.1:$port"
}

stop() {
  local name file pid
  for name in client.rgw osd.0 mon.a; do
    file=$dir/run/$name.pid
    [ -s "$file" ] || continue
    pid=$(cat "$file")
    # A number in a file may belong to someone else by now.
    grep -qaE 'radosgw|ceph' "/proc/$pid/cmdline" 2>/dev/null || continue
    kill -TERM "$pid"
    for _ in $(seq 50); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.2
    done
    ! kill -0 "$pid" 2>/dev/null || kill -KILL "$pid"
  done
  rm -rf "$dir"
}

case $action in
  start) start ;;
  stop) stop ;;
  *) sed -n '2,9p' "$0" >&2; exit 2 ;;
esac
