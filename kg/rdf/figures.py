"""Targets and instruments: what is counted, how much, until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal

from kg.rdf.entities import name_triples
from kg.rdf.literals import decimal, integer
from kg.rdf.sources import sentence_node
from kg.rdf.vocab import Row, node, term
from kg.schema import CLASSES


def target_triples(target_id: str, attributes: Mapping[str, Any], base: str) -> Iterator[Row]:
    """zt:QuantifiedTarget; the year is an xsd:integer, so that it can be compared anywhere."""
    subject = node(target_id, base)
    yield (subject, term("rdf:type"), term(CLASSES["TARGET"].iri))
    yield from name_triples(target_id, attributes["name"], base)
    yield (subject, term("rdf:type"), term("schema:QuantitativeValue"))
    yield from _quantity(target_id, attributes, attributes["value"], base)
    if attributes["deadline"] is not None:
        yield (subject, term("zt:byYear"), integer(attributes["deadline"]))
    for name in ("indicator", "scope", "baseline", "modality"):
        if attributes[name]:
            yield (subject, term(f"zt:{name}"), Literal(attributes[name]))


def instrument_triples(
    instrument_id: str, attributes: Mapping[str, Any], base: str
) -> Iterator[Row]:
    """zt:Instrument; its amount, if it has one, is described like a target's figure."""
    subject = node(instrument_id, base)
    yield (subject, term("rdf:type"), term(CLASSES["INSTRUMENT"].iri))
    yield from name_triples(instrument_id, attributes["name"], base)
    yield (subject, term("zt:instrumentType"), Literal(attributes["kind"]))
    if attributes["recipient"]:
        yield (subject, term("zt:recipient"), Literal(attributes["recipient"]))
    if attributes["amount"] is not None:
        yield (subject, term("rdf:type"), term("schema:QuantitativeValue"))
    yield from _quantity(instrument_id, attributes, attributes["amount"], base)


def _quantity(
    node_id: str, attributes: Mapping[str, Any], value: Decimal | None, base: str
) -> Iterator[Row]:
    """schema:value for a point, minValue or maxValue for a bound, both for a range; the evidence."""
    subject, comparator = node(node_id, base), attributes["comparator"]
    for one in attributes["evidence"]:
        for span in one.spans:
            sentence = sentence_node(one.article, span.start, span.end, base)
            yield (subject, term("prov:wasDerivedFrom"), sentence)
    if attributes["unit"]:
        yield (subject, term("schema:unitText"), Literal(attributes["unit"]))
    if comparator:
        yield (subject, term("zt:comparator"), Literal(comparator))
    bounds: dict[str, Decimal | None] = {"schema:value": value}
    if attributes.get("value_max") is not None:
        bounds = {"schema:minValue": value, "schema:maxValue": attributes["value_max"]}
    elif comparator in (">", ">=", "range"):
        bounds = {"schema:minValue": value}
    elif comparator in ("<", "<="):
        bounds = {"schema:maxValue": value}
    for name, bound in bounds.items():
        if bound is not None:
            yield (subject, term(name), decimal(bound))
