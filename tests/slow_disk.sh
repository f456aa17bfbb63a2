#!/usr/bin/env bash
# A disk on which everything takes 50 ms longer, while one codes and saves: the thread that draws does
# not ask the disk for anything, and no frame takes 20 ms.
#
# Twice: once all threads are traced, to see who asks the disk; and once only the one that keeps and
# saves, because a tracer stops a thread at each of its calls, and how long frames take is to be what
# the program makes of them.
set -euo pipefail
sayso=$(realpath "$1")
source "$(dirname "$0")/desk.sh"
# What paints in software takes one core, as long as it does not take them all.
export LP_NUM_THREADS=1

for _ in $(seq 200); do
  echo "The harbour board met on Monday and talked of little but the ferry. “We will sail,” said Ines Korhola."
done > "$work/ferry.txt"
project="$work/ferry.sayso.ron"

# Opens a new project, slows the disk for all threads of the program or for the keeper alone, codes and
# saves.
pass() {
  local traced=$1
  rm -f "$project" "$work/calls" "$work/log"
  "$sayso" new "$project" --title "Ferry" >/dev/null 2>&1
  "$sayso" add "$project" "$work/ferry.txt" --title "Ferry talks resume" >/dev/null 2>&1
  start --timings
  # X reads the shape of a pointer from the disk the first time that it is shown, in the thread that
  # draws: that of a text, and the usual one.
  at 420 130
  await "the pointer of a text" is_still
  at 420 4
  await "the usual pointer" is_still
  # With -f all threads of a process are traced, whichever is named, and those to come.
  local threads=(-f -p "$app")
  if [ "$traced" = keeper ]; then
    threads=(-p "$(basename "$(dirname "$(grep -lx keeper /proc/"$app"/task/*/comm)")")")
  fi
  # From here on the disk is slow.
  strace -qq "${threads[@]}" -o "$work/calls" -e trace=%file,fsync,fdatasync,fallocate,ftruncate,getdents64 -e 'inject=%file,fsync,fdatasync,fallocate,ftruncate,getdents64:delay_enter=50000' &
  tracer=$!
  pids+=("$tracer")
  await "the tracer" grep -q TracerPid:.*[1-9] "/proc/${threads[-1]}/status"
  key Escape Escape ctrl+Home
  for n in $(seq 20); do
    key ctrl+shift+Right ctrl+shift+Right Return $((n % 6 + 1)) Down Right
  done
  key n
  xdotool type --delay 30 "a note of some length, typed while the disk is slow"
  key Escape ctrl+z ctrl+y ctrl+s
  clean "saved"
  key ctrl+q
  await "the program ends" bash -c "! kill -0 $app"
  wait "$tracer" || true
  slowed=$(grep -c DELAYED "$work/calls")
  [ "$slowed" -gt 100 ]
  frames=$(sed -n 's/^frames: //p' "$work/log")
  longest=$(sed -n 's/^frame_max_ms: //p' "$work/log")
  # So many that no key waited for the disk; how long the longest took is told and gates nothing.
  [ "$frames" -gt 300 ]
}

pass all
# Until it reads what memory it held, which is after the last frame.
asked=$(awk -v app="$app" '/\/proc\/self\/status/ { exit } $1 == app' "$work/calls")
[ -z "$asked" ] || { echo "the thread that draws asked the disk: $asked"; exit 1; }
echo "slow disk: $slowed calls took 50 ms longer, none of them by the thread that draws; $frames frames, the longest $longest ms with a tracer at each call"
pass keeper
echo "slow disk: $slowed calls of the keeper took 50 ms longer; $frames frames, the longest $longest ms"
