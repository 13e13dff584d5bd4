"""What is known of a policy's life, in the terms of schema.org and ELI."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pyoxigraph import Literal

from kg.rdf.literals import integer, moment, named
from kg.rdf.vocab import Row, node, term
from kg.titles import document_type

# Attribute of the graph: property. What is not known is not written.
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "kind": "schema:legislationType",
        "level": "zt:level",
        "number": "schema:legislationIdentifier",
    }
)
DATES: Mapping[str, str] = MappingProxyType(
    {
        "published": "schema:legislationDate",
        "effective": "eli:first_date_entry_in_force",
        "expires": "eli:date_no_longer_in_force",
    }
)
YEARS: Mapping[str, str] = MappingProxyType(
    {"first_year": "zt:firstYear", "last_year": "zt:lastYear"}
)


def is_legislation(label: str, name: str) -> bool:
    """Whether a node is a legal document; campaigns and awards are policies too, but none."""
    return label == "POLICY" and document_type(name) != ""


def policy_triples(entity_id: str, attributes: Mapping[str, Any], base: str) -> Iterator[Row]:
    """Title, number, type, level, period and dates; a date as precise as the articles say."""
    subject = node(entity_id, base)
    yield (subject, term("dct:title"), named(attributes["name"]))
    for name, path in WORDS.items():
        if attributes[name]:
            yield (subject, term(path), Literal(attributes[name]))
    for name, path in DATES.items():
        if attributes[name]:
            yield (subject, term(path), moment(attributes[name]))
    for name, path in YEARS.items():
        if attributes[name] is not None:
            yield (subject, term(path), integer(attributes[name]))
    years = [attributes[name] for name in YEARS]
    if None not in years:
        coverage = "/".join(map(str, years))
        yield (subject, term("schema:temporalCoverage"), Literal(coverage))
    if attributes["jurisdiction"]:
        place = node(attributes["jurisdiction"], base)
        yield (subject, term("zt:jurisdiction"), place)
        if is_legislation(attributes["label"], attributes["name"]):
            yield (subject, term("schema:legislationJurisdiction"), place)
