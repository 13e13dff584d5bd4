"""Communities packed as discs: neighbours near each other, none over another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

WIDE = 1.2  # a screen is wider than high: a step sideways costs that much less
TURNS = 24  # directions tried around a disc
TRIED = 1800  # (disc, anchor) pairs tried in all; an anchor is a disc to settle beside
# Unit vectors, rounded so that a last-bit difference of sine tables cannot show.
_RING = np.array(
    [
        (
            round(math.cos(2 * math.pi * (i + 0.25) / TURNS), 6),
            round(math.sin(2 * math.pi * (i + 0.25) / TURNS), 6),
        )
        for i in range(TURNS)
    ]
)


def pack(
    groups: Sequence[Sequence[int]],
    points: Points,
    radii: Points,
    ties: Mapping[tuple[int, int], float],
    margin: float,
) -> Points:
    """``points`` (each around the centre of its own group) moved to their place on the plane."""
    home = np.empty(len(points), dtype=np.intp)
    local = points.copy()
    reach = np.empty(len(groups))
    for g, members in enumerate(groups):
        home[members] = g
        spread = local[members]
        local[members] = spread = spread - (spread.max(axis=0) + spread.min(axis=0)) / 2
        far = np.sqrt((spread * spread).sum(axis=1)) + radii[members]
        reach[g] = float(far.max()) + margin / 2
    between: list[dict[int, float]] = [{} for _ in groups]
    for (a, b), weight in ties.items():
        g, h = int(home[a]), int(home[b])
        if g != h:
            between[g][h] = between[g].get(h, 0.0) + weight
            between[h][g] = between[h].get(g, 0.0) + weight
    centres = _place(reach, between)
    _turn(groups, local, centres, home, ties)
    return local + centres[home]


def _place(reach: Points, between: Sequence[Mapping[int, float]]) -> Points:
    """Centres: the largest disc first, then always the one tied most to what is placed."""
    count = len(reach)
    centres = np.zeros((count, 2))
    placed: list[int] = []
    pull = np.zeros(count)  # weight of ties to placed discs
    waiting = np.ones(count, dtype=bool)
    for _ in range(count):
        # most tied first; when none is, the largest: groups come in order of size
        chosen = int(np.argmax(np.where(waiting, pull, -1.0)))
        if placed:
            centres[chosen] = _spot(chosen, placed, centres, reach, between[chosen])
        placed.append(chosen)
        waiting[chosen] = False
        for other, weight in between[chosen].items():
            pull[other] += weight
    return centres


def _spot(
    disc: int,
    placed: Sequence[int],
    centres: Points,
    reach: Points,
    ties: Mapping[int, float],
) -> Points:
    """The free place that touches a placed disc and costs least."""
    there, sizes = centres[placed], reach[placed]
    some = max(3, min(24, TRIED // len(reach)))
    known = set(placed)
    friends = sorted((h for h in ties if h in known), key=lambda h: (-ties[h], h))[:some]
    anchors = friends + [h for h in (*placed[:some], *placed[-some:]) if h not in friends]
    around = [centres[h] + _RING * (reach[h] + reach[disc]) for h in anchors]
    edge = float((np.abs(there) + sizes[:, None]).max()) * 1.5 + float(reach[disc])
    around.append(_RING * edge)  # far out there is always room
    tries = np.concatenate(around)
    dx, dy = tries[:, :1] - there[:, 0], tries[:, 1:] - there[:, 1]
    need = sizes + reach[disc] - 1e-6
    free = tries[(dx * dx + dy * dy >= need * need).all(axis=1)]
    cost = _length(free) * (0.25 + 0.02 * len(ties))
    for h in friends:
        cost = cost + _length(free - centres[h]) * ties[h]
    best: Points = free[int(np.argmin(np.round(cost, 6)))]
    return best


def _length(delta: Points) -> Points:
    x, y = delta[:, 0] / WIDE, delta[:, 1]
    length: Points = np.sqrt(x * x + y * y)
    return length


def _turn(
    groups: Sequence[Sequence[int]],
    local: Points,
    centres: Points,
    home: NDArray[np.intp],
    ties: Mapping[tuple[int, int], float],
) -> None:
    """Turn each group about its centre so that its outward ties are short (least squares)."""
    outward: list[list[tuple[int, int, float]]] = [[] for _ in groups]
    for (a, b), weight in ties.items():
        if home[a] != home[b]:
            outward[home[a]].append((a, b, weight))
            outward[home[b]].append((b, a, weight))
    for _ in range(2):
        for g, links in enumerate(outward):
            along = across = 0.0
            for own, other, weight in links:
                px, py = local[own].tolist()
                qx, qy = (local[other] + centres[home[other]] - centres[g]).tolist()
                along += weight * (px * qx + py * qy)
                across += weight * (px * qy - py * qx)
            length = math.sqrt(along * along + across * across)
            if length > 1e-6:
                cos, sin = along / length, across / length
                members = list(groups[g])
                x, y = local[members, 0].copy(), local[members, 1].copy()
                local[members, 0] = x * cos - y * sin
                local[members, 1] = x * sin + y * cos
