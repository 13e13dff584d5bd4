"""A made-up graph with something for every feature of the explorer; two provinces, four articles."""

from decimal import Decimal
from typing import Any

import networkx as nx

from kg.types import Article, Evidence, Span

TEXTS = {
    "a1": (
        "甲省力推企业上云\n"
        "甲省工信厅印发《甲省数字化转型方案》，落实《国家数字纲要》。\n"
        "《甲省数字化转型方案》支持智能机器人和工业软件。\n"
        "到2023年，甲省带动企业上云80万家。\n"
        "到2025年，甲省带动企业上云100万家。\n"
        "这一段没有提到任何名称。"
    ),
    "a2": (
        "乙省公布上云目标\n"
        "到2025年，乙省带动企业上云50万家。\n"
        "乙省的丙市支持智能机器人。\n"
        "丁公司落户丙市。"
    ),
    "a3": "又一家媒体的说法\n到2025年，甲省带动企业上云90万家。\n甲省工信厅与丁公司合作。",
    "a4": "修订消息\n《甲省数字化转型方案（2024年修订）》修订《甲省数字化转型方案》，最高补助500万元。",
}
ARTICLES = {
    "a1": ("2021-07-06", "甲报", "https://example.org/1"),
    "a2": ("2022-03-15", "乙报", "https://example.org/2"),
    "a3": ("2023-11-20", "丙刊", ""),
    "a4": ("2024-05-01", "甲报", "https://example.org/4"),
}
NAMES = {  # id -> label, words in the texts (the first is the name), what else is known
    "region/110000": ("REGION", ("甲省",), {"register": "gbt2260", "code": "110000"}),
    "region/440000": ("REGION", ("乙省",), {"register": "gbt2260", "code": "440000"}),
    "region/440300": ("REGION", ("丙市",), {"region": "region/440000", "code": "440300"}),
    "org/甲省工信厅": ("ORG", ("甲省工信厅",), {"region": "region/110000"}),
    "org/丁公司": ("ORG", ("丁公司",), {"register": "listed", "code": "300024"}),
    "industry/智能机器人": ("CLUSTER", ("智能机器人",), {}),
    "industry/工业软件": ("CLUSTER", ("工业软件",), {}),
    "policy/方案": (
        "POLICY",
        ("甲省数字化转型方案",),
        {
            "region": "region/110000",
            "number": "甲府〔2021〕45号",
            "kind": "方案",
            "level": "provincial",
            "published": "2021-07-01",
            "effective": "2021-08-01",
        },
    ),
    "policy/修订": (
        "POLICY",
        ("甲省数字化转型方案（2024年修订）",),
        {"region": "region/110000", "published": "2024-04-20"},
    ),
    "policy/纲要": ("POLICY", ("国家数字纲要",), {}),
}
TARGETS = {  # id -> article, line, words, value, deadline, holder
    "target/1": ("a1", 3, "80万家", 800000, 2023, "region/110000"),
    "target/2": ("a1", 4, "100万家", 1000000, 2025, "region/110000"),
    "target/3": ("a2", 1, "50万家", 500000, 2025, "region/440000"),
    "target/4": ("a3", 1, "90万家", 900000, 2025, "region/110000"),
}
FACTS = (  # subject, predicate, object, article, line, modality, confidence
    ("org/甲省工信厅", "issues", "policy/方案", "a1", 1, "done", 0.9),
    ("policy/方案", "implements", "policy/纲要", "a1", 1, "in_force", 0.8),
    ("policy/方案", "covers", "industry/智能机器人", "a1", 2, "in_force", 0.85),
    ("policy/方案", "covers", "industry/工业软件", "a1", 2, "in_force", 0.6),
    ("region/440300", "covers", "industry/智能机器人", "a2", 2, "planned", 0.7),
    ("region/440300", "located_in", "region/440000", "a2", 2, "in_force", 0.95),
    ("org/丁公司", "located_in", "region/440300", "a2", 3, "done", 0.9),
    ("org/甲省工信厅", "partners_with", "org/丁公司", "a3", 2, "denied", 0.55),
    ("policy/修订", "amends", "policy/方案", "a4", 1, "in_force", 0.8),
)
_LIFE = dict.fromkeys(("number", "kind", "level", "jurisdiction"), "") | {
    "first_year": None,
    "last_year": None,
    "published": "",
    "effective": "",
    "expires": "",
}


def lines(article: str) -> list[tuple[int, int]]:
    """Start and end of each line."""
    found, at = [], 0
    for words in TEXTS[article].split("\n"):
        found.append((at, at + len(words)))
        at += len(words) + 1
    return found


def mentions(words: tuple[str, ...]) -> tuple[tuple[str, int, int, int, int], ...]:
    """Every place where one of the words stands."""
    found = []
    for article, text in TEXTS.items():
        for start, end in lines(article):
            for word in words:
                at = text.find(word, start, end)
                if at >= 0:
                    found.append((article, at, at + len(word), start, end))
    return tuple(sorted(found))


def proof(article: str, line: int, modality: str, confidence: float) -> Evidence:
    return Evidence(article, (Span(*lines(article)[line]),), "规则", confidence, modality)


def wide_sample() -> nx.MultiDiGraph:
    articles = {
        key: Article(key, key, text, text.split("\n")[0], *ARTICLES[key])
        for key, text in TEXTS.items()
    }
    graph: nx.MultiDiGraph = nx.MultiDiGraph(articles=articles)
    empty = {
        "aliases": (),
        "candidates": (),
        "register": "",
        "code": "",
        "region": "",
        "parent": "",
    }
    for node, (label, names, more) in NAMES.items():
        life = _LIFE if label == "POLICY" else {}
        named: dict[str, Any] = {"label": label, "name": names[0], "mentions": mentions(names)}
        graph.add_node(node, **(empty | life | named | more))
    for node, (article, line, words, value, deadline, holder) in TARGETS.items():
        start, end = lines(article)[line]
        at = TEXTS[article].index(words, start)
        said = proof(article, line, "planned", 0.9)
        graph.add_node(
            node,
            label="TARGET",
            name=f"企业上云：{words}（{deadline}）",
            indicator="企业上云",
            scope="",
            comparator="=",
            value=Decimal(value),
            value_max=None,
            unit="家",
            deadline=deadline,
            baseline="",
            modality="planned",
            mentions=((article, at, at + len(words), start, end),),
            evidence=(said,),
        )
        graph.add_edge(holder, node, "sets_target", predicate="sets_target", evidence=(said,))
    said = proof("a4", 1, "in_force", 0.8)
    graph.add_node(
        "instrument/1",
        label="INSTRUMENT",
        name="补助奖励：不超过500万元",
        kind="subsidy",
        amount=Decimal(5000000),
        unit="元",
        comparator="<=",
        recipient="",
        mentions=(("a4", 43, 48, *lines("a4")[1]),),
        evidence=(said,),
    )
    graph.add_edge("policy/修订", "instrument/1", "offers", predicate="offers", evidence=(said,))
    for subject, predicate, object_, article, line, modality, confidence in FACTS:
        evidence = (proof(article, line, modality, confidence),)
        graph.add_edge(subject, object_, predicate, predicate=predicate, evidence=evidence)
    return graph
