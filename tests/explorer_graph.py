"""Small graphs for the tests of the explorer."""

from decimal import Decimal
from typing import Any

import networkx as nx

from kg.types import Article, Evidence, Span

TEXT = "甲省新规\n𠮷林表示，华为公司落户甲省。\n到2025年，建成加氢站70万座以上。"
ARTICLE = Article(
    "a1", "n.txt", TEXT, "甲省新规", "2024-03-02T08:00:00+08:00", "某报", "https://example.org/1"
)
SAID = (5, 19)  # the second line
AIM = (20, 39)  # the third


def thing(label: str, name: str, **more: Any) -> dict[str, Any]:
    empty = {"aliases": (), "register": "", "code": "", "region": "", "parent": "", "mentions": ()}
    return {"label": label, "name": name} | empty | more


def target(**more: Any) -> dict[str, Any]:
    return {
        "label": "TARGET",
        "name": "加氢站：70万座以上（2025）",
        "indicator": "加氢站",
        "scope": "全省",
        "comparator": ">=",
        "value": Decimal(700000),
        "value_max": None,
        "unit": "座",
        "deadline": 2025,
        "baseline": "",
        "modality": "planned",
        "mentions": (("a1", 32, 36, *AIM),),
        "evidence": (Evidence("a1", (Span(*AIM),), "到…建成", 0.9, "planned"),),
    } | more


def tiny() -> nx.MultiDiGraph:
    """Two facts with their sentences, one of them a target."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph(articles={"a1": ARTICLE})
    graph.add_node("target/1", **target())
    graph.add_node("person/𠮷林", **thing("PERSON", "𠮷林", mentions=(("a1", 5, 7, *SAID),)))
    graph.add_node(
        "region/990000",
        **thing(
            "REGION",
            "甲省",
            register="gbt2260",
            code="990000",
            mentions=(("a1", 0, 2, 0, 4), ("a1", 16, 18, *SAID)),
        ),
    )
    graph.add_node(
        "org/华为",
        **thing(
            "ORG",
            "华为",
            aliases=("华为公司", "華為"),
            region="region/990000",
            mentions=(("a1", 10, 14, *SAID),),
        ),
    )
    said = Evidence("a1", (Span(*SAID),), "落户", 0.8765, "done", "person/𠮷林")
    graph.add_edge(
        "org/华为", "region/990000", "located_in", predicate="located_in", evidence=(said,)
    )
    aim = Evidence("a1", (Span(*AIM),), "到…建成", 0.9, "planned")
    graph.add_edge(
        "region/990000", "target/1", "sets_target", predicate="sets_target", evidence=(aim,)
    )
    return graph


def reordered(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    other: nx.MultiDiGraph = nx.MultiDiGraph(**graph.graph)
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    return other


def made(articles: int) -> nx.MultiDiGraph:
    """Policies with five industries each, some of them shared, and a lonely node."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph(articles={"a1": ARTICLE})
    graph.add_node("org/孤", **thing("ORG", "孤"))
    for i in range(articles):
        policy = f"policy/{i}"
        graph.add_node(policy, **thing("POLICY", f"《政策{i}》"))
        for j in range(5):
            industry = f"industry/{(i * 3 + j * j) % (2 * articles)}"
            graph.add_node(industry, **thing("CLUSTER", industry))
            graph.add_edge(policy, industry, "covers", predicate="covers", evidence=())
    return graph
