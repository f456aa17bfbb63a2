#!/usr/bin/env bash
# Where the words of an article and of a note go: into the project, its journal and its backups, which
# only their owner may read, and nowhere else; also when the program is killed with a note half typed.
# All of it without a network, and the program does not ask for one.
set -euo pipefail
[ "${SAYSO_ALONE:-}" ] || exec env SAYSO_ALONE=1 unshare --net --map-root-user bash "$0" "$@"
sayso=$(realpath "$1")
source "$(dirname "$0")/desk.sh"

# The loopback is there and down, and nothing else.
[ "$(ls /sys/class/net 2>/dev/null | grep -vc '^lo$')" = 0 ] || [ "$(tail -n +3 /proc/net/dev | grep -vc '^ *lo:')" = 0 ]

text=quetzalfjord
note=marzipanworm
printf 'The %s was never seen again, said the harbour master.\n' "$text" > "$work/ferry.txt"
project="$work/ferry.sayso.ron"
"$sayso" new "$project" --title "Ferry"
"$sayso" add "$project" "$work/ferry.txt" --title "Ferry talks resume" >/dev/null

# What was never said to the network: all sockets of a start are of this machine.
strace -f -qq -e trace=%network -o "$work/network" "$sayso" "$project" --timings --exit-after-visible 2>/dev/null
grep -q AF_UNIX "$work/network"
if grep -E 'AF_INET|AF_NETLINK|AF_PACKET' "$work/network"; then
  echo "the window asked for a network"
  exit 1
fi

# All files with a word in them, but those that it was put into by hand.
holders() { grep -rl -F -e "$1" "$work" --exclude=ferry.txt --exclude='*.rgb' | sort; }
# The project, and of what is kept beside it the journal and the backups.
allowed() { grep -E "^($project|$work/state/sayso/projects/[^/]+/(journal|backups/[^/]+\.sayso\.ron))$"; }
look_for() {
  local found
  found=$(holders "$1")
  [ -n "$found" ]
  if echo "$found" | allowed | diff - <(echo "$found"); then return 0; fi
  echo "$1 stands where it does not belong"
  exit 1
}
journal_has() { grep -q -F -e "$note" "$work"/state/sayso/projects/*/journal; }
only_mine() {
  local open
  open=$(find "$work/state/sayso" \( -type d ! -perm 700 -o -type f ! -perm 600 \))
  [ -z "$open" ] || { echo "others may read: $open"; exit 1; }
}

start
key Escape Escape ctrl+Home ctrl+shift+Right ctrl+shift+Right Return
unsaved "a statement"
key n
xdotool type --delay 40 "$note"
await "what is typed in the journal" journal_has
kill -9 "$app"
await "the program is gone" bash -c "! kill -0 $app"
look_for "$text"
look_for "$note"
if holders "$note" | grep -q -F -e "$project"; then
  echo "the note was never saved, and is in the file"
  exit 1
fi
only_mine

# Recovered by Enter, saved, closed: now it is in the file.
begin
await "what was found" is_still
key Return
await "recovered" title_is "• ferry.sayso.ron – Sayso"
key ctrl+s
clean "saved"
key ctrl+q
await "the program ends" bash -c "! kill -0 $app"
grep -q -F -e "$note" "$project"
look_for "$text"
look_for "$note"
only_mine
echo "privacy: no network was asked for; text and note in project, journal and backups only, for their owner only"
