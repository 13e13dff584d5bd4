"""To rdflib: for its terms, its serialisers and SHACL. Oxigraph stays the store."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from rdflib.term import Node

from kg.rdf.quads import default_quads
from kg.rdf.vocab import prefixes
from kg.schema import ID_BASE


def to_rdflib(graph: nx.MultiDiGraph, base: str = ID_BASE) -> rdflib.Graph:
    """The merged graph as an rdflib graph: the triples of ``graph.ttl``."""
    made = rdflib.Graph(bind_namespaces="none")
    _bind(made, base)
    for quad in default_quads(graph, base):
        made.add(_triple(quad))
    return made


def to_dataset(quads: Iterable[Quad], base: str = ID_BASE) -> rdflib.Dataset:
    """Quads as an rdflib dataset, default graph and named graphs apart."""
    made = rdflib.Dataset(default_union=False)
    _bind(made, base)
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph):
            made.default_graph.add(_triple(quad))
        else:
            made.graph(_node(quad.graph_name)).add(_triple(quad))
    return made


def _bind(graph: rdflib.Graph, base: str) -> None:
    for prefix, namespace in prefixes(base).items():
        graph.bind(prefix, namespace, override=True, replace=True)


def _triple(quad: Quad) -> tuple[Node, Node, Node]:
    return (_node(quad.subject), _node(quad.predicate), _node(quad.object))


def _node(term: object) -> rdflib.URIRef | rdflib.Literal:
    """
    Raises:
        TypeError: a blank node or a quoted triple, which our graphs don't have.
    """
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = rdflib.URIRef(term.datatype.value)
        plain = datatype == rdflib.XSD.string
        return rdflib.Literal(term.value, datatype=None if plain else datatype, normalize=False)
    raise TypeError(f"{term!r} has no place in our graphs")
