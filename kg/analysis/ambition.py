"""Targets that can be compared, and who aims higher."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from statistics import median
from types import MappingProxyType
from typing import Any

import networkx as nx
import pyarrow as pa

from kg.analysis.support import SHARES
from kg.graph import comparable, province_name
from kg.tables import Table
from kg.text import folded

_COLUMNS: Mapping[str, pa.DataType] = MappingProxyType(
    {
        "group": pa.string(),
        "indicator": pa.string(),
        "unit": pa.string(),
        "deadline": pa.int32(),
        "province": pa.string(),
        "holder": pa.string(),
        "holder_name": pa.string(),
        "value": pa.float64(),
        "denominator": pa.float64(),
        "normalised": pa.float64(),
        "index": pa.float64(),
        "target": pa.string(),
    }
)
_CEILINGS = ("<", "<=")  # less is more ambitious: energy use, time of approval
_ALL = MappingProxyType[str, float]({})

Key = tuple[str, str, int]  # name of the group, unit, deadline


def ambition(
    graph: nx.MultiDiGraph,
    denominators: Mapping[str, float] = _ALL,
    key: Callable[[str], str] = comparable,
) -> Table:
    """How high a target is beside the comparable ones of other holders.

    Comparable are targets of one unit and year whose indicators have one ``key``: the wording without
    what does not change its meaning (kg.graph.comparable), or a function of yours from wording to
    group, empty for what belongs to none. ``denominators`` (GDP, population, by name of province)
    make places of different size comparable: ``normalised`` is value / denominator; without any,
    and for percentages, the value. A target whose province has none is left out.

    ``index`` is the distance to a reference, here the median of the group: 1 is as ambitious as the
    middle, 2 twice (OECD and JRC 2008, Handbook on Constructing Composite Indicators, normalisation
    by distance to a reference); for a ceiling its inverse. Of a range the lower end counts. Groups
    by key, the highest index first.
    """
    groups: defaultdict[Key, list[dict[str, Any]]] = defaultdict(list)
    for which, row in _rows(graph, denominators, key):
        groups[which].append(row)
    rows: list[dict[str, Any]] = []
    for (name, *_), group in sorted(groups.items()):
        reference = median(row["normalised"] for row in group)
        if len({row["holder"] for row in group}) > 1 and reference > 0:
            rows += sorted(
                ({**row, "group": name, "index": _index(row, reference)} for row in group),
                key=lambda row: (-row["index"], row["target"]),
            )
    return Table.of(
        [{name: row[name] for name in _COLUMNS} for row in rows], pa.schema(_COLUMNS), "ambition"
    )


def _rows(
    graph: nx.MultiDiGraph, denominators: Mapping[str, float], key: Callable[[str], str]
) -> Iterator[tuple[Key, dict[str, Any]]]:
    for holder, target, predicate in graph.edges(keys=True):
        known = graph.nodes[target]
        if predicate != "sets_target" or known["deadline"] is None:
            continue
        place, unit = province_name(graph, holder), folded(known["unit"])
        group = key(known["indicator"])
        relative = not denominators or unit in SHARES
        if not group or not (relative or place in denominators):
            continue
        value = float(known["value"])
        denominator = None if relative else denominators[place]
        yield (
            (group, unit, known["deadline"]),
            {
                "indicator": known["indicator"],
                "unit": unit,
                "deadline": known["deadline"],
                "province": place,
                "holder": holder,
                "holder_name": graph.nodes[holder]["name"],
                "value": value,
                "denominator": denominator,
                "normalised": value if denominator is None else value / denominator,
                "target": target,
                "ceiling": known["comparator"] in _CEILINGS,
            },
        )


def _index(row: Mapping[str, Any], reference: float) -> float:
    share = float(row["normalised"]) / reference
    return 1 / share if row["ceiling"] and share else share
