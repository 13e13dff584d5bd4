"""The data model as data: which class has which properties, how many, of what kind.

Shapes, ontology and JSON-LD context are computed from here; predicates come from kg.schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.schema import (
    CLASSES,
    INSTRUMENTS,
    LEVELS,
    MODALITIES,
    OWN_CLASSES,
    PREDICATES,
    Derived,
)

LANGUAGE = "rdf:langString"
COMPARATORS = ("=", ">", ">=", "<", "<=", "~", "range")  # of Target.comparator
YEARS = (1949, 2100)  # of articles, periods and deadlines: what the People's Republic plans
# Provinces of GB/T 2260-2007 and four digits below.
DIVISION = "^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|81|82)[0-9]{4}$"
INDUSTRY = "^[A-T][0-9]{0,4}$"  # section, division, group, class of GB/T 4754
_LESS_PRECISE = "^[0-9]{4}(-(0[1-9]|1[0-2]))?$"  # a year or a month is plain text


@dataclass(frozen=True, slots=True)
class Use:
    """A property of a class."""

    path: str  # CURIE
    range: tuple[str, ...]  # classes or datatypes, any of them; () is any thing of the graph
    least: int = 0
    most: int | None = None
    among: tuple[str, ...] = ()  # the only values
    pattern: str = ""  # of the lexical form, if it is an xsd:string
    bounds: tuple[int, int] | None = None  # least and greatest number
    a_language: bool = False  # one value a language at most


@dataclass(frozen=True, slots=True)
class Kind:
    """A class as we use it."""

    zh: str
    en: str
    uses: tuple[Use, ...]


def _text(path: str, least: int = 0, most: int | None = 1, pattern: str = "") -> Use:
    return Use(path, ("xsd:string",), least, most, pattern=pattern)


def _among(path: str, values: tuple[str, ...], least: int = 0) -> Use:
    return Use(path, ("xsd:string",), least, 1, values)


def _year(path: str, least: int = 0) -> Use:
    return Use(path, ("xsd:integer",), least, 1, bounds=YEARS)


def _date(path: str) -> Use:
    return Use(path, ("xsd:date", "xsd:dateTime", "xsd:string"), 0, 1, pattern=_LESS_PRECISE)


_AREA, _ORGANISATION, _CONCEPT = "schema:AdministrativeArea", "org:Organization", "skos:Concept"
_ARTICLE, _SENTENCE, _PERSON = "schema:NewsArticle", "nif:Sentence", "schema:Person"
_NAMED = (Use("skos:prefLabel", (LANGUAGE,), 1, a_language=True), _text("schema:name", 1))
_THING = (
    *_NAMED,
    Use("skos:altLabel", (LANGUAGE,)),
    _text("zt:register", pattern="^[a-z0-9]+$"),
    Use("zt:region", (_AREA,), 0, 1),
    Use("zt:outline", ("xsd:boolean",), 0, 1),
    Use("zt:candidate", ()),
)
_QUANTITY = (
    *(Use(f"schema:{name}", ("xsd:decimal",), 0, 1) for name in ("value", "minValue", "maxValue")),
    _text("schema:unitText"),
    _among("zt:comparator", COMPARATORS),
    Use("prov:wasDerivedFrom", (_SENTENCE,), 1),
)
_PLACE = (
    Use("nif:beginIndex", ("xsd:integer",), 1, 1, bounds=(0, 10**9)),
    Use("nif:endIndex", ("xsd:integer",), 1, 1, bounds=(1, 10**9)),
    _text("nif:anchorOf", 1),
    Use("nif:referenceContext", (_ARTICLE,), 1, 1),
)


def _said() -> tuple[str, ...]:
    return (*(known.iri for known in PREDICATES.values()), "rdf:type")


def _edges(label: str) -> Iterator[Use]:
    """What kg.schema lets a thing with this label say."""
    for predicate in PREDICATES.values():
        if label in predicate.domain:
            yield Use(predicate.iri, tuple(CLASSES[one].iri for one in predicate.range))


KINDS: Mapping[str, Kind] = Derived(
    lambda: {
        _ORGANISATION: Kind(
            "机构",
            "organisation",
            (
                *_THING,
                Use("zt:parent", (_ORGANISATION, _AREA), 0, 1),
                _text("org:identifier"),
                Use("org:subOrganizationOf", (_ORGANISATION,)),
                Use("schema:areaServed", (_AREA,), 0, 1),
                Use("schema:location", (_AREA,)),
                *_edges("ORG"),
            ),
        ),
        _AREA: Kind(
            "地区",
            "region",
            (
                *_THING,
                Use("zt:parent", (_AREA,), 0, 1),
                Use("dct:identifier", ("zt:gbt2260", "xsd:string"), 0, 1),
                Use("schema:containedInPlace", (_AREA,)),
                Use("schema:containsPlace", (_AREA,)),
                *_edges("REGION"),
            ),
        ),
        _PERSON: Kind(
            "人物",
            "person",
            (
                *_THING,
                Use("zt:parent", (_ORGANISATION, _AREA), 0, 1),
                _text("dct:identifier"),
                Use("schema:worksFor", (_ORGANISATION,)),
                *_edges("PERSON"),
            ),
        ),
        "zt:Policy": Kind(
            "政策",
            "policy",
            (
                *_THING,
                Use("zt:parent", (_ORGANISATION, _AREA), 0, 1),
                Use("dct:title", (LANGUAGE,), 1, 1),
                _text("dct:identifier"),
                _text("schema:legislationType"),
                _text("schema:legislationIdentifier"),
                _date("schema:legislationDate"),
                _date("eli:first_date_entry_in_force"),
                _date("eli:date_no_longer_in_force"),
                _among("zt:level", tuple(LEVELS)),
                _year("zt:firstYear"),
                _year("zt:lastYear"),
                Use("zt:jurisdiction", (_AREA,), 0, 1),
                _text("schema:temporalCoverage", pattern=r"^[0-9]{4}/[0-9]{4}$"),
                Use("schema:legislationPassedBy", (_ORGANISATION,)),
                Use("schema:legislationJurisdiction", (_AREA,)),
                Use("schema:about", (_CONCEPT,)),
                *(
                    Use(f"eli:{name}", ("eli:LegalResource",))
                    for name in ("based_on", "implements", "amends", "repeals")
                ),
                *_edges("POLICY"),
            ),
        ),
        _CONCEPT: Kind(
            "产业",
            "industry",
            (
                *_THING,
                Use("zt:parent", (_CONCEPT,), 0, 1),
                Use("skos:notation", ("zt:gbt4754", "xsd:string"), 0, 1),
                Use("skos:broader", (_CONCEPT,)),
                Use("schema:location", (_AREA,)),
                *_edges("CLUSTER"),
            ),
        ),
        "zt:QuantifiedTarget": Kind(
            "量化目标",
            "quantified target",
            (
                *_NAMED,
                *_QUANTITY,
                _text("zt:indicator"),
                _year("zt:byYear"),
                _text("zt:scope"),
                _text("zt:baseline"),
                _among("zt:modality", tuple(MODALITIES), 1),
                Use("zt:conflictsWith", ("zt:QuantifiedTarget",)),
            ),
        ),
        "zt:Instrument": Kind(
            "政策工具",
            "policy instrument",
            (
                *_NAMED,
                *_QUANTITY,
                _among("zt:instrumentType", tuple(INSTRUMENTS), 1),
                _text("zt:recipient"),
            ),
        ),
        _ARTICLE: Kind(
            "文章",
            "article",
            (
                _text("dct:identifier", 1),
                _text("schema:headline"),
                _date("schema:datePublished"),
                _year("zt:year"),
                _text("dct:source"),
                Use("schema:url", ("xsd:anyURI",), 0, 1),
                _text("schema:articleSection", most=None),
                _text("zt:sha256", 1, pattern=r"^[0-9a-f]{64}$"),
                Use("zt:length", ("xsd:integer",), 1, 1, bounds=(0, 10**9)),
            ),
        ),
        _SENTENCE: Kind("句子", "sentence", _PLACE),
        "nif:String": Kind(
            "提及",
            "mention",
            (*_PLACE, Use("nif:sentence", (_SENTENCE,), 1, 1), Use("zt:names", (), 1)),
        ),
        "rdf:Statement": Kind(
            "陈述",
            "statement",
            (
                Use("rdf:subject", (), 1, 1),
                Use("rdf:predicate", ("rdf:Property",), 1, 1, _said()),
                Use("rdf:object", (), 1, 1),
                Use("prov:wasDerivedFrom", (_SENTENCE,), 1),
                Use("prov:wasGeneratedBy", ("prov:Activity",), 1, 1),
                _text("zt:rule", 1),
                Use("zt:confidence", ("xsd:decimal",), 1, 1, bounds=(0, 1)),
                _among("zt:modality", tuple(MODALITIES), 1),
                Use("zt:attributedTo", (), 0, 1),
                _text("zt:role"),
            ),
        ),
        "org:Membership": Kind(
            "任职",
            "membership",
            (
                Use("org:member", (_PERSON,), 1, 1),
                Use("org:organization", (_ORGANISATION,), 1, 1),
                Use("org:role", ("org:Role",), 0, 1),
                Use("prov:wasDerivedFrom", (_ARTICLE,), 1, 1),
                _date("dct:date"),
            ),
        ),
        "org:Role": Kind("职务", "role", _NAMED),
        "zt:IndustryCluster": Kind(
            "产业集群",
            "industry cluster",
            (
                *_NAMED,
                Use("zt:industry", (_CONCEPT,), 1, 1),
                Use("schema:location", (_AREA,), 1, 1),
                Use("prov:wasDerivedFrom", (_SENTENCE,), 1),
            ),
        ),
        "prov:Activity": Kind("构建", "build", (_text("rdfs:label", 1),)),
        **{  # of a user's domain
            known.iri: Kind(known.zh, known.en, (*_THING, *_edges(label)))
            for label, known in CLASSES.items()
            if label not in OWN_CLASSES
        },
    }
)


def ranges() -> dict[str, tuple[str, ...]]:
    """What each property points to, over all classes; () where it may be any thing."""
    found: dict[str, tuple[str, ...]] = {}
    for kind in KINDS.values():
        for use in kind.uses:
            before = found.setdefault(use.path, use.range)
            found[use.path] = tuple(dict.fromkeys((*before, *use.range)))
    return found


def written(iri: str) -> str:
    """A term as Turtle writes it: a whole IRI, as a user's domain has, in brackets."""
    return f"<{iri}>" if "://" in iri else iri


def local(iri: str) -> str:
    """The last part of a term: ``Policy`` of ``zt:Policy``."""
    return re.split("[:/#]", iri)[-1]
