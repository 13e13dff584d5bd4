"""Where the explorer draws nodes."""

from itertools import combinations
from math import hypot

import networkx as nx
import pytest

from kg.explorer import layout
from kg.explorer.communities import communities
from tests.explorer_graph import made, thing, tiny


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    return tiny()


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
