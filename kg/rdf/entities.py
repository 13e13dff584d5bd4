"""What articles name: organisations, regions, persons, policies, industries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pyoxigraph import Literal

from kg.graph import english
from kg.rdf.literals import named
from kg.rdf.policies import is_legislation, policy_triples
from kg.rdf.vocab import Row, node, term
from kg.registers import divisions
from kg.schema import CLASSES, Derived

# How the name of a body of the state ends, for those that no register lists.
_GOVERNMENT = re.compile(
    r"(?:政府|办公厅|(?<![餐舞歌饭客])厅|(?<![书布格棋邮药])局|管委会|发改委|国资委|工信委|经信委|卫健委"
    r"|(?:管理|发展和改革|发展改革|工业和信息化|经济和信息化|国有资产监督管理|卫生健康|科技创新|网络安全和信息化)"
    r"委员会|人民法院|检察院|海关)$"
)
_LABEL_OF = Derived(lambda: {known.prefix: label for label, known in CLASSES.items()})
_DIVISION = re.compile(r"[0-9]{6}")
_INDUSTRY = re.compile(r"[A-T][0-9]{0,4}")  # section, division, group, class of GB/T 4754
_PARENT: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("REGION", "region"): "schema:containedInPlace",
        ("ORG", "org"): "org:subOrganizationOf",
        ("ORG", "region"): "schema:location",
        ("CLUSTER", "industry"): "skos:broader",
    }
)


def entity_triples(entity_id: str, attributes: Mapping[str, Any], base: str) -> Iterator[Row]:
    """Classes, names, codes, and where the thing belongs."""
    label, name = attributes["label"], attributes["name"]
    subject = node(entity_id, base)
    for kind in _classes(label, name, attributes["register"]):
        yield (subject, term("rdf:type"), term(kind))
    yield from name_triples(entity_id, name, base)
    if in_english := english(entity_id, name):
        yield (subject, term("skos:prefLabel"), Literal(in_english, language="en"))
    for alias in attributes["aliases"]:
        yield (subject, term("skos:altLabel"), named(alias))
    if attributes["register"]:
        yield (subject, term("zt:register"), Literal(attributes["register"]))
    if attributes["code"]:
        yield _code(entity_id, attributes, base)
    if attributes["region"]:
        yield (subject, term("zt:region"), node(attributes["region"], base))
        place = term(_region_term(label, name, attributes["register"]))
        yield (subject, place, node(attributes["region"], base))
    if attributes["parent"]:
        yield (subject, term("zt:parent"), node(attributes["parent"], base))
        kind = attributes["parent"].partition("/")[0]
        above = _PARENT.get((label, kind))
        if above:
            yield (subject, term(above), node(attributes["parent"], base))
    for other in attributes["candidates"]:
        yield (subject, term("zt:candidate"), node(other, base))
    if label == "POLICY":
        yield from policy_triples(entity_id, attributes, base)


def name_triples(entity_id: str, name: str, base: str) -> Iterator[Row]:
    """The label with its script, and the untagged name that people's first query looks for."""
    subject = node(entity_id, base)
    yield (subject, term("skos:prefLabel"), named(name))
    yield (subject, term("schema:name"), Literal(name))


def outline_triples(entity_id: str, base: str) -> Iterator[Row]:
    """What the id itself says, for a region or parent that is in no article: no link dangles."""
    kind, _, key = entity_id.partition("/")
    subject = node(entity_id, base)
    yield (subject, term("rdf:type"), term(CLASSES[_LABEL_OF[kind]].iri))
    yield (subject, term("zt:outline"), Literal(True))
    name = key.partition("~")[0]
    if kind == "region" and _DIVISION.fullmatch(key):
        yield (subject, term("dct:identifier"), Literal(key, datatype=term("zt:gbt2260")))
        name = divisions()[key].name if key in divisions() else key
    yield from name_triples(entity_id, name, base)
    if in_english := english(entity_id, name):
        yield (subject, term("skos:prefLabel"), Literal(in_english, language="en"))


def _classes(label: str, name: str, register: str) -> Iterator[str]:
    yield CLASSES[label].iri
    if label == "ORG" and _is_government(name, register):
        yield "schema:GovernmentOrganization"
    if is_legislation(label, name):
        yield "schema:Legislation"
        yield "eli:LegalResource"


def _is_government(name: str, register: str) -> bool:
    return register == "body" or (not register and _GOVERNMENT.search(name) is not None)


def _region_term(label: str, name: str, register: str) -> str:
    if label == "ORG":
        return "schema:areaServed" if _is_government(name, register) else "schema:location"
    if is_legislation(label, name):
        return "schema:legislationJurisdiction"
    return "zt:region"


def _code(entity_id: str, attributes: Mapping[str, Any], base: str) -> Row:
    label, code = attributes["label"], attributes["code"]
    literal, predicate = Literal(code), "dct:identifier"
    if label == "REGION" and _DIVISION.fullmatch(code):
        literal = Literal(code, datatype=term("zt:gbt2260"))
    elif label == "CLUSTER":
        predicate = "skos:notation"
        if _INDUSTRY.fullmatch(code):
            literal = Literal(code, datatype=term("zt:gbt4754"))
    elif label == "ORG":
        predicate = "org:identifier"
    return (node(entity_id, base), term(predicate), literal)
