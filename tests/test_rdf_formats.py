"""Every serialisation is read by rdflib and by Oxigraph to the graph that was written."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

import kg.ingest
from kg.build.samples import samples
from kg.config import Config
from kg.errors import InputError
from kg.graph import build
from kg.pipeline import annotate
from kg.rdf import all_quads, prefixes, serialise
from kg.rdf.quads import quad
from kg.rdf.rdf12 import reified
from kg.rdf.serialise import FORMATS
from kg.rdf.vocab import term
from kg.schema import ID_BASE
from kg.types import Document, Skip

# suffix: how Oxigraph and rdflib call the format
READERS = {
    ".ttl": (RdfFormat.TURTLE, "turtle"),
    ".nt": (RdfFormat.N_TRIPLES, "nt"),
    ".jsonld": (RdfFormat.JSON_LD, "json-ld"),
    ".rdf": (RdfFormat.RDF_XML, "xml"),
    ".nq": (RdfFormat.N_QUADS, "nquads"),
    ".nq.gz": (RdfFormat.N_QUADS, "nquads"),
    ".trig": (RdfFormat.TRIG, "trig"),
}
Lines = set[str]


def lines(quads: Iterator[Quad] | list[Quad]) -> Lines:
    """Quads as comparable text; our graphs have no blank nodes, so equal sets are isomorphic."""
    return {str(quad) for quad in quads}


def written(quads: list[Quad], suffix: str) -> bytes:
    stream = io.BytesIO()
    serialise(quads, stream, suffix)
    return gzip.decompress(stream.getvalue()) if suffix.endswith(".gz") else stream.getvalue()


def in_rdflib(content: bytes, kind: str) -> Lines:
    """As rdflib reads it, printed by rdflib and given to Oxigraph for its way of writing terms."""
    dataset = rdflib.Dataset(default_union=False)
    if kind in ("nquads", "trig"):
        dataset.parse(data=content, format=kind)
    else:
        dataset.default_graph.parse(data=content, format=kind)
    printed = dataset.serialize(format="nquads", encoding="utf-8")
    return lines(pyoxigraph.parse(printed, format=RdfFormat.N_QUADS))


def quads_of(documents: list[Document]) -> list[Quad]:
    return list(all_quads(build(documents), documents))


@pytest.fixture(scope="module")
def sample_quads() -> list[Quad]:
    return quads_of(list(annotate(samples(_raise), Config(recogniser="none"))))


@pytest.fixture(scope="module")
def shared_quads(shared: Path) -> list[Quad]:
    """As they are built: with the recogniser of the package."""
    skipped: list[Skip] = []
    articles = kg.ingest.read([str(shared / "articles")], skipped.append)
    return quads_of(list(annotate(articles, Config())))


def _raise(skip: Skip) -> None:
    raise AssertionError(skip)


@pytest.fixture
def lexical(monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib as it reads: by default it rewrites 05:46:21Z to 05:46:21+00:00, the same value."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph).* is deprecated:DeprecationWarning")
@pytest.mark.usefixtures("lexical")
@pytest.mark.parametrize("corpus", ["sample_quads", "shared_quads"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_both_readers_find_what_was_written(
    suffix: str, corpus: str, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    """Oxigraph refuses what is not quite right; rdflib reads on, and says so in its log."""
    quads: list[Quad] = request.getfixturevalue(corpus)
    assert len(quads) > 10_000
    content = written(quads, suffix)
    oxigraph, other = READERS[suffix]
    kept = lines([q for q in quads if FORMATS[suffix].graphs or q.graph_name == DefaultGraph()])
    assert lines(pyoxigraph.parse(content, format=oxigraph)) == kept
    assert in_rdflib(content, other) == kept
    assert caplog.messages == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_same_quads_give_the_same_bytes(suffix: str, sample_quads: list[Quad]) -> None:
    some = sample_quads[:200]
    assert len({written(some, suffix) for _ in range(8)}) == 1


def test_rdf_xml_begins_with_sorted_namespaces(sample_quads: list[Quad]) -> None:
    root = written(sample_quads[:1], ".rdf").decode().splitlines()[1]
    found = [pair.split("=")[0] for pair in root.split(" ")[1:]]
    assert found == sorted(f"xmlns:{prefix}" for prefix in prefixes())


PLAN = NamedNode(f"{ID_BASE}policy/某方案（2021—2025年）")
CITY = NamedNode(f"{ID_BASE}region/990100")


def said(predicate: str, value: NamedNode | BlankNode | Literal) -> Quad:
    return quad((PLAN, term(predicate), value))


@pytest.mark.parametrize("words", ["一\r二\r\n三\t四", ']]> <b> & "引"', " 前后 ", "𠮷"])
def test_rdf_xml_keeps_every_character(words: str) -> None:
    quads = [said("schema:name", Literal(words))]
    content = written(quads, ".rdf")
    assert lines(pyoxigraph.parse(content, format=RdfFormat.RDF_XML)) == lines(quads)
    (value,) = rdflib.Graph().parse(data=content, format="xml").objects()
    assert str(value) == words


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe"])
def test_rdf_xml_refuses_what_xml_cannot_hold(character: str) -> None:
    quads = [said("schema:name", Literal(f"甲{character}乙"))]
    with pytest.raises(InputError, match=f"name>: XML has no place for U\\+{ord(character):04X}"):
        written(quads, ".rdf")


def test_json_ld_is_compact() -> None:
    quads = [
        said("rdf:type", term("zt:Policy")),
        said("dct:title", Literal("某方案", language="zh-hans")),
        said("schema:about", NamedNode(f"{ID_BASE}industry/氢能")),
        said("schema:name", Literal("某方案")),
        said("skos:altLabel", Literal("方案", language="zh-hans")),
        said("skos:altLabel", Literal("某计划", language="zh-hans")),
        said("zt:byYear", Literal(2025)),
        said("zt:confidence", Literal("0.85", datatype=term("xsd:decimal"))),
        said("zt:covers", NamedNode(f"{ID_BASE}industry/氢能")),
        said("zt:outline", Literal(True)),
        quad((CITY, term("rdf:type"), term("schema:AdministrativeArea"))),
        quad((CITY, term("rdf:type"), term("skos:Concept"))),
        quad((CITY, term("dct:identifier"), Literal("990100", datatype=term("zt:gbt2260")))),
    ]
    content = written(quads, ".jsonld")
    assert json.loads(content)["@graph"] == [
        {
            "@id": "policy:某方案（2021—2025年）",
            "@type": "zt:Policy",
            "title": {"zh-hans": "某方案"},
            "about": "industry:氢能",
            "name": "某方案",
            "altLabel": {"zh-hans": ["方案", "某计划"]},
            "byYear": 2025,
            "confidence": "0.85",
            "covers": "industry:氢能",
            "outline": True,
        },
        {
            "@id": "region:990100",
            "@type": ["schema:AdministrativeArea", "skos:Concept"],
            "identifier": {"@value": "990100", "@type": "zt:gbt2260"},
        },
    ]
    assert lines(pyoxigraph.parse(content, format=RdfFormat.JSON_LD)) == lines(quads)


def test_json_ld_holds_what_the_context_does_not_expect() -> None:
    quads = [
        said("schema:about", Literal("氢能")),
        said("skos:altLabel", Literal("无标记")),
        said("zt:confidence", Literal("高", language="zh-hans")),
        said("zt:confidence", Literal(1)),
        said("zt:byYear", Literal("0025", datatype=term("xsd:integer"))),
        said("zt:region", NamedNode("https://example.org/地")),
        said("zt:unknown", Literal(10**20)),
    ]
    content = written(quads, ".jsonld")
    assert lines(pyoxigraph.parse(content, format=RdfFormat.JSON_LD)) == lines(quads)


def test_json_ld_has_no_place_for_triple_terms() -> None:
    inner = Triple(PLAN, term("zt:covers"), CITY)
    with pytest.raises(InputError, match="JSON-LD: has no place for the triple term"):
        written([Quad(PLAN, term("rdf:reifies"), inner)], ".jsonld")


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if FORMATS[suffix].terms12])
def test_rdf_12_names_the_same_statements(suffix: str, sample_quads: list[Quad]) -> None:
    content = written(list(reified(sample_quads)), suffix)
    read = list(pyoxigraph.parse(content, format=READERS[suffix][0]))
    kept = [q for q in sample_quads if FORMATS[suffix].graphs or q.graph_name == DefaultGraph()]
    assert lines(restored(read)) == lines(kept)
    assert not [q for q in read if q.object == term("rdf:Statement")]


def restored(quads: list[Quad]) -> Iterator[Quad]:
    """Reifiers as the statements of RDF 1.1."""
    for one in quads:
        if isinstance(one.object, Triple):
            yield Quad(one.subject, term("rdf:type"), term("rdf:Statement"), one.graph_name)
            for part in ("subject", "predicate", "object"):
                value = getattr(one.object, part)
                yield Quad(one.subject, term(f"rdf:{part}"), value, one.graph_name)
        else:
            yield one
