"""Where each node is drawn: the same graph, the same coordinates, on every machine.

Each community is relaxed by itself, then packed beside its neighbours, then the connected part
as a whole is let settle a little; parts that nothing connects are packed side by side.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from kg.explorer.communities import Groups, Ties, communities, inner, parts
from kg.explorer.discs import pack
from kg.explorer.springs import LARGE, Points, arrange, relax

MARGIN = 22.0  # layout units between two communities
# Pairs of nodes that a layout may look at, all rounds together: what keeps 20k nodes under 5 s.
BUDGET = 60_000_000
ROUNDS = (20, 260)  # fewest and most rounds for a community
SETTLED = 1200  # nodes of a part that is small enough to settle as a whole
SETTLING = (40, 0.5)  # rounds, heat: enough to shorten ties, too little to mix communities


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the drawing plane, in layout units; y grows upwards."""

    x: float
    y: float
    radius: float
    group: int = 0  # number of the community; the largest connected part comes first


def layout(graph: nx.MultiDiGraph) -> dict[str, Spot]:
    """A spot for each node, in order of id; no two nodes overlap.

    Depends on nodes, edges and mentions only, not on their order.
    """
    ids = sorted(graph)
    if not ids:
        return {}
    degrees = _degrees(graph, ids)
    radii = np.array([radius(degree) for degree in degrees])
    ties = _ties(graph, ids, degrees)
    found = parts(len(ids), ties)
    points = np.zeros((len(ids), 2))
    home = np.zeros(len(ids), dtype=int)
    for members, within in zip(found, inner(found, ties), strict=True):
        budget = BUDGET * len(members) // len(ids)
        groups = _groups(len(members), within)
        points[members] = _part(groups, within, radii[members], budget)
        first = int(home.max()) + 1
        for g, group in enumerate(groups):
            home[[members[i] for i in group]] = first + g
    rows = np.round(_lying(pack(found, points, radii, {}, MARGIN)), 1).tolist()
    return {
        node: Spot(x + 0.0, y + 0.0, round(float(r), 1), int(group) - 1)
        for node, (x, y), r, group in zip(ids, rows, radii, home, strict=True)
    }


def radius(degree: int) -> float:
    """Radius of a node with so many neighbours, in layout units; area grows with the degree.

    >>> radius(0), radius(1), radius(16), radius(10_000)
    (5.0, 7.5, 15.0, 30.0)
    """
    return min(30.0, 5.0 + 2.5 * math.sqrt(degree))


def _groups(size: int, ties: Ties) -> Groups:
    return [list(range(size))] if size < 3 else communities(size, ties)


def _part(groups: Groups, ties: Ties, radii: Points, budget: int) -> Points:
    """Coordinates of one connected part."""
    if len(radii) < 3:
        return arrange(ties, radii, ROUNDS[0])
    visits = sum(len(group) ** 2 for group in groups if len(group) <= LARGE)
    rounds = max(ROUNDS[0], min(ROUNDS[1], budget // max(1, visits)))
    points = np.zeros((len(radii), 2))
    for members, within in zip(groups, inner(groups, ties), strict=True):
        points[members] = arrange(within, radii[members], rounds)
    points = pack(groups, points, radii, ties, MARGIN)
    return _lying(relax(points, ties, radii, *SETTLING) if len(radii) <= SETTLED else points)


def _lying(points: Points) -> Points:
    """Turned by a right angle if higher than wide: most screens are wide."""
    wide, high = points.max(axis=0) - points.min(axis=0)
    return points if wide >= high else np.column_stack((points[:, 1], -points[:, 0]))


def _degrees(graph: nx.MultiDiGraph, ids: Iterable[str]) -> list[int]:
    return [len({*graph.successors(n), *graph.predecessors(n)} - {n}) for n in ids]


def _ties(
    graph: nx.MultiDiGraph, ids: Sequence[str], degrees: Sequence[int]
) -> dict[tuple[int, int], float]:
    """Edges, and for each node without one a tie to the strongest node named beside it."""
    number = {node: i for i, node in enumerate(ids)}
    ties: dict[tuple[int, int], float] = {}
    for subject, target in sorted((s, o) for s, o, _ in graph.edges(keys=True) if s != o):
        a, b = number[subject], number[target]
        pair = (min(a, b), max(a, b))
        ties[pair] = ties.get(pair, 0.0) + 1.0
    strongest: dict[tuple[object, ...], tuple[int, int]] = {}  # sentence or article -> (-degree, n)
    for node in ids:
        n = number[node]
        if degrees[n]:
            for scope in _scopes(graph, node):
                strongest[scope] = min(strongest.get(scope, (0, 0)), (-degrees[n], n))
    for node in ids:
        n = number[node]
        near = (strongest[s] for s in _scopes(graph, node) if s in strongest)
        beside = None if degrees[n] else next(near, None)
        if beside is not None:
            ties[(min(n, beside[1]), max(n, beside[1]))] = 0.5
    return dict(sorted(ties.items()))


def _scopes(graph: nx.MultiDiGraph, node: str) -> list[tuple[object, ...]]:
    """The sentences that name the node, then the articles."""
    mentions = sorted(graph.nodes[node].get("mentions", ()))
    return [(a, s, e) for a, _, _, s, e in mentions] + [(m[0],) for m in mentions]
