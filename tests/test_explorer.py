"""The explorer page as data and as text; what a browser does with it is in the file beside."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from decimal import Decimal
from itertools import combinations
from math import hypot
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from bs4 import BeautifulSoup

from kg.errors import InputError
from kg.explorer import Limits, around, held, layout, live, named, payload, render, write
from kg.explorer.communities import communities
from kg.explorer.held import size
from kg.explorer.page import embed
from kg.schema import CLASSES, INSTRUMENTS, LEVELS, MODALITIES, PREDICATES, STATUSES
from kg.types import Article, Evidence, Span

EXPLORER = Path(__file__).parents[1] / "kg" / "explorer"
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


@pytest.fixture
def graph() -> nx.MultiDiGraph:
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
    assert payload(graph)["nodes"]["instrument"] == {"0": expected}


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


def reordered(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    other: nx.MultiDiGraph = nx.MultiDiGraph(**graph.graph)
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    return other


def test_page_does_not_depend_on_the_order_of_nodes_and_edges(graph: nx.MultiDiGraph) -> None:
    assert render(reordered(graph)) == render(graph)


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


@pytest.mark.parametrize("articles", [1, 12, 100])
def test_no_two_nodes_overlap(articles: int) -> None:
    spots = layout(made(articles)).values()
    overlaps = [
        (a, b)
        for a, b in combinations(spots, 2)
        if hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius
    ]
    assert overlaps == []


def test_layout_of_a_large_community_keeps_nodes_apart() -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph(articles={})
    graph.add_edges_from(("hub", f"leaf/{i}", "covers") for i in range(600))
    spots = layout(graph)
    hub = spots.pop("hub")
    near = min(hypot(s.x - hub.x, s.y - hub.y) - s.radius - hub.radius for s in spots.values())
    tight = min(
        hypot(a.x - b.x, a.y - b.y) - a.radius - b.radius
        for a, b in combinations(spots.values(), 2)
    )
    assert near > 0
    assert tight > 0


def test_hub_stands_among_its_leaves() -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph(articles={})
    graph.add_edges_from(("hub", f"leaf/{i}", "covers") for i in range(9))
    spots = layout(graph)
    hub = spots.pop("hub")
    middle = [sum(getattr(s, axis) for s in spots.values()) / 9 for axis in "xy"]
    assert hypot(hub.x - middle[0], hub.y - middle[1]) < 1
    assert hub.radius > max(s.radius for s in spots.values())


def test_a_node_without_edges_stands_by_what_its_sentence_names(graph: nx.MultiDiGraph) -> None:
    graph.add_nodes_from((f"org/{i}", thing("ORG", f"远{i}")) for i in range(30))
    spots = layout(graph)
    region = spots["region/990000"]  # the strongest that the sentence of 𠮷林 names
    lonely = ["person/𠮷林", *(f"org/{i}" for i in range(30))]
    order = sorted(lonely, key=lambda n: hypot(spots[n].x - region.x, spots[n].y - region.y))
    assert order[0] == "person/𠮷林"


def test_groups_that_one_tie_joins_are_two_communities() -> None:
    ring = [(i, (i + 1) % 5) for i in range(5)] + [(0, 2), (1, 3)]
    ties = {(min(p), max(p)): 1.0 for p in ring} | {(a + 5, b + 5): 1.0 for a, b in sorted(ring)}
    ties = {(min(p), max(p)): w for p, w in ties.items()} | {(0, 5): 1.0, (9, 10): 1.0}
    assert communities(11, ties) == [[5, 6, 7, 8, 9, 10], [0, 1, 2, 3, 4]]


def test_layout_of_an_empty_graph_is_empty() -> None:
    assert layout(nx.MultiDiGraph(articles={})) == {}


HOSTILE = "</script><img src=x onerror=alert(1)>\u2028\u202e"


def test_hostile_names_stay_text(graph: nx.MultiDiGraph) -> None:
    graph.nodes["org/华为"].update(name=HOSTILE, aliases=(HOSTILE, "<!--"))
    page = render(graph)
    soup = BeautifulSoup(page, "lxml")
    data = soup.find("script", id="data")
    assert data is not None
    assert json.loads(data.text) == json.loads(json.dumps(payload(graph)))
    assert [tag.get("type") for tag in soup.find_all("script")] == ["application/json", None]
    assert soup.find("img") is None
    assert "\u2028" not in page


def test_half_of_a_utf16_pair_does_not_break_the_file(
    graph: nx.MultiDiGraph, tmp_path: Path
) -> None:
    graph.nodes["org/华为"]["name"] = "华\ud800为"
    write(graph, tmp_path / "graph.html")
    assert r'"name":["华\ud800为"' in (tmp_path / "graph.html").read_text("utf-8")


def test_embed_round_trips() -> None:
    data = {"a": ["<!--<script>", "\u2028\u2029", "𠮷", None, 0.5]}
    text = embed(data)
    assert json.loads(text) == data
    assert not set(text) & {"<", "\u2028", "\u2029"}


def test_policy_allows_this_style_and_this_program_only(graph: nx.MultiDiGraph) -> None:
    soup = BeautifulSoup(render(graph), "lxml")
    program, style = soup.find_all("script")[1], soup.find("style")
    meta = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert meta is not None
    assert style is not None

    def digest(tag: Any) -> str:
        return f"'sha256-{b64encode(hashlib.sha256(tag.text.encode()).digest()).decode()}'"

    assert meta["content"] == "; ".join(
        (
            "default-src 'none'",
            f"script-src {digest(program)}",
            f"style-src {digest(style)}",
            "img-src data: blob:",
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def test_page_points_to_no_other_file(graph: nx.MultiDiGraph) -> None:
    soup = BeautifulSoup(render(graph), "lxml")
    assert soup.find_all(src=True) == []
    assert [str(tag["href"]).partition(":")[0] for tag in soup.find_all(href=True)] == ["data"]
    style = soup.find("style")
    assert style is not None
    assert re.findall(r"@import|url\(", style.text) == []


def test_page_with_its_program_is_small(graph: nx.MultiDiGraph) -> None:
    assert len(render(graph).encode()) < 450_000


def test_a_graph_beyond_the_limit_keeps_its_strongest_and_says_so() -> None:
    graph = made(60)
    data = held(graph, limits=Limits(size=12_000))
    assert size(data) <= 12_000
    assert data["whole"] == {"articles": 1, "nodes": 140, "edges": 300}  # one node is alone
    kept = set(data["nodes"]["id"])
    weakest = min(graph.degree(node) for node in kept)
    assert weakest >= max(graph.degree(node) for node in set(graph) - kept)
    assert data["articles"]["id"] == []


def test_texts_go_before_entities_do(graph: nx.MultiDiGraph) -> None:
    whole = held(graph)
    assert whole["whole"] is None
    assert whole["articles"]["body"] != [None]
    less = held(graph, limits=Limits(size=size(whole) - 1))
    assert less["articles"]["body"] == [None]
    assert less["nodes"] == whole["nodes"]


def test_nodes_beyond_the_number_that_is_laid_out_are_left_out() -> None:
    graph = made(60)
    data = held(graph, limits=Limits(nodes=50))
    assert 0 < len(data["nodes"]["id"]) <= 50
    assert data["whole"] == {"articles": 1, "nodes": 140, "edges": 300}  # one node is alone


def test_a_part_is_a_payload_of_a_neighbourhood(graph: nx.MultiDiGraph) -> None:
    part = around(graph, "org/华为")
    assert part["nodes"]["id"] == ["org/华为", "region/990000"]
    assert part["edges"] == {"source": [0], "target": [1], "predicate": ["located_in"]}
    assert named(graph, "华为")["nodes"]["id"] == ["org/华为"]
    with pytest.raises(InputError):
        around(graph, "org/nobody")


def test_a_served_page_may_ask_its_server_and_a_file_may_not(graph: nx.MultiDiGraph) -> None:
    page = render(graph)
    assert "connect-src" not in page.partition("<style>")[0]
    assert "default-src 'none'; connect-src 'self'; script-src" in live(page)


def test_write_leaves_one_whole_file(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    write(graph, tmp_path / "graph.html")
    assert [p.name for p in tmp_path.iterdir()] == ["graph.html"]
    assert (tmp_path / "graph.html").read_bytes() == render(graph).encode()


def test_page_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import networkx as nx, sys\n"
        "from kg.explorer import render\n"
        "graph = nx.MultiDiGraph(articles={})\n"
        "for i in range(60):\n"
        "    ends = f'policy/{i % 9}', f'industry/{i * 7 % 31}'\n"
        "    for node in ends: graph.add_node(node, label='ORG', name=node, mentions=())\n"
        "    graph.add_edge(*ends, 'covers', predicate='covers', evidence=())\n"
        "sys.stdout.buffer.write(render(graph).encode())\n"
    )
    pages = {
        subprocess.check_output(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=EXPLORER.parents[1],
        )
        for seed in ("0", "1")
    }
    assert len(pages) == 1


def node_tool(*command: str) -> None:
    """Run a tool of kg/explorer, or skip where there is none."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node to check the committed bundle")
    if not (EXPLORER / "node_modules").is_dir():
        pytest.skip("needs `npm ci` in kg/explorer to check the committed bundle")
    subprocess.run([node, *command], cwd=EXPLORER, check=True, timeout=120)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    node_tool("build.mjs", str(folder))
    return folder


@pytest.mark.parametrize("name", ["bundle.js", "bundle.css", "LICENSES.md"])
def test_committed_bundle_is_current(rebuilt: Path, name: str) -> None:
    current = (EXPLORER / name).read_text("utf-8") == (rebuilt / name).read_text("utf-8")
    assert current, "run `npm ci && npm run build` in kg/explorer"


def test_program_has_no_type_errors() -> None:
    node_tool("node_modules/typescript/bin/tsc", "--noEmit")


def test_bundle_names_the_licence_of_each_part() -> None:
    banner = (EXPLORER / "bundle.js").read_text("utf-8").partition("*/")[0]
    lock = json.loads((EXPLORER / "package-lock.json").read_text("utf-8"))["packages"]
    for name in (
        "events",
        "graphology",
        "graphology-layout-forceatlas2",
        "graphology-utils",
        "sigma",
    ):
        row = lock[f"node_modules/{name}"]
        heading = f"{name} {row['version']} ({row['license']})"
        assert heading in banner
        assert heading in (EXPLORER / "LICENSES.md").read_text("utf-8")
