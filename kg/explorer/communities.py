"""Which nodes belong together: connected parts, and Louvain communities inside a part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

Ties = Mapping[tuple[int, int], float]  # unordered pair of node numbers -> weight
Groups = list[list[int]]  # node numbers, sorted; the largest group first

SEED = 20210706  # any fixed number will do


def parts(size: int, ties: Ties) -> Groups:
    """Connected components of nodes 0..size-1."""
    plain: nx.Graph = nx.Graph()
    plain.add_nodes_from(range(size))
    plain.add_edges_from(ties)
    return _ordered(sorted(members) for members in nx.connected_components(plain))


def communities(size: int, ties: Ties) -> Groups:
    """Louvain communities of nodes 0..size-1 (Blondel et al. 2008).

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
    found = nx.community.louvain_communities(plain, seed=SEED)
    home = {node: g for g, members in enumerate(found) for node in members}
    groups: Groups = [[] for _ in found]
    for node in range(size):
        groups[home[owner[node]]].append(node)
    return _ordered(groups)


def inner(groups: Sequence[Sequence[int]], ties: Ties) -> list[dict[tuple[int, int], float]]:
    """For each group the ties inside it, its nodes renumbered by their place in it.

    >>> inner([[4, 7], [5]], {(4, 7): 1.0, (5, 7): 1.0})
    [{(0, 1): 1.0}, {}]
    """
    place = {node: (g, i) for g, members in enumerate(groups) for i, node in enumerate(members)}
    found: list[dict[tuple[int, int], float]] = [{} for _ in groups]
    for (a, b), weight in ties.items():
        (g, i), (h, j) = place[a], place[b]
        if g == h:
            found[g][(i, j)] = weight
    return found


def near(size: int, ties: Ties) -> Groups:
    """The neighbours of each node."""
    found: Groups = [[] for _ in range(size)]
    for a, b in ties:
        found[a].append(b)
        found[b].append(a)
    return found


def _owners(size: int, ties: Ties) -> list[int]:
    """For each leaf its neighbour, for any other node itself; of a pair the first is no leaf."""
    around = near(size, ties)
    return [
        others[0] if len(others) == 1 and (len(around[others[0]]) > 1 or others[0] < node) else node
        for node, others in enumerate(around)
    ]


def _ordered(groups: Iterable[list[int]]) -> Groups:
    return sorted(groups, key=lambda group: (-len(group), group))
