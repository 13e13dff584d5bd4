"""Namespaces and terms. Ours come from kg.schema; standard vocabularies are reused before."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from kg.errors import UnknownNameError
from kg.lang import Text
from kg.rdf.iri import iri, kinds
from kg.schema import ID_BASE, NAMESPACE

# Subject, predicate, object: a Triple copies its terms, so those are made last.
Row = tuple[NamedNode, NamedNode, NamedNode | Literal]

NAMESPACES: Mapping[str, str] = MappingProxyType(
    {
        "dct": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "its": "http://www.w3.org/2005/11/its/rdf#",
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "zt": NAMESPACE,
    }
)


def prefixes(base: str = ID_BASE) -> dict[str, str]:
    """Every prefix of the files and queries, sorted: vocabularies, and one a type of id.

    ``org:`` is the W3C Organization Ontology, so ids of organisations have ``organisation:``.
    """
    ids = {"organisation" if kind == "org" else kind: f"{base}{kind}/" for kind in kinds()}
    return dict(sorted({**ids, **NAMESPACES}.items()))


@cache
def term(curie: str) -> NamedNode:
    """The term of a vocabulary: ``term("skos:prefLabel")``; a whole IRI is itself.

    Raises:
        UnknownNameError: the prefix is not one of ours.
    """
    if "://" in curie:  # a class of a user's domain
        return NamedNode(curie)
    prefix, _, name = curie.partition(":")
    if prefix not in NAMESPACES:
        raise UnknownNameError(Text("前缀", "prefix"), prefix, NAMESPACES)
    return NamedNode(NAMESPACES[prefix] + name)


@lru_cache(maxsize=1 << 16)  # an article's own nodes and what it shares with its neighbours
def node(entity_id: str, base: str = ID_BASE) -> NamedNode:
    """The node of an id of the graph."""
    return NamedNode(iri(entity_id, base))
