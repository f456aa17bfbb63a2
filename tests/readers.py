#!/usr/bin/env python3
"""What other programs read: exports of the sample projects through Python's own readers.

usage: readers.py SAYSO
"""
import csv
import io
import json
import pathlib
import subprocess
import sys

SAYSO = sys.argv[1]
SAMPLES = sorted(pathlib.Path("sample_projects").glob("*.sayso.ron"))


def run(*args):
    done = subprocess.run([SAYSO, *args], capture_output=True, check=False)
    assert done.returncode == 0, (args, done.returncode, done.stderr.decode())
    return done.stdout


def main():
    assert SAMPLES, "no sample project"
    for sample in SAMPLES:
        project = str(sample)
        run("check", project)
        lines = run("export", project, "--format", "jsonl", "--output", "-").decode()
        articles = [json.loads(line) for line in lines.splitlines()]
        texts = {article["id"]: article["text"] for article in articles}
        statements = [s for article in articles for s in article["statements"]]
        assert statements, f"{sample}: no statement"
        for article in articles:
            for s in article["statements"]:
                for (start, end), quote in zip(s["contents"], s["quotes"], strict=True):
                    assert article["text"][start:end] == quote, (sample, s["id"])
        raw = run("export", project, "--format", "csv", "--output", "-", "--annotator", "all")
        assert not raw.startswith(b"\xef\xbb\xbf"), "a byte order mark"
        assert raw.count(b"\n") == raw.count(b"\r\n"), "a bare LF outside of quotes"
        rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))
        assert len(rows) == len(statements), (len(rows), len(statements))
        for row in rows:
            text = texts[row["article_id"]]
            spans = [tuple(map(int, span.split("-"))) for span in row["spans"].split(";")]
            quote = " … ".join(text[start:end] for start, end in spans)
            assert row["quote"] == quote, (row["statement_id"], row["quote"], quote)
            assert int(row["start"]) == spans[0][0] and int(row["end"]) == spans[-1][1]
        listed = json.loads(run("list", project, "--json"))
        key = lambda s: s["id"]
        assert sorted(map(key, listed)) == sorted(map(key, statements))
        print(f"{sample.name}: {len(articles)} articles, {len(statements)} statements read by csv and json")


main()
