#!/usr/bin/env bash
# A disk that is full when a project is saved: an error in words, the old file whole, no stray
# file. Uses a small file system in memory, in a namespace of its own.
set -euo pipefail
sayso=$(realpath "$1")
exec unshare --mount --map-root-user bash -euo pipefail -c '
sayso=$1
disk=$(mktemp -d)
mount -t tmpfs -o size=96k tmpfs "$disk"
"$sayso" new "$disk/small.sayso.ron" --title Small
before=$(sha256sum < "$disk/small.sayso.ron")
article=$(mktemp)
head -c 200000 /dev/zero | tr "\0" "a" > "$article"
if "$sayso" add "$disk/small.sayso.ron" "$article" 2> "$article.err"; then
  echo "adding 200 kB to a disk of 96 kB succeeded"
  exit 1
fi
cat "$article.err"
grep -q "disk is full" "$article.err"
grep -q "small.sayso.ron" "$article.err"
[ "$(sha256sum < "$disk/small.sayso.ron")" = "$before" ]
[ "$(ls -A "$disk" | wc -l)" = 1 ]
"$sayso" check "$disk/small.sayso.ron"
rm -f "$article" "$article.err"
umount "$disk"
rmdir "$disk"
echo "a full disk: said in words, the old file whole, nothing left behind"
' bash "$sayso"
