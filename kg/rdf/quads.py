"""The graph as RDF: no blank nodes, no clock, sorted.

The default graph is the merged graph; one named graph an article holds what that article says,
in the same model: it is the merged graph of that article alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import networkx as nx
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.graph import build, distinct
from kg.rdf.clusters import cluster_triples
from kg.rdf.entities import entity_triples, outline_triples
from kg.rdf.facts import conflict_triples, fact_triples, pipeline_triples, unheld_triples
from kg.rdf.figures import instrument_triples, target_triples
from kg.rdf.order import Statement, in_order
from kg.rdf.sources import article_node, article_triples, mention_triples, sentence_triples
from kg.rdf.vocab import Row, node, term
from kg.registers import known_by_name
from kg.schema import ID_BASE, entity_id
from kg.types import Document, Evidence

_DEFAULT = DefaultGraph()
_FIGURES = {"TARGET": target_triples, "INSTRUMENT": instrument_triples}
_LINKS = ("region", "parent", "jurisdiction")  # attributes that hold an id
_REMEMBERED = 50_000  # sentences or links; one that is forgotten is described twice

_Item = TypeVar("_Item")


def default_quads(graph: nx.MultiDiGraph, base: str = ID_BASE) -> list[Quad]:
    """The merged graph as quads of the default graph."""
    return list(merged_quads(graph, base))


def merged_quads(graph: nx.MultiDiGraph, base: str = ID_BASE) -> Iterator[Quad]:
    """The same one by one; needs no more memory for a larger graph."""
    return map(quad, in_order(_triples(graph, base)))


def article_quads(document: Document, base: str = ID_BASE) -> list[Quad]:
    """What one article says, in the graph named by the article."""
    graph = article_node(document.article.id, base)
    return [quad(row, graph) for row in in_order(_triples(build([document]), base))]


def all_quads(
    graph: nx.MultiDiGraph, documents: Iterable[Document], base: str = ID_BASE
) -> Iterator[Quad]:
    """The default graph, then the articles by id: what the store and ``graph.nq.gz`` hold.

    ``documents`` that are no sequence are taken one at a time, and must come as ``distinct``
    gives them: one an article, sorted by id.

    Raises:
        ValueError: they do not.
    """
    yield from merged_quads(graph, base)
    last = ""
    for document in distinct(documents) if isinstance(documents, Sequence) else documents:
        if document.article.id <= last:
            raise ValueError(f"article {document.article.id} after {last}: not sorted, or twice")
        last = document.article.id
        yield from article_quads(document, base)


def quad(row: Statement, graph: NamedNode | DefaultGraph = _DEFAULT) -> Quad:
    """The triple in a graph, by default in the default graph."""
    return Quad(*row, graph)


def _triples(graph: nx.MultiDiGraph, base: str) -> Iterator[Row]:
    """In no order, some more than once."""
    articles = graph.graph["articles"]
    yield from pipeline_triples(base)
    for article in articles.values():
        yield from article_triples(article, base)
    for node_id, attributes in graph.nodes(data=True):
        if attributes["label"] in _FIGURES:
            yield from _FIGURES[attributes["label"]](node_id, attributes, base)
            yield from unheld_triples(graph, node_id, base)
        else:
            yield from entity_triples(node_id, attributes, base)
        for article, *place in attributes["mentions"]:
            start, end, first, last = place
            where = (start, end, first, last)
            yield from mention_triples(node_id, articles[article], where, base)
    for subject, object_, predicate, evidence in graph.edges(keys=True, data="evidence"):
        yield from fact_triples(graph, (subject, predicate, object_), evidence, base)
    yield from conflict_triples(graph, base)
    yield from cluster_triples(graph, base)
    yield from _members(graph, base)
    for old, new in graph.graph.get("redirects", {}).items():
        yield (node(old, base), term("dct:isReplacedBy"), node(new, base))
    for article, first, last in _once(_sentences(graph)):
        yield from sentence_triples(articles[article], first, last, base)
    for node_id in _once(_linked(graph)):
        if node_id not in graph:
            yield from outline_triples(node_id, base)


def _members(graph: nx.MultiDiGraph, base: str) -> Iterator[Row]:
    """The divisions of an economic area that the graph holds: 长三角 contains 江苏省."""
    for node_id, attributes in graph.nodes(data=True):
        if attributes["label"] == "REGION" and attributes["register"] == "area":
            area = known_by_name("area").get(node_id.partition("/")[2])
            for code in area.members if area else ():
                member = entity_id("REGION", code)
                if member in graph:
                    yield (node(node_id, base), term("schema:containsPlace"), node(member, base))


def _sentences(graph: nx.MultiDiGraph) -> Iterator[tuple[str, int, int]]:
    """Where something is said: article, start, end."""
    for _, attributes in graph.nodes(data=True):
        for article, _, _, first, last in attributes["mentions"]:
            yield (article, first, last)
        yield from _spans(attributes.get("evidence", ()))
    for *_, evidence in graph.edges(data="evidence"):
        yield from _spans(evidence)


def _spans(evidence: Iterable[Evidence]) -> Iterator[tuple[str, int, int]]:
    return ((one.article, span.start, span.end) for one in evidence for span in one.spans)


def _linked(graph: nx.MultiDiGraph) -> Iterator[str]:
    """The ids that attributes name."""
    for _, attributes in graph.nodes(data=True):
        yield from (attributes[name] for name in _LINKS if attributes.get(name))
        yield from attributes.get("candidates", ())
    for *_, evidence in graph.edges(data="evidence"):
        yield from (one.attribution for one in evidence if one.attribution)


def _once(items: Iterable[_Item]) -> Iterator[_Item]:
    """Without most repetitions: it forgets rather than grow."""
    seen: set[_Item] = set()
    for item in items:
        if item not in seen:
            if len(seen) == _REMEMBERED:
                seen.clear()
            seen.add(item)
            yield item
