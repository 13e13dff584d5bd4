"""Regions and industries as SKOS concept schemes, whether an article names them or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.literals import named
from kg.rdf.order import in_order
from kg.rdf.quads import quad
from kg.rdf.vocab import Row, node, term
from kg.registers import Industry, divisions, industries, industry_by_name
from kg.schema import ID_BASE, entity_id


@dataclass(frozen=True, slots=True)
class Scheme:
    """A classification; its edition is part of its id."""

    key: str
    zh: str
    en: str


REGIONS = Scheme("gbt2260", "行政区划代码（GB/T 2260）", "Administrative divisions (GB/T 2260)")
# By Industry.scheme.
INDUSTRIES: Mapping[str, Scheme] = MappingProxyType(
    {
        "gbt4754": Scheme(
            "gbt4754-2011",
            "国民经济行业分类（GB/T 4754-2011）",
            "Classification of national economic activities (GB/T 4754-2011)",
        ),
        "sei": Scheme(
            "sei-2018",
            "战略性新兴产业分类（2018）",
            "Classification of strategic emerging industries (2018)",
        ),
        "programme": Scheme(
            "programmes",
            "国家和省级产业集群规划中的产业",
            "Clusters of national and provincial programmes",
        ),
        "common": Scheme(
            "common", "政策新闻常用的产业名称", "Industries as policy news calls them"
        ),
    }
)


def scheme_of(industry: Industry) -> Scheme:
    return INDUSTRIES[industry.scheme]


def scheme_quads(base: str = ID_BASE) -> list[Quad]:
    """All divisions and all industries of the registers, with what lies above them."""
    return [quad(row) for row in in_order([*_regions(base), *_industries(base)])]


def scheme_triples(scheme: Scheme, base: str) -> Iterator[Row]:
    subject = node(f"scheme/{scheme.key}", base)
    yield (subject, term("rdf:type"), term("skos:ConceptScheme"))
    yield (subject, term("skos:prefLabel"), Literal(scheme.zh, language="zh-hans"))
    yield (subject, term("skos:prefLabel"), Literal(scheme.en, language="en"))
    yield (subject, term("schema:name"), Literal(scheme.zh))


def _regions(base: str) -> Iterator[Row]:
    yield from scheme_triples(REGIONS, base)
    scheme = node(f"scheme/{REGIONS.key}", base)
    for code, division in divisions().items():
        subject = node(entity_id("REGION", code), base)
        others = {division.short, *division.other} - {"", division.name}
        yield (subject, term("rdf:type"), term("schema:AdministrativeArea"))
        yield from _concept(subject, division.name, division.english, others)
        yield (subject, term("skos:notation"), Literal(code, datatype=term("zt:gbt2260")))
        yield (subject, term("skos:inScheme"), scheme)
        if division.parent:
            above = node(entity_id("REGION", division.parent), base)
            yield (subject, term("skos:broader"), above)
            yield (subject, term("schema:containedInPlace"), above)
        else:
            yield (subject, term("skos:topConceptOf"), scheme)


def _industries(base: str) -> Iterator[Row]:
    for scheme in INDUSTRIES.values():
        yield from scheme_triples(scheme, base)
    for name, row in industries().items():
        subject = node(entity_id("CLUSTER", name), base)
        scheme_node = node(f"scheme/{scheme_of(row).key}", base)
        yield from _concept(subject, name, row.english, set(row.other))
        yield (subject, term("skos:inScheme"), scheme_node)
        if row.code:
            code = Literal(row.code, datatype=term("zt:gbt4754"))
            yield (subject, term("skos:notation"), code)
        if row.broader:
            broader = industry_by_name().get(row.broader)
            above = entity_id("CLUSTER", broader.name if broader else row.broader)
            yield (subject, term("skos:broader"), node(above, base))
        else:
            yield (subject, term("skos:topConceptOf"), scheme_node)


def _concept(subject: NamedNode, name: str, english: str, others: set[str]) -> Iterator[Row]:
    yield (subject, term("rdf:type"), term("skos:Concept"))
    yield (subject, term("skos:prefLabel"), named(name))
    yield (subject, term("schema:name"), Literal(name))
    if english:
        yield (subject, term("skos:prefLabel"), Literal(english, language="en"))
    for other in others:
        yield (subject, term("skos:altLabel"), named(other))
