"""Coordinates of one group of nodes around its own centre: springs, or a spiral when it is large.

A fixed sequence of exactly rounded operations (+ - * / sqrt), so that results do not vary with
the processor; sines and cosines only make starting points and are rounded first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.explorer.communities import Ties, near

Points = NDArray[np.float64]  # one row a node: x, y

GAP = 9.0  # layout units left free between two nodes
LARGE = 400  # a larger group is laid out as a sunflower: springs cost the square of its size
REPULSION = 0.85  # of two nodes that touch, in typical distances a round
GRAVITY = (0.010, 0.016)  # pull to the centre, sideways and upwards: screens are wide


def arrange(ties: Ties, radii: Points, rounds: int) -> Points:
    """A group from nothing, its hub in the middle."""
    order, parent = _tree(len(radii), ties)
    if len(radii) > LARGE:
        return _sunflower(order, radii)
    return relax(_radial(order, parent, radii), ties, radii, rounds)


def _tree(size: int, ties: Ties) -> tuple[list[int], list[int]]:
    """Nodes in breadth-first order from the hub, and each one's parent (the hub: itself)."""
    around = near(size, ties)
    strongest = sorted(range(size), key=lambda n: (-len(around[n]), n))
    rank = {node: i for i, node in enumerate(strongest)}
    parent = [-1] * size
    order: list[int] = []
    for root in strongest:
        if parent[root] >= 0:
            continue
        parent[root] = order[0] if order else root  # a stray part hangs on the hub
        queue = [root]
        for node in queue:  # grows while it is read
            for other in sorted(around[node], key=rank.__getitem__):
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


def relax(points: Points, ties: Ties, radii: Points, rounds: int, heat: float = 2.0) -> Points:
    """Springs along ties, repulsion between all (Fruchterman & Reingold 1991), cooling.

    ``heat``: how far a node may move in the first round, in typical distances. No two nodes
    overlap in the result.
    """
    if len(points) < 2:
        return points
    x, y = points[:, 0].copy(), points[:, 1].copy()
    reach = radii[:, None] + radii[None, :] + GAP
    typical = float(reach.mean())
    strength = REPULSION * typical
    ends = np.array(sorted(ties), dtype=np.intp).reshape(-1, 2)
    a, b = ends[:, 0], ends[:, 1]
    pull = np.array([min(3.0, ties[pair]) for pair in sorted(ties)])
    rest = reach[a, b] * 1.15
    for turn in range(rounds):
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        square = dx * dx + dy * dy + 1e-6
        push = reach * reach / (square * np.sqrt(square)) * strength  # fades as 1 / distance²
        move_x, move_y = (dx * push).sum(axis=1), (dy * push).sum(axis=1)
        along_x, along_y = x[b] - x[a], y[b] - y[a]
        length = np.sqrt(along_x * along_x + along_y * along_y) + 1e-6
        spring = pull * (length - rest) / length * 0.35
        for move, force in ((move_x, along_x * spring), (move_y, along_y * spring)):
            np.add.at(move, a, force)
            np.subtract.at(move, b, force)
        move_x -= x * GRAVITY[0]
        move_y -= y * GRAVITY[1]
        far = np.sqrt(move_x * move_x + move_y * move_y) + 1e-9
        limit = heat * typical * (1.0 - turn / rounds) + 0.2
        short = np.minimum(far, limit) / far
        x, y = x + move_x * short, y + move_y * short
    return _apart(np.column_stack((x, y)), radii, max(12, rounds // 4))


def _apart(points: Points, radii: Points, rounds: int) -> Points:
    """Push overlapping nodes apart; what is left after that, spread the whole evenly."""
    x, y = points[:, 0], points[:, 1]
    touch = radii[:, None] + radii[None, :] + GAP * 0.1
    np.fill_diagonal(touch, 0.0)
    ease = np.where(touch > 0, touch + GAP * 0.5, 0.0)
    for _ in range(rounds):
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
