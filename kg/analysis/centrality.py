"""Who stands in the middle, year by year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import networkx as nx
import pyarrow as pa

from kg.analysis.support import asserted, name_of
from kg.errors import UnknownNameError
from kg.graph import published
from kg.lang import Text
from kg.schema import MENTION_LABELS
from kg.tables import Table

# Freeman 1978, doi 10.1016/0378-8733(78)90021-7, as networkx calculates them: without direction.
MEASURES: Mapping[str, Callable[[nx.Graph], dict[str, float]]] = MappingProxyType(
    {
        "betweenness": nx.betweenness_centrality,
        "closeness": nx.closeness_centrality,
        "degree": nx.degree_centrality,
    }
)
_COLUMNS: Mapping[str, pa.DataType] = MappingProxyType(
    {
        "year": pa.int32(),
        "node": pa.string(),
        "name": pa.string(),
        "label": pa.string(),
        "centrality": pa.float64(),
        "rank": pa.int32(),
        "nodes": pa.int32(),
    }
)


def centrality_by_year(
    graph: nx.MultiDiGraph, measure: str = "degree", label: str = "", most: int = 10
) -> Table:
    """The ``most`` central entities of each year, in the graph of all that was said until its end.

    ``measure`` is a key of MEASURES; ``label`` (a key of kg.schema.CLASSES) keeps one class in the
    table, not in the graph. Years are those of the articles; what has no day is left out.

    Raises:
        UnknownNameError: there is no such measure.
    """
    if measure not in MEASURES:
        raise UnknownNameError(Text("度量", "measure"), measure, MEASURES)
    edges = _dated(graph)
    rows: list[dict[str, Any]] = []
    for year in sorted(set(edges.values())):
        made: nx.Graph = nx.Graph()
        made.add_edges_from(sorted(pair for pair, since in edges.items() if since <= year))
        found = MEASURES[measure](made)
        ranked = sorted(
            (node for node in found if label in ("", graph.nodes[node]["label"])),
            key=lambda node: (-found[node], node),
        )
        rows += [
            {
                "year": year,
                "node": node,
                "name": name_of(graph, node),
                "label": graph.nodes[node]["label"],
                "centrality": found[node],
                "rank": place + 1,
                "nodes": len(made),
            }
            for place, node in enumerate(ranked[:most])
        ]
    return Table.of(rows, pa.schema(_COLUMNS), measure)


def _dated(graph: nx.MultiDiGraph) -> dict[tuple[str, str], int]:
    """Pairs of entities that an asserted fact joins, with the year of the first article."""
    found: dict[tuple[str, str], int] = {}
    for subject, object_, evidence in graph.edges(data="evidence"):
        ends = {graph.nodes[subject]["label"], graph.nodes[object_]["label"]}
        if subject == object_ or not ends <= set(MENTION_LABELS):
            continue
        for one in asserted(evidence):
            known = published(graph, one.article)
            if known is not None:
                pair = (min(subject, object_), max(subject, object_))
                found[pair] = min(found.get(pair, known.year), known.year)
    return found
