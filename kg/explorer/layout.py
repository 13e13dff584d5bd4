"""Where each node is drawn: the same graph, the same coordinates, on every machine.

Communities are packed as discs, and each is relaxed inside its own disc, its hub in the
centre. Everything after the seeded Louvain step is a fixed sequence of exactly rounded
operations (+ - * / sqrt), so that results do not vary with the processor; sines and
cosines only make starting points and are rounded first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.explorer.discs import pack

Points = NDArray[np.float64]  # one row a node: x, y
Ties = Mapping[tuple[int, int], float]  # unordered pair of node numbers -> weight

SEED = 20210706  # any fixed number will do
GAP = 9.0  # layout units left free between two nodes: a label's height at ease
MARGIN = 34.0  # between two communities
RELAXED = 400  # a larger community is laid out as a sunflower: relaxing is quadratic
# Pair visits a layout may spend relaxing: 20k nodes stay under 5 s (measured: 3.6 s, 2 cores).
BUDGET = 60_000_000
ROUNDS = (20, 260)  # fewest and most relaxing rounds


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the drawing plane, in layout units; y grows upwards."""

    x: float
    y: float
    radius: float


def layout(graph: nx.MultiDiGraph) -> dict[str, Spot]:
    """A spot for each node, in order of id; no two nodes overlap.

    Depends on nodes, edges and mentions only, not on their order.
    """
    ids = sorted(graph)
    degrees = _degrees(graph, ids)
    radii = np.array([radius(degree) for degree in degrees])
    ties = _ties(graph, ids, degrees)
    groups = communities(len(ids), ties)
    rounds = _rounds(groups)
    points = np.zeros((len(ids), 2))
    for members, inner in zip(groups, _inner(groups, ties), strict=True):
        points[members] = _arrange(inner, radii[members], rounds)
    centres = pack(groups, points, radii, ties, MARGIN)
    rows = np.round(centres, 1).tolist()
    return {
        node: Spot(x + 0.0, y + 0.0, round(float(r), 1))
        for node, (x, y), r in zip(ids, rows, radii, strict=True)
    }


def radius(degree: int) -> float:
    """Radius of a node with so many neighbours, in layout units; area grows with the degree.

    >>> radius(0), radius(1), radius(16), radius(10_000)
    (5.0, 7.5, 15.0, 30.0)
    """
    return min(30.0, 5.0 + 2.5 * math.sqrt(degree))


def communities(size: int, ties: Ties) -> list[list[int]]:
    """Louvain communities of nodes 0..size-1, the largest first; each is sorted.

    A leaf always belongs with its only neighbour, so leaves are folded into a loop on it
    first, as Louvain's own aggregation does: half the time on graphs of policies.
    """
    owner = _owners(size, ties)
    folded: dict[tuple[int, int], float] = {}
    for (a, b), weight in ties.items():
        pair = (min(owner[a], owner[b]), max(owner[a], owner[b]))
        folded[pair] = folded.get(pair, 0.0) + weight
    plain: nx.Graph = nx.Graph()
    plain.add_nodes_from(sorted(set(owner)))
    plain.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(folded.items()))
    found = nx.community.louvain_communities(plain, seed=SEED) if size else []
    home = {node: g for g, members in enumerate(found) for node in members}
    groups: list[list[int]] = [[] for _ in found]
    for node in range(size):
        groups[home[owner[node]]].append(node)
    return sorted(groups, key=lambda group: (-len(group), group))


def _owners(size: int, ties: Ties) -> list[int]:
    """For each leaf its neighbour, for any other node itself; of a pair the first is no leaf."""
    near: list[list[int]] = [[] for _ in range(size)]
    for a, b in ties:
        near[a].append(b)
        near[b].append(a)
    return [
        others[0] if len(others) == 1 and (len(near[others[0]]) > 1 or others[0] < node) else node
        for node, others in enumerate(near)
    ]


def _inner(groups: Sequence[Sequence[int]], ties: Ties) -> list[dict[tuple[int, int], float]]:
    """For each group the ties inside it, its nodes renumbered by their place in it."""
    place = {node: (g, i) for g, members in enumerate(groups) for i, node in enumerate(members)}
    inner: list[dict[tuple[int, int], float]] = [{} for _ in groups]
    for (a, b), weight in ties.items():
        (g, i), (h, j) = place[a], place[b]
        if g == h:
            inner[g][(i, j)] = weight
    return inner


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


def _rounds(groups: Iterable[Sequence[int]]) -> int:
    visits = sum(len(group) ** 2 for group in groups if len(group) <= RELAXED)
    return max(ROUNDS[0], min(ROUNDS[1], BUDGET // max(1, visits)))


def _arrange(ties: Ties, radii: Points, rounds: int) -> Points:
    """Coordinates of one community around its own centre."""
    order, parent = _tree(len(radii), ties)
    if len(radii) > RELAXED:
        return _sunflower(order, radii)
    return _relax(_radial(order, parent, radii), ties, radii, rounds)


def _tree(size: int, ties: Ties) -> tuple[list[int], list[int]]:
    """Nodes in breadth-first order from the hub, and each one's parent (the hub: itself)."""
    near: list[list[int]] = [[] for _ in range(size)]
    for a, b in ties:
        near[a].append(b)
        near[b].append(a)
    strongest = sorted(range(size), key=lambda n: (-len(near[n]), n))
    rank = {node: i for i, node in enumerate(strongest)}
    parent = [-1] * size
    order: list[int] = []
    for root in strongest:
        if parent[root] >= 0:
            continue
        parent[root] = order[0] if order else root  # a stray part hangs on the hub
        queue = [root]
        for node in queue:  # grows while it is read
            for other in sorted(near[node], key=rank.__getitem__):
                if parent[other] < 0:
                    parent[other] = node
                    queue.append(other)
        order += queue
    return order, parent


def _radial(order: Sequence[int], parent: Sequence[int], radii: Points) -> Points:
    """A tree drawn in rings: each child in its share of its parent's sector."""
    leaves = [0] * len(order)
    children: list[list[int]] = [[] for _ in order]
    for node in reversed(order):
        leaves[node] = max(1, leaves[node])
        if parent[node] != node:
            leaves[parent[node]] += leaves[node]
            children[parent[node]].append(node)
    points = np.zeros((len(order), 2))
    hub = order[0]
    sectors = {hub: (0.0, 2 * math.pi, 0)}
    step = 3.2 * float(np.mean(radii)) + GAP
    for node in order:
        start, width, depth = sectors[node]
        if depth:
            angle, ring = start + width / 2, step * depth
            points[node] = round(ring * math.cos(angle), 3), round(ring * math.sin(angle), 3)
        share = width / max(1, sum(leaves[child] for child in children[node]))
        for child in reversed(children[node]):
            sectors[child] = (start, share * leaves[child], depth + 1)
            start += share * leaves[child]
    return points


def _sunflower(order: Sequence[int], radii: Points) -> Points:
    """Along a spiral from the strongest to the weakest, each with the area that it needs."""
    turn = math.pi * (3 - math.sqrt(5))
    points = np.zeros((len(order), 2))
    square = 0.0
    for i, node in enumerate(sorted(order, key=lambda n: -radii[n])):  # stable: ties as in order
        # neighbours on the spiral r = c sqrt(i) are at least 1.5 c apart
        square += ((2 * float(radii[node]) + GAP) / 1.5) ** 2
        reach = math.sqrt(square)
        points[node] = round(reach * math.cos(i * turn), 3), round(reach * math.sin(i * turn), 3)
    return points


def _relax(points: Points, ties: Ties, radii: Points, rounds: int) -> Points:
    """Springs along ties, repulsion between all (Fruchterman & Reingold 1991), cooling."""
    x, y = points[:, 0].copy(), points[:, 1].copy()
    reach = radii[:, None] + radii[None, :] + GAP
    typical = float(reach.mean())
    ends = np.array(sorted(ties), dtype=np.intp).reshape(-1, 2)
    a, b = ends[:, 0], ends[:, 1]
    pull = np.array([min(3.0, ties[pair]) for pair in sorted(ties)])
    rest = reach[a, b] * 1.15
    for turn in range(rounds):
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        square = dx * dx + dy * dy + 1e-6
        push = reach * reach / (square * np.sqrt(square)) * typical  # fades as 1 / distance²
        move_x, move_y = (dx * push).sum(axis=1), (dy * push).sum(axis=1)
        along_x, along_y = x[b] - x[a], y[b] - y[a]
        length = np.sqrt(along_x * along_x + along_y * along_y) + 1e-6
        spring = pull * (length - rest) / length * 0.35
        for move, force in ((move_x, along_x * spring), (move_y, along_y * spring)):
            np.add.at(move, a, force)
            np.subtract.at(move, b, force)
        move_x -= x * 0.012  # gravity, so that loose parts stay
        move_y -= y * 0.012
        far = np.sqrt(move_x * move_x + move_y * move_y) + 1e-9
        limit = 2.0 * typical * (1.0 - turn / rounds) + 0.2
        short = np.minimum(far, limit) / far
        x, y = x + move_x * short, y + move_y * short
    return _apart(np.column_stack((x, y)), radii, rounds)


def _apart(points: Points, radii: Points, rounds: int) -> Points:
    """Push overlapping nodes apart; what is left after that, spread the whole evenly."""
    x, y = points[:, 0], points[:, 1]
    touch = radii[:, None] + radii[None, :] + GAP * 0.1
    np.fill_diagonal(touch, 0.0)
    ease = np.where(touch > 0, touch + GAP * 0.5, 0.0)
    for _ in range(rounds // 4):
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        distance = np.sqrt(dx * dx + dy * dy) + 1e-6
        lack = np.maximum(0.0, ease - distance)
        if not lack.any():
            break
        share = 0.5 * lack / distance
        x, y = x + (dx * share).sum(axis=1), y + (dy * share).sum(axis=1)
    dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
    distance = np.sqrt(dx * dx + dy * dy) + 1e-6
    return np.column_stack((x, y)) * max(1.0, float((touch / distance).max()))
