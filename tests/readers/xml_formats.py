#!/usr/bin/env python3
"""What other programs read of the XML formats, CAS JSON and the DNA database: dkpro-cassis, lxml and sqlite.

usage: xml_formats.py SAYSO, in a Python that has dkpro-cassis and lxml
"""
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

import cassis
from lxml import etree

SAYSO = sys.argv[1]
SAMPLES = sorted(pathlib.Path("sample_projects").glob("*.sayso.ron"))
QDA = "{urn:QDA-XML:project:1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def run(*args):
    done = subprocess.run([SAYSO, *args], capture_output=True, check=False)
    assert done.returncode == 0, (args, done.returncode, done.stderr.decode())
    return done.stdout


def first(names):
    return names[0] if names else ""


def wanted(project):
    """Of each article: its text, and of each statement what every format has."""
    lines = run("export", project, "--format", "jsonl", "--annotator", "all", "--output", "-").decode()
    articles = {}
    for article in map(json.loads, lines.splitlines()):
        statements = sorted(
            (s["contents"][0][0], s["contents"][-1][1], s["annotator"], first(s["speakers"]), s["stance"], first(s["topics"]), s["note"])
            for s in article["statements"]
        )
        articles[article["text"]] = statements
    return articles


def cas(loaded):
    casses = list(loaded)
    assert casses
    found = {}
    for one in casses:
        [kind] = [t.name for t in one.typesystem.get_types() if t.name == "custom.Statement"]
        found[one.sofa_string] = sorted(
            (s.begin, s.end, s.annotator or "", s.speaker or "", s.stance or "", s.topic or "", s.comment or "")
            for s in one.select(kind)
        )
        words = [t.get_covered_text() for t in one.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")]
        assert words and not any(word.isspace() for word in words), words[:9]
        said_by = {id(r.Dependent): r.Governor.get_covered_text() for r in one.select("custom.SaidBy")}
        assert all(said_by.values())
    return found


def refi(path):
    archive = zipfile.ZipFile(path)
    assert archive.testzip() is None
    root = etree.fromstring(archive.read("project.qde"))
    order = [etree.QName(child).localname for child in root]
    assert order == [name for name in ("Users", "CodeBook", "Variables", "Sources") if name in order], order
    users = {user.get("guid"): user.get("name") for user in root.iter(QDA + "User")}
    codes, names = {}, []

    def walk(code, group):
        names.append(code.get("name"))
        name = code.get("name").removeprefix(f"{group}: ")
        codes[code.get("guid")] = (group, name)
        for below in code.findall(QDA + "Code"):
            walk(below, group)

    for code in root.findall(f"{QDA}CodeBook/{QDA}Codes/{QDA}Code"):
        walk(code, code.get("name"))
    assert len(names) == len(set(names)), "two codes of one name"
    found = {}
    for source in root.iter(QDA + "TextSource"):
        raw = archive.read("sources/" + source.get("plainTextPath").removeprefix("internal://"))
        assert not raw.startswith(b"\xef\xbb\xbf"), "a byte order mark"
        text = raw.decode("utf-8")
        statements = []
        for picked in source.findall(QDA + "PlainTextSelection"):
            start, end = int(picked.get("startPosition")), int(picked.get("endPosition"))
            assert text[start:end] == picked.get("name"), (start, end, picked.get("name"))
            ours = [child for child in picked if child.tag is etree.PI]
            details = json.loads(ours[0].text)
            if details.get("part"):
                continue
            coded = {}
            for coding in picked.findall(QDA + "Coding"):
                assert etree.QName(coding[0]).localname == "CodeRef"
                group, name = codes[coding[0].get("targetGUID")]
                coded.setdefault(group, name)
            end = details["spans"][-1][1] if "spans" in details else end
            note = picked.findtext(QDA + "Description") or ""
            statements.append(
                (start, end, users[picked.get("creatingUser")], coded.get("Speaker", ""), coded.get("Stance", ""), coded.get("Topic", ""), note)
            )
        found[text] = sorted(statements)
    return found


def dna(path):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    assert not db.execute("pragma foreign_key_check").fetchall()
    names = dict(db.execute("select ID, Variable from VARIABLES"))
    found = {}
    for document, text in db.execute("select ID, Text from DOCUMENTS").fetchall():
        units = text.encode("utf-16-le")
        at = lambda unit: len(units[: 2 * unit].decode("utf-16-le"))
        statements = []
        rows = "select s.ID, Start, Stop, Name from STATEMENTS s join CODERS c on c.ID = s.Coder where DocumentId = ?"
        for statement, start, stop, coder in db.execute(rows, (document,)).fetchall():
            values = {}
            short = "select d.VariableId, e.Value from DATASHORTTEXT d join ENTITIES e on e.ID = d.Entity where StatementId = ?"
            for sql in (short, *(f"select VariableId, Value from {t} where StatementId = ?" for t in ("DATALONGTEXT", "DATABOOLEAN"))):
                for variable, value in db.execute(sql, (statement,)):
                    values[names[variable]] = value
            assert set(values) == set(names.values()), values
            assert values["agreement"] == (1 if values["stance"] == "support" else 0)
            # An organisation that speaks for itself has no person.
            speaker = values["person"] or ("" if json.loads(values["sayso"]).get("no_speaker") else values["organization"])
            statements.append((at(start), at(stop), coder, speaker, values["stance"], values["concept"], values["comment"]))
        found[text] = sorted(statements)
    return found


def tei(folder):
    found = {}
    for path in sorted(folder.glob("*.xml")):
        root = etree.parse(str(path)).getroot()
        ids = {}
        for element in root.iter(etree.Element):
            if element.get(ID):
                assert element.get(ID) not in ids, (path, element.get(ID))
                ids[element.get(ID)] = element
        text = "".join(ids["body"].itertext())
        statements = []
        for annotation in root.iter(TEI + "annotation"):
            ranges = [tuple(map(int, target.rstrip(")").split(",")[1:])) for target in annotation.get("target").split()]
            classes = {}
            for pointer in annotation.get("ana").split():
                category = ids[pointer[1:]]
                classes.setdefault(category.getparent().get(ID), category.findtext(TEI + "catDesc"))
            people = [ids[p.get("target")[1:]][0].text for p in annotation.findall(TEI + "ptr") if p.get("type") == "speaker"]
            notes = [n.text for n in annotation.findall(TEI + "note") if n.get("type") == "comment"]
            who = annotation.findtext(f"{TEI}respStmt/{TEI}persName")
            start, end = ranges[0][0], sum(ranges[-1])
            statements.append((start, end, who, first(people), classes.get("tax_stance", ""), classes.get("tax_topic", ""), first(notes)))
        found[text] = sorted(statements)
    return found


def main():
    assert SAMPLES, "no sample project"
    for sample in SAMPLES:
        project = str(sample)
        expected = wanted(project)
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            out = {}
            for form, ending in (("dna", ".dna"), ("refi-qda", ".qdpx"), ("refi-codebook", ".qdc"), ("cas-json", ""), ("xmi", ""), ("tei", "")):
                out[form] = folder / (form + ending)
                run("export", project, "--format", form, "--annotator", "all", "--output", str(out[form]))
            types = out["xmi"] / "TypeSystem.xml"
            read = {
                "cas-json": cas(cassis.load_cas_from_json(open(f, "rb")) for f in sorted(out["cas-json"].glob("*.json"))),
                "xmi": cas(
                    cassis.load_cas_from_xmi(open(f, "rb"), typesystem=cassis.load_typesystem(open(types, "rb")))
                    for f in sorted(out["xmi"].glob("*.xmi"))
                ),
                "refi-qda": refi(out["refi-qda"]),
                "dna": dna(out["dna"]),
                "tei": tei(out["tei"]),
            }
            codebook = etree.parse(str(out["refi-codebook"])).getroot()
            assert codebook.tag == "{urn:QDA-XML:codebook:1.0}CodeBook"
            for form, found in read.items():
                assert found == expected, (sample, form, found, expected)
        count = sum(map(len, expected.values()))
        print(f"{sample.name}: {len(expected)} articles, {count} statements read by {', '.join(sorted(read))}")


main()
