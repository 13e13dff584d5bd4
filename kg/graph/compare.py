"""What changed between two graphs: by ids, so that a new name of an old thing is a change of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx

CAME, WENT, CHANGED = "came", "went", "changed"
# Where a thing is said to be named says nothing about the thing itself.
_PLACES = ("mentions", "evidence")


@dataclass(frozen=True, order=True, slots=True)
class Change:
    """A node or an edge that only one graph has, or a node whose attributes differ."""

    kind: str  # a key of kg.schema.CLASSES, or of PREDICATES for an edge
    id: str  # of the node; of an edge its subject, predicate and object with spaces between
    change: str  # came, went, changed
    name: str  # as the new graph has it; of an edge both names
    attributes: tuple[str, ...] = ()  # those that changed


def compare(old: nx.MultiDiGraph, new: nx.MultiDiGraph) -> tuple[Change, ...]:
    """Sorted by kind and id. A fact that other articles say now is the same fact."""
    return tuple(sorted([*_nodes(old, new), *_edges(old, new)]))


def _nodes(old: nx.MultiDiGraph, new: nx.MultiDiGraph) -> Iterator[Change]:
    for node in {*old, *new}:
        known: dict[str, Any] = new.nodes[node] if node in new else old.nodes[node]
        if node not in new or node not in old:
            yield Change(known["label"], node, CAME if node in new else WENT, known["name"])
            continue
        before = old.nodes[node]
        names = sorted({*known, *before} - {*_PLACES})
        differ = tuple(name for name in names if known.get(name) != before.get(name))
        if differ:
            yield Change(known["label"], node, CHANGED, known["name"], differ)


def _edges(old: nx.MultiDiGraph, new: nx.MultiDiGraph) -> Iterator[Change]:
    before, after = set(old.edges(keys=True)), set(new.edges(keys=True))
    for subject, other, predicate in before ^ after:
        change, graph = (CAME, new) if (subject, other, predicate) in after else (WENT, old)
        names = f"{graph.nodes[subject]['name']} → {graph.nodes[other]['name']}"
        yield Change(predicate, f"{subject} {predicate} {other}", change, names)
