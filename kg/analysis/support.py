"""Who supports which industry, and since when: what several measures start from."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from kg.graph import province_name
from kg.types import Evidence

SHARES = ("%", "‰", "个百分点")  # units of what is relative already
_DENIED = "denied"


@dataclass(frozen=True, order=True, slots=True)
class Support:
    """An asserted ``covers``: somebody in a place supports an industry."""

    place: str  # name of the province
    industry: str  # Entity.id
    supporter: str  # Entity.id of the policy, region or organisation
    evidence: tuple[Evidence, ...]  # what says so, without denials


def supports(graph: nx.MultiDiGraph) -> list[Support]:
    """Every support whose province is known, sorted; one of a country or an area has none."""
    found = (
        Support(province_name(graph, subject), industry, subject, asserted(evidence))
        for subject, industry, key, evidence in graph.edges(keys=True, data="evidence")
        if key == "covers"
    )
    return sorted(one for one in found if one.place and one.evidence)


def asserted(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Without what is only denied."""
    return tuple(one for one in evidence if one.modality != _DENIED)


def name_of(graph: nx.MultiDiGraph, node: str) -> str:
    return str(graph.nodes[node]["name"])
