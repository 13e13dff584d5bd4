"""The graph as RDF: no blank nodes, no clock, sorted.

The default graph is the merged graph; one named graph an article holds what that article says,
in the same model: it is the merged graph of that article alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import networkx as nx
from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from kg.graph import build, distinct
from kg.rdf.entities import entity_triples, outline_triples
from kg.rdf.facts import fact_triples, pipeline_triples
from kg.rdf.figures import instrument_triples, target_triples
from kg.rdf.sources import article_node, article_triples, mention_triples, sentence_triples
from kg.rdf.vocab import term
from kg.schema import ID_BASE
from kg.types import Document

_DEFAULT = DefaultGraph()
_FIGURES = {"TARGET": target_triples, "INSTRUMENT": instrument_triples}


def default_quads(graph: nx.MultiDiGraph, base: str = ID_BASE) -> list[Quad]:
    """The merged graph as quads of the default graph."""
    return [quad(triple) for triple in in_order(_triples(graph, base))]


def article_quads(document: Document, base: str = ID_BASE) -> list[Quad]:
    """What one article says, in the graph named by the article."""
    graph = article_node(document.article.id, base)
    return [quad(triple, graph) for triple in in_order(_triples(build([document]), base))]


def all_quads(
    graph: nx.MultiDiGraph, documents: Iterable[Document], base: str = ID_BASE
) -> Iterator[Quad]:
    """The default graph, then the articles by id: what the store and ``graph.nq.gz`` hold.

    Holds one graph in memory at a time.
    """
    yield from default_quads(graph, base)
    for document in distinct(documents):
        yield from article_quads(document, base)


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Each triple once; by subject, with its classes first, as people read them."""
    type_ = term("rdf:type")
    return sorted(
        set(triples),
        key=lambda t: (str(t.subject), t.predicate != type_, t.predicate.value, str(t.object)),
    )


def quad(triple: Triple, graph: NamedNode | DefaultGraph = _DEFAULT) -> Quad:
    """``triple`` in a graph, by default in the default graph."""
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _triples(graph: nx.MultiDiGraph, base: str) -> Iterator[Triple]:
    articles = graph.graph["articles"]
    sentences: set[tuple[str, int, int]] = set()
    linked: set[str] = set()
    yield from pipeline_triples(base)
    for article in articles.values():
        yield from article_triples(article, base)
    for node_id, attributes in graph.nodes(data=True):
        if attributes["label"] in _FIGURES:
            yield from _FIGURES[attributes["label"]](node_id, attributes, base)
        else:
            yield from entity_triples(node_id, attributes, base)
            linked |= {attributes["region"], attributes["parent"]}
        for article, *place in attributes["mentions"]:
            start, end, first, last = place
            sentences.add((article, first, last))
            where = (start, end, first, last)
            yield from mention_triples(node_id, articles[article], where, base)
    for subject, object_, predicate, evidence in graph.edges(keys=True, data="evidence"):
        yield from fact_triples(graph, (subject, predicate, object_), evidence, base)
        linked |= {one.attribution for one in evidence}
        sentences |= {(e.article, span.start, span.end) for e in evidence for span in e.spans}
    for article, first, last in sentences:
        yield from sentence_triples(articles[article], first, last, base)
    for node_id in linked - {""}:
        if node_id not in graph:
            yield from outline_triples(node_id, base)
