"""What the explorer page draws, as data."""

from decimal import Decimal

import networkx as nx
import pytest

from kg.explorer import payload
from kg.schema import CLASSES, INSTRUMENTS, LEVELS, MODALITIES, PREDICATES, STATUSES
from kg.types import Article, Evidence, Span
from tests.explorer_graph import AIM, ARTICLE, SAID, TEXT, target, thing, tiny


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    return tiny()


def test_payload_of_articles_and_sentences(graph: nx.MultiDiGraph) -> None:
    data = payload(graph)
    assert data["articles"] == {
        "id": ["a1"],
        "title": ["甲省新规"],
        "date": ["2024-03-02"],
        "source": ["某报"],
        "url": ["https://example.org/1"],
        "body": [[0, "\n", 1, "\n", 2]],
    }
    assert data["sentences"] == {
        "article": [0, 0, 0],
        "start": [0, 5, 20],
        "pieces": [
            ["甲省", 2, "新规"],
            ["𠮷林", 1, "表示，", "华为公司", 0, "落户", "甲省", 2, "。"],
            ["到2025年，建成加氢站", "70万座", 3, "以上。"],
        ],
        "within": {},
    }


def test_an_article_without_its_text_has_its_sentences(graph: nx.MultiDiGraph) -> None:
    data = payload(graph, texts=False)
    assert data["articles"]["body"] == [None]
    assert len(data["sentences"]["pieces"]) == 3


def test_text_that_no_sentence_covers_is_kept_and_inner_sentences_stand_in_outer_ones() -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph(articles={"a1": ARTICLE})
    mentions = (("a1", 10, 14, 5, 19), ("a1", 10, 14, 10, 16))
    graph.add_node("org/华为", **thing("ORG", "华为", mentions=mentions))
    data = payload(graph)
    (body,) = data["articles"]["body"]
    assert body == [TEXT[:5], 0, TEXT[19:]]
    assert data["sentences"]["within"] == {1: 0}


def test_payload_of_nodes(graph: nx.MultiDiGraph) -> None:
    nodes = payload(graph)["nodes"]
    drawn = ("x", "y", "size", "group")
    assert {key: value for key, value in nodes.items() if key not in drawn} == {
        "id": ["org/华为", "person/𠮷林", "region/990000", "target/1"],
        "label": ["ORG", "PERSON", "REGION", "TARGET"],
        "name": ["华为", "𠮷林", "甲省", "加氢站：70万座以上（2025）"],
        "short": {"3": "加氢站：70万座以上（20…"},
        "aliases": {"0": ["华为公司", "華為"]},
        "pinyin": {
            "0": ["huawei", "hw", "huaweigongsi", "hwgs"],
            "1": ["lin", "l"],  # the first character is in no table of sounds
            "2": ["jiasheng", "js"],
        },
        "region": {"0": 2},
        "code": {"2": "990000"},
        "register": {"2": "gbt2260"},
        "sentences": [[1], [1], [0, 1], [2]],
        "caption": {"3": {"zh": "加氢站 ≥ 70万座 (2025)", "en": "加氢站 ≥ 700,000 座 (2025)"}},
        "target": {
            "3": {
                "indicator": "加氢站",
                "scope": "全省",
                "figure": {"zh": "≥ 70万座", "en": "≥ 700,000 座"},
                "value": "700000",
                "unit": "座",
                "deadline": 2025,
                "baseline": "",
                "modality": "planned",
            }
        },
    }
    assert [len(nodes[column]) for column in drawn] == [4, 4, 4, 4]


def test_payload_of_edges_and_evidence(graph: nx.MultiDiGraph) -> None:
    data = payload(graph)
    assert data["edges"] == {
        "source": [0, 2],
        "target": [2, 3],
        "predicate": ["located_in", "sets_target"],
        "denied": [],
    }
    assert data["evidence"] == {
        "edge": [0, 1],
        "sentences": [[1], [2]],
        "rule": ["落户", "到…建成"],
        "confidence": [0.876, 0.9],
        "modality": ["done", "planned"],
        "attribution": [1, None],
    }


def test_payload_of_a_policy_says_what_is_known_of_its_life(graph: nx.MultiDiGraph) -> None:
    known = {"number": "甲府〔2024〕1号", "level": "provincial", "effective": "2024-05-01"}
    unknown = {"kind": "", "first_year": None, "last_year": None, "published": "", "expires": ""}
    place = {"jurisdiction": "region/990000"}
    said = (("a1", 0, 4, 0, 4),)
    graph.add_node("policy/1", **thing("POLICY", "新规", mentions=said) | known | unknown | place)
    nodes = payload(graph)["nodes"]
    assert nodes["policy"] == {"2": known | {"jurisdiction": 3}}


def test_newest_policies_come_by_publication_or_by_the_first_article(
    graph: nx.MultiDiGraph,
) -> None:
    said = (("a1", 0, 4, 0, 4),)
    for name, published in (("甲", ""), ("乙", "2024-05-01"), ("丙", "2020-01-01")):
        node = f"policy/{name}"
        graph.add_node(node, **thing("POLICY", name, mentions=said, published=published))
        proof = graph.edges["org/华为", "region/990000", "located_in"]["evidence"]
        graph.add_edge(node, "region/990000", "located_in", evidence=proof)
    graph.add_node("policy/丁", **thing("POLICY", "丁", mentions=said, published="2025-01-01"))
    data = payload(graph)
    rows = [(data["nodes"]["name"][node], day, known) for node, day, known in data["newest"]]
    assert rows == [
        ("乙", "2024-05-01", True),
        ("甲", "2024-03-02", False),
        ("丙", "2020-01-01", True),
    ]


def test_a_fact_that_all_its_evidence_denies_is_marked(graph: nx.MultiDiGraph) -> None:
    fact = graph.edges["org/华为", "region/990000", "located_in"]
    said = Evidence("a1", (Span(*SAID),), "未落户", 0.9, "denied")
    fact["evidence"] = (*fact["evidence"], said)
    assert payload(graph)["edges"]["denied"] == []
    fact["evidence"] = (said,)
    assert payload(graph)["edges"]["denied"] == [0]


def test_two_values_of_two_articles_are_a_conflict(graph: nx.MultiDiGraph) -> None:
    other = Article("a2", "m.txt", TEXT + "另报", "另一篇", "2024-03-03")
    graph.graph["articles"] = {"a1": ARTICLE, "a2": other}
    said = Evidence("a2", (Span(*AIM),), "到…建成", 0.9, "planned")
    more = {"value": Decimal(500000), "mentions": (("a2", 32, 36, *AIM),), "evidence": (said,)}
    graph.add_node("target/2", **target(**more))
    graph.add_node("target/3", **target(deadline=2030))
    for node, proof in (("target/2", said), ("target/3", graph.nodes["target/3"]["evidence"][0])):
        graph.add_edge(
            "region/990000", node, "sets_target", predicate="sets_target", evidence=(proof,)
        )
    data = payload(graph)
    assert data["conflicts"] == [[3, 4]]
    assert data["series"] == [[3, 4, 5]]


def test_a_parent_that_nothing_names_is_not_drawn() -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph(articles={})
    bare = {"aliases": (), "register": "", "code": "", "region": "", "parent": "", "mentions": ()}
    graph.add_node("region/620000", label="REGION", name="甘肃省", **bare)
    assert payload(graph)["nodes"]["id"] == []


def test_payload_of_an_instrument_without_an_amount() -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph(articles={"a1": ARTICLE})
    graph.add_node(
        "instrument/1",
        label="INSTRUMENT",
        name="用地：优先保障",
        kind="land",
        amount=None,
        unit="",
        comparator="=",
        recipient="项目",
        mentions=(),
    )
    expected = {"kind": "land", "figure": None, "recipient": "项目"}
    nodes = payload(graph)["nodes"]
    assert nodes["instrument"] == {"0": expected}
    assert "caption" not in nodes
    graph.nodes["instrument/1"].update(amount=Decimal(30000000), unit="元", comparator="<=")
    caption = {"zh": "用地 ≤ 3000万元", "en": "land ≤ 30 million 元"}
    assert payload(graph)["nodes"]["caption"] == {"0": caption}


def test_vocabulary_is_that_of_the_schema(graph: nx.MultiDiGraph) -> None:
    data = payload(graph)
    assert {k: (c["zh"], c["en"], c["color"], c["shape"]) for k, c in data["classes"].items()} == {
        k: (c.zh, c.en, c.color, c.shape) for k, c in CLASSES.items()
    }
    assert {k: (p["zh"], p["en"]) for k, p in data["predicates"].items()} == {
        k: (p.zh, p.en) for k, p in PREDICATES.items()
    }
    for key, table in (
        ("modalities", MODALITIES),
        ("instruments", INSTRUMENTS),
        ("levels", LEVELS),
        ("statuses", STATUSES),
    ):
        assert {k: (row["zh"], row["en"]) for k, row in data[key].items()} == dict(table)


def test_traditional_names_are_found_by_simplified_words(graph: nx.MultiDiGraph) -> None:
    graph.nodes["org/华为"]["aliases"] = ("華為集團",)
    assert payload(graph)["nodes"]["simplified"] == {"0": ["华为集团"]}


def test_words_that_stand_for_two_targets_name_both(graph: nx.MultiDiGraph) -> None:
    graph.add_node("target/2", **target())
    assert payload(graph)["sentences"]["pieces"][2][1:4] == ["70万座", 3, 4]


def test_of_overlapping_mentions_the_first_and_longest_is_marked(graph: nx.MultiDiGraph) -> None:
    graph.nodes["person/𠮷林"]["mentions"] = (("a1", 10, 12, *SAID), ("a1", 13, 17, *SAID))
    pieces = payload(graph)["sentences"]["pieces"][1]
    assert pieces == ["𠮷林表示，", "华为公司", 0, "落户", "甲省", 2, "。"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "file:///etc/passwd", ""]
)
def test_only_web_addresses_become_links(url: str) -> None:
    article = Article("a1", "n", TEXT, url=url)
    graph: nx.MultiDiGraph = nx.MultiDiGraph(articles={"a1": article})
    assert payload(graph)["articles"]["url"] == [""]


def test_long_names_are_cut(graph: nx.MultiDiGraph) -> None:
    graph.nodes["org/华为"]["name"] = "长" * 5000
    nodes = payload(graph)["nodes"]
    assert (nodes["name"][0], nodes["short"]["0"]) == ("长" * 399 + "…", "长" * 13 + "…")
