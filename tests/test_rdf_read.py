"""What is read back from RDF is the graph that was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg.ingest
from kg.build.samples import samples
from kg.config import Config
from kg.graph import build
from kg.pipeline import annotate
from kg.rdf import all_quads, from_quads, id_of, iri, merged_quads
from kg.rdf.read import NOT_CARRIED
from kg.types import Article, Document, Skip


def carried(graph: nx.MultiDiGraph) -> tuple[dict[str, Article], dict[str, Any], list[Any]]:
    """All of a graph that RDF has a place for; see kg.rdf.read."""
    defaults = {"text": "", "links": (), "format": "text", "origin": ""}
    assert set(defaults) == set(NOT_CARRIED)
    articles = {
        key: replace(article, **defaults, categories=tuple(sorted(article.categories)))
        for key, article in graph.graph["articles"].items()
    }
    return articles, dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))


@pytest.fixture(scope="module")
def sample_graph() -> nx.MultiDiGraph:
    return build(annotate(samples(_raise), Config(recogniser="none")))


def _raise(skip: Skip) -> None:
    raise AssertionError(skip)


def test_samples_come_back(sample_graph: nx.MultiDiGraph) -> None:
    read = from_quads(merged_quads(sample_graph))
    assert carried(read) == carried(sample_graph)


def test_shared_articles_come_back(shared: Path) -> None:
    skipped: list[Skip] = []
    articles = kg.ingest.read([str(shared / "articles")], skipped.append)
    graph = build(annotate(articles, Config(recogniser="none")))
    assert carried(from_quads(merged_quads(graph))) == carried(graph)


def test_named_graphs_are_passed_over(related: Callable[..., Document]) -> None:
    document = related("[某省|R]印发《[某方案|D]》，到2025年建成加氢站70座。")
    graph = build([document])
    assert carried(from_quads(all_quads(graph, [document]))) == carried(graph)


def test_redirects_come_back(related: Callable[..., Document]) -> None:
    graph = build([related("[某省|R]印发《[某方案|D]》。")])
    (plan,) = (node for node, label in graph.nodes(data="label") if label == "POLICY")
    graph.graph["redirects"] = {"policy/方案": plan}
    read = from_quads(merged_quads(graph))
    assert read.graph["redirects"] == graph.graph["redirects"]
    assert carried(read) == carried(graph)


def test_another_base_comes_back(sample_graph: nx.MultiDiGraph) -> None:
    base = "https://example.org/x#"
    assert carried(from_quads(merged_quads(sample_graph, base), base)) == carried(sample_graph)


@pytest.mark.parametrize(
    "thing", ["policy/某方案（100%）", "org/某某 Inc.", "person/\ue000\u200f~a/b", "target/0a"]
)
def test_id_comes_back_from_its_iri(thing: str) -> None:
    assert id_of(iri(thing)) == thing
