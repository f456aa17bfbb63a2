#!/usr/bin/env python3
"""The lines for pandas, networkx and R in docs/formats.md, run on exports of a sample project: their
counts of speaker by topic by stance are those of `sayso list --json`.

usage: tables.py SAYSO
"""
import collections
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PINNED = ["pandas==2.3.3", "openpyxl==3.1.5", "networkx==3.4.2"]
VENV = pathlib.Path("target/venv-tables")
SAMPLE = pathlib.Path("sample_projects/harbour-dispute.sayso.ron").resolve()


def main():
    sayso = pathlib.Path(sys.argv[1]).resolve()
    if pathlib.Path(sys.prefix).resolve() != VENV.resolve():
        again()
    sections = blocks(pathlib.Path("docs/formats.md").read_text(encoding="utf-8"))
    listed = json.loads(run(sayso, "list", SAMPLE, "--json"))
    checked = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.symlink(SAMPLE, "talks.sayso.ron")
        for name in ["csv", "xlsx", "graphml", "gexf"]:
            shell, *others = sections[name]
            for line in shell[1].strip().splitlines():
                command, *args = line.split()
                assert command == "sayso", line
                run(sayso, *args)
            expected = counts(listed, name in ["graphml", "gexf"])
            assert expected, name
            for language, code in others:
                found = {"python": in_python, "r": in_r}.get(language)
                if found is None:
                    continue
                assert found(code) == expected, (name, language, found(code), expected)
                checked[language] += 1
    assert checked["python"] >= 4 and checked["r"] >= 2, checked
    print(f"docs/formats.md: {checked['python']} blocks of Python and {checked['r']} of R count as sayso list does")


def again():
    """The same in an environment of its own."""
    python = VENV / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PINNED]
    subprocess.run(pip, check=True)
    os.execv(python, [str(python), *sys.argv])


def run(*args):
    done = subprocess.run([str(arg) for arg in args], capture_output=True, check=False)
    assert done.returncode == 0, (args, done.returncode, done.stderr.decode())
    return done.stdout


def blocks(text):
    """The code blocks of each section, with their languages. The first of sh makes the files."""
    sections = {}
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        name = section.split("\n", 1)[0].strip()
        found = re.findall(r"^```(\w+)\n(.*?)^```", section, flags=re.M | re.S)
        first = next((block for block in found if block[0] == "sh"), None)
        sections[name] = [first] + [block for block in found if block is not first]
    return sections


def counts(listed, is_network):
    """How often each speaker takes each stance on each topic. A network has no statements without a
    speaker or a topic, and no stance toward anything but the topic."""
    counted = collections.Counter()
    for s in listed:
        stance = "" if is_network and s["target"] else s["stance"]
        empty = [] if is_network else [""]
        for speaker in s["speakers"] or empty:
            for topic in s["topics"] or empty:
                counted[speaker, topic, stance] += 1
    return dict(counted)


def in_python(code):
    names = {"print": lambda *_: None}
    exec(code, names)
    return {tuple(key): int(number) for key, number in dict(names["counts"]).items()}


def in_r(code):
    script = code + '\nwrite.csv(counts, "counts.csv", row.names = FALSE, fileEncoding = "UTF-8")\n'
    pathlib.Path("lines.R").write_text(script, encoding="utf-8")
    done = subprocess.run(
        ["Rscript", "--vanilla", "lines.R"],
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr.decode()
    with open("counts.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(r["speakers"], r["topics"], r["stance"]): int(r["n"]) for r in rows}


main()
