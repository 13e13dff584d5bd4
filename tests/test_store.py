"""The store on disk: builds, the switch between them, what may be asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from kg.errors import InputError, StoreError
from kg.rdf import write as write_rdf
from kg.schema import ID_BASE
from kg.store import Current, current, open_store, query, write, write_file

NAME = NamedNode("https://schema.org/name")
ARTICLE = NamedNode(f"{ID_BASE}article/0")


def quads(*names: str) -> list[Quad]:
    """Regions by name, in the default graph and in that of an article."""
    nodes = [(NamedNode(f"{ID_BASE}region/{name}"), Literal(name)) for name in names]
    return [
        *(Quad(node, NAME, name) for node, name in nodes),
        *(Quad(node, NAME, name, ARTICLE) for node, name in nodes),
    ]


def names(
    out: Path, sparql: str = "SELECT ?name { ?r schema:name ?name } ORDER BY ?name"
) -> list[str]:
    result = query(open_store(out), sparql)
    assert isinstance(result, QuerySolutions)
    return [solution["name"].value for solution in result]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write(tmp_path, quads("甲", "乙"))
    assert names(tmp_path) == ["乙", "甲"]


def test_build_is_named_by_what_it_holds(tmp_path: Path) -> None:
    one = write(tmp_path / "a", quads("甲"))
    assert one == write(tmp_path / "b", quads("甲")) == current(tmp_path / "a")
    assert one != write(tmp_path / "b", quads("乙"))


def test_a_file_of_quads_makes_the_same_build(tmp_path: Path) -> None:
    write_rdf(quads("甲"), tmp_path / "graph.nq.gz")
    assert write_file(tmp_path / "a", tmp_path / "graph.nq.gz") == write(
        tmp_path / "b", quads("甲")
    )
    assert names(tmp_path / "a") == ["甲"]


def test_default_graph_is_not_the_union(tmp_path: Path) -> None:
    write(tmp_path, [*quads("甲"), Quad(ARTICLE, NAME, Literal("乙"), ARTICLE)])
    assert names(tmp_path) == ["甲"]
    everywhere = "SELECT ?name { GRAPH ?g { ?r schema:name ?name } } ORDER BY ?name"
    assert names(tmp_path, everywhere) == ["乙", "甲"]


def test_the_build_before_stays_and_older_ones_go(tmp_path: Path) -> None:
    first, second, third = (write(tmp_path, quads(name)) for name in "甲乙丙")
    found = {path.name for path in (tmp_path / "store").iterdir()}
    assert found == {"CURRENT", second, third}
    assert first not in found


def test_reader_keeps_its_build_while_another_takes_its_place(tmp_path: Path) -> None:
    write(tmp_path, quads("甲"))
    store = open_store(tmp_path)
    write(tmp_path, quads("乙"))
    assert len(store) == 2
    assert query(store, "ASK { region:甲 schema:name '甲' }")


def test_current_store_is_opened_again_after_a_build(tmp_path: Path) -> None:
    write(tmp_path, quads("甲"))
    reader = Current(tmp_path)
    assert query(reader.store(), "ASK { region:甲 ?p ?o }")
    assert reader.store() is reader.store()
    write(tmp_path, quads("乙"))
    assert query(reader.store(), "ASK { region:乙 ?p ?o }")


def test_same_quads_make_no_second_store(tmp_path: Path) -> None:
    build = write(tmp_path, quads("甲"))
    identity = tmp_path / "store" / build / "IDENTITY"
    before = identity.stat().st_mtime_ns
    write(tmp_path, quads("甲"))
    assert identity.stat().st_mtime_ns == before


def test_failed_build_leaves_the_current_one(tmp_path: Path) -> None:
    build = write(tmp_path, quads("甲"))

    def broken() -> list[Quad]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(tmp_path, (quad for quad in broken()))
    assert {path.name for path in (tmp_path / "store").iterdir()} == {"CURRENT", build}
    assert names(tmp_path) == ["甲"]


def test_folder_without_a_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store in it; run kg build"):
        open_store(tmp_path)


def test_lost_build_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("0123\n", "utf-8")
    with pytest.raises(StoreError, match=r"0123: cannot be read .*; build again"):
        open_store(tmp_path)


def test_query_may_declare_a_prefix_of_ours(tmp_path: Path) -> None:
    write(tmp_path, quads("甲"))
    own = "PREFIX schema: <https://schema.org/> SELECT ?name { ?r schema:name ?name }"
    assert names(tmp_path, own) == ["甲"]
    assert names(tmp_path, own.replace("https://schema.org/", "https://example.org/")) == []


def test_dataset_of_the_protocol_chooses_graphs(tmp_path: Path) -> None:
    write(tmp_path, [*quads("甲"), Quad(ARTICLE, NAME, Literal("乙"), ARTICLE)])
    store = open_store(tmp_path)
    ask = "ASK { ?s schema:name '乙' }"
    assert query(store, ask, default_graphs=[ARTICLE.value])
    assert not query(store, "ASK { GRAPH ?g { ?s ?p ?o } }", named_graphs=["https://example.org/"])
    with pytest.raises(InputError, match="not the IRI of a graph"):
        query(store, ask, default_graphs=["nothing"])


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { region:x schema:name 'x' }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "LOAD <http://127.0.0.1:9/>",
        "SELECT * { ?s ?p }",
        "SELECT * { ?s foaf:name ?o }",
        "",
    ],
)
def test_what_is_no_query_is_refused_with_the_reason(tmp_path: Path, sparql: str) -> None:
    write(tmp_path, quads("甲"))
    with pytest.raises(InputError, match=r"query: error at \d+:\d+"):
        query(open_store(tmp_path), sparql)


def test_service_is_refused(tmp_path: Path) -> None:
    write(tmp_path, quads("甲"))
    with pytest.raises(InputError, match="SERVICE asks another server"):
        query(open_store(tmp_path), "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
