# Sourced by those who drive a real window: a display of their own, a place for all that the program
# writes ($work), and what it takes to start it and to press keys. Needs $sayso and $project.
work=$(mktemp -d)
pids=()
finish() {
  local status=$?
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  [ $status -eq 0 ] || { echo "failed; the screen and the log are in $work"; import -window root "$work/screen.png" 2>/dev/null || true; cat "$work/log" 2>/dev/null || true; }
  [ $status -ne 0 ] || rm -rf "$work"
}
trap finish EXIT

# Waits for a condition, and fails when it does not come.
await() {
  local what=$1
  shift
  for _ in $(seq 300); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.1
  done
  echo "never happened: $what"
  return 1
}

for display in $(seq 120 160); do
  [ -e "/tmp/.X11-unix/X$display" ] || break
done
export DISPLAY=":$display" LIBGL_ALWAYS_SOFTWARE=1 WAYLAND_DISPLAY=
# Nothing of it may meet what the user of this machine has.
mkdir "$work/home" "$work/temporary"
export HOME="$work/home" TMPDIR="$work/temporary" XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state"
Xvfb "$DISPLAY" -screen 0 1280x900x24 >/dev/null 2>&1 &
pids+=($!)
await "a display" xdotool getdisplaygeometry
openbox >/dev/null 2>&1 &
pids+=($!)

begin() {
  "$sayso" "$@" "$project" 2>>"$work/log" &
  app=$!
  pids+=("$app")
  await "the window" xdotool search --onlyvisible --pid "$app" --name Sayso
  window=$(xdotool search --onlyvisible --pid "$app" --name Sayso | tail -n 1)
  xdotool windowsize --sync "$window" 1200 760 || true
  xdotool windowactivate --sync "$window"
}
start() {
  begin "$@"
  await "the project in the title" title_is "ferry.sayso.ron – Sayso"
}
title_is() { [ "$(xdotool getwindowname "$window")" = "$1" ]; }
unsaved() { await "$1" title_is "• ferry.sayso.ron – Sayso"; }
clean() { await "$1" title_is "ferry.sayso.ron – Sayso"; }
at() { xdotool mousemove --window "$window" "$1" "$2"; }
key() { xdotool key --window "$window" --delay 60 "$@" 2>/dev/null || xdotool key --delay 60 "$@"; }
look() { import -window "$window" "rgb:$work/screen.rgb"; }
has_changed() { look && ! cmp -s "$work/screen.rgb" "$work/before.rgb"; }
is_still() { look && cp "$work/screen.rgb" "$work/last.rgb" && sleep 0.3 && look && cmp -s "$work/screen.rgb" "$work/last.rgb"; }
