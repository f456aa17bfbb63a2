#!/usr/bin/env bash
# The store on a real machine: power cuts, system calls that fail, three writers, damaged files.
# What is random comes from SAYSO_SEED, which is printed.
#
#   tests/torture.sh                    a little of each, as .ci/run does
#   tests/torture.sh cuts 1000          as many power cuts, half on ext4, half on XFS; needs root
#   tests/torture.sh faults 10000       as many system calls that fail; needs strace
#   tests/torture.sh race 900           as many saves by three programs
#   tests/torture.sh damage 10000       as many damaged project files
#
# SAYSO_TORTURE names examples/torture where it is built already.
set -euo pipefail
cd "$(dirname "$0")/.."
seed=${SAYSO_SEED:-1}
torture=${SAYSO_TORTURE:-target/debug/examples/torture}
[ -n "${SAYSO_TORTURE:-}" ] || cargo build --quiet --example torture

cuts() {
  local count=$1 kind
  for kind in ext4 xfs; do
    python3 tests/power_cuts.py "$torture" "$kind" $((count / 2)) "$seed"
  done
}

# Whether power can be cut here, or why not.
no_cuts() {
  if [ "$(id -u)" != 0 ]; then
    echo "only root may mount"
  elif [ ! -e /dev/loop-control ] || ! losetup --find >/dev/null 2>&1; then
    echo "no loop device"
  else
    local work kind
    work=$(mktemp -d)
    mkdir "$work/disk"
    for kind in ext4 xfs; do
      truncate -s 320M "$work/$kind"
      if ! "mkfs.$kind" -q "$work/$kind" 2>/dev/null; then
        echo "no mkfs.$kind"
      elif ! mount -o loop "$work/$kind" "$work/disk" 2>/dev/null; then
        echo "$kind on a loop device cannot be mounted"
      else
        umount "$work/disk"
      fi
    done
    rm -r "$work"
  fi
}

case "${1:-all}" in
  all)
    # The simulated disk of `cargo test` cuts the power on every machine.
    why=$(no_cuts)
    if [ -n "$why" ]; then
      echo "power cuts: not possible on this machine ($why)"
    else
      cuts 20
    fi
    "$torture" faults 200 "$seed"
    "$torture" race 60 "$seed"
    "$torture" damage 2000 "$seed"
    ;;
  cuts)
    why=$(no_cuts)
    if [ -n "$why" ]; then
      echo "SKIPPED: power cuts: $why"
      exit 1
    fi
    cuts "${2:-1000}"
    ;;
  faults)
    if ! command -v strace >/dev/null; then
      echo "SKIPPED: faults: no strace"
      exit 1
    fi
    "$torture" faults "${2:-10000}" "$seed"
    ;;
  race) "$torture" race "${2:-900}" "$seed" ;;
  damage) "$torture" damage "${2:-10000}" "$seed" ;;
  *)
    echo "what is “$1”? cuts, faults, race or damage"
    exit 2
    ;;
esac
