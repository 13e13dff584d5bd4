"""Finding nodes, what lies around one, what titles say, files that appear whole."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from kg.errors import InputError
from kg.graph import aside, document_type, find, neighbourhood, period


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    """a -> b -> c -> d, b -> e; three of the names share a word."""
    made: nx.MultiDiGraph = nx.MultiDiGraph(articles={})
    for node, name, aliases in (
        ("org/a", "云州市工信局", ("市工信局",)),
        ("org/b", "工信局", ()),
        ("org/c", "雲州集團", ("ＹＺ集团",)),
        ("org/d", "别的", ()),
        ("org/e", "市工信局下属中心", ()),
    ):
        made.add_node(node, label="ORG", name=name, aliases=aliases)
    for subject, object_ in (("a", "b"), ("b", "c"), ("c", "d"), ("b", "e")):
        made.add_edge(f"org/{subject}", f"org/{object_}", "part_of", predicate="part_of")
    return made


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("工信局", ["org/b", "org/a", "org/e"]),  # exact, then parts; a and e have one edge each
        ("市工信局", ["org/a", "org/e"]),  # alias before part
        ("org/d", ["org/d"]),
        ("云州集团", ["org/c"]),  # simplified finds traditional
        ("yz集团", ["org/c"]),  # neither case nor width matters
        ("无", []),
        (" ", []),
    ],
)
def test_find_goes_by_name_then_alias_then_part(
    graph: nx.MultiDiGraph, words: str, found: list[str]
) -> None:
    assert find(graph, words) == found


def test_neighbourhood_follows_edges_both_ways(graph: nx.MultiDiGraph) -> None:
    part = neighbourhood(graph, "org/c", hops=1)
    assert dict(part.nodes(data="hops")) == {"org/b": 1, "org/c": 0, "org/d": 1}
    assert list(part.edges) == [("org/b", "org/c", "part_of"), ("org/c", "org/d", "part_of")]


def test_neighbourhood_keeps_the_nearest_then_the_best_connected(graph: nx.MultiDiGraph) -> None:
    assert set(neighbourhood(graph, "org/c", hops=3, most=2)) == {"org/b", "org/c"}


def test_neighbourhood_of_an_unknown_node_suggests_one(graph: nx.MultiDiGraph) -> None:
    with pytest.raises(InputError, match="云州集团: no such node; did you mean org/c"):
        neighbourhood(graph, "云州集团")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("云州市促进氢能发展若干措施（征求意见稿）", "若干措施"),
        ("《云州市数据条例》", "条例"),
        ("雲州市產業發展規劃（2021—2025年）（修订）", "规划"),
        ("关于印发云州市方案的通知", "通知"),
        ("云州省中小企业促进法", "法"),
        ("云州市鼓励类产业目录（2020年本）", "目录"),
        ("倍增计划", ""),
        ("算法", ""),
        ("云州市氢能白皮书", ""),
    ],
)
def test_document_type_is_the_end_of_the_title(title: str, kind: str) -> None:
    assert document_type(title) == kind


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("云州市行动方案（2021—2025年）", (2021, 2025)),
        ("云州市三年行动计划2023-2025", (2023, 2025)),
        ("云州市“十三五”规划", (2016, 2020)),
        ("云州市第12025-2026号", None),
        ("云州市方案（2025—2021年）", None),
        ("云州市方案", None),
    ],
)
def test_period_is_read_off_the_title(title: str, years: tuple[int, int] | None) -> None:
    assert period(title) == years


def test_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "x.txt"
    with aside(path) as part:
        part.write_text("甲", "utf-8")
        assert not path.exists()
    assert path.read_text("utf-8") == "甲"


def test_file_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("旧", "utf-8")
    with pytest.raises(ZeroDivisionError), aside(path) as part:
        part.write_text("新", "utf-8")
        raise ZeroDivisionError
    assert [p.name for p in tmp_path.iterdir()] == ["x.txt"]
    assert path.read_text("utf-8") == "旧"
