"""Files to hand over. Run as a program, this file writes all of them: the hash seed test does."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pytest

from kg.errors import InputError, UnknownNameError
from kg.export import FORMATS, to_gexf, to_graphml, to_pyvis, write
from kg.export.pyvis import MOST_NODES
from kg.graph import build
from kg.tables import spreadsheets
from kg.tables import write as write_tables
from kg.tables.columns import SCHEMAS
from kg.types import Article, Document, Entity, Fact, Mention, Span, Target

ToXml = Callable[[nx.MultiDiGraph], bytes]
PLAN = Entity("policy/云州市氢能行动方案", "POLICY", "云州市氢能行动方案", ("行动方案", "方案"))
REGION = Entity("region/990100", "REGION", "云州市", ("云州",), "gbt2260", "990100")
HYDROGEN = Entity("industry/氢能", "CLUSTER", "氢能</script>")


def documents() -> list[Document]:
    """Two articles that say the same of several things."""
    made = []
    for text in ("云州市出台方案，支持氢能。", "方案支持氢能，云州市建成加氢站超过20座。"):
        whole, start = (Span(0, len(text)),), text.index("方案")
        made.append(
            Document(
                Article(
                    hashlib.sha256(text.encode()).hexdigest()[:16], "a", text, "题", "2023-05-04"
                ),
                sentences=whole,
                mentions=(Mention(Span(start, start + 2), "POLICY", "pattern", 1.0, PLAN.id),),
                entities=(HYDROGEN, PLAN, REGION),
                facts=(
                    Fact(PLAN.id, "covers", HYDROGEN.id, whole, "verb", 0.9),
                    Fact(REGION.id, "issues", PLAN.id, whole, "verb", 0.8),
                ),
                targets=(
                    Target(PLAN.id, "建成", ">", Decimal(20), "座", Span(0, 2), whole, "r", 0.5),
                ),
            )
        )
    return made


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    return build(documents())


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_every_format_is_written_and_nothing_else(
    graph: nx.MultiDiGraph, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"my.graph{suffix}"
    write(graph, documents(), path, node=REGION.id)
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
    assert path.stat().st_size > 0


def test_suffix_may_be_in_capitals(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    write(graph, documents(), tmp_path / "GRAPH.TTL")
    assert (tmp_path / "GRAPH.TTL").read_text("utf-8").startswith("@prefix annotation:")


@pytest.mark.parametrize("name", ["graph.xyz", "graph.gz", "graph"])
def test_unknown_format_names_the_known_ones(
    graph: nx.MultiDiGraph, tmp_path: Path, name: str
) -> None:
    with pytest.raises(UnknownNameError, match=r"no such format; known: \.csv, \.gexf, \.graphml"):
        write(graph, documents(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_file_that_cannot_be_written_is_named(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(InputError, match=r"file/graph\.ttl: "):
        write(graph, documents(), tmp_path / "file" / "graph.ttl")


def test_graphml_is_read_back(graph: nx.MultiDiGraph) -> None:
    back = nx.parse_graphml(to_graphml(graph).decode(), force_multigraph=True)
    assert dict(back.nodes[PLAN.id]) == {
        "label": "云州市氢能行动方案",
        "type": "POLICY",
        "aliases": '["方案","行动方案"]',
        "code": "",
        "effective": "",
        "expires": "",
        "jurisdiction": "",
        "kind": "行动方案",
        "level": "",
        "mentions": json.dumps(graph.nodes[PLAN.id]["mentions"], separators=(",", ":")),
        "number": "",
        "parent": "",
        "candidates": "[]",
        "published": "",
        "region": "",
        "register": "",
    }
    edges = {(s, o, data["predicate"]) for s, o, data in back.edges(data=True)}
    assert edges == set(graph.edges(keys=True))


def test_graphml_keeps_the_evidence(graph: nx.MultiDiGraph) -> None:
    back = nx.parse_graphml(to_graphml(graph).decode(), force_multigraph=True)
    (edge,) = back.get_edge_data(REGION.id, PLAN.id).values()
    first = sorted(documents(), key=lambda one: one.article.id)[0]
    assert json.loads(edge["evidence"])[0] == {
        "article": first.article.id,
        "spans": [{"start": 0, "end": len(first.article.text)}],
        "rule": "verb",
        "confidence": 0.8,
        "modality": "in_force",
        "attribution": "",
        "role": "",
    }
    assert edge["label"] == "发布"


def test_graphml_has_no_value_for_what_is_unknown(graph: nx.MultiDiGraph) -> None:
    back = nx.parse_graphml(to_graphml(graph).decode(), force_multigraph=True)
    (target,) = [known for _, known in back.nodes(data=True) if known["type"] == "TARGET"]
    assert target["value"] == "20"
    assert "deadline" not in target and "value_max" not in target


@pytest.mark.parametrize("to_xml", [to_graphml, to_gexf])
def test_xml_gives_every_edge_an_id_of_its_own(graph: nx.MultiDiGraph, to_xml: ToXml) -> None:
    edges = [e for e in ET.fromstring(to_xml(graph)).iter() if e.tag.endswith("}edge")]
    assert len({edge.get("id") for edge in edges}) == len(edges) == graph.number_of_edges()


@pytest.mark.parametrize("to_xml", [to_graphml, to_gexf])
def test_xml_survives_characters_that_xml_forbids(to_xml: ToXml) -> None:
    named = replace(documents()[0], entities=(HYDROGEN, replace(PLAN, name="方\x0b案"), REGION))
    assert "方\ufffd案".encode() in to_xml(build([named]))


def test_gexf_has_names_colours_and_no_date(graph: nx.MultiDiGraph) -> None:
    content = to_gexf(graph)
    back = nx.read_gexf(io.BytesIO(content))
    assert back.nodes[PLAN.id]["label"] == "云州市氢能行动方案"
    assert back.nodes[PLAN.id]["viz"]["color"] == {"r": 213, "g": 94, "b": 0, "a": 1.0}
    assert b"lastmodifieddate" not in content and b"NetworkX" not in content


def test_page_asks_the_network_for_nothing(graph: nx.MultiDiGraph) -> None:
    page = to_pyvis(graph, REGION.id)
    shell = re.sub(r"(?s)<script>.*?</script>|<style>.*?</style>", "", page)
    assert not re.search(r"<link|\bsrc\s*=|@import|url\(|https?://", shell)
    assert not re.search(r"""url\((?!["']?data:)""", page)
    assert "sourceMappingURL" not in page
    assert "default-src 'none'" in page


def test_page_draws_the_neighbourhood_without_physics(graph: nx.MultiDiGraph) -> None:
    page = to_pyvis(graph, REGION.id, hops=1)
    nodes = json.loads(re.findall(r"nodes = new vis\.DataSet\((\[.*?\])\);", page)[0])
    assert {(node["id"], node["label"], node["shape"]) for node in nodes} == {
        (PLAN.id, "云州市氢能行动方案", "diamond"),
        (REGION.id, "云州市", "dot"),
    }
    assert {(node["x"], node["y"]) for node in nodes} == {(0, 0), (260, 0)}
    edges = json.loads(re.findall(r"edges = new vis\.DataSet\((\[.*?\])\);", page)[0])
    assert [edge["label"] for edge in edges] == ["发布"]
    assert "云州市出台方案，支持氢能。（题 2023-05-04）" in edges[0]["title"]
    assert re.search(r'"physics": \{\s*"enabled": false', page)


def test_page_is_titled_and_escapes_names(graph: nx.MultiDiGraph) -> None:
    page = to_pyvis(graph, HYDROGEN.id)
    assert "<title>氢能&lt;/script&gt; · zhengtu 政图</title>" in page
    assert "氢能</script>" not in page


def test_page_of_too_many_nodes_says_so() -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph(articles={})
    for number in range(MOST_NODES + 1):
        graph.add_node(f"org/{number}", label="ORG", name=str(number), aliases=())
        graph.add_edge("org/0", f"org/{number}", "part_of", predicate="part_of", evidence=())
    with pytest.raises(InputError, match="org/0: 301 nodes within 2 hops, at most 300 fit"):
        to_pyvis(graph, "org/0")


def test_page_needs_a_node(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="name it with --node"):
        write(graph, documents(), tmp_path / "x.html")


def test_outputs_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    found = []
    for seed in ("0", "1"):
        folder = tmp_path / seed
        paths = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])}
        program = [sys.executable, __file__, str(folder)]
        subprocess.run(program, env={**os.environ, **paths}, check=True)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        found.append({path.relative_to(folder): path.read_bytes() for path in files})
    assert found[0] == found[1]
    assert len(found[0]) == len(FORMATS) + len(SCHEMAS) + 4  # redirects and three spreadsheets


def outputs(folder: Path) -> None:
    """Every file that this part of the package writes, but for the store."""
    graph = build(documents())
    for suffix in FORMATS:
        write(graph, documents(), folder / f"graph{suffix}", node=REGION.id)
    write_tables(documents(), folder / "tables")
    spreadsheets(graph, folder / "sheets")


if __name__ == "__main__":
    outputs(Path(sys.argv[1]))
