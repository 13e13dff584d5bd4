"""How fast the store is, beside raw pyoxigraph and rdflib: ``kg bench rdf``."""

from kg.bench_rdf.multiply import multiplied
from kg.bench_rdf.speed import rdf_speed

__all__ = ["multiplied", "rdf_speed"]
