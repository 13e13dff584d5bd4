"""Targets beside each other: series over the years, and conflicts between articles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import build, conflicts, series
from kg.types import Article, Document, Entity, Span, Target

PLAN = Entity("policy/云州市氢能规划", "POLICY", "云州市氢能规划")
OTHER = Entity("policy/云州市算力规划", "POLICY", "云州市算力规划")
BASE = Target(
    PLAN.id,
    "建设加氢站",
    "=",
    Decimal(80),
    "座",
    Span(0, 3),
    (Span(0, 9),),
    "figure",
    0.8,
    deadline=2025,
)


def document(name: str, *targets: Target) -> Document:
    text = f"{name}说到2025年建设加氢站。"
    article = Article(hashlib.sha256(text.encode()).hexdigest()[:16], name, text)
    return Document(article, entities=(PLAN, OTHER), targets=targets)


def graph(*targets: Target) -> nx.MultiDiGraph:
    """Each target from an article of its own."""
    return build(document(f"第{n}篇", target) for n, target in enumerate(targets))


def test_two_articles_with_two_values_conflict_and_keep_both_sentences() -> None:
    made = graph(BASE, replace(BASE, value=Decimal(100)))
    (found,) = conflicts(made)
    assert (found.holder, found.indicator, found.unit, found.deadline) == (
        PLAN.id,
        "建设加氢站",
        "座",
        2025,
    )
    values = {made.nodes[side.target]["value"] for side in found.sides}
    assert values == {Decimal(80), Decimal(100)}
    articles = {one.article for side in found.sides for one in side.evidence}
    assert articles == set(made.graph["articles"])
    assert all(one.spans == (Span(0, 9),) for side in found.sides for one in side.evidence)


@pytest.mark.parametrize(
    "change",
    [
        {"deadline": 2023},
        {"deadline": None},
        {"holder": OTHER.id},
        {"unit": "个"},
        {"scope": "规模以上工业企业"},
        {"indicator": "新增加氢站"},
        {"indicator": "建设氢气站"},
        {"baseline": "2020年"},
        {"value": Decimal(80)},
        {"value": Decimal("80.3")},  # rounded
        {"value": Decimal(75), "value_max": Decimal(85), "comparator": "range"},
    ],
)
def test_what_is_no_conflict(change: dict[str, object]) -> None:
    other = replace(replace(BASE, value=Decimal(100)), **change)  # type: ignore[arg-type]  # mixed
    assert conflicts(graph(BASE, other)) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"indicator": "建成“加氢站”"},
        {"indicator": "全市建设的加氢站数量"},
        {"scope": "全市"},
        {"comparator": ">="},
        {"value_max": Decimal(120), "comparator": "range"},
    ],
)
def test_what_is_one_indicator_in_other_words(change: dict[str, object]) -> None:
    other = replace(replace(BASE, value=Decimal(100)), **change)  # type: ignore[arg-type]  # mixed
    assert len(conflicts(graph(BASE, other))) == 1


def test_an_article_with_two_values_means_two_things() -> None:
    other = replace(BASE, value=Decimal(100), quantity=Span(3, 6))
    third = replace(BASE, value=Decimal(120))
    made = build([document("甲", BASE, other), document("乙", third)])
    assert conflicts(made) == ()


def test_points_of_a_series_are_in_order_of_year() -> None:
    later = replace(BASE, value=Decimal(100), deadline=2030)
    sooner = replace(BASE, value=Decimal(20), deadline=2023, indicator="建成加氢站")
    apart = replace(BASE, value=Decimal(7), deadline=2030, holder=OTHER.id)
    made = graph(later, BASE, sooner, apart)
    (found,) = series(made)
    assert (found.holder, found.indicator, found.unit, found.scope) == (
        PLAN.id,
        "建成加氢站",
        "座",
        "",
    )
    points = [(made.nodes[t]["deadline"], made.nodes[t]["value"]) for t in found.targets]
    assert points == [(2023, Decimal(20)), (2025, Decimal(80)), (2030, Decimal(100))]


targets = st.builds(
    lambda value, year, words: replace(BASE, value=value, deadline=year, indicator=words),
    st.sampled_from([Decimal(1), Decimal(2), Decimal(3)]),
    st.sampled_from([2023, 2025]),
    st.sampled_from(["建成加氢站", "建设加氢站", "产值"]),
)


@given(st.lists(targets, max_size=6))
def test_the_order_of_the_articles_does_not_matter(found: list[Target]) -> None:
    one, other = graph(*found), graph(*found)
    assert conflicts(one) == conflicts(other)
    turned = build(reversed([document(f"第{n}篇", t) for n, t in enumerate(found)]))
    assert conflicts(one) == conflicts(turned)
    assert series(one) == series(turned)


Related = Callable[..., Document]
SAYS = "《[陕西省氢能规划|D]》提出，"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("到2025年，建成加氢站80座。", "到2025年，全省建设加氢站100座。", 1),
        ("到2025年，建成加氢站80座。", "到2025年，建成加氢站八十座。", 0),
        ("到2023年，带动80万家企业上云。", "到2025年，带动100万家企业上云。", 0),
        ("到2025年，产值突破1000亿元。", "到2025年，产值达到千亿元。", 0),
        ("到2025年，产值突破1000亿元。", "“十四五”末，产值达到1200亿元。", 1),
        ("到2025年，产值年均增长8%。", "到2025年，产值达到1200亿元。", 0),
    ],
)
def test_two_articles_read_and_compared(related: Related, one: str, other: str, found: int) -> None:
    made = build([related(SAYS + one), related(SAYS + other)])
    contradicting = conflicts(made)
    assert len(contradicting) == found
    for conflict in contradicting:
        texts = {made.graph["articles"][e.article].text for s in conflict.sides for e in s.evidence}
        assert len(texts) == 2


def test_a_plan_read_gives_its_series(related: Related) -> None:
    document = related(SAYS + "到2023年，带动80万家企业上云。到2025年，带动100万家企业上云。")
    made = build([document])
    (found,) = series(made)
    assert [made.nodes[t]["value"] for t in found.targets] == [Decimal(800_000), Decimal(1_000_000)]
