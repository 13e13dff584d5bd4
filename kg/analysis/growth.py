"""How fast the targets of one indicator would have to be approached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import networkx as nx
import pyarrow as pa

from kg.analysis.support import SHARES, name_of
from kg.graph import series
from kg.tables import Table
from kg.text import folded

_COLUMNS: Mapping[str, pa.DataType] = MappingProxyType(
    {
        "holder": pa.string(),
        "holder_name": pa.string(),
        "indicator": pa.string(),
        "unit": pa.string(),
        "year": pa.int32(),
        "value": pa.float64(),
        "next_year": pa.int32(),
        "next_value": pa.float64(),
        "growth": pa.float64(),
    }
)


def growth(graph: nx.MultiDiGraph) -> Table:
    """The yearly growth that two targets of one holder and indicator imply, step by step.

    ``growth`` is the compound annual rate (next_value / value) ** (1 / years) - 1, so 0.1 is ten per
    cent a year; none where a value is not above nought. Of a range the lower end counts. Which
    targets are of one indicator says kg.graph.series; shares (%) and two figures for one year give
    no step.
    """
    rows = [row for line in series(graph) for row in _steps(graph, line.holder, line.targets)]
    return Table.of(rows, pa.schema(_COLUMNS), "growth")


def _steps(
    graph: nx.MultiDiGraph, holder: str, targets: tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    for first, second in pairwise(graph.nodes[target] for target in targets):
        values = float(first["value"]), float(second["value"])
        years = second["deadline"] - first["deadline"]
        if not years or folded(first["unit"]) in SHARES:
            continue
        yield {
            "holder": holder,
            "holder_name": name_of(graph, holder),
            "indicator": first["indicator"],
            "unit": first["unit"],
            "year": first["deadline"],
            "value": values[0],
            "next_year": second["deadline"],
            "next_value": values[1],
            "growth": (values[1] / values[0]) ** (1 / years) - 1 if min(values) > 0 else None,
        }
