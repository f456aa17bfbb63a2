#!/usr/bin/env python3
"""brat, doccano, Label Studio, Web Annotation and CoNLL through readers that others wrote.

usage: text_formats.py SAYSO

Installs the readers from PyPI into target/venv-text-formats and exports the sample projects with
every coding; what the readers find must be what the project's own JSONL says, place by place.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import venv

SAYSO = str(pathlib.Path(sys.argv[1]).resolve())
SAMPLES = sorted(pathlib.Path("sample_projects").glob("*.sayso.ron"))
VENV = pathlib.Path("target/venv-text-formats")
READERS = [
    "PyLD==3.3.0",
    "label-studio-sdk==2.1.2",
    "medkit-lib==0.17.0",
    "pandas==3.1.1",
    "pybrat==0.1.7",
    "rdflib==7.6.0",
    "seqeval==1.2.2",
]


def in_venv():
    """Starts this script again with the readers at hand."""
    python = VENV / "bin" / "python"
    stamp = VENV / "installed"
    if not stamp.exists() or stamp.read_text() != "\n".join(READERS):
        venv.create(VENV, with_pip=True, clear=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *READERS]
        subprocess.run(pip, check=True)
        stamp.write_text("\n".join(READERS))
    os.execv(python, [str(python), *sys.argv, "--in-venv"])


def export(project, name, path):
    args = [SAYSO, "export", project, "--annotator", "all", "--format", name, "--output", str(path)]
    done = subprocess.run(args, capture_output=True, check=False)
    assert done.returncode == 0, (args, done.stderr.decode())


def truth(project, folder):
    """Articles by id with statements by id, as our own JSONL has them."""
    path = folder / "own.jsonl"
    export(project, "jsonl", path)
    lines = path.read_text(encoding="utf-8").splitlines()
    return {article["id"]: article for article in map(json.loads, lines)}


def places(article):
    """(first offset of the first span, its end, stance) of each statement, sorted."""
    return sorted((*s["contents"][0], s["stance"]) for s in article["statements"])


def brat(articles, folder):
    from medkit.io import _brat_utils
    from pybrat.parser import BratParser

    found = 0
    by_pybrat = {pathlib.Path(e.id).name: e for e in BratParser(error="ignore").parse(str(folder))}
    for id_, article in articles.items():
        text = (folder / f"{id_}.txt").read_bytes().decode("utf-8")
        assert text == article["text"], id_
        document = _brat_utils.parse_file(str(folder / f"{id_}.ann"))
        stances = {a.target: a.value for a in document.attributes.values() if a.type == "Stance"}
        got = []
        for entity in document.entities.values():
            words = " ".join(text[start:end] for start, end in entity.span)
            assert words.split() == entity.text.split(), (id_, entity.uid, words, entity.text)
            if entity.type == "Statement":
                got.append((entity.span[0][0], stances.get(entity.uid, "")))
        assert sorted(got) == sorted((p[0], p[2]) for p in places(article)), id_
        assert len(by_pybrat[id_].entities) == len(document.entities), id_
        found += len(got)
    return found


def doccano(articles, path):
    import pandas

    assert path.read_bytes().isascii()
    rows = pandas.read_json(path, lines=True, dtype=False).to_dict(orient="records")
    found = 0
    for row in rows:
        article = articles[row["doc_id"]]
        assert row["text"] == article["text"]
        entities = {e["id"]: e for e in row["entities"]}
        got = []
        for record in row["statements"]:
            entity = entities[record["entity_id"]]
            assert entity["label"] == (record["stance"] or "statement"), record
            got.append((entity["start_offset"], entity["end_offset"], record["stance"]))
        assert sorted(got) == places(article), row["doc_id"]
        assert all(r["from_id"] in entities and r["to_id"] in entities for r in row["relations"])
        found += len(got)
    return found


def label_studio(articles, path):
    from label_studio_sdk.label_interface import LabelInterface

    interface = LabelInterface((path.parent / "label_config.xml").read_text(encoding="utf-8"))
    found = 0
    for task in json.loads(path.read_text(encoding="utf-8")):
        article, got = articles[task["data"]["doc_id"]], []
        for annotation in task["annotations"]:
            assert interface.validate_annotation(annotation) in (True, []), task["data"]["doc_id"]
            stances = {
                r["id"]: r["value"]["choices"][0]
                for r in annotation["result"]
                if r.get("from_name") == "stance"
            }
            for result in annotation["result"]:
                value = result.get("value", {})
                if "labels" not in value:
                    continue
                start, end = value["start"], value["end"]
                assert task["data"]["text"][start:end] == value["text"], result
                if value["labels"] == ["Statement"]:
                    got.append((start, end, stances.get(result["id"], "")))
        assert sorted(got) == places(article), task["data"]["doc_id"]
        found += len(got)
    return found


# What the W3C's context says of the terms that are used here; the context itself is not fetched.
CONTEXT = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "SpecificResource")},
    **{name: f"oa:{name}" for name in ("TextQuoteSelector", "TextPositionSelector")},
    "AnnotationPage": "as:OrderedCollectionPage",
    "Person": "foaf:Person",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "creator": {"@type": "@id", "@id": "dcterms:creator"},
    "nickname": "foaf:nick",
    "value": "rdf:value",
    "exact": "oa:exact",
    "start": "oa:start",
    "end": "oa:end",
}


def web_annotation(articles, folder):
    import rdflib
    from pyld import jsonld

    def loader(url, options=None):
        assert url == "http://www.w3.org/ns/anno.jsonld", f"another context is fetched: {url}"
        document = {"@context": CONTEXT}
        return {"contextUrl": None, "documentUrl": url, "document": document}

    jsonld.set_document_loader(loader)
    query = """SELECT ?a ?start ?end ?exact WHERE { ?a a oa:Annotation ; oa:hasTarget ?t .
        ?t oa:hasSelector ?p , ?q . ?p a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
        ?q a oa:TextQuoteSelector ; oa:exact ?exact }"""
    stance = """SELECT ?a ?v WHERE { ?a oa:hasBody ?b .
        ?b <urn:sayso:statement#dimension> "stance" ; rdf:value ?v }"""
    found = 0
    for id_, article in articles.items():
        page = json.loads((folder / f"{id_}.jsonld").read_text(encoding="utf-8"))
        text = (folder / f"{id_}.txt").read_bytes().decode("utf-8")
        options = {"base": "file:///x/", "format": "application/n-quads"}
        graph = rdflib.Graph().parse(data=jsonld.to_rdf(page, options), format="nquads")
        names = {"oa": rdflib.Namespace(CONTEXT["oa"]), "rdf": rdflib.RDF}
        stances = {str(a): str(v) for a, v in graph.query(stance, initNs=names)}
        got = {}
        for a, start, end, exact in graph.query(query, initNs=names):
            assert text[int(start) : int(end)] == str(exact), (id_, start, end, exact)
            place = (int(start), int(end), stances.get(str(a), ""))
            got[str(a)] = min(got.get(str(a), place), place)
        assert sorted(got.values()) == places(article), id_
        found += len(got)
    return found


def conll(articles, path):
    from seqeval.metrics.sequence_labeling import get_entities

    found = 0
    for document in path.read_text(encoding="utf-8").split("-DOCSTART- -X- O O\n\n")[1:]:
        for sentence in document.split("\n\n"):
            rows = [line.split("\t") for line in sentence.splitlines() if line]
            assert all(len(row) == 4 and row[0] for row in rows), sentence
            tags = [row[3] for row in rows]
            begun = sum(tag.startswith("B-") for tag in tags)
            # Every I- continues what a B- began: a stray one would be one more entity.
            assert len(get_entities(tags)) == begun, sentence
            found += begun
    spans = sum(len(s["contents"]) for article in articles.values() for s in article["statements"])
    assert 0 < found <= spans, (found, spans)
    return found


def main():
    assert SAMPLES, "no sample project"
    for sample in SAMPLES:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            articles = truth(str(sample), folder)
            found = {}
            for format_, path, read in [
                ("brat", folder / "brat", brat),
                ("doccano", folder / "doccano.jsonl", doccano),
                ("label-studio", folder / "tasks.json", label_studio),
                ("web-annotation", folder / "web", web_annotation),
                ("conll", folder / "articles.conll", conll),
            ]:
                export(str(sample), format_, path)
                found[format_] = read(articles, path)
            statements = sum(len(article["statements"]) for article in articles.values())
            whole = ("brat", "doccano", "label-studio", "web-annotation")
            assert all(found[each] == statements for each in whole), (found, statements)
            print(f"{sample.name}: {found}")


if __name__ == "__main__":
    main() if sys.argv[-1] == "--in-venv" else in_venv()
