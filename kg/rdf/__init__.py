"""The graph as RDF: quads, files, and what is asked of them."""

from kg.rdf.interchange import from_quads, to_rdflib
from kg.rdf.iri import iri
from kg.rdf.quads import all_quads, article_quads, default_quads
from kg.rdf.serialise import serialise, write
from kg.rdf.vocab import prefixes

__all__ = [
    "all_quads",
    "article_quads",
    "default_quads",
    "from_quads",
    "iri",
    "prefixes",
    "serialise",
    "to_rdflib",
    "write",
]
