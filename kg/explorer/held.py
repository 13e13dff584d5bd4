"""What a page can hold: the whole graph, or its strongest entities, and it says which."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.explorer.layout import Spot, layout
from kg.explorer.payload import cited, payload, shown
from kg.schema import ID_BASE

MOST_BYTES = 30_000_000  # of the data in a page: browsers open that in seconds
MOST_NODES = 60_000  # that are laid out; a page that holds more is not usable
_LESS = 0.92  # aim below the limit, as the strongest entities are the longest rows


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one page."""

    size: int = MOST_BYTES  # bytes of JSON as UTF-8
    nodes: int = MOST_NODES


LIMITS = Limits()


def held(graph: nx.MultiDiGraph, base: str = ID_BASE, limits: Limits = LIMITS) -> dict[str, Any]:
    """The payload that fits: whole; or without the texts of articles; or the strongest entities.

    In the last case ``whole`` says how much there is in all.
    """
    graph = shown(graph)
    order = strongest(graph)
    kept = graph.subgraph(order[: limits.nodes])
    placed = layout(kept)
    for texts in (True, False):
        data = _made(graph, kept, base, texts, placed)
        if size(data) <= limits.size:
            return data
    while len(kept) > 1:
        share = _LESS * limits.size / size(data)
        kept = graph.subgraph(order[: max(1, min(len(kept) - 1, int(len(kept) * share)))])
        data = _made(graph, kept, base, False, placed)
        if size(data) <= limits.size:
            break
    return data


def strongest(graph: nx.MultiDiGraph) -> list[str]:
    """Nodes by the number of their edges, then of their mentions, then by id."""

    def rank(node: str) -> tuple[int, int, str]:
        return (-graph.degree(node), -len(graph.nodes[node].get("mentions", ())), node)

    return sorted(graph, key=rank)


def size(data: Any) -> int:
    """Bytes of the data as JSON."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return len(text.encode("utf-8", "surrogatepass"))


def _made(
    graph: nx.MultiDiGraph,
    kept: nx.MultiDiGraph,
    base: str,
    texts: bool,
    placed: Mapping[str, Spot],
) -> dict[str, Any]:
    part = kept if len(kept) == len(graph) else cited(kept)
    data = payload(part, base, texts=texts, placed=placed)
    if len(kept) < len(graph):
        data["whole"] = {
            "articles": len(graph.graph["articles"]),
            "nodes": len(graph),
            "edges": graph.number_of_edges(),
        }
    return data
