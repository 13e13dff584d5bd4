"""The graph as RDF: quads, files, and what is asked of them."""

from kg.rdf.interchange import to_dataset, to_rdflib
from kg.rdf.iri import id_of, iri
from kg.rdf.quads import all_quads, article_quads, default_quads, merged_quads
from kg.rdf.read import from_quads, read_turtle
from kg.rdf.serialise import serialise, write
from kg.rdf.values import columns, to_term, to_value
from kg.rdf.vocab import prefixes

__all__ = [
    "all_quads",
    "article_quads",
    "columns",
    "default_quads",
    "from_quads",
    "id_of",
    "iri",
    "merged_quads",
    "prefixes",
    "read_turtle",
    "serialise",
    "to_dataset",
    "to_rdflib",
    "to_term",
    "to_value",
    "write",
]
