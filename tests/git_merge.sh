#!/usr/bin/env bash
# Projects in a real git repository: two branches annotate one article and merge; clean where nothing
# conflicts, with words where something does, and the file opens in any case.
set -euo pipefail
sayso=$(realpath "$1")
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
cd "$desk"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_EDITOR=true
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org

fail() {
  echo "FAILED: $*"
  exit 1
}

# Adds a statement on characters $1 to $2 of the article by annotator $3, with id $4 and stance $5.
code() {
  printf '{"id":"%s","statements":[{"id":"%s","annotator":"%s","contents":[[%d,%d]],"speakers":["Ada Vane"],"stance":"%s","topics":["Ferry"]}]}\n' \
    "$article" "$4" "$3" "$1" "$2" "$5" > coded.jsonl
  "$sayso" import talks.sayso.ron --format jsonl coded.jsonl
  rm coded.jsonl
}

statements() {
  "$sayso" list talks.sayso.ron --json | grep -o '"id":"st_' | wc -l
}

if "$sayso" git-setup 2> err; then fail "git-setup outside of a repository"; fi
grep -q "not in a git repository" err || fail "no words outside of a repository: $(cat err)"
rm err

git init -q -b main .
"$sayso" new talks.sayso.ron --title Talks
printf 'We keep the ferry, said Ada Vane. The pier goes. We keep the pier.\n' > ferry.txt
article=$("$sayso" add talks.sayso.ron ferry.txt)
code 0 17 A.B. st_first support
"$sayso" git-setup
cp .gitattributes attributes
cp .git/config config
"$sayso" git-setup 2> twice
cmp .gitattributes attributes && cmp .git/config config || fail "git-setup twice changed something"
grep -q "set already" twice || fail "git-setup twice does not say so: $(cat twice)"
rm attributes config twice
git add . && git commit -qm start

echo "-- both code the same article"
git checkout -qb colleague
code 34 47 C.D. st_theirs oppose
git commit -qam theirs
git checkout -q main
code 49 65 A.B. st_ours support
git commit -qam ours
git merge -q colleague -m merged || fail "a merge without a conflict"
[ "$(statements)" = 3 ] || fail "statements were lost: $(statements) of 3"
"$sayso" check talks.sayso.ron

echo "-- both change one stance"
git checkout -qb third
"$sayso" list talks.sayso.ron > before
sed -i '/id: "st_first"/,/created:/s/stance: "support"/stance: "neutral"/' talks.sayso.ron
git commit -qam neutral
git checkout -q main
sed -i '/id: "st_first"/,/created:/s/stance: "support"/stance: "oppose"/' talks.sayso.ron
git commit -qam oppose
if git merge third -m merged > said 2>&1; then fail "a conflict passed for a merge"; fi
cat said
grep -q "stance: before: Support; ours: Oppose; theirs: Neutral" said || fail "the conflict is not said"
grep -q "talks.sayso.ron: 1 conflict" said || fail "the file is not named"
git status --porcelain | grep -q '^UU talks.sayso.ron' || fail "git does not know of the conflict"
"$sayso" check talks.sayso.ron || fail "a file with a conflict cannot be opened"
[ "$(statements)" = 3 ] || fail "statements were lost in a conflict"
git add talks.sayso.ron && git commit -qm decided

echo "-- both add one file"
git checkout -q --orphan fresh
git checkout -q main -- talks.sayso.ron
code 18 22 C.D. st_alone mixed
git commit -qam alone
if ! git merge -q --allow-unrelated-histories main -m both > said 2>&1; then fail "$(cat said)"; fi
[ "$(statements)" = 4 ] || fail "statements were lost without a common version"

echo "-- a damaged version"
git checkout -q main
git checkout -qb damaged
head -c 700 talks.sayso.ron > cut && mv cut talks.sayso.ron
git commit -qam damaged
git checkout -q main
sed -i 's/title: "Talks"/title: "Ferry talks"/' talks.sayso.ron
git commit -qam title
if git merge damaged -m merged > said 2>&1; then fail "half a file was merged"; fi
cat said
grep -q "talks.sayso.ron (theirs): line" said || fail "the damage is not said"
"$sayso" check talks.sayso.ron || fail "a damaged version damaged ours"
echo "git: merged, conflicts said, nothing lost"
