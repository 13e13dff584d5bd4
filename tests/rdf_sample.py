"""A small corpus of our own invention, and questions to its RDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from pyoxigraph import Quad, Store

from kg.graph import build
from kg.rdf import default_quads, prefixes
from kg.schema import ID_BASE
from kg.types import Article, Document, Entity, Fact, Instrument, Mention, Span, Target

TEXT = "云州市发改委印发方案。\n到2025年建成加氢站20座以上。"
FIRST, SECOND = Span(0, 11), Span(12, 29)
REGION = Entity("region/990100", "REGION", "云州市", ("雲州",), "gbt2260", "990100")
PROVINCE = "region/990000"
BUREAU = Entity(
    "org/云州市发展和改革委员会",
    "ORG",
    "云州市发展和改革委员会",
    ("云州市发改委",),
    region=REGION.id,
    parent="org/云州市人民政府",
)
PLAN = Entity(
    "policy/云州市氢能实施方案（2023—2025年）", "POLICY", "云州市氢能实施方案（2023—2025年）"
)
CAMPAIGN = Entity("policy/倍增计划~云州市", "POLICY", "倍增计划")
HYDROGEN = Entity("industry/氢能", "CLUSTER", "氢能", code="C26", register="industry")
FIRM = Entity("org/一号公司", "ORG", "一号公司", code="990001", register="listed")
PERSON = Entity("person/钱某~一号公司", "PERSON", "钱某")
ENTITIES = (BUREAU, PLAN, CAMPAIGN, HYDROGEN, FIRM, PERSON, replace(REGION, parent=PROVINCE))


def sha(text: str, length: int = 16) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def document(
    *facts: tuple[str, str, str],
    text: str = TEXT,
    modality: str = "in_force",
    entities: tuple[Entity, ...] = ENTITIES,
    targets: tuple[Target, ...] = (),
    instruments: tuple[Instrument, ...] = (),
    date: str = "2023-05-04",
) -> Document:
    return Document(
        Article(sha(text), "a", text, "云州发布方案", date, "云州日报", "https://example.org/1"),
        sentences=(FIRST, SECOND),
        mentions=(Mention(Span(0, 6), "ORG", "pattern", 1.0, BUREAU.id),),
        entities=entities,
        facts=tuple(Fact(*edge, (FIRST,), "verb", 0.85, modality) for edge in facts),
        targets=targets,
        instruments=instruments,
    )


def ask(quads: Iterable[Quad], where: str) -> bool:
    """Whether the default graph of ``quads`` holds the pattern; i: is the base of our ids."""
    store = Store()
    store.extend(quads)
    known = {**prefixes(), "i": ID_BASE}
    return bool(store.query(f"ASK {{ {where} }}", prefixes=known))


def says(where: str, *facts: tuple[str, str, str], **fields: object) -> bool:
    return ask(default_quads(build([document(*facts, **fields)])), where)  # type: ignore[arg-type]  # fields of several types


ISSUES = (BUREAU.id, "issues", PLAN.id)


def target(**changes: object) -> Target:
    made = Target(
        PLAN.id, "建成加氢站", ">=", Decimal("20"), "座", Span(22, 25), (SECOND,), "figure", 0.8
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # fields of several types


def corpus() -> list[Document]:
    other = "云州市发展和改革委员会说加氢站不到20座。"
    renamed = replace(BUREAU, name="云州市发改委", aliases=())
    return [
        document(
            ISSUES,
            (PLAN.id, "covers", HYDROGEN.id),
            (PERSON.id, "works_for", FIRM.id),
            targets=(target(deadline=2025), target(value=Decimal(1) / 3, comparator="~")),
            date="2021-07-06T05:46:21Z",
        ),
        Document(
            Article(sha(other), "b", other, "标题“引号”\\与\n换行", "2021"),
            sentences=(Span(0, len(other)),),
            mentions=(Mention(Span(0, 11), "ORG", "pattern", 1.0, BUREAU.id),),
            entities=(renamed, PLAN),
            facts=(Fact(*ISSUES, (Span(0, len(other)),), "verb", 1.0, "planned"),),
        ),
    ]
