"""Statements as RDF 1.2 reifiers: the same IRIs, one triple term where RDF 1.1 needs four triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import cast

from pyoxigraph import NamedNode, Quad, Triple

from kg.rdf.vocab import term

_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")


def reified(quads: Iterable[Quad]) -> Iterator[Quad]:
    """``quads``, grouped by graph and subject, with each rdf:Statement as a reifier.

    ``s a rdf:Statement ; rdf:subject a ; rdf:predicate b ; rdf:object c`` becomes
    ``s rdf:reifies <<( a b c )>>``; what else is said of ``s`` stays
    (RDF 1.2 Concepts, section 1.5).
    """
    for _, group in groupby(quads, key=lambda quad: (quad.graph_name, quad.subject)):
        rows = list(group)
        if any(row.object == term("rdf:Statement") for row in rows):
            yield from _reifier(rows)
        else:
            yield from rows


def _reifier(rows: list[Quad]) -> Iterator[Quad]:
    parts = {row.predicate: row.object for row in rows}
    said = Triple(*(cast(NamedNode, parts[term(part)]) for part in _PARTS))
    yield Quad(rows[0].subject, term("rdf:reifies"), said, rows[0].graph_name)
    gone = {term(part) for part in _PARTS}
    for row in rows:
        if row.predicate not in gone and row.object != term("rdf:Statement"):
            yield row
