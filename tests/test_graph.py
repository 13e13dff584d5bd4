"""The merged graph: what it holds, and that the order of the documents does not matter."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import build, distinct
from kg.types import Article, Document, Entity, Evidence, Fact, Instrument, Mention, Span, Target

TEXT = (
    "云州建设氢能产业\n云州市发改委印发《云州市氢能行动方案》。方案提出到2025年建成加氢站20座，"
    "对专精特新企业最高补助500万元。"
)
REGION = Entity("region/990100", "REGION", "云州市", ("云州",), "gbt2260", "990100")
BUREAU = Entity("org/云州市发展和改革委员会", "ORG", "云州市发展和改革委员会", ("云州市发改委",))
POLICY = Entity("policy/云州市氢能行动方案", "POLICY", "云州市氢能行动方案")
ISSUES = (BUREAU.id, "issues", POLICY.id)


def article(text: str, date: str = "", url: str = "") -> Article:
    return Article(hashlib.sha256(text.encode()).hexdigest()[:16], "a", text, date=date, url=url)


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def mention(text: str, words: str, entity: Entity) -> Mention:
    return Mention(place(text, words), entity.label, "pattern", 1.0, entity.id)


def fact(edge: tuple[str, str, str], *evidence: Span, modality: str = "in_force") -> Fact:
    return Fact(*edge, evidence, "verb", 0.9, modality)


FIRST = place(TEXT, "云州市发改委印发《云州市氢能行动方案》。")
SECOND = place(TEXT, "方案提出到2025年建成加氢站20座，对专精特新企业最高补助500万元。")
TARGET = Target(
    POLICY.id,
    "建成加氢站",
    "=",
    Decimal(20),
    "座",
    place(TEXT, "20座"),
    (SECOND,),
    "figure",
    0.8,
    deadline=2025,
)
SUBSIDY = Instrument(
    POLICY.id,
    "subsidy",
    Decimal("5E+6"),
    "元",
    "<=",
    "专精特新企业",
    place(TEXT, "500万元"),
    (SECOND,),
    "ceiling",
    0.7,
)
DOCUMENT = Document(
    article(TEXT, date="2023-05-04"),
    sentences=(place(TEXT, "云州建设氢能产业"), FIRST, SECOND),
    mentions=(
        mention(TEXT, "云州", REGION),
        mention(TEXT, "云州市发改委", BUREAU),
        mention(TEXT, "云州市氢能行动方案", POLICY),
    ),
    entities=tuple(sorted((REGION, BUREAU, POLICY), key=lambda entity: entity.id)),
    facts=(fact(ISSUES, FIRST),),
    targets=(TARGET,),
    instruments=(SUBSIDY,),
)
ID = DOCUMENT.article.id


def test_build_gives_a_node_for_what_is_named() -> None:
    graph = build([DOCUMENT])
    assert graph.graph == {"articles": {ID: DOCUMENT.article}}
    assert graph.nodes[REGION.id] == {
        "label": "REGION",
        "name": "云州市",
        "aliases": ("云州",),
        "register": "gbt2260",
        "code": "990100",
        "region": "",
        "parent": "",
        "candidates": (),
        "mentions": ((ID, 0, 2, 0, 8),),
    }
    assert list(graph) == sorted(graph)


def test_build_gives_one_edge_a_fact_with_its_evidence() -> None:
    graph = build([DOCUMENT])
    assert dict(graph.edges[BUREAU.id, POLICY.id, "issues"]) == {
        "predicate": "issues",
        "evidence": (Evidence(ID, (FIRST,), "verb", 0.9, "in_force"),),
    }
    assert graph.number_of_edges() == 3


def test_build_makes_a_target_a_node_under_its_holder() -> None:
    graph = build([DOCUMENT])
    ((_, node, edge),) = [e for e in graph.edges(data=True) if e[2]["predicate"] == "sets_target"]
    content = f"{POLICY.id}|建成加氢站||2025|=|20||座"
    assert node == "target/" + hashlib.sha256(content.encode()).hexdigest()[:16]
    evidence = (Evidence(ID, (SECOND,), "figure", 0.8, "planned"),)
    assert edge["evidence"] == evidence
    quantity = TARGET.quantity
    assert graph.nodes[node] == {
        "label": "TARGET",
        "name": "建成加氢站：20座（2025）",
        "indicator": "建成加氢站",
        "scope": "",
        "comparator": "=",
        "value": Decimal(20),
        "value_max": None,
        "unit": "座",
        "deadline": 2025,
        "baseline": "",
        "modality": "planned",
        "mentions": ((ID, quantity.start, quantity.end, SECOND.start, SECOND.end),),
        "evidence": evidence,
    }


def test_build_makes_an_instrument_a_node_under_its_holder() -> None:
    graph = build([DOCUMENT])
    ((holder, node),) = [e[:2] for e in graph.edges(data="predicate") if e[2] == "offers"]
    assert holder == POLICY.id
    assert graph.nodes[node]["name"] == "补助奖励：不超过500万元（专精特新企业）"
    assert graph.nodes[node]["amount"] == 5_000_000


def test_target_without_a_holder_is_a_node_without_an_edge() -> None:
    document = replace(DOCUMENT, targets=(replace(TARGET, holder=None),), instruments=())
    graph = build([document])
    (node,) = [n for n, label in graph.nodes(data="label") if label == "TARGET"]
    assert graph.degree(node) == 0


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"comparator": ">=", "value": Decimal(500)}, "建成加氢站：500座以上（2025）"),
        ({"comparator": ">", "value": Decimal(30000)}, "建成加氢站：超过3万座（2025）"),
        ({"comparator": "~", "deadline": None}, "建成加氢站：20座左右"),
        (
            {"comparator": "range", "value": Decimal(3), "value_max": Decimal(5)},
            "建成加氢站：3-5座（2025）",
        ),
        ({"value": Decimal("1.2E+11"), "unit": "元"}, "建成加氢站：1200亿元（2025）"),
    ],
)
def test_target_has_a_short_name(changes: dict[str, object], name: str) -> None:
    target = replace(TARGET, **changes)  # type: ignore[arg-type]  # fields of several types
    graph = build([replace(DOCUMENT, targets=(target,), instruments=())])
    assert [n for _, n in graph.nodes(data="name") if n.startswith("建成")] == [name]


def test_two_deadlines_are_two_targets_and_equal_figures_one() -> None:
    later = replace(TARGET, deadline=2030)
    same = replace(TARGET, value=Decimal("20.0"))
    graph = build([replace(DOCUMENT, targets=(TARGET, later, same))])
    assert sum(label == "TARGET" for _, label in graph.nodes(data="label")) == 2


def naming(text: str, name: str, *aliases: str) -> Document:
    """An article that calls the bureau so."""
    return Document(article(text), entities=(replace(BUREAU, name=name, aliases=aliases),))


def test_the_name_of_most_articles_wins_and_the_others_are_aliases() -> None:
    graph = build(
        [naming("甲", "发改委", "委"), naming("乙", "市发改委"), naming("丙", "市发改委")]
    )
    known = graph.nodes[BUREAU.id]
    assert (known["name"], known["aliases"]) == ("市发改委", ("发改委", "委"))


def test_a_tie_of_names_goes_by_code_point() -> None:
    graph = build([naming("甲", "发改局"), naming("乙", "发改委")])
    assert graph.nodes[BUREAU.id]["name"] == min("发改局", "发改委")


def test_what_one_article_knows_of_a_thing_is_kept() -> None:
    known = replace(REGION, aliases=())
    unknown = replace(known, register="", code="")
    graph = build(
        [Document(article(t), entities=(e,)) for t, e in (("甲", unknown), ("乙", known))]
    )
    assert graph.nodes[REGION.id]["code"] == "990100"


def test_evidence_of_several_articles_is_on_one_edge() -> None:
    other = "市发改委印发方案。"
    said = fact(ISSUES, Span(0, len(other)))
    document = Document(article(other), entities=(BUREAU, POLICY), facts=(said,))
    graph = build([DOCUMENT, document])
    evidence = graph.edges[BUREAU.id, POLICY.id, "issues"]["evidence"]
    assert [one.article for one in evidence] == sorted((ID, document.article.id))


def test_symmetric_relation_is_one_edge_whichever_way_it_is_said() -> None:
    firm = Entity("org/一号公司", "ORG", "一号公司")
    text = "甲乙合作。"
    both = (
        fact((firm.id, "partners_with", BUREAU.id), Span(0, 5)),
        fact((BUREAU.id, "partners_with", firm.id), Span(0, 5)),
    )
    graph = build([Document(article(text), entities=(firm, BUREAU), facts=both)])
    assert list(graph.edges(keys=True)) == [
        (min(firm.id, BUREAU.id), max(firm.id, BUREAU.id), "partners_with")
    ]


def test_fact_about_an_unlisted_entity_is_an_error() -> None:
    broken = replace(DOCUMENT, entities=(REGION, POLICY))
    with pytest.raises(ValueError, match="names org/云州市发展和改革委员会, which is no entity"):
        build([broken])


def test_mention_over_two_sentences_has_both() -> None:
    text = "见《走吧！云州》一文。"
    document = Document(
        article(text),
        sentences=(Span(0, 5), Span(5, len(text))),
        mentions=(mention(text, "走吧！云州", POLICY),),
        entities=(POLICY,),
    )
    assert build([document]).nodes[POLICY.id]["mentions"] == (
        (document.article.id, 2, 7, 0, len(text)),
    )


def test_mention_outside_all_sentences_has_its_line() -> None:
    text = "题\n云州来了\n完"
    found = (mention(text, "云州", REGION),)
    document = Document(article(text), mentions=found, entities=(REGION,))
    assert build([document]).nodes[REGION.id]["mentions"] == ((document.article.id, 2, 4, 2, 6),)


def test_of_two_inputs_with_one_text_the_better_known_is_kept() -> None:
    poor, rich = article("甲"), article("甲", date="2021-07-06", url="https://example.org/1")
    for order in ([poor, rich], [rich, poor]):
        assert [one.article for one in distinct(map(Document, order))] == [rich]


NAMES = ("云州市发改委", "发改委", "该委")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Small documents that talk about the same few things in different ways."""
    text = "句" + draw(st.sampled_from("甲乙丙丁"))
    named = st.builds(
        Entity,
        st.sampled_from(("org/a", "org/b", "policy/c")),
        st.just("ORG"),
        st.sampled_from(NAMES),
        st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
        code=st.sampled_from(("", "1", "2")),
    )
    entities = draw(st.lists(named, unique_by=lambda entity: entity.id))
    ids = [entity.id for entity in entities]
    facts: list[Fact] = []
    targets: list[Target] = []
    if ids:
        claim = st.builds(
            Fact,
            st.sampled_from(ids),
            st.sampled_from(("issues", "partners_with")),
            st.sampled_from(ids),
            st.just((Span(0, 2),)),
            st.sampled_from(("r1", "r2")),
            st.sampled_from((0.5, 0.9)),
        )
        goal = st.builds(
            Target,
            st.sampled_from((None, *ids)),
            st.just("企业"),
            st.just("="),
            st.sampled_from((Decimal(1), Decimal("1.0"), Decimal(2))),
            st.just("家"),
            st.just(Span(1, 2)),
            st.just((Span(0, 2),)),
            st.just("r"),
            st.just(0.5),
            baseline=st.sampled_from(("", "比上年")),
        )
        facts, targets = draw(st.lists(claim, max_size=3)), draw(st.lists(goal, max_size=3))
    return Document(
        article(text, date=draw(st.sampled_from(("", "2021")))),
        entities=tuple(entities),
        facts=tuple(facts),
        targets=tuple(targets),
    )


@given(
    st.lists(documents(), max_size=4).flatmap(lambda d: st.tuples(st.just(d), st.permutations(d)))
)
def test_order_and_repetition_of_documents_do_not_matter(
    orders: tuple[list[Document], list[Document]],
) -> None:
    once, other = build(orders[0]), build([*orders[1], *orders[1][:2]])
    assert nx.utils.graphs_equal(once, other)
    assert list(once.nodes(data=True)) == list(other.nodes(data=True))
    assert list(once.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
