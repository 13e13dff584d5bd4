"""Where things of the graph lie."""

from __future__ import annotations

import networkx as nx

from kg.registers import divisions

_REGION = "region/"


def province(graph: nx.MultiDiGraph, node: str) -> str:
    """The code of the province that a region lies in, or that a thing belongs to; else empty.

    The first two digits of a code are the province (GB/T 2260). Economic areas lie in several
    provinces and have none; a policy has that of its jurisdiction.
    """
    known = graph.nodes[node] if node in graph else {}
    for place in (node, known.get("jurisdiction", ""), known.get("region", "")):
        code = place.removeprefix(_REGION)[:2] + "0000"
        if place.startswith(_REGION) and code in divisions():
            return code
    return ""


def province_name(graph: nx.MultiDiGraph, node: str) -> str:
    """Its name: 广东省."""
    code = province(graph, node)
    return divisions()[code].name if code else ""
