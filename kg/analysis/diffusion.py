"""Who had a comparable policy first, and how long the others took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import networkx as nx
import pyarrow as pa

from kg.analysis.support import Support, name_of, supports
from kg.graph import day, seen
from kg.tables import Table

_COLUMNS: Mapping[str, pa.DataType] = MappingProxyType(
    {
        "industry": pa.string(),
        "industry_name": pa.string(),
        "rank": pa.int32(),
        "province": pa.string(),
        "day": pa.date32(),
        "lag_days": pa.int32(),
        "basis": pa.string(),
        "supporter": pa.string(),
        "supporter_name": pa.string(),
    }
)
_SCORES: Mapping[str, pa.DataType] = MappingProxyType(
    {
        "province": pa.string(),
        "score": pa.float64(),
        "industries": pa.int32(),
        "first": pa.int32(),
    }
)


@dataclass(frozen=True, order=True, slots=True)
class Adoption:
    """The day from which a province is known to support an industry."""

    day: date
    place: str
    supporter: str
    basis: str  # published: the policy's own date; article: the first article that reports it


def diffusion(graph: nx.MultiDiGraph) -> Table:
    """For each industry that two provinces support: who was first, and the lag of the others.

    Comparable is what supports the same industry. The day is that of the policy where its publication
    is known to the day, else that of the first article that reports the support: late by as much
    as the news was, which ``basis`` says. In the corpus, not in the world: an earlier policy that no
    article names is not seen.
    """
    rows: list[dict[str, Any]] = []
    for industry, adopted in _adoptions(graph).items():
        first = adopted[0].day
        rows.extend(
            {
                "industry": industry,
                "industry_name": name_of(graph, industry),
                "rank": sum(other.day < one.day for other in adopted) + 1,
                "province": one.place,
                "day": one.day,
                "lag_days": (one.day - first).days,
                "basis": one.basis,
                "supporter": one.supporter,
                "supporter_name": name_of(graph, one.supporter),
            }
            for one in adopted
        )
    return Table.of(rows, pa.schema(_COLUMNS), "diffusion")


def innovators(graph: nx.MultiDiGraph) -> Table:
    """Provinces by how early they are on average, the earliest first.

    Walker's innovation score (1969, doi 10.2307/1954434): 1 for the first to adopt, 0 for the last,
    linear in the days between; here the mean over the industries of ``diffusion`` whose first and
    last day differ. ``industries`` says over how many, ``first`` in how many it led.
    """
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for adopted in _adoptions(graph).values():
        first, last = adopted[0].day, adopted[-1].day
        if first < last:
            for one in adopted:
                scores[one.place].append(1 - (one.day - first) / (last - first))
    rows: list[dict[str, Any]] = [
        {
            "province": place,
            "score": sum(values) / len(values),
            "industries": len(values),
            "first": values.count(1.0),
        }
        for place, values in scores.items()
    ]
    rows.sort(key=lambda row: (-row["score"], row["province"]))
    return Table.of(rows, pa.schema(_SCORES), "innovators")


def _adoptions(graph: nx.MultiDiGraph) -> dict[str, list[Adoption]]:
    """By industry, in order of the days: the first support of each province; two provinces at least."""
    found: defaultdict[str, dict[str, Adoption]] = defaultdict(dict)
    for support in supports(graph):
        one = _adoption(graph, support)
        if one is not None:
            known = found[support.industry].setdefault(one.place, one)
            found[support.industry][one.place] = min(known, one)
    return {
        industry: sorted(by_place.values())
        for industry, by_place in sorted(found.items())
        if len(by_place) > 1
    }


def _adoption(graph: nx.MultiDiGraph, support: Support) -> Adoption | None:
    own = day(graph.nodes[support.supporter].get("published", ""))
    if own is not None:
        return Adoption(own, support.place, support.supporter, "published")
    reported = seen(graph, (one.article for one in support.evidence)).first_day
    if reported is None:
        return None
    return Adoption(reported, support.place, support.supporter, "article")
