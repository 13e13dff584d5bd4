"""The default graph and the named ones, and that every reader finds the same in their files."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from kg.errors import UnknownNameError
from kg.graph import build
from kg.rdf import (
    all_quads,
    article_quads,
    default_quads,
    order,
    prefixes,
    serialise,
    to_dataset,
    to_rdflib,
    write,
)
from kg.schema import ID_BASE
from tests.rdf_sample import (
    ask,
    corpus,
)

# rdflib 7 warns of its own Dataset methods when it parses and serialises datasets.
ITS_OWN = pytest.mark.filterwarnings("ignore:Dataset.* is deprecated:DeprecationWarning")


def test_named_graph_is_the_merged_graph_of_the_article_alone() -> None:
    for one in corpus():
        graph = NamedNode(f"{ID_BASE}article/{one.article.id}")
        found = article_quads(one)
        assert {quad.graph_name for quad in found} == {graph}
        alone = [quad.triple for quad in default_quads(build([one]))]
        assert [quad.triple for quad in found] == alone


def test_default_graph_holds_what_the_articles_say_under_one_name() -> None:
    merged = {quad.triple for quad in default_quads(build(corpus()))}
    apart = {quad.triple for one in corpus() for quad in article_quads(one)}
    names = {"prefLabel", "name", "outline"}
    differing = {t.predicate.value.replace("#", "/").rsplit("/", 1)[1] for t in merged ^ apart}
    assert differing == names
    assert ask(
        default_quads(build(corpus())),
        "?o skos:prefLabel '云州市发展和改革委员会'@zh-hans ; skos:altLabel '云州市发改委'@zh-hans",
    )


@pytest.mark.parametrize("run", [1, 7, 50])
def test_sorted_runs_on_disk_give_the_same_order(run: int, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = default_quads(build(corpus()))
    monkeypatch.setattr(order, "RUN", run)
    assert default_quads(build(corpus())) == expected


def test_documents_out_of_order_are_refused_when_they_come_one_at_a_time() -> None:
    documents = sorted(corpus(), key=lambda one: one.article.id, reverse=True)
    with pytest.raises(ValueError, match="not sorted, or twice"):
        list(all_quads(build(documents), iter(documents)))
    assert list(all_quads(build(documents), documents))


def test_no_quad_has_a_blank_node() -> None:
    for quad in all_quads(build(corpus()), corpus()):
        assert isinstance(quad.subject, NamedNode)
        assert not isinstance(quad.object, pyoxigraph.BlankNode)
        assert isinstance(quad.graph_name, NamedNode | DefaultGraph)


def test_no_link_to_a_thing_of_ours_dangles() -> None:
    quads = default_quads(build(corpus()))
    subjects = {quad.subject for quad in quads}
    linked = {q.object for q in quads if isinstance(q.object, NamedNode)}
    assert {o for o in linked if o.value.startswith(ID_BASE)} <= subjects


def test_names_are_preferred_once_a_language() -> None:
    quads = default_quads(build(corpus()))
    preferred = [
        (quad.subject, quad.object.language)
        for quad in quads
        if quad.predicate.value.endswith("prefLabel")
        and isinstance(quad.object, pyoxigraph.Literal)
    ]
    assert len(preferred) == len(set(preferred))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    graph = build(corpus())
    write(default_quads(graph), tmp_path / "graph.ttl")
    write(all_quads(graph, corpus()), tmp_path / "graph.nq.gz")
    return tmp_path


def unpacked(files: Path) -> bytes:
    return gzip.decompress((files / "graph.nq.gz").read_bytes())


def test_turtle_is_the_default_graph_of_the_quads_in_oxigraph(files: Path) -> None:
    turtle = pyoxigraph.parse(path=files / "graph.ttl", format=RdfFormat.TURTLE)
    quads = list(pyoxigraph.parse(unpacked(files), format=RdfFormat.N_QUADS))
    assert {t.triple for t in turtle} == {
        q.triple for q in quads if isinstance(q.graph_name, DefaultGraph)
    }
    assert {q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)} == {
        f"{ID_BASE}article/{one.article.id}" for one in corpus()
    }


@pytest.fixture
def lexical(monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib as it reads: by default it rewrites 05:46:21Z to 05:46:21+00:00, the same value."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.mark.usefixtures("lexical")
def test_rdflib_and_oxigraph_find_the_same_triples(files: Path) -> None:
    graph = rdflib.Graph().parse(files / "graph.ttl", format="turtle")
    store = Store()
    store.bulk_load(path=str(files / "graph.ttl"), format=RdfFormat.TURTLE)
    assert _lines(graph) == {f"{quad.triple}" for quad in store}


@ITS_OWN
@pytest.mark.usefixtures("lexical")
def test_rdflib_reads_the_default_graph_of_the_quads_alike(files: Path) -> None:
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=unpacked(files), format="nquads")
    graph = rdflib.Graph().parse(files / "graph.ttl", format="turtle")
    assert _lines(dataset.default_graph) == _lines(graph)


def _lines(graph: rdflib.Graph) -> set[str]:
    """As Oxigraph prints triples."""
    lines = graph.serialize(format="nt", encoding="utf-8")
    return {str(t.triple) for t in pyoxigraph.parse(lines, format=RdfFormat.N_TRIPLES)}


@ITS_OWN
def test_a_count_agrees_everywhere(files: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    store = Store()
    store.bulk_load(unpacked(files), RdfFormat.N_QUADS)
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=unpacked(files), format="nquads")
    graph = rdflib.Graph().parse(files / "graph.ttl", format="turtle")
    counts = {
        int(next(iter(graph.query(count)))[0]),  # type: ignore[index,arg-type]  # rows of a SELECT
        int(next(iter(dataset.query(count)))[0]),  # type: ignore[index,arg-type]  # rows of a SELECT
        int(next(iter(store.query(count)))["n"].value),  # type: ignore[arg-type]  # rows of a SELECT
    }
    assert counts == {len(default_quads(build(corpus())))}


def test_gzip_header_has_no_time_and_no_name(files: Path) -> None:
    header = (files / "graph.nq.gz").read_bytes()[:10]
    assert header[:9] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00"


@pytest.mark.parametrize(
    ("suffix", "kind", "named"),
    [
        (".ttl", RdfFormat.TURTLE, False),
        (".nt", RdfFormat.N_TRIPLES, False),
        (".jsonld", RdfFormat.JSON_LD, False),
        (".rdf", RdfFormat.RDF_XML, False),
        (".nq", RdfFormat.N_QUADS, True),
        (".trig", RdfFormat.TRIG, True),
    ],
)
def test_every_format_round_trips(suffix: str, kind: RdfFormat, named: bool) -> None:
    quads = list(all_quads(build(corpus()), corpus()))
    stream = io.BytesIO()
    serialise(quads, stream, suffix)
    kept = {q for q in quads if named or isinstance(q.graph_name, DefaultGraph)}
    assert set(pyoxigraph.parse(stream.getvalue(), format=kind)) == kept


def test_turtle_begins_with_sorted_prefixes_and_groups_subjects() -> None:
    stream = io.BytesIO()
    serialise(default_quads(build(corpus())), stream, ".ttl")
    lines = stream.getvalue().decode().splitlines()
    header = [line for line in lines if line.startswith("@prefix")]
    assert header == lines[: len(header)] == sorted(header)
    assert len(header) == len(prefixes())
    subjects = [line for line in lines[len(header) :] if line[:1] not in ("\t", "")]
    assert len(subjects) == len({line.split(" ", 1)[0] for line in subjects})


def test_unknown_rdf_format_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"\.n3: no such RDF format; known: \.jsonld"):
        write([], tmp_path / "graph.n3")
    assert list(tmp_path.iterdir()) == []


def test_to_rdflib_is_the_merged_graph() -> None:
    graph = to_rdflib(build(corpus()))
    assert _lines(graph) == {str(quad.triple) for quad in default_quads(build(corpus()))}
    assert dict(graph.namespaces())["region"] == rdflib.URIRef(f"{ID_BASE}region/")


@ITS_OWN
def test_to_dataset_keeps_the_named_graphs() -> None:
    quads = list(all_quads(build(corpus()), corpus()))
    dataset = to_dataset(quads)
    lines = dataset.serialize(format="nquads", encoding="utf-8")
    assert set(pyoxigraph.parse(lines, format=RdfFormat.N_QUADS)) == set(quads)


def test_base_of_ids_can_be_chosen() -> None:
    base = "https://example.org/x#"
    quads = list(all_quads(build(corpus()), corpus(), base))
    assert ID_BASE not in " ".join(map(str, quads))
    stream = io.BytesIO()
    serialise(quads, stream, ".jsonld", base)
    read = pyoxigraph.parse(stream.getvalue(), format=RdfFormat.JSON_LD)
    assert all(quad.subject.value.startswith(base) for quad in read)
