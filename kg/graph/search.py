"""Finding nodes by what people call them, and what lies around a node."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

import networkx as nx

from kg.errors import InputError
from kg.lang import Text
from kg.text import folded


def find(graph: nx.MultiDiGraph, words: str) -> list[str]:
    """Nodes that ``words`` may mean, best first: id or name, then alias, then part of a name.

    Case, width and script (simplified, traditional) make no difference; among equals the node
    with more edges comes first.
    """
    found = []
    for node, attributes in graph.nodes(data=True):
        place = rank(words, node, attributes["name"], attributes.get("aliases", ()))
        if place is not None:
            found.append((place, -graph.degree(node), node))
    return [node for *_, node in sorted(found)]


def rank(words: str, id: str, name: str, aliases: Iterable[str]) -> int | None:
    """How well a thing is meant: 0 its id or name, 1 an alias, 2 a part of one; None: not at all."""
    key = _key(words)
    if not key:
        return None
    one, *others = map(_key, (name, *aliases))
    if words == id or key == one:
        return 0
    if key in others:
        return 1
    return 2 if any(key in other for other in (one, *others)) else None


def neighbourhood(
    graph: nx.MultiDiGraph, node: str, hops: int = 2, most: int | None = None
) -> nx.MultiDiGraph:
    """``node`` and what is at most ``hops`` edges away in either direction, as a copy.

    Where more than ``most`` nodes are that near, the nearest are kept, and among those the ones
    with most edges. Each node has its distance as ``hops``.

    Raises:
        InputError: there is no such node.
    """
    if node not in graph:
        raise InputError(node, _no_such_node(graph, node))
    distance = dict(_distances(graph, node, hops))
    nearest = sorted(distance, key=lambda one: (distance[one], -graph.degree(one), one))
    part: nx.MultiDiGraph = nx.MultiDiGraph(articles=graph.graph.get("articles", {}))
    for kept in sorted(nearest[:most]):
        part.add_node(kept, **graph.nodes[kept], hops=distance[kept])
    edges = (
        (subject, object_, key, attributes)
        for subject in part
        for _, object_, key, attributes in graph.out_edges(subject, keys=True, data=True)
        if object_ in part
    )
    for subject, object_, key, attributes in sorted(edges, key=lambda edge: edge[:3]):
        part.add_edge(subject, object_, key, **attributes)
    return part


def _distances(graph: nx.MultiDiGraph, node: str, hops: int) -> Iterator[tuple[str, int]]:
    seen, edge = {node}, {node}
    for distance in range(hops + 1):
        yield from ((one, distance) for one in edge)
        around = {n for one in edge for n in (*graph.successors(one), *graph.predecessors(one))}
        edge = around - seen
        seen |= edge


def _no_such_node(graph: nx.MultiDiGraph, words: str) -> Text:
    near = find(graph, words)[:5]
    if not near:
        return Text("没有这个节点", "no such node")
    return Text(
        f"没有这个节点；是不是 {'、'.join(near)}？",
        f"no such node; did you mean {', '.join(near)}?",
    )


def _key(words: str) -> str:
    return folded(unicodedata.normalize("NFC", words)).casefold().strip()
