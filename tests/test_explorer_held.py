"""What a page can hold, and the parts that a server adds."""

import networkx as nx
import pytest

from kg.errors import InputError
from kg.explorer import Limits, around, held, live, named, render
from kg.explorer.held import size
from tests.explorer_graph import made, tiny


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    return tiny()


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
    assert part["edges"] == {
        "source": [0],
        "target": [1],
        "predicate": ["located_in"],
        "denied": [],
    }
    assert named(graph, "华为")["nodes"]["id"] == ["org/华为"]
    with pytest.raises(InputError):
        around(graph, "org/nobody")


def test_a_served_page_may_ask_its_server_and_a_file_may_not(graph: nx.MultiDiGraph) -> None:
    page = render(graph)
    assert "connect-src" not in page.partition("<style>")[0]
    assert "default-src 'none'; connect-src 'self'; script-src" in live(page)
