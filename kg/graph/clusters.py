"""Industry clusters: an industry in a place, where a sentence names 产业集群 there.

An industry is free of place; a cluster is one of a place. It is not a node of the graph but follows
from it: from the facts that put an industry into a place of a register, or say that the place or a
policy of it supports the industry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from kg.registers import divisions
from kg.types import Evidence, Span

_WORD = "集群"  # ends the name of the industry in the text, or stands right behind it
_BEHIND = ("产业集群", "集群")
_DENIED = "denied"


@dataclass(frozen=True, order=True, slots=True)
class IndustryCluster:
    """What the articles call a cluster of an industry in a place."""

    industry: str  # Entity.id
    region: str  # Entity.id
    evidence: tuple[tuple[str, Span], ...]  # Article.id and sentence, sorted


def clusters(graph: nx.MultiDiGraph) -> tuple[IndustryCluster, ...]:
    """All of them, sorted."""
    found: defaultdict[tuple[str, str], set[tuple[str, Span]]] = defaultdict(set)
    called: dict[str, Mapping[str, list[Span]]] = {}
    for subject, object_, predicate, evidence in graph.edges(keys=True, data="evidence"):
        for industry, region in _placed(graph, subject, predicate, object_):
            if not _is_known(graph, region):
                continue
            if industry not in called:
                called[industry] = _called(graph, industry)
            said = set(_said(called[industry], evidence))
            if said:
                found[industry, region] |= said
    return tuple(IndustryCluster(*ends, tuple(sorted(found[ends]))) for ends in sorted(found))


def _placed(
    graph: nx.MultiDiGraph, subject: str, predicate: str, object_: str
) -> Iterator[tuple[str, str]]:
    """Industry and place: it lies there, the place supports it, or a policy of the place does."""
    one, other = graph.nodes[subject]["label"], graph.nodes[object_]["label"]
    if (one, predicate) == ("CLUSTER", "located_in"):
        yield subject, object_
    elif other != "CLUSTER" or predicate not in ("covers", "recognised_as"):
        return
    elif one == "REGION":
        yield object_, subject
    elif one == "POLICY":
        region = graph.nodes[subject]["jurisdiction"] or graph.nodes[subject]["region"]
        if region:
            yield object_, region


def _is_known(graph: nx.MultiDiGraph, region: str) -> bool:
    """Whether a register has the place; what only an article calls one has no clusters."""
    if region in graph:
        return bool(graph.nodes[region]["register"])
    return region.removeprefix("region/") in divisions()


def _called(graph: nx.MultiDiGraph, industry: str) -> Mapping[str, list[Span]]:
    """Where the articles call the industry a cluster: Article.id -> mentions of it."""
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for article, start, end, _, _ in graph.nodes[industry]["mentions"]:
        text = graph.graph["articles"][article].text
        if text[start:end].endswith(_WORD) or text.startswith(_BEHIND, end):
            found[article].append(Span(start, end))
    return found


def _said(
    called: Mapping[str, list[Span]], evidence: Iterable[Evidence]
) -> Iterator[tuple[str, Span]]:
    """The sentences of the evidence that call the industry a cluster."""
    for one in evidence:
        if one.modality != _DENIED:
            for span in one.spans:
                if any(span.covers(mention) for mention in called.get(one.article, ())):
                    yield one.article, span
