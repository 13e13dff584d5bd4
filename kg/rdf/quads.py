"""The graph as RDF: no blank nodes, no clock, sorted.

The default graph is the merged graph; one named graph an article holds what that article says,
in the same model: it is the merged graph of that article alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import networkx as nx
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.graph import build, distinct
from kg.rdf.entities import entity_triples, outline_triples
from kg.rdf.facts import fact_triples, pipeline_triples
from kg.rdf.figures import instrument_triples, target_triples
from kg.rdf.sources import article_node, article_triples, mention_triples, sentence_triples
from kg.rdf.vocab import Row, term
from kg.schema import ID_BASE
from kg.types import Document

# What queries may give beside our own rows.
Subject = NamedNode | BlankNode | Triple
Object = NamedNode | BlankNode | Literal | Triple
Statement = tuple[Subject, NamedNode, Object]

_DEFAULT = DefaultGraph()
_FIGURES = {"TARGET": target_triples, "INSTRUMENT": instrument_triples}


def default_quads(graph: nx.MultiDiGraph, base: str = ID_BASE) -> list[Quad]:
    """The merged graph as quads of the default graph."""
    return [quad(row) for row in in_order(_triples(graph, base))]


def article_quads(document: Document, base: str = ID_BASE) -> list[Quad]:
    """What one article says, in the graph named by the article."""
    graph = article_node(document.article.id, base)
    return [quad(row, graph) for row in in_order(_triples(build([document]), base))]


def all_quads(
    graph: nx.MultiDiGraph, documents: Iterable[Document], base: str = ID_BASE
) -> Iterator[Quad]:
    """The default graph, then the articles by id: what the store and ``graph.nq.gz`` hold.

    Holds one graph in memory at a time.
    """
    yield from default_quads(graph, base)
    for document in distinct(documents):
        yield from article_quads(document, base)


def in_order(rows: Iterable[Statement]) -> list[Statement]:
    """Each triple once; by subject, with its classes first, as people read them."""
    type_ = term("rdf:type")
    by_subject: defaultdict[Subject, set[tuple[NamedNode, Object]]] = defaultdict(set)
    for subject, predicate, object_ in rows:
        by_subject[subject].add((predicate, object_))
    return [
        (subject, predicate, object_)
        for subject in sorted(by_subject, key=str)
        for predicate, object_ in sorted(
            by_subject[subject], key=lambda pair: (pair[0] != type_, pair[0].value, str(pair[1]))
        )
    ]


def quad(row: Statement, graph: NamedNode | DefaultGraph = _DEFAULT) -> Quad:
    """The triple in a graph, by default in the default graph."""
    return Quad(*row, graph)


def _triples(graph: nx.MultiDiGraph, base: str) -> Iterator[Row]:
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
