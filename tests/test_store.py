"""The store on disk: builds, the switch between them, what may be asked."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from kg.errors import InputError, StoreError
from kg.rdf import write as write_rdf
from kg.schema import ID_BASE
from kg.store import Current, current, locked, open_store, query, write, write_file

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
    assert found - {"LOCK"} == {"CURRENT", second, third}
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
    found = {path.name for path in (tmp_path / "store").iterdir()}
    assert found - {"LOCK"} == {"CURRENT", build}
    assert names(tmp_path) == ["甲"]


# A process that writes the region 乙 and is killed, as by kill -9, at the moment that MOMENT says.
KILLED = """
import os, signal, sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Quad, Store
from kg import store
from kg.store import builds

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

out, moment = Path(sys.argv[1]), sys.argv[2]
name, load, aside = NamedNode("https://schema.org/name"), builds._load, builds.name

def half(lines, path):
    part = Store(str(path))
    part.extend([Quad(name, name, Literal("half"))])
    die()

def quads():
    yield Quad(NamedNode(f"{sys.argv[3]}region/乙"), name, Literal("乙"))
    if moment == "lines half written":
        die()

if moment == "store half loaded":
    builds._load = half
if moment == "loaded":
    builds._load = lambda *given: (load(*given), die())
if moment == "in place, not named":
    builds.name = die
if moment == "named, not tidied":
    builds.name = lambda *given: (aside(*given), die())
store.write(out, quads())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
@pytest.mark.parametrize(
    ("moment", "after"),
    [
        ("lines half written", ["甲"]),
        ("store half loaded", ["甲"]),
        ("loaded", ["甲"]),
        ("in place, not named", ["甲"]),
        ("named, not tidied", ["乙"]),
    ],
)
def test_killed_build_leaves_a_whole_store(tmp_path: Path, moment: str, after: list[str]) -> None:
    before = write(tmp_path, quads("甲"))
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path, moment, ID_BASE], check=False)
    assert done.returncode == -9
    assert names(tmp_path) == after
    last = write(tmp_path, quads("乙", "丙"))
    assert names(tmp_path) == ["丙", "乙"]
    folders = {path.name for path in (tmp_path / "store").iterdir() if path.is_dir()}
    assert last in folders and len(folders) == 2 and not any(name[0] == "." for name in folders)
    assert (before in folders) == (after == ["甲"])


def test_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    build = write(tmp_path, quads("甲"))
    with locked(tmp_path / "store"), pytest.raises(StoreError, match="another kg build is writing"):
        write(tmp_path, quads("乙"))
    assert current(tmp_path) == build
    write(tmp_path, quads("乙"))
    assert names(tmp_path) == ["乙"]


def test_reader_sees_one_whole_build_after_the_other(tmp_path: Path) -> None:
    """Every build holds as many regions as their names say; half of one would not."""
    sizes = [3, 40, 7, 90, 20]
    write(tmp_path, quads(*map(str, range(sizes[0]))))
    reader, seen, done = Current(tmp_path), set(), threading.Event()

    def read() -> None:
        while not done.is_set():
            result = query(reader.store(), "SELECT (COUNT(*) AS ?n) { ?r schema:name ?name }")
            assert isinstance(result, QuerySolutions)
            seen.add(int(next(result)["n"].value))

    thread = threading.Thread(target=read)
    thread.start()
    for size in sizes[1:]:
        write(tmp_path, quads(*map(str, range(size))))
    done.set()
    thread.join()
    assert seen <= set(sizes) and seen


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
    assert not query(store, "ASK { GRAPH ?g { ?s ?p ?o } }", default_graphs=[ARTICLE.value])
    assert not query(store, "ASK { ?s ?p ?o }", named_graphs=[ARTICLE.value])
    assert query(store, f"ASK FROM <{ARTICLE.value}> {{ ?s schema:name '乙' }}")
    assert not query(
        store, f"ASK FROM <{ARTICLE.value}> {{ ?s ?p ?o }}", default_graphs=["https://example.org/"]
    )
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
