"""Which entities belong together, and what each group is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import pyarrow as pa

from kg.analysis.support import asserted, name_of
from kg.schema import MENTION_LABELS, Derived
from kg.tables import Table

SEED = 20210706  # any fixed number will do
_TOP = 5  # names of a class that describe a community
_COLUMNS: Mapping[str, pa.DataType] = Derived(
    lambda: {
        "community": pa.int32(),
        "size": pa.int32(),
        "ties": pa.int32(),
        "density": pa.float64(),
        **{label.lower(): pa.list_(pa.string()) for label in MENTION_LABELS},
        "members": pa.list_(pa.string()),
    }
)


def communities(graph: nx.MultiDiGraph, smallest: int = 3) -> Table:
    """Groups of entities with more ties inside than out, the largest first.

    Louvain (Blondel et al. 2008, doi 10.1088/1742-5468/2008/10/P10008) as networkx has it, from a
    fixed seed; the weight of a tie is the number of asserted facts. ``ties`` and ``density`` count
    pairs inside. Each class has the names of its members with most ties, ``members`` all ids. Groups
    of fewer than ``smallest`` are left out.
    """
    ties = _ties(graph)
    groups = nx.community.louvain_communities(ties, seed=SEED)
    groups.sort(key=lambda group: (-len(group), min(group)))
    rows = [
        {"community": number + 1, **_summary(graph, ties, group)}
        for number, group in enumerate(groups)
        if len(group) >= smallest
    ]
    return Table.of(rows, pa.schema(_COLUMNS), "communities")


def _ties(graph: nx.MultiDiGraph) -> nx.Graph:
    weights: dict[tuple[str, str], int] = {}
    for subject, object_, evidence in graph.edges(data="evidence"):
        labels = {graph.nodes[subject]["label"], graph.nodes[object_]["label"]}
        if subject != object_ and labels <= set(MENTION_LABELS) and asserted(evidence):
            pair = (min(subject, object_), max(subject, object_))
            weights[pair] = weights.get(pair, 0) + 1
    made: nx.Graph = nx.Graph()
    made.add_nodes_from(sorted({node for pair in weights for node in pair}))
    made.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    return made


def _summary(graph: nx.MultiDiGraph, ties: nx.Graph, group: set[str]) -> dict[str, Any]:
    inside = ties.subgraph(group)
    ranked = sorted(group, key=lambda node: (-inside.degree(node, weight="weight"), node))
    named = {
        label.lower(): [
            name_of(graph, node) for node in ranked if graph.nodes[node]["label"] == label
        ][:_TOP]
        for label in MENTION_LABELS
    }
    return {
        "size": len(group),
        "ties": inside.number_of_edges(),
        "density": nx.density(inside),
        **named,
        "members": ranked,
    }
