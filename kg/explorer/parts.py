"""What a page that holds a part of the graph asks ``kg serve`` for: more of it, in the same form."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.explorer.payload import cited, payload
from kg.graph import find, neighbourhood
from kg.schema import ID_BASE

MOST = 200  # nodes that one answer brings: what a panel and a drawing can take in
FOUND = 20  # nodes that words may mean, of one answer

_CLOSED = "default-src 'none'"


def around(graph: nx.MultiDiGraph, node: str, base: str = ID_BASE) -> dict[str, Any]:
    """The payload of a node and its neighbours, at most MOST, the best connected first.

    Raises:
        InputError: there is no such node.
    """
    return payload(cited(neighbourhood(graph, node, 1, MOST)), base, texts=False)


def named(graph: nx.MultiDiGraph, words: str, base: str = ID_BASE) -> dict[str, Any]:
    """The payload of the nodes that words may mean, at most FOUND, with the facts among them."""
    return payload(cited(graph.subgraph(find(graph, words)[:FOUND])), base, texts=False)


def live(page: str) -> str:
    """The page with leave to ask the server that it comes from, and nobody else."""
    return page.replace(_CLOSED, f"{_CLOSED}; connect-src 'self'", 1)
