#!/usr/bin/env bash
# A real window under Xvfb, driven by a real mouse and real keys: open an article, make one
# statement by mouse and one by keys, undo, redo, save, quit, reopen, save again.
# What happened is read from the title bar (which shows unsaved work) and from the saved file.
set -euo pipefail
sayso=$(realpath "$1")
source "$(dirname "$0")/desk.sh"

cat > "$work/ferry.txt" <<'TEXT'
The harbour board met on Monday and talked of little but the ferry. It has not sailed since the storm.
“We will sail,” said harbour master Ines Korhola, “and we will not be late.”
Critics doubted that the old hull would last another winter.
TEXT
project="$work/ferry.sayso.ron"
"$sayso" new "$project" --title "Ferry"
"$sayso" add "$project" "$work/ferry.txt" --title "Ferry talks resume" >/dev/null

count() { "$sayso" list "$project" --json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))'; }
count_is() { [ "$(count)" = "$1" ]; }

start
# By mouse: a triple click selects the first sentence, the first entry of the menu at the pointer
# makes a statement of it.
at 420 130
xdotool click --repeat 3 --delay 60 1
at 420 130
await "the sentence in the panel" is_still
cp "$work/screen.rgb" "$work/before.rgb"
xdotool click 3
await "the menu" has_changed
await "the whole menu" is_still
at 470 150
xdotool click 1
unsaved "the statement made by mouse"
key ctrl+s
clean "the statement made by mouse is saved"
await "one statement in the file" count_is 1

# By keys: the beginning of the text, three words more, Enter; then a stance by its digit.
key Escape Escape ctrl+Home ctrl+shift+Right ctrl+shift+Right ctrl+shift+Right Return
unsaved "the statement made by keys"
key 2
key ctrl+z ctrl+z
clean "both undone"
key ctrl+y ctrl+y
unsaved "both redone"
key ctrl+s
clean "saved"
await "two statements in the file" count_is 2
"$sayso" list "$project" --json > "$work/list.json"
python3 - "$work" <<'PYTHON'
import json, sys
work = sys.argv[1]
text = open(f"{work}/ferry.txt", encoding="utf-8").read()
statements = json.load(open(f"{work}/list.json", encoding="utf-8"))
for s in statements:
    for (start, end), quote in zip(s["contents"], s["quotes"]):
        assert text[start:end] == quote, (text[start:end], quote)
quotes = sorted(q for s in statements for q in s["quotes"])
assert quotes == ["The harbour board",
                  "The harbour board met on Monday and talked of little but the ferry."], quotes
stances = {s["quotes"][0]: s["stance"] for s in statements}
assert stances["The harbour board"] == "oppose", stances
PYTHON

cp "$project" "$work/before.ron"
key ctrl+q
await "the program ends" bash -c "! kill -0 $app"
grep -q ferry.sayso.ron "$work/config/sayso/settings.ron"

start
key ctrl+s
await "a second save" test "$project" -nt "$work/before.ron"
clean "saved again"
cmp "$project" "$work/before.ron"
key ctrl+q
await "the program ends again" bash -c "! kill -0 $app"
"$sayso" check "$project"
echo "the window: a statement by mouse, one by keys, undone, redone, saved, reopened; the same bytes"
