"""Measures on graphs so small that the answers are worked out by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import networkx as nx
import pytest

from kg import analysis
from kg.errors import UnknownNameError
from kg.graph import build
from kg.types import Article, Document, Entity, Fact, PolicyRecord, Span, Target

WORDS = "甲乙丙丁戊己庚辛"  # one character a mention; the whole is the sentence
SENTENCE = Span(0, len(WORDS))
PLACES = {"粤": "440000", "苏": "320000", "浙": "330000"}


def region(place: str) -> Entity:
    return Entity(f"region/{PLACES[place]}", "REGION", place, code=PLACES[place])


def policy(place: str, number: int) -> Entity:
    known = region(place)
    return Entity(f"policy/{place}{number}", "POLICY", f"{place}{number}", region=known.id)


def industry(name: str) -> Entity:
    return Entity(f"industry/{name}", "CLUSTER", name)


def covers(subject: Entity, name: str, modality: str = "in_force") -> Fact:
    found = (SENTENCE,)
    return Fact(subject.id, "covers", f"industry/{name}", found, "r", 0.9, modality)


def document(day: str, *facts: Fact, **more: object) -> Document:
    """An article of that day; entities are made from what the facts name."""
    targets = more.get("targets", ())
    assert isinstance(targets, tuple)
    ids = {end for fact in facts for end in (fact.subject, fact.object)}
    ids |= {target.holder for target in targets}
    entities = tuple(entity_of(key) for key in sorted(ids))
    article = Article(f"{abs(hash((day, facts, targets))):016x}"[:16], day, WORDS, date=day)
    records = more.get("policies", ())
    assert isinstance(records, tuple)
    return Document(
        article, (SENTENCE,), entities=entities, facts=facts, targets=targets, policies=records
    )


def entity_of(key: str) -> Entity:
    kind, _, name = key.partition("/")
    if kind == "industry":
        return industry(name)
    return policy(name[0], int(name[1:])) if kind == "policy" else Entity(key, "ORG", name)


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    """粤 supports 氢 twice and 车 once, 苏 车 once, 浙 氢 once and 车 only by denial."""
    g1, g2, s1, z1 = policy("粤", 1), policy("粤", 2), policy("苏", 1), policy("浙", 1)
    return build(
        [
            document("2021-01-01", covers(g1, "氢"), covers(g1, "车")),
            document("2021-01-11", covers(s1, "车")),
            document("2022-01-01", covers(g2, "氢"), covers(z1, "氢"), covers(z1, "车", "denied")),
        ]
    )


def test_portfolios_count_supporters_without_denials(graph: nx.MultiDiGraph) -> None:
    assert analysis.portfolios(graph) == {
        "广东省": {"industry/氢": 2, "industry/车": 1},
        "江苏省": {"industry/车": 1},
        "浙江省": {"industry/氢": 1},
    }


def test_location_quotients(graph: nx.MultiDiGraph) -> None:
    """Of five supports three are 氢: 广东 (2/3)/(3/5) and (1/3)/(2/5), 江苏 1/(2/5), 浙江 1/(3/5)."""
    rows = analysis.specialisation(graph).rows()
    found = [(row["province"], row["industry_name"], row["quotient"]) for row in rows]
    assert found == [
        ("广东省", "氢", pytest.approx(10 / 9)),
        ("广东省", "车", pytest.approx(5 / 6)),
        ("江苏省", "车", pytest.approx(5 / 2)),
        ("浙江省", "氢", pytest.approx(5 / 3)),
    ]
    assert [row["symmetric"] for row in rows] == pytest.approx([1 / 19, -1 / 11, 3 / 7, 1 / 4])
    assert rows[0] | {"quotient": 0, "symmetric": 0} == {
        "province": "广东省",
        "industry": "industry/氢",
        "industry_name": "氢",
        "supporters": 2,
        "share": pytest.approx(2 / 3),
        "share_overall": pytest.approx(3 / 5),
        "quotient": 0,
        "symmetric": 0,
    }


def test_similarity_of_portfolios(graph: nx.MultiDiGraph) -> None:
    """广东 and 浙江 share 氢: min(2/3, 1); 广东 and 江苏 车: min(1/3, 1); 江苏 and 浙江 nothing."""
    assert analysis.similarity(graph).rows() == [
        {
            "province": "广东省",
            "other": "浙江省",
            "common": 1,
            "jaccard": 0.5,
            "finger_kreinin": pytest.approx(2 / 3),
        },
        {
            "province": "广东省",
            "other": "江苏省",
            "common": 1,
            "jaccard": 0.5,
            "finger_kreinin": pytest.approx(1 / 3),
        },
    ]


def test_diffusion_has_first_and_lag(graph: nx.MultiDiGraph) -> None:
    found = [
        (row["industry_name"], row["rank"], row["province"], row["lag_days"], row["basis"])
        for row in analysis.diffusion(graph)
    ]
    assert found == [
        ("氢", 1, "广东省", 0, "article"),
        ("氢", 2, "浙江省", 365, "article"),
        ("车", 1, "广东省", 0, "article"),
        ("车", 2, "江苏省", 10, "article"),
    ]


def test_diffusion_goes_by_the_date_of_the_policy_where_it_is_known() -> None:
    late, early = policy("粤", 1), policy("苏", 1)
    record = PolicyRecord(early.id, published="2019-03-01", evidence=(SENTENCE,))
    graph = build(
        [
            document("2021-01-01", covers(late, "氢")),
            document("2023-01-01", covers(early, "氢"), policies=(record,)),
        ]
    )
    assert [(row["province"], row["day"], row["basis"]) for row in analysis.diffusion(graph)] == [
        ("江苏省", date(2019, 3, 1), "published"),
        ("广东省", date(2021, 1, 1), "article"),
    ]


def test_innovation_scores(graph: nx.MultiDiGraph) -> None:
    """First in both: 1; last in one: 0. A third between them stands in proportion."""
    assert [
        (row["province"], row["score"], row["industries"], row["first"])
        for row in analysis.innovators(graph)
    ] == [("广东省", 1.0, 2, 2), ("江苏省", 0.0, 1, 0), ("浙江省", 0.0, 1, 0)]
    third = build(
        [
            document("2021-01-01", covers(policy("粤", 1), "氢")),
            document("2021-01-04", covers(policy("苏", 1), "氢")),
            document("2021-01-11", covers(policy("浙", 1), "氢")),
        ]
    )
    assert [row["score"] for row in analysis.innovators(third)] == [1.0, pytest.approx(0.7), 0.0]


def target(
    place: str, indicator: str, value: str, comparator: str = ">=", unit: str = "座"
) -> Target:
    return Target(
        f"policy/{place}1",
        indicator,
        comparator,
        Decimal(value),
        unit,
        Span(0, 1),
        (SENTENCE,),
        "r",
        0.9,
        deadline=2025,
    )


def test_ambition_by_denominator() -> None:
    """Stations a million people: 1, 2, 4; the median is 2. Years of another target do not count."""
    wordings = {"粤": "建成加氢站", "苏": "建设加氢站", "浙": "建成“加氢站”"}
    values = {"粤": "100", "苏": "160", "浙": "240"}
    targets = tuple(target(place, wordings[place], values[place]) for place in wordings)
    graph = build([document("2021-01-01", targets=targets)])
    people = {"广东省": 100.0, "江苏省": 80.0, "浙江省": 60.0}
    found = [
        (row["province"], row["normalised"], row["index"])
        for row in analysis.ambition(graph, people)
    ]
    assert found == [("浙江省", 4.0, 2.0), ("江苏省", 2.0, 1.0), ("广东省", 1.0, 0.5)]
    assert [row["index"] for row in analysis.ambition(graph)] == [1.5, 1.0, 0.625]
    only = analysis.ambition(graph, {"广东省": 100.0, "江苏省": 80.0})
    assert [row["province"] for row in only] == ["江苏省", "广东省"]


def test_ambition_of_ceilings_and_own_groups() -> None:
    targets = (target("粤", "能耗", "2", "<=", "吨"), target("苏", "电耗", "4", "<=", "吨"))
    graph = build([document("2021-01-01", targets=targets)])
    assert analysis.ambition(graph).rows() == []
    rows = analysis.ambition(graph, key=lambda words: "耗" if "耗" in words else "").rows()
    assert [(row["group"], row["indicator"], row["index"]) for row in rows] == [
        ("耗", "能耗", 1.5),
        ("耗", "电耗", 0.75),
    ]


def test_growth_that_targets_imply() -> None:
    """100, 200 and 800 in 2023, 2024 and 2026: twofold each year. Shares and other units give none."""
    figures = ((2023, "100", "座"), (2024, "200", "座"), (2026, "800", "座"))
    shares = ((2023, "10", "%"), (2024, "20", "%"))
    targets = tuple(
        replace(target("粤", "建成加氢站", value, "=", unit), deadline=year)
        for year, value, unit in (*figures, *shares)
    )
    rows = analysis.growth(build([document("2021-01-01", targets=targets)])).rows()
    assert [(row["year"], row["next_year"], row["growth"]) for row in rows] == [
        (2023, 2024, pytest.approx(1)),
        (2024, 2026, pytest.approx(1)),
    ]
    assert {(row["holder_name"], row["indicator"], row["unit"]) for row in rows} == {
        ("粤1", "建成加氢站", "座")
    }


def test_bipartite_and_projections(graph: nx.MultiDiGraph) -> None:
    both = analysis.region_industry(graph)
    assert nx.is_bipartite(both)
    assert both.nodes["industry/氢"] == {"bipartite": 1, "name": "氢"}
    assert {tuple(sorted(edge[:2])): edge[2] for edge in both.edges(data="weight")} == {
        ("industry/氢", "广东省"): 2,
        ("industry/氢", "浙江省"): 1,
        ("industry/车", "广东省"): 1,
        ("industry/车", "江苏省"): 1,
    }
    regions = analysis.project(both, "region", jaccard=True)
    assert {tuple(sorted(edge[:2])): edge[2] for edge in regions.edges(data="weight")} == {
        ("广东省", "江苏省"): 0.5,
        ("广东省", "浙江省"): 0.5,
    }
    industries = analysis.project(both, "industry")
    assert [weight for *_, weight in industries.edges(data="weight")] == [1]
    with pytest.raises(UnknownNameError, match="province: no such side; known: industry, region"):
        analysis.project(both, "province")


def test_policies_by_common_industries_and_relations() -> None:
    one, two, three = policy("粤", 1), policy("苏", 1), policy("浙", 1)
    based = Fact(three.id, "based_on", one.id, (SENTENCE,), "r", 0.9)
    graph = build(
        [document("2021-01-01", covers(one, "氢"), covers(two, "氢"), covers(one, "车"), based)]
    )
    found = analysis.policy_policy(graph)
    assert {
        tuple(sorted(e[:2])): (e[2]["common"], e[2]["relations"], e[2]["weight"])
        for e in found.edges(data=True)
    } == {
        ("policy/粤1", "policy/苏1"): (1, (), 1),
        ("policy/浙1", "policy/粤1"): (0, ("based_on",), 1),
    }


def test_companies_named_together(linked: Callable[..., Document]) -> None:
    graph = build(
        [
            linked(
                "[甲有限公司|O]与[乙股份有限公司|O]落户[某省|R]。[丙集团|O]与[甲有限公司|O]也来。"
            ),
            linked("[乙股份有限公司|O]和[甲有限公司|O]签约，[某某局|O]到场。"),
        ]
    )
    names = {node: graph.nodes[node]["name"] for node in analysis.companies(graph)}
    assert sorted(names.values()) == ["丙集团", "乙股份有限公司", "甲有限公司"]
    found = analysis.co_mention(graph)
    assert {
        frozenset(names[end] for end in edge[:2]): edge[2] for edge in found.edges(data="weight")
    } == {
        frozenset({"甲有限公司", "乙股份有限公司"}): 2,
        frozenset({"甲有限公司", "丙集团"}): 1,
    }
    by_article = analysis.co_mention(graph, within="article")
    assert by_article.number_of_edges() == 3
    with pytest.raises(UnknownNameError, match="known: article, sentence"):
        analysis.co_mention(graph, within="page")


def test_centrality_grows_with_the_years(graph: nx.MultiDiGraph) -> None:
    """2021: 粤1–氢, 粤1–车, 苏1–车, a path of four. 2022: 粤2–氢 and 浙1–氢 join it."""
    rows = analysis.centrality_by_year(graph, most=2).rows()
    assert [(row["year"], row["name"], row["nodes"]) for row in rows] == [
        (2021, "车", 4),
        (2021, "粤1", 4),
        (2022, "氢", 6),
        (2022, "车", 6),
    ]
    assert [row["centrality"] for row in rows] == [
        pytest.approx(share) for share in (2 / 3, 2 / 3, 3 / 5, 2 / 5)
    ]
    between = analysis.centrality_by_year(graph, "betweenness", "POLICY", 1).rows()
    assert (between[0]["name"], between[0]["centrality"]) == ("粤1", pytest.approx(2 / 3))
    with pytest.raises(UnknownNameError, match="no such measure"):
        analysis.centrality_by_year(graph, "pagerank")


def test_communities_of_two_separate_parts() -> None:
    one = [covers(policy("粤", number), "氢") for number in (1, 2, 3)]
    two = [covers(policy("苏", number), "车") for number in (1, 2)]
    rows = analysis.communities(build([document("2021-01-01", *one, *two)])).rows()
    assert [(row["community"], row["size"], row["ties"], row["cluster"]) for row in rows] == [
        (1, 4, 3, ["氢"]),
        (2, 3, 2, ["车"]),
    ]
    assert rows[0]["density"] == pytest.approx(0.5)
    assert rows[0]["members"][0] == "industry/氢"
